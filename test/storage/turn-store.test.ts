import assert from 'node:assert/strict';
import type { Database, Queryable } from '../../src/storage/database.ts';
import { turnStoreOn } from '../../src/storage/turn-store-on.ts';
import { freshDatabase } from '../support/databases.ts';

const now = new Date('2026-11-28T10:00:00Z');
const address = { edge: 'direct-line', channel: 'directline', conversation: 'c1', sender: 'dl_1' } as const;
const lease = { address, activityKey: 'a1', owner: 'o1', now };
const end = { version: 0, force: false, session: {}, outcome: { replies: [] }, forms: [], history: [], position: '' };

describe('the turn store', () => {
  let database: Database;
  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(() => database.close());

  it('waits for the disk where a turn ends and where a position is given, not where one begins', async () => {
    const waited: string[] = [];
    const noting = (queryable: Queryable, waits: boolean): Queryable => ({
      query: (text, values) => {
        waited.push(`${/turn_\w+/u.exec(text)?.[0]} ${waits}`);
        return queryable.query(text, values);
      },
    });
    const { unflushed } = database;
    const store = turnStoreOn({ ...database, ...noting(database, true), unflushed: noting(unflushed, false) });

    await store.begin(lease);
    await store.end({ ...lease, ...end });
    await store.begin({ ...lease, activityKey: 'a2', echo: { id: 'e1', at: now, activity: {} } });

    assert.deepEqual(waited, ['turn_begin false', 'turn_end true', 'turn_begin true']);
  });
});
