import type { Migration } from '../migrations.ts';

/**
 * One row a notice whose mail asks “Was it not you?”; what the mail carries is this id and a signature that stands nowhere. A used row is
 * the report: of a changed PIN it freezes resets until it is lifted, else it stops the anonymous path for a day.
 */
export const notMeLinks: Migration = {
  id: 12,
  name: 'not-me-links',
  sql: `
CREATE TABLE not_me_links (
  id text PRIMARY KEY,
  key_id text NOT NULL,
  kind text NOT NULL,
  person text NOT NULL,
  notice text NOT NULL,
  locale text NOT NULL,
  happened_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  reference text,
  ticket bigint,
  lifted_at timestamptz,
  lifted_by text,
  CHECK (used_at IS NULL OR reference IS NOT NULL)
);
CREATE INDEX not_me_links_in_force ON not_me_links (person) WHERE used_at IS NOT NULL AND lifted_at IS NULL;
CREATE INDEX not_me_links_by_expiry ON not_me_links (expires_at);
`,
};
