import { bossJobs, type JobRunner } from '../../src/storage/boss-jobs.ts';
import type { Database } from '../../src/storage/database.ts';
import type { JobHandlers, QueueOptions } from '../../src/storage/jobs.ts';
import { queues } from '../../src/storage/queues.ts';
import { logLines } from './log-lines.ts';

/** Runners of jobs on a database, what they log, and what became of the jobs. */
export function jobRunners(database: Database) {
  const runners: JobRunner[] = [];
  const logged = logLines();

  const runner = (options: QueueOptions = queues, on: Database = database) => {
    const made = bossJobs({ database: on, log: logged.log, queues: options });
    runners.push(made);
    return made;
  };

  return {
    logged,
    runner,
    async started(handlers: JobHandlers, options?: QueueOptions): Promise<JobRunner> {
      const made = runner(options);
      await made.start(handlers);
      return made;
    },
    /** The oldest first. */
    async states(): Promise<readonly unknown[]> {
      const rows = await database.query('SELECT state::text FROM pgboss.job ORDER BY created_on, id', []);
      return rows.map(({ state }) => state);
    },
    stop: () => Promise.all(runners.map((each) => each.stop())),
  };
}

/** A handler that keeps its calls; `done` resolves at the nth. */
export function nthCall<Data>(n: number, then: (data: Data) => Promise<void> = async () => {}) {
  const calls: Data[] = [];
  let reached = () => {};
  const done = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const handle = async (data: Data) => {
    calls.push(data);
    if (calls.length === n) reached();
    await then(data);
  };
  return { calls, done, handle };
}
