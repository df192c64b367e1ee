import type { Migration } from '../migrations.ts';

export const feedback: Migration = {
  id: 7,
  name: 'feedback',
  sql: ``,
};
