import { strict as assert } from 'node:assert';
import type { Database } from '../../src/storage/database.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const noon = '2026-01-05T12:00:00.000Z';
const later = '2026-01-05T12:00:05.000Z';

for (const kind of databaseKinds) {
  describe(`direct_line_append on ${kind}`, () => {
    let database: Database;

    beforeEach(async () => {
      database = await freshDatabase(kind);
      await database.query(
        `INSERT INTO direct_line_conversations (id, user_id, created_at, last_seen_at) VALUES ('a', 'dl_a', $1, $1)`,
        [new Date(noon)],
      );
    });
    afterEach(() => database.close());

    const append = (conversation: string, rows: readonly unknown[]) =>
      database.query('SELECT direct_line_append($1, $2::jsonb)', [conversation, JSON.stringify(rows)]);
    const rows = () =>
      database.query(
        `SELECT id, position, at, activity->>'text' AS text FROM direct_line_activities ORDER BY position`,
      );
    const row = (id: string, at = noon, text = id) => ({ id, at, activity: { text } });

    it('gives rows positions in their order', async () => {
      await append('a', [row('1'), row('2')]);
      await append('a', [row('3')]);

      const found = await rows();

      assert.deepEqual(
        found.map(({ id, position }) => [id, position]),
        [
          ['1', 1],
          ['2', 2],
          ['3', 3],
        ],
      );
    });

    it('moves a replaced row to a new position and keeps its first time', async () => {
      await append('a', [row('1'), row('2')]);

      await append('a', [row('1', later, 'receipt'), row('3', later)]);

      assert.deepEqual(await rows(), [
        { id: '2', position: 2, at: new Date(noon), text: '2' },
        { id: '1', position: 3, at: new Date(noon), text: 'receipt' },
        { id: '3', position: 4, at: new Date(later), text: '3' },
      ]);
    });

    it('leaves an unknown conversation and an empty list alone', async () => {
      await append('nobody', [row('1')]);
      await append('a', []);

      assert.deepEqual(await rows(), []);
      assert.deepEqual(await database.query('SELECT position FROM direct_line_conversations'), [{ position: 0 }]);
    });

    it('leaves no gap and no double position when many append at once', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `row ${index}`);

      await Promise.all(ids.map((id) => append('a', [row(id)])));

      const found = await rows();
      assert.deepEqual(
        found.map(({ position }) => position),
        ids.map((_, index) => index + 1),
      );
    });

    it('notifies once the rows can be read', async () => {
      const heard = new Promise<readonly unknown[]>((resolve) => {
        void database
          .listen('direct_line', (conversation) => {
            void rows().then((found) => resolve([conversation, found.length]));
          })
          .then(() => append('a', [row('1'), row('2')]));
      });

      assert.deepEqual(await heard, ['a', 2]);
    });
  });
}
