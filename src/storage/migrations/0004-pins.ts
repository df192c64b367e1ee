import type { Migration } from '../migrations.ts';

/** The embedded PIN service. `history`: newest first, each hash with the key id and cost it was made with. */
export const pins: Migration = {
  id: 4,
  name: 'pins',
  sql: `
    CREATE TABLE pins (
      person text PRIMARY KEY,
      salt bytea NOT NULL,
      history jsonb NOT NULL DEFAULT '[]',
      is_set boolean NOT NULL DEFAULT false,
      is_locked boolean NOT NULL DEFAULT false,
      changed_at timestamptz
    );
  `,
};
