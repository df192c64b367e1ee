import type { Migration } from '../migrations.ts';

export const challenges: Migration = {
  id: 3,
  name: 'challenges',
  sql: ``,
};
