import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { BackendError } from '../kernel/errors.ts';
import { type Check, type Finding, good, problem, warning } from '../kernel/finding.ts';
import type { Database } from '../storage/database.ts';

const about = 'DATABASE_URL';
const oldest = 150_000;
/** Leases are kept by the clocks of the processes. */
const mostSecondsApart = 5;

const Server = z.object({ version: z.number(), shown: z.string(), only_reads: z.boolean(), now: z.date() });

/** Reachable, new enough, takes writes, of the same time, and of this version or an earlier one. Closes `database`. */
export const databaseCheck = (database: Database, clock: Clock, newest: number): Check => ({
  about,
  async run() {
    try {
      return await findings(database, clock, newest);
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      return [
        problem(
          about,
          `the server does not let us in (${codeOf(error.cause)})`,
          'Look at host, port, user, password, TLS and pg_hba.conf.',
        ),
      ];
    } finally {
      await database.close();
    }
  },
});

async function findings(database: Database, clock: Clock, newest: number): Promise<readonly Finding[]> {
  const askedAt = clock.now().getTime();
  const [row] = await database.query(
    `SELECT current_setting('server_version_num')::integer AS version, current_setting('server_version') AS shown,
       current_setting('transaction_read_only') = 'on' AS only_reads, clock_timestamp() AS now`,
    [],
  );
  const { version, shown, only_reads: onlyReads, now } = Server.parse(row);
  // It answered at some moment between.
  const [earliest, latest] = [now.getTime() - clock.now().getTime(), now.getTime() - askedAt];
  const apart = earliest > 0 ? earliest : Math.max(0, -latest);
  const found: Finding[] = [];
  if (version < oldest) found.push(problem(about, `is PostgreSQL ${shown}`, 'Use 15 or newer.'));
  if (onlyReads)
    found.push(
      problem(
        about,
        'takes no changes: it is a standby, or its role only reads',
        'Name the primary, and a role that may write.',
      ),
    );
  if (apart > mostSecondsApart * 1_000) {
    found.push(
      problem(
        'clock',
        `this machine and the database are ${Math.round(apart / 1_000)} s apart`,
        'Have both set their clocks by NTP.',
      ),
    );
  }
  found.push(...(await schemaFindings(database, newest)));
  return found.length > 0 ? found : [good(about, `PostgreSQL ${shown} answers and takes changes`)];
}

async function schemaFindings(database: Database, newest: number): Promise<readonly Finding[]> {
  const [table] = await database.query("SELECT to_regclass('migrations') IS NOT NULL AS there", []);
  if (table?.there !== true) return [good(about, 'is empty: the first start makes its tables')];
  const [row] = await database.query('SELECT max(id) AS id FROM migrations', []);
  const id = z.number().nullable().parse(row?.id) ?? 0;
  if (id > newest)
    return [
      problem(
        about,
        'was made by a newer version of PIN Desk',
        'Install that version, or restore a backup from before it.',
      ),
    ];
  return id < newest
    ? [warning(about, 'is of an earlier version of PIN Desk', 'The next start changes it: have a backup.')]
    : [];
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'no answer';
