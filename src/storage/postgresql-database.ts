import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Log } from '../kernel/log.ts';
import type { Secret } from '../kernel/secret.ts';
import type { Database, Queryable, Row, SqlValue } from './database.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { postgresqlListener } from './postgresql-listener.ts';
import { parserOf } from './row-parsers.ts';
import { queryableOf, runTransaction } from './transaction.ts';

export interface PostgresqlOptions {
  /** DATABASE_URL: it holds a password. */
  readonly url: Secret;
  readonly log: Log;
  /** Connections for statements and transactions; one more listens. */
  readonly most?: number;
}

/** A `Database` on a PostgreSQL server (15 or newer). It connects when first needed, and again after a server was away; meanwhile statements reject within 5 s. */
export function postgresqlDatabase({ url, log, most = 10 }: PostgresqlOptions): Database {
  const connection = {
    connectionString: url.reveal(),
    application_name: 'pin-desk',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    types: { getTypeParser: (oid: number) => parserOf(oid) },
  };
  const pool = new pg.Pool({
    ...connection,
    max: most,
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  const lost = (error: Error) => log.warn('a database connection was lost', { error });
  // A client that is in use has no other listener, and an 'error' event that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', lost));
  pool.on('error', () => undefined);
  const listener = postgresqlListener(() => new pg.Client(connection), log);
  let closed: Promise<void> | undefined;

  /** A script may fail in the middle of its own transaction, so its connection is not used again. */
  async function script(text: string): Promise<readonly Row[]> {
    const client = await pool.connect();
    try {
      const rows = await run(client, text);
      client.release();
      return rows;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async function transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    const inTurn = oneAtATime();
    let broken = false;
    const rollback = () =>
      inTurn(() => client.query('ROLLBACK')).catch(() => {
        broken = true;
      });
    try {
      await client.query('BEGIN');
      const steps = {
        run: (text: string, values?: readonly SqlValue[]) => inTurn(() => run(client, text, values)),
        commit: () => inTurn(async () => (await client.query('COMMIT')).command),
        rollback,
      };
      return await runTransaction(steps, work);
    } finally {
      client.release(broken);
    }
  }

  return {
    kind: 'postgresql',
    ...queryableOf((text, values) => (values ? run(pool, text, values) : script(text))),
    transaction,
    listen: listener.listen,
    close() {
      closed ??= Promise.all([listener.close(), pool.end()]).then(() => undefined);
      return closed;
    },
  };
}

interface Runner {
  query(config: pg.QueryConfig): Promise<pg.QueryResult | pg.QueryResult[]>;
}

/** Statements with values are prepared under a name that follows from their text. */
async function run(runner: Runner, text: string, values?: readonly SqlValue[]): Promise<readonly Row[]> {
  const config = values ? { name: nameOf(text), text, values: [...values] } : { text };
  const result = await runner.query(config);
  return Array.isArray(result) ? (result.at(-1)?.rows ?? []) : result.rows;
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
