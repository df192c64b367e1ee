import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Limit } from '../../src/kernel/limits.ts';
import { budgetsOn, forgetEndedBudgets } from '../../src/storage/budgets-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const three: Limit = { name: 'tries', limit: 3, seconds: 60 };
const start = new Date('2026-02-03T04:05:06.000Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);

for (const kind of databaseKinds) {
  describe(`budgets on ${kind}`, () => {
    let database: Database;
    const budgets = () => budgetsOn(database);
    const spendMany = async (many: number, key = 'ada', now = start) => {
      for (let count = 0; count < many; count += 1) await budgets().spend(three, key, now);
    };

    beforeEach(async () => {
      database = await freshDatabase(kind);
    });

    afterEach(() => database.close());

    it('count down to nothing, then refuse until the window that began with the first count ends', async () => {
      const spent = [];
      for (const second of [0, 10, 20, 30]) spent.push(await budgets().spend(three, 'ada', at(second)));

      assert.deepEqual(spent, [
        { ok: true, left: 2 },
        { ok: true, left: 1 },
        { ok: true, left: 0 },
        { ok: false, retryAt: at(60) },
      ]);
    });

    it('do not count what they refuse, so that the next window begins with its own first count', async () => {
      await spendMany(9);

      const spent = [await budgets().spend(three, 'ada', at(60)), await budgets().spend(three, 'ada', at(61))];

      assert.deepEqual(spent, [
        { ok: true, left: 2 },
        { ok: true, left: 1 },
      ]);
    });

    it('are given back once, to the window that they were spent in', async () => {
      await spendMany(4);
      await budgets().refund(three, 'ada', start);
      const again = [await budgets().spend(three, 'ada', at(1)), await budgets().spend(three, 'ada', at(2))];
      const next = await budgets().spend(three, 'ada', at(60));
      await budgets().refund(three, 'ada', start);
      await budgets().refund(three, 'nobody', start);

      assert.deepEqual(
        [again.map(({ ok }) => ok), next, await budgets().spend(three, 'ada', at(61))],
        [[true, false], { ok: true, left: 2 }, { ok: true, left: 1 }],
      );
    });

    it('are kept apart by key and by name', async () => {
      await spendMany(3);

      const otherKey = await budgets().spend(three, 'bob', start);
      const otherName = await budgets().spend({ ...three, name: 'codes' }, 'ada', start);

      assert.deepEqual([otherKey.ok, otherName.ok], [true, true]);
    });

    it('take several steps in order, as far as the first that refuses', async () => {
      await spendMany(3, 'full');
      const spend = (key: string) => ({ do: 'spend', limit: three, key }) as const;

      const taken = await budgets().take(
        [spend('ada'), { ...spend('ada'), do: 'look' }, spend('full'), spend('bob')],
        start,
      );

      assert.deepEqual(taken, [
        { ok: true, left: 2 },
        { ok: true, left: 1 },
        { ok: false, retryAt: at(60) },
      ]);
      assert.deepEqual(await budgets().look(three, 'bob', start), { ok: true, left: 2 });
    });

    it('go on after a refusal where a step says so', async () => {
      await spendMany(3, 'full');
      await budgets().block(three, 'paused', at(30));
      const spend = (key: string) => ({ do: 'spend', limit: three, key, goesOn: true }) as const;

      const taken = await budgets().take([spend('full'), spend('paused'), spend('ada')], start);

      assert.deepEqual(
        taken.map(({ ok }) => ok),
        [false, false, true],
      );
    });

    it('give the last one to exactly one of many who ask at once', async () => {
      await spendMany(2);

      const spent = await Promise.all(Array.from({ length: 20 }, () => budgets().spend(three, 'ada', start)));

      assert.equal(spent.filter(({ ok }) => ok).length, 1);
    });

    it('give as many as there are where nobody has counted yet', async () => {
      const spent = await Promise.all(Array.from({ length: 20 }, () => budgets().spend(three, 'ada', start)));

      assert.equal(spent.filter(({ ok }) => ok).length, 3);
    });

    it('spend nothing in a transaction that is rolled back', async () => {
      const failing = database.transaction(async (tx) => {
        await budgets().spend(three, 'ada', start, tx);
        throw new Error('no');
      });
      await failing.catch(() => undefined);

      assert.deepEqual(await budgets().spend(three, 'ada', start), { ok: true, left: 2 });
    });

    it('refuse while they are blocked, however much is left', async () => {
      await budgets().spend(three, 'ada', start);
      await budgets().block(three, 'ada', at(600));

      const blocked = [await budgets().look(three, 'ada', start), await budgets().spend(three, 'ada', at(599))];

      const refused = { ok: false, retryAt: at(600) };
      assert.deepEqual(blocked, [refused, refused]);
      assert.deepEqual(await budgets().spend(three, 'ada', at(600)), { ok: true, left: 2 });
    });

    it('refuse somebody blocked who had counted nothing', async () => {
      await budgets().block(three, 'ada', at(600));

      assert.deepEqual(await budgets().spend(three, 'ada', start), { ok: false, retryAt: at(600) });
    });

    it('keep the longer of two blocks', async () => {
      await budgets().block(three, 'ada', at(600));
      await budgets().block(three, 'ada', at(300));

      assert.deepEqual(await budgets().look(three, 'ada', start), { ok: false, retryAt: at(600) });
    });

    it('name the end of the window where that is later than the end of the block', async () => {
      await spendMany(4);
      await budgets().block(three, 'ada', at(10));

      assert.deepEqual(await budgets().look(three, 'ada', start), { ok: false, retryAt: at(60) });
    });

    it('forget counts and blocks where they are cleared', async () => {
      await spendMany(3);
      await budgets().block(three, 'ada', at(600));

      await budgets().clear(three, 'ada');

      assert.deepEqual(await budgets().spend(three, 'ada', start), { ok: true, left: 2 });
    });

    it('look without counting, and see what a spend would get', async () => {
      const moment = fc.record({ seconds: fc.integer({ min: 0, max: 90 }), block: fc.boolean() });
      const moments = fc.array(moment, { maxLength: 8 });

      await fc.assert(
        fc.asyncProperty(moments, async (steps) => {
          await budgets().clear(three, 'ada');
          let passed = 0;
          for (const { seconds, block } of steps) {
            passed += seconds / 3;
            if (block) await budgets().block(three, 'ada', at(passed + 20));

            const seen = await budgets().look(three, 'ada', at(passed));

            assert.deepEqual(await budgets().spend(three, 'ada', at(passed)), seen);
          }
        }),
        { numRuns: 30 },
      );
    });

    it('lose the rows of windows that ended, and no others', async () => {
      await spendMany(1, 'ended');
      await spendMany(1, 'running', at(30));
      await spendMany(1, 'blocked');
      await budgets().block(three, 'blocked', at(600));

      await forgetEndedBudgets(database, at(60));

      const rows = await database.query('SELECT key FROM budgets ORDER BY key', []);
      assert.deepEqual(
        rows.map(({ key }) => key),
        ['blocked', 'running'],
      );
    });
  });
}
