import type { Migration } from '../migrations.ts';

/** A count within a window that began with its first one; `blocked_until` refuses whatever the count. */
export const budgets: Migration = {
  id: 2,
  name: 'budgets',
  sql: `
CREATE TABLE budgets (
  name text NOT NULL,
  key text NOT NULL,
  spent integer NOT NULL DEFAULT 0,
  ends_at timestamptz NOT NULL,
  blocked_until timestamptz,
  PRIMARY KEY (name, key)
);
CREATE INDEX budgets_by_end ON budgets (ends_at);
`,
};
