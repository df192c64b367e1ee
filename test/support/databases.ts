import { fileURLToPath } from 'node:url';
import { makeDatabaseTemplate } from '../../scripts/make-database-template.ts';
import type { Log } from '../../src/kernel/log.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database, Queryable } from '../../src/storage/database.ts';
import { databaseOnPglite } from '../../src/storage/database-on-pglite.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { archiveAt, openPglite } from '../../src/storage/open-pglite.ts';
import { postgresqlDatabase } from '../../src/storage/postgresql-database.ts';
import { databaseUrl, newName, onServer, testServer } from './postgresql-server.ts';

export type DatabaseKind = Database['kind'];

/** What every test of SQL runs on: PostgreSQL too where TEST_DATABASE_URL is set. */
export const databaseKinds: readonly DatabaseKind[] = testServer ? ['pglite', 'postgresql'] : ['pglite'];

const noLog: Log = { debug() {}, info() {}, warn() {}, error() {}, with: () => noLog };

/** Engines that a test gave back, emptied: opening one costs a second and 110 MB, emptying it some milliseconds. */
const idle: Record<DatabaseKind, Database[]> = { pglite: [], postgresql: [] };
const opened: Database[] = [];

/** A migrated, empty database that no other test sees; `close()` it after. */
export async function freshDatabase(kind: DatabaseKind = 'pglite'): Promise<Database> {
  const engine = idle[kind].pop() ?? (await newEngine(kind));
  return lent(engine, () => idle[kind].push(engine));
}

/** A migrated, empty engine of its own: for tests that close it, or open it twice. */
export async function newEngine(kind: DatabaseKind): Promise<Database> {
  const engine = await emptyEngine(kind);
  await migrate(engine);
  return engine;
}

/** An engine of its own without a table. */
export async function emptyEngine(kind: DatabaseKind): Promise<Database> {
  const engine = kind === 'pglite' ? await newPglite() : postgresqlAt(await newPostgresqlUrl());
  opened.push(engine);
  return engine;
}

async function newPglite(): Promise<Database> {
  const loadDataDir = await archiveAt(
    await makeDatabaseTemplate(fileURLToPath(new URL('../../dist', import.meta.url))),
  );
  return databaseOnPglite(await openPglite(loadDataDir ? { loadDataDir } : {}), { log: noLog });
}

export const postgresqlAt = (url: Secret): Database => postgresqlDatabase({ url, log: noLog, most: 5 });

/** Where an empty PostgreSQL database, not migrated, answers; it is dropped at the end of the run. */
export async function newPostgresqlUrl(): Promise<Secret> {
  const name = newName();
  await onServer(`CREATE DATABASE ${name}`);
  return new Secret(databaseUrl(name).href);
}

/** Behaves as a database of one's own; closing it empties the engine and gives it back. */
function lent(engine: Database, giveBack: () => void): Database {
  const stops = new Set<() => Promise<void>>();
  let closed: Promise<void> | undefined;

  const whileOpen = <T>(work: () => Promise<T>): Promise<T> =>
    closed ? Promise.reject(new Error('the database is closed')) : work();

  async function finish(): Promise<void> {
    for (const stop of stops) await stop();
    await engine.transaction(empty);
    giveBack();
  }

  return {
    kind: engine.kind,
    query: (text, values) => whileOpen(() => engine.query(text, values)),
    unflushed: { query: (text, values) => whileOpen(() => engine.unflushed.query(text, values)) },
    transaction: (work, options) => whileOpen(() => engine.transaction(work, options)),
    async listen(channel, heard, missed) {
      const stop = await whileOpen(() => engine.listen(channel, heard, missed));
      stops.add(stop);
      return async () => {
        if (stops.delete(stop)) await stop();
      };
    },
    close() {
      closed ??= finish();
      return closed;
    },
  };
}

/** Tables that a test made (`test_…`) go, ours lose their rows, counters begin again. Deleting few rows is far quicker than TRUNCATE. */
async function empty(tx: Queryable): Promise<void> {
  await tx.query(`
    SET LOCAL session_replication_role = replica;
    DO $$ DECLARE each record; BEGIN
      FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'test\\_%' LOOP
        EXECUTE format('DROP TABLE %I CASCADE', each.tablename);
      END LOOP;
      FOR each IN SELECT schemaname, tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'migrations' OR schemaname = 'pgboss' AND tablename IN ('job', 'archive')
      LOOP
        EXECUTE format('DELETE FROM %I.%I', each.schemaname, each.tablename);
      END LOOP;
      PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
        FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
    END $$`);
}

// The first one is made here, for a slow machine may take longer than a test may.
before(async function () {
  this.timeout(180_000);
  for (const kind of databaseKinds) idle[kind].push(await newEngine(kind));
});

// A process of a parallel run has files after this one, and is simply ended.
if (!process.env.MOCHA_WORKER_ID) {
  after(async function () {
    this.timeout(60_000);
    await Promise.all(opened.map((engine) => engine.close()));
  });
}
