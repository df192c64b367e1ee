import type PgBoss from 'pg-boss';
import type { Log } from '../kernel/log.ts';
import { bossDb } from './boss-on.ts';
import type { Database } from './database.ts';
import { faultOf } from './job-fault.ts';
import type { JobData, JobHandlers, JobOptions, Queue } from './jobs.ts';

const batch = 5;
/** NOTIFY wakes us; this is for what was sent while nobody could listen. */
export const longestPauseMs = 30_000;

export interface JobLoopParts<Q extends Queue> {
  readonly boss: PgBoss;
  readonly database: Database;
  readonly log: Log;
  readonly queue: Q;
  readonly options: Pick<JobOptions<Q>, 'retryDelaysSeconds'>;
  readonly handle: NonNullable<JobHandlers[Q]>;
}

export interface JobLoop {
  /** Looks for due jobs now, or once more where it is looking. */
  wake(): void;
  /** Takes no more jobs; resolves once those that run are done. */
  stop(): Promise<void>;
}

/**
 * Works off one queue until it is stopped. pg-boss's own worker is not used: it fails a whole batch for one job,
 * and rejects in nobody's hands while the database is away.
 */
export function jobLoop<Q extends Queue>(parts: JobLoopParts<Q>): JobLoop {
  let stopped = false;
  let woken = false;
  let endPause = () => {};

  function pause(ms: number): Promise<void> {
    if (woken || stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function loop(): Promise<void> {
    let faults = 0;
    while (!stopped) {
      woken = false;
      try {
        const isMore = await runDue(parts);
        faults = 0;
        if (!isMore && !woken) await pause(await msToNext(parts));
      } catch (error) {
        faults += 1;
        parts.log.warn('a queue cannot be read', { queue: parts.queue, ...faultOf(error) });
        await pause(Math.min(1_000 * 2 ** faults, longestPauseMs));
      }
    }
  }

  const ended = loop();
  const wake = () => {
    woken = true;
    endPause();
  };
  return {
    wake,
    stop() {
      stopped = true;
      wake();
      return ended;
    },
  };
}

/** Runs a batch of what is due; resolves to whether there may be more. Rejects only where the database does not answer. */
async function runDue<Q extends Queue>(parts: JobLoopParts<Q>): Promise<boolean> {
  let failure: unknown;
  const { executeSql } = bossDb(parts.database.unflushed);
  // `fetch` takes every error for a lost race and answers with no jobs.
  const db: PgBoss.Db = {
    executeSql: (text, values) =>
      executeSql(text, values).catch((error: unknown) => {
        failure = error;
        throw error;
      }),
  };
  const jobs = await parts.boss.fetch<JobData[Q]>(parts.queue, { batchSize: batch, includeMetadata: true, db });
  if (failure) throw failure;

  const done = await Promise.all(jobs.map(async (job) => ((await runOne(parts, job)) ? [job.id] : [])));
  const ids = done.flat();
  if (ids.length > 0) await writtenDown(parts, ids, parts.boss.complete(parts.queue, ids));
  return jobs.length === batch;
}

/** Whether it did what it had to; where it did not, that is written down. */
async function runOne<Q extends Queue>(
  parts: JobLoopParts<Q>,
  job: PgBoss.JobWithMetadata<JobData[Q]>,
): Promise<boolean> {
  const startedAt = performance.now();
  try {
    await parts.handle(job.data, { isLast: delayAfter(parts, job) === undefined });
    parts.log.debug('a job is done', { ...named(parts, job), ms: Math.round(performance.now() - startedAt) });
    return true;
  } catch (error) {
    await writtenDown(parts, [job.id], fail(parts, job, error));
    return false;
  }
}

/** Where that fails they stay active, and run again once that has lasted too long. */
async function writtenDown<Q extends Queue>(
  { queue, log }: JobLoopParts<Q>,
  jobs: readonly string[],
  writing: Promise<unknown>,
): Promise<void> {
  await writing.catch((error: unknown) =>
    log.warn('what became of jobs could not be written down', { queue, jobs, ...faultOf(error) }),
  );
}

async function fail<Q extends Queue>(
  parts: JobLoopParts<Q>,
  job: PgBoss.JobWithMetadata<JobData[Q]>,
  error: unknown,
): Promise<void> {
  const fault = faultOf(error);
  const { boss, database, log, queue } = parts;
  const { id, retryCount } = job;
  const inSeconds = delayAfter(parts, job);
  await database.transaction(async (tx) => {
    await boss.fail(queue, id, fault, { db: bossDb(tx) });
    // pg-boss has one delay for all tries; the schedule has one for each.
    await tx.query(
      `UPDATE pgboss.job SET start_after = now() + make_interval(secs => $3)
       WHERE name = $1 AND id = $2::uuid AND state = 'retry'`,
      [queue, id, inSeconds ?? 0],
    );
  });
  const fields = { ...named(parts, job), tries: retryCount + 1, ...fault };
  if (inSeconds === undefined) log.error('a job is dead', fields);
  else log.warn('a job failed and is tried again', { ...fields, inSeconds });
}

/** How a line of the log says which job, and which turn it comes from. */
function named<Q extends Queue>({ queue }: JobLoopParts<Q>, { id, data }: PgBoss.JobWithMetadata<JobData[Q]>) {
  return { queue, job: id, ...('reference' in data ? { reference: data.reference } : {}) };
}

/** Undefined after the last try. */
const delayAfter = <Q extends Queue>(
  { options }: JobLoopParts<Q>,
  { retryCount }: PgBoss.JobWithMetadata<JobData[Q]>,
): number | undefined => options.retryDelaysSeconds[retryCount];

async function msToNext({ database, queue }: Pick<JobLoopParts<Queue>, 'database' | 'queue'>): Promise<number> {
  const [row] = await database.unflushed.query<{ ms: number | null }>(
    `SELECT (extract(epoch FROM min(start_after) - now()) * 1000)::float8 AS ms
     FROM pgboss.job WHERE name = $1 AND state < 'active'`,
    [queue],
  );
  const ms = row?.ms ?? longestPauseMs;
  return Math.min(Math.max(Math.ceil(ms) + 1, 1), longestPauseMs);
}
