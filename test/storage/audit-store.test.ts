import assert from 'node:assert/strict';
import type { Audit } from '../../src/storage/audit.ts';
import { auditStore } from '../../src/storage/audit-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const who = { id: 'kim', name: 'Kim', role: 'agent' };
/** Today: after 180 days an entry may go. */
const at = new Date();

for (const kind of databaseKinds) {
  describe(`the audit on ${kind}`, () => {
    let database: Database;
    let audit: Audit;
    beforeEach(async () => {
      database = await freshDatabase(kind);
      audit = auditStore(database);
    });
    afterEach(() => database.close());

    it('keeps what it was told, and gives it newest first by pages or oldest first from an entry', async () => {
      const entry = {
        at,
        who,
        what: 'ticket-solve',
        person: { id: 'p', displayName: 'Ada' },
        ticket: 1042,
        reason: 'why',
      } as const;
      const first = await audit.add(entry);
      const second = await audit.add({ at, who, what: 'left' });
      const third = await audit.add({ at, who, what: 'entered' });

      const newest = await audit.newest({ limit: 2 });
      const older = await audit.newest({ limit: 2, before: second });
      const since = await audit.since({ limit: 2, after: 0 });

      assert.deepEqual(
        newest.map(({ id }) => id),
        [third, second],
      );
      assert.deepEqual(older, [{ id: first, ...entry }]);
      assert.deepEqual(
        since.map(({ id }) => id),
        [first, second],
      );
    });

    for (const statement of ["UPDATE audit SET reason = 'another'", 'DELETE FROM audit', 'TRUNCATE audit']) {
      it(`cannot be changed: ${statement}`, async () => {
        await audit.add({ at, who, what: 'entered' });

        await assert.rejects(database.query(statement, []), /only ever added to/u);

        assert.equal((await audit.newest({ limit: 5 })).length, 1);
      });
    }

    it('has an entry exactly when its transaction ends well', async () => {
      const failing = database.transaction(async (tx) => {
        await audit.add({ at, who, what: 'entered' }, tx);
        throw new Error('no');
      });

      await assert.rejects(failing, /no/u);
      assert.deepEqual(await audit.newest({ limit: 5 }), []);
    });
  });
}
