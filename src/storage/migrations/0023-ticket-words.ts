import type { Migration } from '../migrations.ts';

/**
 * Which ticket has which word, in the order of words and then of numbers: the newest tickets with a word are read off its end, however many
 * have it. A trigger follows `tickets.words`, whoever writes those: what is taken out of them, or deleted, is not found any more. What was
 * there before is copied first, so that writers wait for the last second of it alone: for the trigger, and for what was changed meanwhile.
 * What is to do for one reason has an index of its own, as each view has.
 */
export const ticketWords: Migration = {
  id: 23,
  name: 'ticket-words',
  sql: `
    CREATE TABLE ticket_words (
      word text COLLATE "C" NOT NULL,
      ticket bigint NOT NULL,
      PRIMARY KEY (word, ticket)
    );
    INSERT INTO ticket_words SELECT unnest(tsvector_to_array(words)), number FROM tickets;
    CREATE FUNCTION ticket_words_follow() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        before text[] := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE tsvector_to_array(OLD.words) END;
        after text[] := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE tsvector_to_array(NEW.words) END;
      BEGIN
        DELETE FROM ticket_words WHERE ticket = OLD.number AND word = ANY (before) AND NOT word = ANY (after);
        INSERT INTO ticket_words SELECT unnest(after), NEW.number ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$;
    CREATE TRIGGER ticket_words_follow AFTER INSERT OR DELETE OR UPDATE OF words ON tickets
      FOR EACH ROW EXECUTE FUNCTION ticket_words_follow();
    INSERT INTO ticket_words SELECT unnest(tsvector_to_array(words)), number FROM tickets
      WHERE changed_at > now() - interval '1 day' ON CONFLICT DO NOTHING;
    CREATE INDEX tickets_to_do_by_reason ON tickets (reason, (priority = 'security'), number) WHERE status IN ('open', 'assigned', 'waiting');
  `,
};
