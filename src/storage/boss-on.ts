import PgBoss from 'pg-boss';
import type { Queryable, SqlValue } from './database.ts';

/** What pg-boss runs its SQL on: a database, or a transaction of ours. */
export const bossDb = (queryable: Queryable): PgBoss.Db => ({
  async executeSql(text: string, values?: readonly unknown[]) {
    const rows = await queryable.query(text, values?.map(sqlValue));
    return { rows: [...rows] };
  },
});

const day = 24 * 60 * 60;

/** pg-boss without its own workers and timers: their errors would reach nobody. */
export function bossOn(queryable: Queryable): PgBoss {
  const boss = new PgBoss({
    db: bossDb(queryable),
    supervise: false,
    schedule: false,
    archiveCompletedAfterSeconds: day,
    // Dead jobs stay where they can be seen and retried.
    archiveFailedAfterSeconds: 14 * day,
    deleteAfterDays: 7,
  });
  // It repeats what the call that failed rejected with, and an 'error' event that nobody hears ends the process.
  boss.on('error', () => undefined);
  return boss;
}

function sqlValue(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value;
  return Array.isArray(value) ? value.map(String) : JSON.stringify(value);
}
