import assert from 'node:assert/strict';
import type { Address } from '../../src/kernel/address.ts';
import { turnStoreOn } from '../../src/storage/turn-store-on.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { eventually } from '../support/persevering-person.ts';

const address: Address = { edge: 'bot-framework', channel: 'test', conversation: 'c1', sender: 'u1' };
const began = new Date('2026-11-02T10:00:00Z');
const later = new Date('2026-11-02T10:00:30Z');

for (const kind of databaseKinds.filter((each) => each === 'postgresql')) {
  describe(`the end of a turn on ${kind}`, () => {
    it('writes nothing where its form is taken over while it waits for its turn', async () => {
      const database = await freshDatabase(kind);
      const store = turnStoreOn(database);
      const given = { address, now: began, force: false, outcome: { replies: [] }, history: [], position: 'f/s' };
      const form = { token: 't1', flow: 'f', step: 's' };
      await store.begin({ address, activityKey: 'a1', owner: 'o1', now: began });
      await store.end({
        ...given,
        activityKey: 'a1',
        owner: 'o1',
        version: 0,
        session: { is: 'first' },
        forms: [form],
      });
      const lease = { address, activityKey: 'a2', token: 't1', owner: 'o2' };
      await store.begin({ ...lease, now: began });

      const ending = await database.transaction(async (tx) => {
        await tx.query('SELECT key FROM sessions FOR UPDATE', []);
        const end = store.end({ ...given, ...lease, now: later, version: 1, session: { is: 'second' }, forms: [] });
        await eventually('the end that waits', async () => {
          const sql = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%turn_end%'`;
          return (await database.query(sql, [])).length > 0 ? true : undefined;
        });
        const taken = await store.takeAbandoned('o3', later, 10);
        assert.equal(taken.length, 1);
        return [end];
      });
      const ended = await ending[0];

      const session = await store.session(address);
      const outcome = await store.outcomeOf(address, 'a2');
      await database.close();
      assert.equal(ended, 'taken');
      assert.deepEqual([session.version, session.state], [1, { is: 'first' }]);
      assert.equal(outcome, undefined);
    });
  });
}
