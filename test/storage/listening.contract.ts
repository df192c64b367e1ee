import assert from 'node:assert/strict';
import type { Database } from '../../src/storage/database.ts';

/** What every `Database` promises to those who listen. */
export function listeningContract(open: () => Promise<Database>): void {
  let database: Database;

  beforeEach(async () => {
    database = await open();
  });

  afterEach(() => database.close());

  describe('listening', () => {
    it('hears what is notified, once it is committed', async () => {
      const heard: string[] = [];
      let tell = () => {};
      const last = new Promise<void>((resolve) => {
        tell = resolve;
      });
      await database.listen('Some "channel"', (payload) => {
        heard.push(payload);
        if (payload === 'last') tell();
      });
      const notify = 'SELECT pg_notify($1, $2)';

      await database.transaction(async (tx) => {
        await tx.query(notify, ['Some "channel"', 'committed']);
        heard.push('before the commit');
      });
      const rolledBack = database.transaction(async (tx) => {
        await tx.query(notify, ['Some "channel"', 'rolled back']);
        throw new Error('no');
      });
      await rolledBack.catch(() => undefined);
      await database.query(notify, ['Another channel', 'not for us']);
      await database.query(notify, ['Some "channel"', 'last']);
      await last;

      assert.deepEqual(heard, ['before the commit', 'committed', 'last']);
    });

    it('ends where it is stopped, for this listener alone', async () => {
      const stopped: string[] = [];
      const stop = await database.listen('test_channel', (payload) => stopped.push(payload));
      const heard = new Promise<string>((resolve) => void database.listen('test_channel', resolve));
      await database.query('SELECT 1', []);

      await stop();
      await database.query("SELECT pg_notify('test_channel', 'more')", []);

      assert.deepEqual([await heard, stopped], ['more', []]);
    });

    it('goes on where another listener throws', async () => {
      await database.listen('test_channel', () => {
        throw new Error('a listener of somebody else');
      });
      let tell: (payload: string) => void = () => {};
      const heard = new Promise<string>((resolve) => {
        tell = resolve;
      });
      await database.listen('test_channel', (payload) => tell(payload));

      await database.query("SELECT pg_notify('test_channel', 'still here')", []);

      assert.equal(await heard, 'still here');
    });
  });
}
