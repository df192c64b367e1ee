import assert from 'node:assert/strict';
import { migrations } from '../../src/storage/migrations.ts';
import { ready } from '../../src/storage/ready.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

for (const kind of databaseKinds) {
  describe(`readiness on ${kind}`, () => {
    it('is there once the database is migrated, and gone when it is closed', async () => {
      const database = await freshDatabase(kind);

      const before = await ready(database);
      await database.close();

      assert.deepEqual([before, await ready(database)], [true, false]);
    });

    it('stays while a later version has begun to take over', async () => {
      const database = await freshDatabase(kind);
      const later = migrations.length + 1;
      await database.query("INSERT INTO migrations (id, name, hash) VALUES ($1, 'later', '')", [later]);

      const answer = await ready(database);
      await database.query('DELETE FROM migrations WHERE id = $1', [later]);
      await database.close();

      assert.equal(answer, true);
    });

    it('is not there while a migration is missing', async () => {
      const database = await freshDatabase(kind);
      const last = migrations.at(-1)?.id ?? 0;
      const absent = await database
        .transaction(async (tx) => {
          await tx.query('DELETE FROM migrations WHERE id = $1', [last]);
          const answer = await ready({ ...database, query: tx.query });
          throw new Error(String(answer));
        })
        .catch((error: Error) => error.message);
      await database.close();

      assert.equal(absent, 'false');
    });
  });
}

describe('readiness', () => {
  it('is not there while the database does not answer', async () => {
    const silent = await freshDatabase();
    const never = new Promise<never>(() => {});

    const answer = await ready({ ...silent, query: () => never });
    await silent.close();

    assert.equal(answer, false);
  });
});
