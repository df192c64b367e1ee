import type { Migration } from '../migrations.ts';

/** The embedded ticket desk. Numbers are read out on the phone: they start where nobody takes them for a count, and may skip. */
export const tickets: Migration = {
  id: 5,
  name: 'tickets',
  sql: `
    CREATE TABLE tickets (
      number bigint GENERATED ALWAYS AS IDENTITY (START WITH 1001) PRIMARY KEY,
      reason text NOT NULL,
      person_id text,
      person_name text,
      person_confirmed boolean NOT NULL DEFAULT false,
      language text NOT NULL,
      address_key text NOT NULL,
      address jsonb NOT NULL,
      step text,
      fault jsonb,
      summary text,
      transcript jsonb NOT NULL,
      reference text NOT NULL,
      status text NOT NULL DEFAULT 'open',
      priority text NOT NULL DEFAULT 'normal',
      agent text,
      version integer NOT NULL DEFAULT 1,
      opened_at timestamptz NOT NULL,
      changed_at timestamptz NOT NULL
    );
    CREATE INDEX tickets_by_person ON tickets (person_id, number) WHERE person_confirmed AND status <> 'closed';
    CREATE INDEX tickets_by_conversation ON tickets (address_key, number) WHERE NOT person_confirmed AND status <> 'closed';
    CREATE INDEX tickets_solved ON tickets (changed_at) WHERE status = 'solved';

    CREATE TABLE ticket_events (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      ticket bigint NOT NULL REFERENCES tickets (number) ON DELETE CASCADE,
      at timestamptz NOT NULL,
      kind text NOT NULL,
      by text NOT NULL,
      text text
    );
    CREATE INDEX ticket_events_by_ticket ON ticket_events (ticket, id);
  `,
};
