import { createHash } from 'node:crypto';
import pg from 'pg';
import { BackendError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Secret } from '../kernel/secret.ts';
import type { Database, Queryable, Row, SqlValue, TransactionOptions } from './database.ts';
import { noConnection, statementFault } from './postgresql-fault.ts';
import { type Lanes, postgresqlLanes } from './postgresql-lanes.ts';
import { postgresqlListener } from './postgresql-listener.ts';
import { parserOf } from './row-parsers.ts';
import { longestMs, queryableOf, runTransaction } from './transaction.ts';

export interface PostgresqlOptions {
  /** DATABASE_URL: it holds a password. */
  readonly url: Secret;
  readonly log: Log;
  /** Connections: a third is shared by single statements, a third by those that wait for no disk, the rest for transactions; one more listens. */
  readonly most?: number;
  readonly patience?: typeof patience;
}

/** How long a server that is away is waited for. */
const patience = {
  connectMs: 5_000,
  /** Above the 10 s after which the server itself ends a statement: later it does not answer at all. */
  answerMs: 11_000,
  /** In a transaction a statement may wait for a lock: the transaction's own limit counts. */
  answerInTransactionMs: longestMs,
  /** How often the connection that listens is asked whether it still hears. */
  watchMs: 15_000,
  /** Where so many wait for a connection, the next one is refused at once. */
  mostWaiting: 500,
};

/** How long a statement may hold up those behind it because it waits for a lock. */
const lockMs = 100;
const lockNotAvailable = '55P03';

/** A `Database` on a PostgreSQL server (15 or newer). It connects when first needed, and again after a server was away; meanwhile everything rejects in bounded time. */
export function postgresqlDatabase({ url, log, most = 10, patience: given = patience }: PostgresqlOptions): Database {
  const { connectMs, answerMs, answerInTransactionMs, watchMs, mostWaiting } = given;
  const connection = {
    connectionString: url.reveal(),
    application_name: 'pin-desk',
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    types: { getTypeParser: (oid: number) => parserOf(oid) },
  };
  const serving = { ...connection, statement_timeout: 10_000, idle_in_transaction_session_timeout: 30_000 };
  const shared = Math.floor(most / 3);
  const pool = new pg.Pool({ ...serving, pipeline: true, max: most - 2 * shared });
  const lost = (error: Error) => log.warn('a database connection was lost', { error });
  // A client that is in use has no other listener, and an 'error' event that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', lost));
  pool.on('error', () => undefined);
  const lanesWith = (options: pg.ClientConfig) =>
    postgresqlLanes({
      count: shared,
      newClient: () => new pg.Client({ ...serving, ...options, pipeline: true, lock_timeout: lockMs }),
      lost,
      mostUnderWay: mostWaiting,
    });
  const flushed = lanesWith({});
  const unflushed = lanesWith({ options: '-c synchronous_commit=off' });
  const listener = postgresqlListener(() => new pg.Client({ ...connection, query_timeout: answerMs }), {
    log,
    watchMs,
  });
  let closed: Promise<void> | undefined;

  async function connected<T>(work: (connected: Connected) => Promise<T>): Promise<T> {
    if (pool.waitingCount >= mostWaiting) throw noConnection(new Error('too many wait for a connection'));
    const client = await pool.connect().catch((cause: unknown) => {
      throw noConnection(cause);
    });
    const used = { client, broken: false };
    try {
      return await work(used);
    } finally {
      client.release(used.broken);
    }
  }

  /** Beside others where it can be; a script, or what has to wait for a lock, on a connection of its own. */
  const through = (lanes: Lanes) =>
    queryableOf(async (text, values) => {
      const statement = { text, values, withinMs: answerMs };
      try {
        if (values) return await lanes.run((lane) => single(lane, statement));
      } catch (error) {
        if (!(error instanceof pg.DatabaseError) || error.code !== lockNotAvailable) throw error;
      }
      return connected((own) => single(own, statement));
    });

  return {
    kind: 'postgresql',
    ...through(flushed),
    unflushed: through(unflushed),
    transaction: (work, options) =>
      connected((client) => transaction(client, work, { ...options, withinMs: answerInTransactionMs })),
    listen: listener.listen,
    connections: () => ({
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    close() {
      closed ??= Promise.all([listener.close(), flushed.close(), unflushed.close(), pool.end()]).then(() => undefined);
      return closed;
    },
  };
}

/** A connection and what is found out about it: one that is `broken` is not used again. */
export interface Connected {
  readonly client: pg.Client;
  broken: boolean;
}

/** A script may fail in the middle of its own transaction. */
async function single(used: Connected, statement: Statement): Promise<readonly Row[]> {
  try {
    return (await run(used, statement)).rows;
  } catch (error) {
    used.broken ||= statement.values === undefined;
    throw error;
  }
}

async function transaction<T>(
  used: Connected,
  work: (tx: Queryable) => Promise<T>,
  { withinMs, unflushed }: TransactionOptions & { withinMs: number },
): Promise<T> {
  const sent = (text: string, values?: readonly SqlValue[]) => run(used, { text, values, withinMs });
  // Not waited for: it goes out with the first statement.
  const begun = sent(unflushed ? 'BEGIN; SET LOCAL synchronous_commit = off' : 'BEGIN');
  begun.catch(() => undefined);
  const steps = {
    run: async (text: string, values?: readonly SqlValue[]) => (await sent(text, values)).rows,
    commit: async () => {
      await begun;
      return (await sent('COMMIT')).command;
    },
    // It would only wait behind what has no answer; the end of the connection does as well.
    rollback: async () => {
      if (!used.broken) await sent('ROLLBACK').catch(() => undefined);
    },
  };
  return runTransaction(steps, work);
}

interface Statement {
  readonly text: string;
  readonly values: readonly SqlValue[] | undefined;
  readonly withinMs: number;
}

/** Statements with values are prepared under a name that follows from their text. A server that is away, or only reads since another took over, is asked for a new connection next time. */
async function run(used: Connected, { text, values, withinMs }: Statement) {
  const prepared = values ? { name: nameOf(text), values: [...values] } : {};
  try {
    holdBack(used.client);
    // pg knows `query_timeout` of a statement too; its types do not.
    const config: pg.QueryConfig & { query_timeout: number } = { text, ...prepared, query_timeout: withinMs };
    const result: pg.QueryResult<Row> | pg.QueryResult<Row>[] = await used.client.query(config);
    const last = Array.isArray(result) ? result.at(-1) : result;
    return { rows: last?.rows ?? [], command: last?.command ?? '' };
  } catch (error) {
    const fault = statementFault(error);
    // Of a statement whose values it could not write, pg believes ever after that the server knows it.
    used.broken ||= fault instanceof BackendError || !(error instanceof pg.DatabaseError);
    throw fault;
  }
}

/** What is asked in one round of the event loop is written at once: a write to a socket costs more than most that is in it. */
function holdBack({ connection: { stream } }: pg.Client): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  setImmediate(() => stream.uncork());
}

const names = new Map<string, string>();

/** Statements are constants of the code, so that there are few. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 20);
  names.set(text, name);
  return name;
}
