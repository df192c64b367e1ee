import assert from 'node:assert/strict';
import { BackendError } from '../../src/kernel/errors.ts';
import type { Database } from '../../src/storage/database.ts';
import { postgresqlDatabase } from '../../src/storage/postgresql-database.ts';
import { databaseKinds } from '../support/databases.ts';
import { logLines } from '../support/log-lines.ts';
import { type OwnServer, ownServer } from '../support/own-server.ts';
import { type TcpProxy, tcpProxy } from '../support/tcp-proxy.ts';

const patience = { connectMs: 500, answerMs: 400, answerInTransactionMs: 400, watchMs: 100, mostWaiting: 20 };

/** What a statement came to: its first row's only value, or how it failed. */
async function result(work: Promise<unknown>): Promise<unknown> {
  try {
    const rows = await work;
    return Array.isArray(rows) ? Object.values(rows[0] ?? {})[0] : rows;
  } catch (error) {
    return error instanceof BackendError ? `${error.backend} ${error.fault}` : error;
  }
}

if (databaseKinds.includes('postgresql')) {
  describe('connections to a PostgreSQL server that is not well', () => {
    let server: OwnServer;
    let proxy: TcpProxy;
    let database: Database;
    let logged: ReturnType<typeof logLines>;
    const one = () => result(database.query('SELECT 1 AS one', []));
    const insert = (text: string, on: Pick<Database, 'query'> = database) =>
      on.query('INSERT INTO notes (text) VALUES ($1)', [text]);
    const notes = async () => (await server.query('SELECT text FROM notes ORDER BY text')).map(({ text }) => text);

    before(async () => {
      server = await ownServer();
      proxy = await tcpProxy(server.url);
    });
    after(() => proxy.close());
    beforeEach(async () => {
      await proxy.back();
      logged = logLines();
      database = postgresqlDatabase({ url: proxy.url, log: logged.log, most: 3, patience });
      await database.query('CREATE TABLE IF NOT EXISTS notes (text text); DELETE FROM notes');
    });
    afterEach(async () => {
      await server.allow(-1);
      await database.close();
    });

    it('that does not answer: reject in time, in a transaction too, and are as before once it does', async () => {
      proxy.stall();

      const stalled = await Promise.all([
        one(),
        result(database.transaction((tx) => insert('a', tx))),
        result(database.transaction(async (tx) => insert('b', tx))),
      ]);
      await proxy.back();

      assert.deepEqual(new Set(stalled), new Set(['database timeout', 'database unavailable']));
      assert.deepEqual([await one(), await notes()], [1, []]);
    });

    it('that does not answer: so many wait and no more', async () => {
      proxy.stall();
      const startedAt = performance.now();

      const all = Array.from({ length: 1_000 }, () => one());
      const refused = await Promise.race([Promise.all(all.slice(patience.mostWaiting + 3)), Promise.all(all)]);
      const ms = performance.now() - startedAt;
      const waited = await Promise.all(all);

      assert.deepEqual(new Set(refused), new Set(['database unavailable']));
      assert.ok(ms < 200, `${ms} ms`);
      assert.ok(performance.now() - startedAt < 3_000);
      assert.equal(waited.length, 1_000);
    });

    it('that ends in the middle of the answer to COMMIT: nobody knows, and it is said so', async () => {
      const cut = proxy.cutAt('COMMIT', 'answer');

      const outcome = await result(database.transaction((tx) => insert('committed', tx)));
      await cut;

      assert.equal(outcome, 'database timeout');
      assert.deepEqual(await notes(), ['committed']);
      assert.equal(await one(), 1);
    });

    it('that ends before COMMIT arrives: nothing is left', async () => {
      const cut = proxy.cutAt('COMMIT', 'request');

      const outcome = await result(database.transaction((tx) => insert('lost', tx)));
      await cut;

      assert.equal(outcome, 'database timeout');
      assert.deepEqual([await notes(), await one()], [[], 1]);
    });

    it('that is away: reject at once, and connect by themselves once it is back', async () => {
      await proxy.away();
      // A connection may be used before its end is noticed.
      await Promise.all([one(), result(database.transaction((tx) => insert('a', tx)))]);
      const startedAt = performance.now();

      const gone = await Promise.all([one(), result(database.transaction((tx) => insert('a', tx)))]);
      const ms = performance.now() - startedAt;
      await proxy.back();

      assert.deepEqual(gone, ['database unavailable', 'database unavailable']);
      assert.ok(ms < patience.connectMs, `${ms} ms`);
      assert.equal(await one(), 1);
    });

    it('that has none left: reject, and are there once it has', async () => {
      await server.allow(0);
      proxy.cut();
      await one();
      const none = await one();
      await server.allow(-1);

      const error = await database.query('SELECT 1 AS one', []).catch((reason: unknown) => reason);

      assert.equal(none, 'database unavailable');
      assert.deepEqual(error, [{ one: 1 }]);
    });

    it('that only reads: refuse writes, and leave it for another one', async () => {
      await server.onlyRead(true);
      proxy.cut();
      await one();
      const written = [await result(insert('a')), await result(database.transaction((tx) => insert('b', tx)))];
      await server.onlyRead(false);

      const after = await Promise.all(['c', 'd', 'e'].map((text) => result(insert(text))));

      assert.deepEqual(written, ['database denied', 'database denied']);
      assert.deepEqual(
        [after, await notes()],
        [
          [undefined, undefined, undefined],
          ['c', 'd', 'e'],
        ],
      );
    });

    it('keep those of which only a statement failed', async () => {
      const [pid] = await database.query('SELECT pg_backend_pid() AS pid', []);
      await assert.rejects(database.query('SELECT 1 / $1::integer', [0]), /division by zero/u);
      await assert.rejects(
        database.transaction((tx) => tx.query('SELECT 1 / $1::integer', [0])),
        /division by zero/u,
      );

      assert.deepEqual(await database.query('SELECT pg_backend_pid() AS pid', []), [pid]);
    });

    it('listen again where the server fell silent without a word', async () => {
      const heard: string[] = [];
      const missed = () => heard.push('missed something');
      await database.listen('test_channel', (payload) => heard.push(payload), missed);
      proxy.stall();
      await logged.line('listening stopped; trying again');
      await proxy.back();

      while (!heard.includes('back')) {
        await server.query("SELECT pg_notify('test_channel', 'back')");
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      assert.equal(heard.filter((each) => each === 'missed something').length, 1);
    });

    it('end although the server does not', async () => {
      await database.listen('test_channel', () => undefined);
      proxy.stall();

      await database.close();
    });
  });
}
