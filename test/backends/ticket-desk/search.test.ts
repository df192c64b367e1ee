import assert from 'node:assert/strict';
import type { EmbeddedTicketDesk } from '../../../src/backends/ticket-desk/embedded.ts';
import { listed } from '../../../src/backends/ticket-desk/queue.ts';
import type { TicketQuery } from '../../../src/backends/ticket-desk/ticket-desk.ts';
import type { Database, Queryable, SqlValue } from '../../../src/storage/database.ts';
import { migrate } from '../../../src/storage/migrate.ts';
import { migrations } from '../../../src/storage/migrations.ts';
import { databaseKinds, emptyEngine, freshDatabase } from '../../support/databases.ts';
import { elsewhere } from './contract.ts';
import { deskOn, kim, opened, openedAt } from './desk-on.ts';

/** As a process of an earlier version writes them. */
const insertSql = (words: string, count = 1, status = 'closed') => `
  INSERT INTO tickets (reason, person_id, person_name, language, address_key, address, transcript, reference, status, opened_at, changed_at, words)
  SELECT 'our-fault', 'p' || n, 'Person ' || n, 'en', 'c' || n,
    '{"edge": "direct-line", "channel": "directline", "conversation": "c", "sender": "s"}', '[]', 'ABCD-EF01', '${status}', now(), now(),
    array_to_tsvector(${words})
  FROM generate_series(1, ${count}) n`;

for (const kind of databaseKinds) {
  describe(`a search of tickets on ${kind}`, function () {
    this.timeout(60_000);
    let database: Database;
    let desk: EmbeddedTicketDesk;
    beforeEach(async () => {
      database = await freshDatabase(kind);
      desk = deskOn(database);
    });
    afterEach(() => database.close());

    const search = (query: Partial<TicketQuery>) => desk.list({ view: 'all', agent: kim.id, limit: 50, ...query });
    const found = async (words: string): Promise<readonly number[]> =>
      (await search({ words })).tickets.map(({ number }) => number);

    /** Every page until there is no next one, and how many there were. */
    async function walked(query: Partial<TicketQuery>) {
      const numbers: number[] = [];
      let pages = 0;
      for (let after: TicketQuery['after'] | undefined; ; ) {
        const { tickets, next } = await search({ ...query, ...(after ? { after } : {}) });
        numbers.push(...tickets.map(({ number }) => number));
        pages += 1;
        after = next;
        if (!after) return { numbers, pages };
      }
    }

    it('compares its candidates, whatever the planner thinks of the words: no statement reads the index of all words', async () => {
      await database.query(insertSql("ARRAY['even', 'meeting', 'n' || n]", 600), []);
      const statements: { text: string; values: readonly SqlValue[] }[] = [];
      const heard: Queryable = {
        query: (text, values) => {
          statements.push({ text, values: values ?? [] });
          return database.query(text, values);
        },
      };
      const { tickets } = await listed(heard, { view: 'all', agent: kim.id, limit: 50, words: 'even meeting' });

      const plans = await database.transaction(async (tx) => {
        // Without these it would be read wherever it can be.
        for (const way of ['seqscan', 'nestloop', 'indexscan']) await tx.query(`SET LOCAL enable_${way} = off`);
        const rows = [];
        for (const { text, values } of statements) rows.push(...(await tx.query(`EXPLAIN ${text}`, values)));
        return JSON.stringify(rows);
      });
      assert.equal(tickets.length, 50);
      assert.match(plans, /ticket_words/u);
      assert.doesNotMatch(plans, /Index Scan on tickets_words/u);
    });

    it('finds what an earlier version wrote, before this one came and beside it', async () => {
      const own = await emptyEngine(kind);
      await migrate(
        own,
        migrations.filter(({ id }) => id < 23),
      );
      await own.query(insertSql("ARRAY['before', 'before']"));
      await own.query(`UPDATE tickets SET changed_at = now() - interval '1 year'`);
      await migrate(own);
      await own.query(insertSql("ARRAY['beside']"));

      const of = async (words: string) => {
        const { tickets } = await deskOn(own).list({ view: 'all', agent: kim.id, limit: 50, words });
        return tickets.map(({ number }) => number);
      };

      assert.deepEqual([await of('before'), await of('beside'), await of('be')], [[1001], [1002], [1002, 1001]]);
    });

    it('finds nothing any more by what was taken out of a ticket, nor what was deleted', async () => {
      const { number } = await opened(desk, { summary: 'flowers and trees' });
      const other = await opened(desk, { ...elsewhere('c2'), summary: 'flowers' });
      assert.deepEqual(await found('flowers'), [other.number, number]);

      await database.query(`UPDATE tickets SET words = ts_delete(words, 'flowers') WHERE number = $1`, [number]);
      await database.query('DELETE FROM tickets WHERE number = $1', [other.number]);

      assert.deepEqual([await found('flowers'), await found('trees')], [[], [number]]);
      const left = await database.query(`SELECT 1 FROM ticket_words WHERE word = 'flowers' OR ticket = $1`, [
        other.number,
      ]);
      assert.deepEqual(left, []);
    });

    it('finds nothing any more by a text that was redacted, and what is still said as before', async () => {
      const { number, version } = await opened(desk, {
        person: { id: 'ada', displayName: 'Ada Ångström', confirmed: false },
        summary: 'Blåbær on the keys',
        transcript: [{ at: openedAt.toISOString(), from: 'person', text: 'My neighbour said so' }],
      });
      await desk.act(number, version, kim, { kind: 'comment', text: 'Somebody called about Zürich' });
      const founds = async () => {
        const words = ['angstrom', 'blabær', 'keys', 'neighbour', 'zurich', 'called'];
        const hits = await Promise.all(words.map(async (each) => ((await found(each)).length > 0 ? each : '')));
        return hits.filter((each) => each !== '');
      };
      const all = await founds();

      await database.query(`UPDATE tickets SET transcript = '[]' WHERE number = $1`, [number]);
      const withoutTranscript = await founds();
      await database.query(`UPDATE tickets SET person_name = NULL, summary = 'keys' WHERE number = $1`, [number]);
      const withoutName = await founds();
      await database.query(`UPDATE ticket_events SET text = 'called' WHERE ticket = $1 AND text IS NOT NULL`, [number]);

      assert.deepEqual(all, ['angstrom', 'blabær', 'keys', 'neighbour', 'zurich', 'called']);
      assert.deepEqual(withoutTranscript, ['angstrom', 'blabær', 'keys', 'zurich', 'called']);
      assert.deepEqual(withoutName, ['keys', 'zurich', 'called']);
      assert.deepEqual(await founds(), ['keys', 'called']);
      const left = await database.query(`SELECT words @@ 'neighbour'::tsquery AS said FROM tickets WHERE number = $1`, [
        number,
      ]);
      assert.deepEqual(
        left.map(({ said }) => said),
        [false],
      );
    });

    it('finds the newest of very many by words that all of them have, page by page', async () => {
      await database.query(insertSql("ARRAY['meeting', 'room', 'rooms']", 1_200));

      const { numbers, pages } = await walked({ words: 'meet roo', limit: 100 });

      assert.deepEqual([numbers.length, new Set(numbers).size, numbers[0], pages], [1_200, 1_200, 2_200, 13]);
    });

    it('finds by a beginning of a great many words, of which one ticket each has one', async () => {
      await database.query(insertSql("ARRAY['zed' || n, 'all']", 1_500));

      assert.equal((await walked({ words: 'zed', limit: 100 })).numbers.length, 1_500);
      assert.deepEqual(await found('zed1234'), [2_234]);
      assert.equal((await walked({ words: 'zed1 al' })).numbers.length, 1_500 - 999 + 111);
    });

    it('looks at five hundred tickets for a page and says where to go on, until all were looked at', async () => {
      await database.query(insertSql("ARRAY['even', 'odd']"));
      await database.query(insertSql("ARRAY[CASE WHEN n % 2 = 0 THEN 'even' ELSE 'odd' END]", 4_200));

      const first = await search({ words: 'even odd' });
      const all = await walked({ words: 'even odd' });

      assert.deepEqual([first.tickets, first.next?.number !== undefined], [[], true]);
      assert.deepEqual(all, { numbers: [1_001], pages: 5 });
    });

    it('looks no further for a view, a reason or an age', async () => {
      await database.query(insertSql("ARRAY['all']", 1, 'open'));
      await database.query(insertSql("ARRAY['all']", 1_500, 'open'));
      await database.query(`UPDATE tickets SET reason = 'interrupted', status = 'assigned' WHERE number = 1001`);

      for (const query of [
        { view: 'assigned', words: 'all' },
        {
          view: 'all',
          words: 'all',
          reason: 'interrupted',
          openedAfter: new Date(0),
          openedBefore: new Date('2100-01-01'),
        },
      ] as const) {
        assert.deepEqual(await walked(query), { numbers: [1_001], pages: 4 }, JSON.stringify(query));
      }
      for (const view of ['all', 'to-do', 'assigned'] as const) {
        assert.deepEqual(await walked({ view, reason: 'interrupted' }), { numbers: [1_001], pages: 1 }, view);
      }
    });
  });
}
