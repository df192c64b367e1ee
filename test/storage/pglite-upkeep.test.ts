import assert from 'node:assert/strict';
import { autovacuum } from '../../src/storage/pglite-upkeep.ts';
import { freshDatabase } from '../support/databases.ts';

describe('upkeep of the embedded database', () => {
  it('removes dead rows and looks at what changed, and leaves other tables alone', async () => {
    const database = await freshDatabase('pglite');
    await database.query('CREATE TABLE test_busy (id integer PRIMARY KEY, n integer)');
    await database.query('CREATE TABLE test_quiet (id integer PRIMARY KEY)');
    await database.query('INSERT INTO test_busy SELECT id, 0 FROM generate_series(1, 200) id', []);
    await database.query('INSERT INTO test_quiet VALUES (1)', []);
    await database.query('UPDATE test_busy SET n = 1', []);

    // Counts are handed over once a second at most.
    for (let look = 0; look < 100; look += 1) {
      await autovacuum(database);
      const [busy] = await database.query(
        "SELECT n_dead_tup AS dead FROM pg_stat_user_tables WHERE relname = 'test_busy' AND last_vacuum IS NOT NULL",
        [],
      );
      if (busy?.dead === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }

    const rows = await database.query(
      "SELECT relname, n_dead_tup AS dead, last_vacuum IS NULL AS untouched FROM pg_stat_user_tables WHERE relname LIKE 'test\\_%' ORDER BY relname",
      [],
    );
    await database.close();
    assert.deepEqual(rows, [
      { relname: 'test_busy', dead: 0, untouched: false },
      { relname: 'test_quiet', dead: 0, untouched: true },
    ]);
  });
});
