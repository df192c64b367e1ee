import assert from 'node:assert/strict';
import { afterRestore } from '../../src/commands/after-restore.ts';
import type { Database } from '../../src/storage/database.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const now = new Date('2026-11-28T10:00:00Z');
const used = new Date('2026-11-28T09:00:00Z');

/** One row of everything that somebody may have ended since the backup, and codes that were ended before it. */
const rows = `
  INSERT INTO direct_line_conversations (id, user_id, locale, created_at, last_seen_at)
  VALUES ('chat', 'u', 'en', '2026-11-28T08:00Z', '2026-11-28T08:00Z');
  INSERT INTO direct_line_sessions VALUES ('page', 'chat', '2026-11-28T08:00Z');
  INSERT INTO sign_ins VALUES ('sign-in', 'reset', false, '2026-11-28T10:05Z');
  INSERT INTO desk_sessions VALUES ('desk', 'a', 'Ada', 'lead', '2026-11-28T08:00Z', '2026-11-28T09:59Z');
  INSERT INTO desk_links VALUES ('link', 'agent', '2026-11-28T10:05Z');
  INSERT INTO challenges (id, path, address, identifier, digits, key_id, locale, created_at, expires_at, used_at, voided_at)
  SELECT id, 'anonymous', '{}', id, 6, 'k', 'en', '2026-11-28T08:00Z', '2026-11-28T10:10Z', used_at, voided_at
  FROM (VALUES ('open', NULL, NULL), ('used', '2026-11-28T09:00Z'::timestamptz, NULL), ('void', NULL, '2026-11-28T09:00Z'::timestamptz))
    AS each (id, used_at, voided_at);`;
const counts = `SELECT (SELECT count(*) FROM direct_line_sessions) AS pages, (SELECT count(*) FROM sign_ins) AS "signIns",
  (SELECT count(*) FROM desk_sessions) AS desks, (SELECT count(*) FROM desk_links) AS links`;

for (const kind of databaseKinds) {
  describe(`after-restore on ${kind}`, () => {
    let database: Database;
    let said: string[];
    let last: unknown;
    beforeEach(async () => {
      database = await freshDatabase(kind);
      said = [];
      await database.transaction(async (tx) => {
        for (const statement of rows.split(';').filter((each) => each.trim() !== '')) await tx.query(statement, []);
      });
      last = await nextNumber();
      await afterRestore(database, now, (line) => said.push(line));
    });
    afterEach(() => database.close());
    const nextNumber = async () => {
      const sql = "SELECT nextval(pg_get_serial_sequence('tickets', 'number'))::int AS number";
      return (await database.query(sql, []))[0]?.number;
    };

    it('ends every session, link and sign-in, and says how many', async () => {
      assert.deepEqual(await database.query(counts, []), [{ pages: 0, signIns: 0, desks: 0, links: 0 }]);
      assert.equal(said[0], 'ended: 1 sessions of the chat page, 1 of the help desk, 1 one-time codes');
    });

    it('voids codes that can still be used, and no others', async () => {
      const codes = await database.query('SELECT id, used_at, voided_at FROM challenges ORDER BY id', []);

      assert.deepEqual(codes, [
        { id: 'open', used_at: null, voided_at: now },
        { id: 'used', used_at: used, voided_at: null },
        { id: 'void', used_at: null, voided_at: used },
      ]);
    });

    it('gives the next ticket the number that it says, a thousand later', async () => {
      const next = await nextNumber();

      assert.equal(next, Number(last) + 1_001);
      assert.equal(said[1], `the next ticket has the number ${next}`);
    });
  });
}
