import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../src/storage/database.ts';

/** What every `Database` promises. `open` gives a migrated one that nobody else uses, `openOwn` one whose engine ends with it. */
export function databaseContract(open: () => Promise<Database>, openOwn: () => Promise<Database>): void {
  let database: Database;

  beforeEach(async () => {
    database = await open();
    await database.query('CREATE TABLE test_things (id integer PRIMARY KEY, name text NOT NULL)');
  });

  afterEach(() => database.close());

  const names = async () =>
    (await database.query('SELECT name FROM test_things ORDER BY id', [])).map(({ name }) => name);
  const insert = 'INSERT INTO test_things (id, name) VALUES ($1, $2)';

  describe('rows', () => {
    it('give bigint as number, jsonb parsed, timestamptz as Date, bytea as Buffer, a date as text', async () => {
      const [row] = await database.query(
        `SELECT 9007199254740991::bigint AS big, $1::jsonb AS json, $2::timestamptz AS at, $3::bytea AS bytes,
           $4::text[] AS texts, ARRAY[1, 2]::bigint[] AS bigs, ARRAY[]::bigint[] AS none, true AS yes, 1.5::float8 AS real, NULL AS nothing,
           '2026-02-03'::date AS day, '90 minutes'::interval AS long, 7 AS small, count(*) AS many, 1.10::numeric AS exact`,
        [
          JSON.stringify({ a: [1, 'zwei'] }),
          new Date('2026-02-03T04:05:06.789Z'),
          Buffer.from([0, 255, 92]),
          ['a', 'b "c" \\ {d},', ''],
        ],
      );

      assert.deepEqual(
        { ...row },
        {
          big: 9007199254740991,
          json: { a: [1, 'zwei'] },
          at: new Date('2026-02-03T04:05:06.789Z'),
          bytes: Buffer.from([0, 255, 92]),
          texts: ['a', 'b "c" \\ {d},', ''],
          bigs: [1, 2],
          none: [],
          yes: true,
          real: 1.5,
          nothing: null,
          day: '2026-02-03',
          long: '01:30:00',
          small: 7,
          many: 1,
          exact: '1.10',
        },
      );
    });

    it('are the same whether the statement has values or not', async () => {
      const text = "SELECT 5::bigint AS big, '{\"a\":1}'::jsonb AS json, '2026-02-03T04:05:06Z'::timestamptz AS at";

      const prepared = await database.query(text, []);
      const plain = await database.query(text);

      assert.deepEqual(plain, prepared);
    });

    it('of several statements are those of the last', async () => {
      const rows = await database.query('SELECT 1 AS one; SELECT 2 AS two');
      const none = await database.query("SELECT 1 AS one; INSERT INTO test_things VALUES (1, 'a')");

      assert.deepEqual([rows.map((row) => ({ ...row })), none], [[{ two: 2 }], []]);
    });
  });

  describe('a statement that fails', () => {
    it('rejects with the SQLSTATE, and the same statement works afterwards', async () => {
      await database.query(insert, [1, 'a']);

      await assert.rejects(database.query(insert, [1, 'again']), { code: '23505' });

      await database.query(insert, [2, 'b']);
      assert.deepEqual(await names(), ['a', 'b']);
    });

    it('for its syntax leaves nothing behind, however often it is tried', async () => {
      await assert.rejects(database.query('SELEKT $1', [1]), { code: '42601' });
      await assert.rejects(database.query('SELEKT $1', [1]), { code: '42601' });

      assert.deepEqual(await names(), []);
    });

    it('in a script that began a transaction leaves none open', async () => {
      const script = "BEGIN; INSERT INTO test_things VALUES (1, 'a'); SELECT 1 / 0; COMMIT";

      await assert.rejects(database.query(script), { code: '22012' });

      await database.query(insert, [2, 'b']);
      assert.deepEqual(await names(), ['b']);
    });
  });

  describe('a transaction', () => {
    it('commits all of it and gives what its work gives', async () => {
      const given = await database.transaction(async (tx) => {
        await tx.query(insert, [1, 'a']);
        await tx.query(insert, [2, 'b']);
        return 'given';
      });

      assert.deepEqual([given, await names()], ['given', ['a', 'b']]);
    });

    it('rolls all of it back where its work throws, and rejects with that', async () => {
      const failing = database.transaction(async (tx) => {
        await tx.query(insert, [1, 'a']);
        throw new Error('no');
      });

      await assert.rejects(failing, { message: 'no' });
      assert.deepEqual(await names(), []);
    });

    it('runs what is to follow it once others see it, and not where it is rolled back', async () => {
      const seen: ReturnType<typeof names>[] = [];
      const insertThen = (id: number, end: () => void) =>
        database.transaction(async (tx) => {
          await tx.query(insert, [id, 'a']);
          tx.afterCommit?.(() => void seen.push(names()));
          assert.equal(seen.length, id - 1);
          end();
        });

      await insertThen(1, () => undefined);
      await assert.rejects(
        insertThen(2, () => {
          throw new Error('no');
        }),
      );

      assert.deepEqual(await Promise.all(seen), [['a']]);
    });

    it('rejects where a statement failed and its work did not care', async () => {
      const careless = database.transaction(async (tx) => {
        await tx.query(insert, [1, 'a']);
        await tx.query('SELECT 1 / 0', []).catch(() => undefined);
      });

      await assert.rejects(careless, /rolled back/u);
      assert.deepEqual(await names(), []);
    });

    it('that failed does not harm the next one', async () => {
      const failing = () => database.transaction((tx) => tx.query('SELECT 1 / $1::integer', [0]));

      await assert.rejects(failing(), { code: '22012' });
      await assert.rejects(failing(), { code: '22012' });
      await database.transaction((tx) => tx.query(insert, [1, 'a']));

      assert.deepEqual(await names(), ['a']);
    });

    it('fails alone among many that run at once', async () => {
      const attempts = Array.from({ length: 20 }, (_, id) =>
        database.transaction(async (tx) => {
          await tx.query(insert, [id, 'kept']);
          await setImmediate();
          if (id % 2) throw new Error('odd');
        }),
      );

      const ended = await Promise.allSettled(attempts);

      assert.deepEqual([ended.filter(({ status }) => status === 'rejected').length, (await names()).length], [10, 10]);
    });

    it('may run its statements side by side', async () => {
      await database.transaction((tx) => Promise.all([1, 2, 3, 4].map((id) => tx.query(insert, [id, `${id}`]))));

      assert.deepEqual(await names(), ['1', '2', '3', '4']);
    });

    it('refuses a statement after its end', async () => {
      const tx = await database.transaction(async (inside) => inside);

      await assert.rejects(tx.query(insert, [1, 'late']), /has ended/u);
      assert.deepEqual(await names(), []);
    });
  });

  describe('closing', () => {
    it('lets what was asked before it end, refuses what comes after, and may be done twice', async () => {
      const own = await openOwn();
      const before = own.transaction(async (tx) => {
        await setImmediate();
        return tx.query('SELECT 1 AS one', []);
      });
      await setImmediate();

      await Promise.all([own.close(), own.close()]);

      assert.equal((await before).length, 1);
      await assert.rejects(own.query('SELECT 1', []));
      await assert.rejects(own.transaction(async () => 'never'));
      await assert.rejects(own.listen('test_channel', () => {}));
      await own.close();
    });
  });

  it('lets timers run while statements follow each other', async () => {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 1);

    for (let at = 0; at < 200; at += 1) await database.query('SELECT $1::integer', [at]);
    clearInterval(timer);

    assert.ok(ticks > 5, `${ticks} ticks`);
  });
}
