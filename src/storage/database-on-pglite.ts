import { setImmediate } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { Log } from '../kernel/log.ts';
import { channels, quoted } from './channels.ts';
import type { Database, Queryable, Row, SqlValue } from './database.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type PgliteSession, pgliteSession } from './pglite-session.ts';
import type { Snapshots } from './pglite-snapshots.ts';
import { queryableOf, runTransaction } from './transaction.ts';

export interface PgliteParts {
  readonly log: Log;
  /** Where copies of it go, every so often and at the end. */
  readonly snapshots?: Pick<Snapshots, 'write'> & { readonly everyMs: number };
  /** Runs once the engine is closed. */
  readonly afterClose?: () => Promise<void>;
}

/** A `Database` on an open PGlite, which it closes. Statements and transactions run one after another: there is one connection. */
export function databaseOnPglite(pglite: PGlite, { log, snapshots, afterClose }: PgliteParts): Database {
  const inTurn = oneAtATime();
  const session = pgliteSession(pglite);
  const listening = channels(log);
  const archiveOfNews = newsIn(pglite, session);
  const timer = snapshots && setInterval(() => void snapshot(inTurn), snapshots.everyMs).unref();
  const stopHearing = pglite.onNotification(listening.tell);
  let closed: Promise<void> | undefined;

  const whileOpen = <T>(work: () => Promise<T>): Promise<T> =>
    closed ? Promise.reject(new Error('the database is closed')) : inTurn(work);

  /** A statement runs inside this thread and every await on it is a microtask, so without this pause timers and sockets starve. */
  async function run(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]> {
    await setImmediate();
    return values ? await session.prepared(text, values) : (await session.script(text)).rows;
  }

  /** A script may begin a transaction of its own and fail inside it: nothing of it may stay open. */
  async function alone(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]> {
    try {
      return await run(text, values);
    } catch (error) {
      if (!values) await session.script('ROLLBACK');
      throw error;
    }
  }

  async function transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    await run('BEGIN');
    const commit = async () => (await session.script('COMMIT')).command;
    return runTransaction({ run, commit, rollback: () => session.script('ROLLBACK') }, work);
  }

  /** The copy is taken in turn and written while others go on. A failure is no reason to stop. */
  async function snapshot(turn: typeof inTurn): Promise<void> {
    if (session.hasEnded()) return;
    try {
      const archive = await turn(archiveOfNews);
      if (archive) await snapshots?.write(archive);
    } catch (error) {
      log.error('no snapshot could be written', { error });
    }
  }

  async function finish(): Promise<void> {
    clearInterval(timer);
    if (snapshots) await snapshot((work) => work());
    stopHearing();
    if (!session.hasEnded()) await pglite.close();
    await afterClose?.();
  }

  const queryable = queryableOf((text, values) => whileOpen(() => alone(text, values)));

  return {
    kind: 'pglite',
    ...queryable,
    // Here nothing waits for a disk.
    unflushed: queryable,
    transaction: (work) => whileOpen(() => transaction(work)),
    async listen(channel, heard) {
      if (listening.add(channel, heard)) await whileOpen(() => run(`LISTEN ${quoted(channel)}`));
      return async () => {
        if (listening.remove(channel, heard) && !closed && !session.hasEnded())
          await whileOpen(() => run(`UNLISTEN ${quoted(channel)}`));
      };
    },
    close() {
      closed ??= inTurn(finish);
      return closed;
    },
  };
}

/** A copy of all files if something was written since the last one. There is no autovacuum in this process, so it is done here. */
function newsIn(pglite: PGlite, session: PgliteSession): () => Promise<Blob | undefined> {
  let copied: unknown;
  const position = async () => (await session.script('SELECT pg_current_wal_insert_lsn()::text AS lsn')).rows[0]?.lsn;

  return async () => {
    if ((await position()) === copied) return undefined;
    await session.script('VACUUM (ANALYZE)');
    await session.script('CHECKPOINT');
    copied = await position();
    return pglite.dumpDataDir('none');
  };
}
