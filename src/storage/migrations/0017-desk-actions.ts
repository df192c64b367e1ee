import type { Migration } from '../migrations.ts';

/** What the desk does about a person: asked for by one, and where it needs a second person, decided by another. */
export const deskActions: Migration = {
  id: 17,
  name: 'desk-actions',
  sql: `
    CREATE TABLE desk_actions (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      kind text NOT NULL,
      person text NOT NULL,
      person_name text NOT NULL,
      reason text NOT NULL,
      asked_by text NOT NULL,
      asked_by_name text NOT NULL,
      asked_role text NOT NULL,
      asked_at timestamptz NOT NULL,
      needs_second boolean NOT NULL,
      decided_by text CHECK (decided_by <> asked_by),
      decided_by_name text,
      decision text,
      decided_at timestamptz,
      done_at timestamptz
    );
    CREATE INDEX desk_actions_undecided ON desk_actions (id) WHERE needs_second AND decision IS NULL;
    CREATE INDEX desk_actions_about ON desk_actions (person, id);
  `,
};
