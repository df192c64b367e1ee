import type { Migration } from '../migrations.ts';

export const budgets: Migration = {
  id: 2,
  name: 'budgets',
  sql: ``,
};
