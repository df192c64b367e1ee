import type { Migration } from '../migrations.ts';

/** One row a one-time code; the code itself is derived and stands nowhere. */
export const challenges: Migration = {
  id: 3,
  name: 'challenges',
  sql: `
    CREATE TABLE challenges (
      id text PRIMARY KEY,
      path text NOT NULL,
      address text NOT NULL,
      identifier text NOT NULL,
      person text,
      finding text,
      digits smallint NOT NULL,
      key_id text NOT NULL,
      locale text NOT NULL,
      tries smallint NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      used_at timestamptz,
      voided_at timestamptz
    );
    CREATE INDEX challenges_open ON challenges (address) WHERE used_at IS NULL AND voided_at IS NULL;
    CREATE INDEX challenges_expiry ON challenges (expires_at);
  `,
};
