import type { Migration } from '../migrations.ts';

/** Who is at the help desk. Of sessions and links only hashes are kept: who reads the table cannot enter. */
export const deskSessions: Migration = {
  id: 15,
  name: 'desk-sessions',
  sql: `
    CREATE TABLE desk_sessions (
      hash text PRIMARY KEY,
      agent_id text NOT NULL,
      agent_name text NOT NULL,
      role text NOT NULL,
      started_at timestamptz NOT NULL,
      seen_at timestamptz NOT NULL
    );
    CREATE TABLE desk_links (
      hash text PRIMARY KEY,
      role text NOT NULL,
      expires_at timestamptz NOT NULL
    );
  `,
};
