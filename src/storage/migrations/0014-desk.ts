import type { Migration } from '../migrations.ts';

/**
 * What agents need of tickets. Each way through the queue has an index in the order of its pages, so that the millionth page costs
 * what the first does. `words` are found by their beginnings; without a pending list, for that would make some searches slow.
 */
export const desk: Migration = {
  id: 14,
  name: 'desk',
  sql: `
    ALTER TABLE tickets
      ADD COLUMN office text,
      ADD COLUMN callback text,
      ADD COLUMN confirmed_by text,
      ADD COLUMN confirmed_at timestamptz,
      ADD COLUMN agent_id text,
      ADD COLUMN words tsvector NOT NULL DEFAULT '';
    UPDATE tickets SET words = strip(to_tsvector('simple', concat_ws(' ', person_name, summary)));
    ALTER TABLE ticket_events ADD COLUMN by_id text, ADD COLUMN solution text;
    CREATE INDEX tickets_to_do ON tickets ((priority = 'security'), number) WHERE status IN ('open', 'assigned', 'waiting');
    CREATE INDEX tickets_by_status ON tickets (status, (priority = 'security'), number);
    CREATE INDEX tickets_of_agent ON tickets (agent_id, (priority = 'security'), number) WHERE status IN ('assigned', 'waiting');
    CREATE INDEX tickets_by_reason ON tickets (reason, number);
    CREATE INDEX tickets_about ON tickets (person_id, number);
    CREATE INDEX tickets_of_address ON tickets (address_key, number);
    CREATE INDEX tickets_opened ON tickets (opened_at, number);
    CREATE INDEX tickets_words ON tickets USING gin (words) WITH (fastupdate = off);
  `,
};
