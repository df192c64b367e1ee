import type { Migration } from '../migrations.ts';

/**
 * What the person is to hear of a ticket: `for_person` events, in the order of their ids. `said_at` is when that was settled, `said_in` the
 * conversation where it stands, missing where nobody could be reached; `read_at` is when a page of theirs took it, or their channel.
 * `waits_since`: since when a ticket waits for the desk, whatever its person adds meanwhile; before this, when it was changed. `stuck_since`,
 * `alarmed_since`: the wait that the desk or its lead was told of last.
 */
export const ticketNews: Migration = {
  id: 21,
  name: 'ticket-news',
  sql: `
    ALTER TABLE ticket_events
      ADD COLUMN for_person boolean NOT NULL DEFAULT false,
      ADD COLUMN said_at timestamptz,
      ADD COLUMN said_in text,
      ADD COLUMN read_at timestamptz;
    CREATE INDEX ticket_events_unsaid ON ticket_events (ticket, id) WHERE for_person AND said_at IS NULL;
    ALTER TABLE tickets
      ADD COLUMN waits_since timestamptz,
      ADD COLUMN stuck_since timestamptz,
      ADD COLUMN alarmed_since timestamptz;
    CREATE INDEX tickets_that_wait ON tickets ((coalesce(waits_since, changed_at))) WHERE status IN ('open', 'assigned');
    CREATE INDEX direct_line_sessions_of_person ON direct_line_sessions (lower(directory_id)) WHERE directory_id IS NOT NULL;
  `,
};
