import type { Database } from './database.ts';

/** PostgreSQL's own defaults for autovacuum: 50 rows and a fifth of a table dead, or a tenth of it changed since it was analysed. */
const dueSql = `
SELECT format('%I.%I', schemaname, relname) AS name FROM pg_stat_user_tables
WHERE n_dead_tup > 50 + n_live_tup / 5 OR n_mod_since_analyze > 50 + n_live_tup / 10`;

/** What autovacuum does on a server; inside this process nobody does it. One table at a time, so that turns come in between. */
export async function autovacuum(database: Database): Promise<void> {
  if (database.kind !== 'pglite') return;
  for (const { name } of await database.query(dueSql, [])) await database.query(`VACUUM (ANALYZE) ${name}`);
}
