import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { BackendError } from '../../src/kernel/errors.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database, Queryable } from '../../src/storage/database.ts';
import { postgresqlDatabase } from '../../src/storage/postgresql-database.ts';
import { statementFault } from '../../src/storage/postgresql-fault.ts';
import { databaseKinds, newPostgresqlUrl } from '../support/databases.ts';
import { logLines } from '../support/log-lines.ts';
import { type TcpProxy, tcpProxy } from '../support/tcp-proxy.ts';

/** pg fails when it writes this. */
class NoDate extends Date {
  override getTimezoneOffset(): number {
    throw new TypeError('no date');
  }
}

describe('an error of a statement on PostgreSQL', () => {
  const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  for (const error of [
    reset,
    new Error('Connection terminated'),
    new Error('Connection terminated unexpectedly'),
    new Error('Client was closed and is not queryable'),
    new Error('Client has encountered a connection error and is not queryable'),
    new Error('Received unexpected commandComplete message from backend.'),
    new Error('Query read timeout'),
  ]) {
    it(`says that the database is away: ${error.message}`, () => {
      const fault = statementFault(error);

      assert.ok(fault instanceof BackendError && fault.fault === 'timeout' && fault.cause === error);
    });
  }

  for (const error of [
    new TypeError('Do not know how to serialize a BigInt'),
    Object.assign(new TypeError('not a string'), { code: 'ERR_INVALID_ARG_TYPE' }),
    Object.assign(new RangeError('out of range'), { code: 'ERR_OUT_OF_RANGE' }),
    new Error('circular reference detected while preparing "x" for query'),
  ]) {
    it(`stays as it is where it is ours: ${error.message}`, () => {
      assert.equal(statementFault(error), error);
    });
  }
});

if (databaseKinds.includes('postgresql')) {
  describe('a PostgreSQL database', () => {
    let url: Secret;
    let database: Database;
    let logged: ReturnType<typeof logLines>;
    const others =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pin-desk' AND datname = current_database() AND pid <> pg_backend_pid()";

    before(async () => {
      url = await newPostgresqlUrl();
    });

    beforeEach(() => {
      logged = logLines();
      database = postgresqlDatabase({ url, log: logged.log });
    });

    afterEach(() => database.close());

    it('outlives connections that are lost while nobody uses them', async () => {
      await Promise.all([1, 2, 3].map(() => database.query('SELECT pg_sleep(0.05)', [])));

      await database.query(others, []);
      const { level } = await logged.line('a database connection was lost');

      const rows = await Promise.allSettled([1, 2, 3].map(() => database.query('SELECT 1 AS one', [])));
      assert.equal(level, 'warn');
      assert.ok(rows.some(({ status }) => status === 'fulfilled'));
      assert.equal((await database.query('SELECT 1 AS one', []))[0]?.one, 1);
    });

    it('outlives a connection that is lost inside a transaction, which rejects', async () => {
      const lost = database.transaction(async (tx) => {
        const [row] = await tx.query('SELECT pg_backend_pid() AS pid', []);
        await database.query('SELECT pg_terminate_backend($1::integer)', [Number(row?.pid)]);
        await tx.query('SELECT 1', []);
      });

      await assert.rejects(lost);
      assert.equal((await database.query('SELECT 1 AS one', []))[0]?.one, 1);
    });

    it('waits for the disk in what it promises, and only there does it not', async () => {
      const waits = async (queryable: Queryable) =>
        (await queryable.query('SHOW synchronous_commit', []))[0]?.synchronous_commit;

      const waiting = [await waits(database), await database.transaction(waits)];
      const others = [await waits(database.unflushed), await database.transaction(waits, { unflushed: true })];
      const afterwards = await database.transaction(waits);

      assert.deepEqual([waiting, others, afterwards], [['on', 'on'], ['off', 'off'], 'on']);
    });

    it('lets nobody wait behind a statement that waits for a lock', async () => {
      await database.query('CREATE TABLE test_locked (id integer PRIMARY KEY, n integer)');
      await database.query('INSERT INTO test_locked VALUES ($1, 0)', [1]);
      const add = () => database.query('UPDATE test_locked SET n = n + 1 WHERE id = $1 RETURNING n', [1]);
      const order: string[] = [];

      const added = await database.transaction(async (tx) => {
        await tx.query('SELECT n FROM test_locked WHERE id = $1 FOR UPDATE', [1]);
        const waiting = [add(), add(), add()].map((done) => done.then(() => order.push('waited')));
        const others = Array.from({ length: 30 }, () => database.query('SELECT 1 AS one', []));
        await Promise.all(others);
        order.push('others');
        return waiting;
      });
      await Promise.all(added);

      assert.deepEqual(order, ['others', 'waited', 'waited', 'waited']);
      assert.deepEqual(await database.query('SELECT n FROM test_locked', []), [{ n: 3 }]);
    });

    it('listens again after its connection was lost', async () => {
      let tell: (payload: string) => void = () => {};
      const heard = new Promise<string>((resolve) => {
        tell = resolve;
      });
      await database.listen('test_channel', (payload) => tell(payload));
      await database.query(others, []);
      await logged.line('listening stopped; trying again');

      const timer = setInterval(
        () => void database.query("SELECT pg_notify('test_channel', 'back')", []).catch(() => undefined),
        50,
      );

      assert.equal(await heard, 'back');
      clearInterval(timer);
    });

    it('says within seconds that no server answers, without the password', async () => {
      const away = postgresqlDatabase({ url: new Secret('postgres://u:hunter2@127.0.0.1:1/x'), log: logged.log });

      const error = await away.query('SELECT 1', []).catch((reason: unknown) => reason);
      await assert.rejects(away.listen('test_channel', () => {}));
      await away.close();

      assert.ok(error instanceof Error);
      assert.doesNotMatch(inspect([error, logged.lines], { depth: null }), /hunter2/u);
    });

    it('lets a mistake of ours through, and gives the statement a new connection the next time', async () => {
      const sql = 'SELECT $1::timestamptz AS at';
      const one = postgresqlDatabase({ url, log: logged.log, most: 3 });
      await one.query(sql, [new Date(0)]);

      const [mistake, beside] = await Promise.allSettled([
        one.query(sql, [new NoDate()]),
        one.query('SELECT 1 AS one', []),
      ]);
      const next = await one.query(sql, [new Date(0)]);
      await one.close();

      assert.ok(mistake.status === 'rejected' && mistake.reason instanceof TypeError);
      assert.equal(beside.status, 'fulfilled');
      assert.deepEqual(next, [{ at: new Date(0) }]);
    });

    it('ends a statement that takes longer than ten seconds', async () => {
      const [row] = await database.query('SHOW statement_timeout', []);

      assert.equal(row?.statement_timeout, '10s');
    });

    describe('a transaction whose BEGIN nobody waits for', () => {
      let proxy: TcpProxy;
      let through: Database;
      const insert = 'INSERT INTO test_begun VALUES ($1)';
      const begun = async () => (await database.query('SELECT id FROM test_begun ORDER BY id', [])).map(({ id }) => id);

      before(async () => {
        proxy = await tcpProxy(url);
      });
      after(() => proxy.close());
      beforeEach(async () => {
        await database.query('CREATE TABLE test_begun (id integer)');
        through = postgresqlDatabase({ url: proxy.url, log: logged.log, most: 3 });
        await through.transaction((tx) => tx.query('SELECT 1 AS one', []));
      });
      afterEach(async () => {
        await through.close();
        await database.query('DROP TABLE test_begun');
      });

      it('sends it with the first statement, in one write', async () => {
        const written = proxy.cutAt('BEGIN', 'request');

        const lost = through.transaction((tx) => tx.query(insert, [1]));

        await assert.rejects(lost);
        assert.match((await written).toString('latin1'), /BEGIN.*INSERT INTO test_begun/su);
      });

      it('rejects where it was lost with its connection, whatever the work was, and the next one works', async () => {
        const works = [(tx: Queryable) => tx.query(insert, [1]), async () => []];
        for (const work of works) {
          const cut = proxy.cutAt('BEGIN', 'request');

          await assert.rejects(through.transaction(work), { backend: 'database', fault: 'timeout' });

          await cut;
          await through.transaction((tx) => tx.query('SELECT 1 AS one', []));
        }
        assert.deepEqual(await begun(), []);
      });

      it('is never taken for committed where the server refused it alone, and the next one works', async () => {
        proxy.garble('BEGIN', 'BEGUN');

        const refused = through.transaction((tx) => tx.query(insert, [1]));

        await assert.rejects(refused, { code: '42601' });
        await assert.rejects(
          through.transaction((tx) => tx.query(insert, [2]).then(() => tx.query('SELECT 1 / 0', []))),
        );
        assert.ok(!(await begun()).includes(2));
      });
    });
  });
}
