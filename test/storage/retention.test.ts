import assert from 'node:assert/strict';
import { auditStore } from '../../src/storage/audit-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { forgetOld } from '../../src/storage/retention.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const now = new Date();
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
const keep = { transcriptDays: 30, auditDays: 180 };
const who = { id: 'kim', name: 'Kim', role: 'agent' };

for (const kind of databaseKinds) {
  describe(`what is kept on ${kind}`, () => {
    let database: Database;
    beforeEach(async () => {
      database = await freshDatabase(kind);
    });
    afterEach(() => database.close());

    const column = async (sql: string): Promise<readonly unknown[]> =>
      (await database.query(sql, [])).flatMap((row) => Object.values(row));

    it('is a session for as many days as were set, and not one more', async () => {
      for (const days of [29, 31, 400]) await session(`s${days}`, daysAgo(days));

      await forgetOld(database, keep, now);
      const kept = await column('SELECT key FROM sessions ORDER BY key');
      await session('s31', daysAgo(31));
      await forgetOld(database, { ...keep, transcriptDays: 60 }, now);

      assert.deepEqual(kept, ['s29']);
      assert.deepEqual(await column('SELECT key FROM sessions ORDER BY key'), ['s29', 's31']);
    });

    it('is what was said in a ticket while the ticket is open, and so many days after it was closed', async () => {
      await ticket('closed', daysAgo(31));
      await ticket('closed', daysAgo(29));
      await ticket('solved', daysAgo(400));
      await database.query(
        `INSERT INTO ticket_events (ticket, at, kind, by, text) SELECT number, now(), kind, 'person', text
         FROM tickets, (VALUES ('said', 'said'), ('commented', 'noted')) AS written (kind, text)`,
        [],
      );

      await forgetOld(database, keep, now);

      const lengths = await column('SELECT jsonb_array_length(transcript) FROM tickets ORDER BY number');
      assert.deepEqual(lengths, [0, 1, 1]);
      assert.deepEqual(
        await column("SELECT coalesce(text, '') FROM ticket_events WHERE kind = 'said' ORDER BY ticket"),
        ['', 'said', 'said'],
      );
      assert.deepEqual(await column("SELECT DISTINCT text FROM ticket_events WHERE kind <> 'said'"), ['noted']);
    });

    it('is the audit and what the desk did, in batches, until they are old enough', async () => {
      const audit = auditStore(database);
      for (let n = 0; n < 3; n += 1) await audit.add({ at: daysAgo(181), who, what: 'entered' });
      await database.query(
        `INSERT INTO audit (at, who, who_name, role, what) SELECT $1, 'kim', 'Kim', 'agent', 'left' FROM generate_series(1, 2100)`,
        [daysAgo(200)],
      );
      const young = await audit.add({ at: daysAgo(179), who, what: 'left' });
      await action(daysAgo(181));
      await action(daysAgo(179));

      await forgetOld(database, keep, now);

      assert.deepEqual(await column('SELECT id FROM audit'), [young]);
      assert.deepEqual(await column('SELECT count(*) FROM desk_actions'), [1]);
    });

    it('is an entry of the audit of less than 180 days, whatever anybody sets', async () => {
      await auditStore(database).add({ at: daysAgo(179), who, what: 'left' });

      await assert.rejects(forgetOld(database, { ...keep, auditDays: 1 }, now), /only ever added to/u);

      assert.deepEqual(await column('SELECT count(*) FROM audit'), [1]);
    });

    const session = (key: string, at: Date) =>
      database.query("INSERT INTO sessions (key, address, version, state, updated_at) VALUES ($1, '{}', 1, '{}', $2)", [
        key,
        at,
      ]);
    const ticket = (status: string, at: Date) =>
      database.query(
        `INSERT INTO tickets (reason, language, address_key, address, transcript, reference, status, opened_at, changed_at)
         VALUES ('asked-for-a-person', 'en', 'a', '{}', '[{"text": "hello"}]', 'r', $1, $2, $2)`,
        [status, at],
      );
    const action = (at: Date) =>
      database.query(
        `INSERT INTO desk_actions (kind, person, person_name, reason, asked_by, asked_by_name, asked_role, asked_at, needs_second)
         VALUES ('unlock', 'p', 'Ada', 'why', 'kim', 'Kim', 'agent', $1, false)`,
        [at],
      );
  });
}
