import type { Migration } from '../migrations.ts';

/**
 * Who is signed in on the chat page: a page session with a person. `signed_in_at` is when they last proved it to their identity
 * provider, where it says so; `seen_at` is when they last did something. `sign_ins`: what was begun at the provider and is not back
 * yet, by the SHA-256 of what the browser keeps; a row is taken away by the first who comes back with it.
 */
export const signedIn: Migration = {
  id: 11,
  name: 'signed-in',
  sql: `
ALTER TABLE direct_line_sessions
  ADD COLUMN directory_id text,
  ADD COLUMN tenant_id text,
  ADD COLUMN name text,
  ADD COLUMN signed_in_at timestamptz,
  ADD COLUMN seen_at timestamptz,
  ADD CONSTRAINT direct_line_sessions_person CHECK (
    directory_id IS NULL OR tenant_id IS NOT NULL AND name IS NOT NULL AND seen_at IS NOT NULL);

CREATE TABLE sign_ins (
  hash text PRIMARY KEY,
  wish text NOT NULL,
  is_confirmation boolean NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sign_ins_by_expiry ON sign_ins (expires_at);
`,
};
