import { createHash } from 'node:crypto';
import type { Log } from '../kernel/log.ts';
import { bossDb, bossOn } from './boss-on.ts';
import type { Database, Queryable } from './database.ts';
import { faultOf } from './job-fault.ts';
import { type JobLoop, jobLoop, longestPauseMs } from './job-loop.ts';
import type { JobData, JobHandlers, Jobs, Queue, QueueOptions } from './jobs.ts';
import { queueNames, queues } from './queues.ts';

const channel = 'pin_desk_jobs';
const upkeepMs = 10_000;
/** Of jobs that come close together the other processes hear once. */
const tellMs = 50;
/** No pause is so long: such a job was put off, or begun, by a clock that was put back since. */
const fromLaterSql = `
UPDATE pgboss.job SET start_after = LEAST(start_after, now()), started_on = LEAST(started_on, now())
WHERE state <= 'active' AND (start_after > now() + interval '1 hour' OR started_on > now() + interval '1 hour')`;
/** In their last try when their process died: pg-boss gives them up without a word. */
const givenUpSql = `
SELECT id, name, retry_count + 1 AS tries FROM pgboss.job
WHERE state = 'active' AND retry_count >= retry_limit AND started_on + expire_in < now()`;
/** As if they had run for too long. */
const cutShortSql = `UPDATE pgboss.job SET started_on = now() - expire_in - interval '1 second' WHERE state = 'active'`;

export interface JobRunner extends Jobs {
  /** Works off the queues that have a handler. The database is migrated by then. */
  start(handlers: JobHandlers): Promise<void>;
  /** Looks for due jobs now. Needed only where NOTIFY does not reach. */
  wake(): void;
  /** Takes up jobs that a dead process left active and archives old ones; done every ten seconds anyway. */
  tidy(): Promise<void>;
  /** Takes no more jobs and waits for those that run; before the database closes. Idempotent. */
  stop(): Promise<void>;
}

export interface BossJobsOptions {
  readonly database: Database;
  readonly log: Log;
  readonly queues?: QueueOptions;
}

/**
 * Deferred work by pg-boss. A job runs as soon as the transaction that sent it commits, in whichever process takes it first: this one looks at
 * once. The others are told after the commit, for transactions that notify commit one after the other, each waiting for the disk alone.
 * Where a process dies in between, they look within ten seconds.
 */
export function bossJobs({ database, log, queues: options = queues }: BossJobsOptions): JobRunner {
  // What is lost of its own writing is done again.
  const boss = bossOn(database.unflushed);
  const untold = new Map<Queue, NodeJS.Timeout>();
  const loops = new Map<string, JobLoop>();
  let stopHearing = async () => {};
  let upkeep: NodeJS.Timeout | undefined;
  let tidying: Promise<void> | undefined;

  /** PGlite belongs to one process, so at its start nobody runs anything: what is active was cut short. */
  async function takeUpInterrupted(): Promise<void> {
    if (database.kind !== 'pglite') return;
    await database.query(cutShortSql, []);
    await tidy();
  }

  function wake(): void {
    for (const loop of loops.values()) loop.wake();
  }

  async function tidy(): Promise<void> {
    try {
      await database.query(fromLaterSql, []);
      const givenUp = await database.query(givenUpSql, []);
      await boss.maintain();
      for (const { id, name, tries } of givenUp) {
        log.error('a job is dead', { queue: name, job: id, tries, error: 'interrupted' });
      }
      wake();
    } catch (error) {
      log.warn('the job queue could not be tidied', faultOf(error));
    }
  }

  function begin<Q extends Queue>(queue: Q, handlers: JobHandlers): void {
    const handle = handlers[queue];
    if (handle) loops.set(queue, jobLoop({ boss, database, log, queue, options: options[queue], handle }));
  }

  async function send<Q extends Queue>(queue: Q, data: JobData[Q], tx: Queryable = database): Promise<void> {
    const { key, retryDelaysSeconds, delaySeconds, longestRunSeconds } = options[queue];
    const delay = delaySeconds?.(data) ?? 0;
    await boss.send(queue, data, {
      id: idOf(queue, key(data)),
      retryLimit: retryDelaysSeconds.length,
      retryDelay: 0,
      startAfter: delay,
      expireInSeconds: longestRunSeconds,
      db: bossDb(tx),
    });
    if (delay * 1_000 < longestPauseMs) afterCommit(tx, () => sent(queue));
  }

  function sent(queue: Queue): void {
    loops.get(queue)?.wake();
    if (!untold.has(queue)) untold.set(queue, setTimeout(() => void tell(queue), tellMs).unref());
  }

  async function tell(queue: Queue): Promise<void> {
    clearTimeout(untold.get(queue));
    untold.delete(queue);
    await database.unflushed
      .query('SELECT pg_notify($1, $2)', [channel, queue])
      .catch((error: unknown) => log.debug('other processes were not told of a job', { queue, ...faultOf(error) }));
  }

  return {
    send,
    async start(handlers) {
      await takeUpInterrupted();
      stopHearing = await database.listen(channel, (queue) => loops.get(queue)?.wake(), wake);
      for (const queue of queueNames) begin(queue, handlers);
      upkeep = setInterval(() => {
        tidying = tidy();
      }, upkeepMs).unref();
    },
    tidy,
    wake,
    async stop() {
      clearInterval(upkeep);
      await Promise.all([...loops.values()].map((loop) => loop.stop()));
      loops.clear();
      await Promise.all([...untold.keys()].map(tell));
      await tidying;
      await stopHearing();
      stopHearing = async () => {};
    },
  };
}

/** A statement of its own has committed by then. */
function afterCommit(queryable: Queryable, work: () => void): void {
  if (queryable.afterCommit) queryable.afterCommit(work);
  else work();
}

/** The id follows from what the job is about, so that the same one is not made twice. */
function idOf(queue: Queue, key: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([queue, key]))
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
