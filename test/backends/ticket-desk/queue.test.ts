import assert from 'node:assert/strict';
import type { EmbeddedTicketDesk } from '../../../src/backends/ticket-desk/embedded.ts';
import { queueViews, type TicketLine, type TicketQuery } from '../../../src/backends/ticket-desk/ticket-desk.ts';
import type { Database } from '../../../src/storage/database.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { confirmed, elsewhere } from './contract.ts';
import { deskOn, kim, lee, opened, openedAt } from './desk-on.ts';

const hour = 60 * 60 * 1000;

for (const kind of databaseKinds) {
  describe(`looking through the queue on ${kind}`, () => {
    let database: Database;
    let desk: EmbeddedTicketDesk;
    let now: Date;
    beforeEach(async () => {
      database = await freshDatabase(kind);
      now = openedAt;
      desk = deskOn(database, { clock: { now: () => now } });
    });
    afterEach(() => database.close());

    const found = async (query: Partial<TicketQuery>): Promise<readonly number[]> =>
      (await desk.list({ view: 'all', agent: kim.id, limit: 50, ...query })).tickets.map(({ number }) => number);

    async function walk(query: Partial<TicketQuery>): Promise<readonly TicketLine[]> {
      const asked = { view: 'all', agent: kim.id, limit: 50, ...query } as const;
      const walked = [];
      for (let page = await desk.list(asked); ; page = await desk.list({ ...asked, after: page.next })) {
        walked.push(...page.tickets);
        if (!page.next) return walked;
      }
    }

    /** One of each status; Kim has two, Lee one. */
    async function oneOfEach() {
      const [open, security, assigned, waiting, other, solved, closed] = await Promise.all(
        ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((each, index) =>
          opened(desk, { ...elsewhere(each), ...(index === 1 ? { priority: 'security' } : {}) }),
        ),
      );
      assert.ok(open && security && assigned && waiting && other && solved && closed);
      await desk.act(assigned.number, 1, kim, { kind: 'claim' });
      await desk.act(waiting.number, 1, kim, { kind: 'wait' });
      await desk.act(other.number, 1, lee, { kind: 'claim' });
      await desk.act(closed.number, 1, lee, { kind: 'solve', solution: 'helped' });
      await desk.closeSolved(new Date(now.getTime() + 200 * hour));
      await desk.act(solved.number, 1, lee, { kind: 'solve', solution: 'helped' });
      const numbers = [open, security, assigned, waiting, other, solved, closed].map(({ number }) => number);
      return { numbers, of: (...places: readonly number[]) => places.map((place) => numbers[place] ?? 0) };
    }

    it('shows each view what belongs there, security first, then the newest', async () => {
      const { of } = await oneOfEach();
      const newest = (...places: readonly number[]) => of(...places).sort((one, two) => two - one);

      const views = Object.fromEntries(
        await Promise.all(queueViews.map(async (view) => [view, await found({ view })])),
      );

      assert.deepEqual(views, {
        'to-do': [...of(1), ...newest(0, 2, 3, 4)],
        mine: newest(2, 3),
        open: [...of(1), ...of(0)],
        assigned: newest(2, 4),
        waiting: of(3),
        solved: of(5),
        closed: of(6),
        all: newest(0, 1, 2, 3, 4, 5, 6),
      });
    });

    it('walks every view page by page, with nothing twice and nothing left out', async () => {
      await oneOfEach();
      for (const view of queueViews) {
        const whole = await desk.list({ view, agent: kim.id, limit: 50 });

        const walked = await walk({ view, limit: 2 });

        assert.deepEqual(walked, whole.tickets, view);
      }
    });

    it('counts what there is to do, up to a hundred', async () => {
      await oneOfEach();
      await database.query(
        `INSERT INTO tickets (reason, language, address_key, address, transcript, reference, opened_at, changed_at)
         SELECT reason, language, 'many', address, transcript, reference, opened_at, changed_at
         FROM tickets, generate_series(1, 100) WHERE number = (SELECT min(number) FROM tickets)`,
        [],
      );

      const counts = await desk.counts(kim.id);

      assert.deepEqual(counts, { 'to-do': 100, mine: 2, open: 100, assigned: 2, waiting: 1, security: 1 });
    });

    it('has another version whenever something happened, also where an entry comes to be seen after a later one', async () => {
      const [one, other] = [await opened(desk), await opened(desk, elsewhere('c2'))];
      const versions = async () => [
        await desk.version(),
        await desk.version(one.number),
        await desk.version(other.number),
      ];
      const before = await versions();
      const [row] = await database.query(`SELECT nextval(pg_get_serial_sequence('ticket_events', 'id')) AS id`);
      await desk.act(other.number, other.version, kim, { kind: 'claim' });
      const between = await versions();

      await database.query(
        `INSERT INTO ticket_events (id, ticket, at, kind, by) OVERRIDING SYSTEM VALUE VALUES ($1, $2, now(), 'commented', 'lee')`,
        [Number(row?.id), one.number],
      );

      const after = await versions();
      const differ = (earlier: readonly number[], later: readonly number[]) =>
        earlier.map((each, at) => each !== later[at]);
      assert.deepEqual(differ(before, between), [true, false, true]);
      assert.deepEqual(differ(between, after), [true, true, false]);
      assert.deepEqual(await versions(), after);
    });

    for (const [typed, what] of [
      ['lovel', 'the beginning of a name'],
      ['LOVELACE ada', 'any order and case'],
      ['blåbær', 'the person’s words'],
      ['blabær', 'letters without their accents'],
      ['7f3a', 'the reference'],
      ['nord', 'the office'],
      ['junk', 'what an agent wrote'],
      ['+45 33', 'the number to call'],
      ['forgot', 'what was said in the chat'],
    ] as const) {
      it(`finds a ticket by ${what}: ${typed}`, async () => {
        const wanted = await opened(desk, {
          person: { id: 'ada', displayName: 'Ada Lovelace', confirmed: false },
          summary: 'Jeg har blåbær på tasterne',
          office: 'Nordhavn',
          callback: '+45 33 12 34 56',
          transcript: [{ at: openedAt.toISOString(), from: 'person', text: 'I forgot it' }],
        });
        await desk.act(wanted.number, wanted.version, kim, { kind: 'comment', text: 'Look into the junk mail' });
        await opened(desk, { ...elsewhere('c2'), reference: 'OTHE-RONE', summary: 'something else' });

        assert.deepEqual(await found({ words: typed }), [wanted.number]);
      });
    }

    for (const typed of ["it's & | ! : * ( ) <-> ' \\", '\u0000', '!!!', 'nothing-like-this']) {
      it(`finds nothing and breaks nothing: ${JSON.stringify(typed)}`, async () => {
        await opened(desk);

        assert.deepEqual(await found({ words: typed }), []);
      });
    }

    it('finds by reason, by person and by age, and by all of them', async () => {
      const old = await opened(desk, { ...confirmed('ada'), reason: 'our-fault' });
      now = new Date(openedAt.getTime() + 2 * hour);
      const young = await opened(desk, { ...confirmed('ada'), reason: 'interrupted' });
      const other = await opened(desk, { ...confirmed('bo'), reason: 'interrupted' });
      const between = new Date(openedAt.getTime() + hour);

      assert.deepEqual(await found({ reason: 'interrupted' }), [other.number, young.number]);
      assert.deepEqual(await found({ person: 'ada' }), [young.number, old.number]);
      assert.deepEqual(await found({ openedAfter: between }), [other.number, young.number]);
      assert.deepEqual(await found({ openedBefore: between }), [old.number]);
      assert.deepEqual(await found({ openedBefore: openedAt }), []);
      assert.deepEqual(await found({ openedAfter: now, person: 'ada', reason: 'interrupted', words: 'ada' }), [
        young.number,
      ]);
    });
  });
}
