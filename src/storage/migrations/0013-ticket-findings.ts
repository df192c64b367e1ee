import type { Migration } from '../migrations.ts';

/** What the desk alone may read, and which request an entry of a ticket came from. A report's ticket is found by that now. */
export const ticketFindings: Migration = {
  id: 13,
  name: 'ticket-findings',
  sql: `
ALTER TABLE tickets ADD COLUMN finding text;
ALTER TABLE ticket_events ADD COLUMN request text;
CREATE UNIQUE INDEX ticket_events_by_request ON ticket_events (request) WHERE request IS NOT NULL;
ALTER TABLE not_me_links DROP COLUMN ticket;
`,
};
