import type { Migration } from '../migrations.ts';

export const directLine: Migration = {
  id: 6,
  name: 'direct-line',
  sql: ``,
};
