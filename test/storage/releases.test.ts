import assert from 'node:assert/strict';
import type { Database } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { ready } from '../../src/storage/ready.ts';
import { databaseKinds, emptyEngine } from '../support/databases.ts';
import { filesIn, textOf } from '../support/tree.ts';

const releases = filesIn('test/storage/releases').filter((path) => path.endsWith('.sql'));

/** Each release left a database behind, as `pg_dump --inserts` wrote it: whatever comes later must take it over. */
for (const kind of databaseKinds) {
  describe(`a database of an earlier release on ${kind}`, function () {
    this.timeout(60_000);
    let database: Database;
    beforeEach(async () => {
      database = await emptyEngine(kind);
    });
    afterEach(() => database.close());

    for (const release of releases) {
      it(`is taken over with what is in it: ${release}`, async () => {
        await database.query(textOf(release));

        await migrate(database);

        const [kept] = await database.query(
          'SELECT (SELECT count(*) FROM sessions) AS sessions, (SELECT count(*) FROM tickets) AS tickets, (SELECT count(*) FROM pins) AS pins',
          [],
        );
        assert.equal(await ready(database), true);
        assert.ok(Number(kept?.sessions) > 0 && Number(kept?.tickets) > 0 && Number(kept?.pins) > 0);
      });
    }

    it('was kept for every release', () => {
      assert.ok(releases.includes('test/storage/releases/1.sql'));
    });
  });
}
