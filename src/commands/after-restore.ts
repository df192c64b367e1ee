import type { Database } from '../storage/database.ts';

/** A backup knows nothing of numbers that were given out after it was made: no installation has so many tickets in that time. */
const numbersLeftOut = 1_000;

const sql = `
WITH pages AS (DELETE FROM direct_line_sessions RETURNING hash),
  sign_ins_begun AS (DELETE FROM sign_ins RETURNING hash),
  desks AS (DELETE FROM desk_sessions RETURNING hash),
  entrances AS (DELETE FROM desk_links RETURNING hash),
  codes AS (UPDATE challenges SET voided_at = $1 WHERE used_at IS NULL AND voided_at IS NULL RETURNING id)
SELECT (SELECT count(*) FROM pages) AS pages, (SELECT count(*) FROM desks) AS desks, (SELECT count(*) FROM codes) AS codes,
  setval(pg_get_serial_sequence('tickets', 'number'), nextval(pg_get_serial_sequence('tickets', 'number')) + $2 - 1) + 1 AS next`;

/**
 * A restored database has again what was ended since the backup: sessions that were signed out, links and codes that were used. This ends them, and
 * leaves out the numbers of tickets that people may have been told meanwhile. Resolves with the exit code.
 */
export async function afterRestore(database: Database, now: Date, say: (line: string) => unknown): Promise<number> {
  const [row] = await database.query(sql, [now, numbersLeftOut]);
  say(`ended: ${row?.pages} sessions of the chat page, ${row?.desks} of the help desk, ${row?.codes} one-time codes`);
  say(`the next ticket has the number ${row?.next}`);
  return 0;
}
