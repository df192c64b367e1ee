import type { Migration } from '../migrations.ts';

export const turns: Migration = {
  id: 1,
  name: 'turns',
  sql: ``,
};
