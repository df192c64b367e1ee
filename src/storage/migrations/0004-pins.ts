import type { Migration } from '../migrations.ts';

export const pins: Migration = {
  id: 4,
  name: 'pins',
  sql: ``,
};
