import assert from 'node:assert/strict';
import { StartError } from '../../src/kernel/errors.ts';
import type { Database } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { migrations } from '../../src/storage/migrations.ts';
import { databaseKinds, freshDatabase, newPostgresqlUrl, postgresqlAt } from '../support/databases.ts';

const extra = { id: 9001, name: 'extra', sql: 'CREATE TABLE test_extra (a integer); CREATE INDEX ON test_extra (a);' };
const broken = { id: 9002, name: 'broken', sql: 'CREATE TABLE test_broken (a integer); SELECT 1 / 0;' };

describe('migrations', () => {
  it('are numbered from 1, without a gap', () => {
    assert.deepEqual(
      migrations.map(({ id }) => id),
      migrations.map((_, at) => at + 1),
    );
  });
});

for (const kind of databaseKinds) {
  describe(`migrating on ${kind}`, () => {
    let database: Database;
    const ran = async () => {
      const rows = await database.query<{ id: number }>('SELECT id FROM migrations ORDER BY id', []);
      return rows.map(({ id }) => id);
    };
    const tables = async () => {
      const sql = "SELECT tablename FROM pg_tables WHERE tablename LIKE 'test\\_%' ORDER BY 1";
      return (await database.query(sql, [])).map(({ tablename }) => tablename);
    };
    const known = migrations.map(({ id }) => id);

    beforeEach(async () => {
      database = await freshDatabase(kind);
    });

    afterEach(async () => {
      await database.query('DELETE FROM migrations WHERE id > 9000');
      await database.close();
    });

    it('again changes nothing', async () => {
      await migrate(database);

      assert.deepEqual(await ran(), known);
    });

    it('runs what is new, once, and keeps what is there', async () => {
      await database.query("INSERT INTO budgets (name, key, ends_at) VALUES ('kept', '', now())");

      await migrate(database, [...migrations, extra]);
      await migrate(database, [...migrations, extra]);

      const kept = await database.query('SELECT name FROM budgets', []);
      assert.deepEqual([await ran(), await tables(), kept.length], [[...known, 9001], ['test_extra'], 1]);
    });

    it('leaves nothing of a step that fails, and keeps those before it', async () => {
      await assert.rejects(migrate(database, [...migrations, extra, broken]), { code: '22012' });

      assert.deepEqual([await ran(), await tables()], [[...known, 9001], ['test_extra']]);
    });

    it('refuses a database that is newer, and says so', async () => {
      await migrate(database, [...migrations, extra]);

      const older = migrate(database);

      await assert.rejects(
        older,
        (error) => error instanceof StartError && /newer than this version/u.test(error.message),
      );
    });

    it('refuses a database whose step had other contents', async () => {
      await migrate(database, [...migrations, extra]);

      const other = migrate(database, [...migrations, { ...extra, sql: 'SELECT 1' }]);

      await assert.rejects(other, (error) => error instanceof StartError && /different PIN Desk/u.test(error.message));
    });
  });
}

if (databaseKinds.includes('postgresql')) {
  describe('migrating a new database on postgresql', () => {
    it('works where several processes do it at once', async () => {
      const url = await newPostgresqlUrl();
      const processes = [1, 2, 3, 4].map(() => postgresqlAt(url));

      await Promise.all(processes.map((each) => migrate(each)));

      const [row] = (await processes[0]?.query('SELECT count(*) AS ran FROM migrations', [])) ?? [];
      assert.equal(row?.ran, migrations.length);
      await Promise.all(processes.map((each) => each.close()));
    });
  });
}
