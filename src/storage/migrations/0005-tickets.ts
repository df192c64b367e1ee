import type { Migration } from '../migrations.ts';

export const tickets: Migration = {
  id: 5,
  name: 'tickets',
  sql: ``,
};
