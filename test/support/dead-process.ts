import { bossJobs } from '../../src/storage/boss-jobs.ts';
import type { Database } from '../../src/storage/database.ts';
import { logLines } from './log-lines.ts';
import { eventually } from './persevering-person.ts';

/** A minute passes: a reset is announced at the latest then, where it happened. */
export async function aMinutePasses(database: Database): Promise<void> {
  await database.query(
    "UPDATE pgboss.job SET start_after = now() WHERE name = 'announce-reset' AND state < 'active'",
    [],
  );
  await database.query("SELECT pg_notify('pin_desk_jobs', 'announce-reset')", []);
}

/**
 * What PostgreSQL does by itself once a process is dead, without the wait: its connections end (what it had asked may go on until then),
 * and the jobs that it ran have run for too long, so that the next process takes them up.
 */
export async function afterDeath(database: Database, applicationName: string): Promise<void> {
  await eventually('the end of the dead process at the server', async () => {
    const sql = 'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1';
    return (await database.query(sql, [applicationName])).length === 0 ? true : undefined;
  });
  await database.query(
    "UPDATE pgboss.job SET started_on = started_on - interval '2 minutes' WHERE state = 'active'",
    [],
  );
  await aMinutePasses(database);
  await bossJobs({ database, log: logLines().log }).tidy();
}
