import type { Migration } from '../migrations.ts';

/**
 * Which ticket has which word, in the order of words and then of numbers: the newest tickets with a word are read off its end, however many
 * have it. Triggers follow `tickets.words`, whoever writes those, and take out of them what no text of the ticket says any more once one was
 * changed or emptied: what is redacted is not found. What was there before is copied first, so that writers wait for the last second of it
 * alone: for the triggers, and for what was changed meanwhile. What is to do for one reason has an index of its own, as each view has.
 */
export const ticketWords: Migration = {
  id: 23,
  name: 'ticket-words',
  sql: `
    CREATE TABLE ticket_words (
      word text COLLATE "C" NOT NULL,
      ticket bigint NOT NULL
    );
    INSERT INTO ticket_words SELECT unnest(tsvector_to_array(words)), number FROM tickets;
    ALTER TABLE ticket_words ADD PRIMARY KEY (word, ticket);

    CREATE FUNCTION ticket_words_follow() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        before text[] := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE tsvector_to_array(OLD.words) END;
        after text[] := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE tsvector_to_array(NEW.words) END;
      BEGIN
        DELETE FROM ticket_words WHERE ticket = OLD.number AND word = ANY (before) AND NOT word = ANY (after);
        INSERT INTO ticket_words SELECT unnest(after), NEW.number ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$;
    CREATE TRIGGER ticket_words_come_and_go AFTER INSERT OR DELETE ON tickets
      FOR EACH ROW EXECUTE FUNCTION ticket_words_follow();
    CREATE TRIGGER ticket_words_follow AFTER UPDATE ON tickets
      FOR EACH ROW WHEN (OLD.words IS DISTINCT FROM NEW.words) EXECUTE FUNCTION ticket_words_follow();

    -- As words.rules.ts writes words, or nearly: one that is written otherwise is not found in its text, and goes.
    CREATE FUNCTION ticket_words_left(p_ticket tickets) RETURNS tsvector LANGUAGE sql AS $$
      SELECT coalesce(array_to_tsvector(array_agg(word)), '')
      FROM unnest(tsvector_to_array(p_ticket.words)) AS word, (
        SELECT lower(regexp_replace(normalize(concat_ws(' ', p_ticket.person_name, p_ticket.office, p_ticket.callback, p_ticket.reference, p_ticket.summary,
          p_ticket.transcript::text, (SELECT string_agg(text, ' ') FROM ticket_events WHERE ticket = p_ticket.number)), NFKD), '[\u0300-\u036f]', '', 'g')) AS text
      ) AS whole
      WHERE strpos(whole.text, word) > 0
    $$;
    CREATE FUNCTION ticket_words_go() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.words := ticket_words_left(NEW);
        RETURN NEW;
      END $$;
    CREATE TRIGGER ticket_words_go BEFORE UPDATE ON tickets FOR EACH ROW
      WHEN (NEW.transcript = '[]' AND OLD.transcript <> '[]' OR OLD.person_name IS DISTINCT FROM NEW.person_name
        OR OLD.office IS DISTINCT FROM NEW.office OR OLD.callback IS DISTINCT FROM NEW.callback
        OR OLD.reference IS DISTINCT FROM NEW.reference OR OLD.summary IS DISTINCT FROM NEW.summary)
      EXECUTE FUNCTION ticket_words_go();
    CREATE FUNCTION ticket_event_words_go() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE tickets SET words = ticket_words_left(tickets) WHERE number = OLD.ticket;
        RETURN NULL;
      END $$;
    CREATE TRIGGER ticket_event_words_go AFTER UPDATE OF text OR DELETE ON ticket_events
      FOR EACH ROW WHEN (OLD.text IS NOT NULL) EXECUTE FUNCTION ticket_event_words_go();

    INSERT INTO ticket_words SELECT unnest(tsvector_to_array(words)), number FROM tickets
      WHERE changed_at > now() - interval '1 day' ON CONFLICT DO NOTHING;
    CREATE INDEX tickets_to_do_by_reason ON tickets (reason, (priority = 'security'), number) WHERE status IN ('open', 'assigned', 'waiting');
  `,
};
