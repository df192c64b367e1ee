import assert from 'node:assert/strict';
import type { EmbeddedTicketDesk } from '../../../src/backends/ticket-desk/embedded.ts';
import type { Database } from '../../../src/storage/database.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { confirmed, elsewhere, newTicket, ticketDeskContract } from './contract.ts';
import { deskOn, eventsOf, kim, lee, opened, openedAt, present } from './desk-on.ts';

const day = 24 * 60 * 60 * 1000;

for (const kind of databaseKinds) {
  ticketDeskContract(`embedded on ${kind}`, async () => {
    const database = await freshDatabase(kind);
    return { desk: deskOn(database), breakDown: () => database.close(), close: () => database.close() };
  });

  describe(`the queue of the embedded ticket desk on ${kind}`, () => {
    let database: Database;
    let desk: EmbeddedTicketDesk;
    let now: Date;
    beforeEach(async () => {
      database = await freshDatabase(kind);
      now = openedAt;
      desk = deskOn(database, { clock: { now: () => now } });
    });
    afterEach(() => database.close());

    it('keeps everything that a person told', async () => {
      const told = newTicket({
        ...confirmed('ada'),
        language: 'da',
        step: 'reset-pin/choose',
        fault: { backend: 'pin-service', fault: 'timeout' },
        summary: 'Det hænger',
        priority: 'security',
      });

      const ticket = await opened(desk, told);

      const { number, events, ...rest } = ticket;
      assert.deepEqual(rest, { ...told, status: 'open', version: 1, openedAt });
      assert.deepEqual(eventsOf(ticket), [['opened', 'ada']]);
    });

    it('is of normal priority unless it is told otherwise, and shows one about the database itself', async () => {
      const fault = { backend: 'database', fault: 'timeout' } as const;

      const ticket = await opened(desk, { fault });

      assert.deepEqual([ticket.priority, ticket.fault], ['normal', fault]);
    });

    it('masks digits on the way in and holds what a database would refuse', async () => {
      const ticket = await opened(desk, {
        summary: 'I typed 1872 3834\u0000\ud800',
        transcript: [{ at: openedAt.toISOString(), from: 'person', text: 'PIN 383042650\u0000\ud800' }],
      });

      const rows = await database.query('SELECT to_jsonb(tickets)::text AS everything FROM tickets');
      assert.equal(ticket.summary, 'I typed ••••');
      assert.equal(ticket.transcript[0]?.text, 'PIN ••••');
      assert.doesNotMatch(String(rows[0]?.everything), /1872|3834|383042650/);
    });

    it('tells in the ticket what was added to it, and whom nobody vouches for', async () => {
      const { number, version } = await opened(desk);
      await desk.open(
        newTicket({
          person: { id: 'bo', displayName: 'Bo', confirmed: false },
          reference: 'AAAA-BBBB',
          summary: 'again',
        }),
      );

      const ticket = await present(desk, number);

      assert.deepEqual(eventsOf(ticket), [
        ['opened', 'person'],
        ['added', 'person', 'Bo · AAAA-BBBB\nagain'],
      ]);
      assert.equal(ticket.version, version + 1);
    });

    it('lists the newest first, by pages', async () => {
      const numbers = [];
      for (const conversation of ['a', 'b', 'c', 'd', 'e'])
        numbers.push((await opened(desk, elsewhere(conversation))).number);

      const all = { view: 'all', agent: kim.id, limit: 2 } as const;
      const first = await desk.list(all);
      assert.ok(first.next);
      const second = await desk.list({ ...all, after: first.next });

      const [a, b, c, d, e] = numbers;
      assert.deepEqual(
        [...first.tickets, ...second.tickets].map(({ number }) => number),
        [e, d, c, b],
      );
      assert.notEqual(a, undefined);
    });

    it('knows no ticket by a number that was not given', async () => {
      const ticket = await desk.byNumber(999);

      const acted = await desk.act(999, 1, kim, { kind: 'claim' });

      assert.equal(ticket, undefined);
      assert.deepEqual(acted, { ok: false, reason: 'no-such-ticket' });
    });

    it('opens another ticket once the last one is solved, while the day’s limit permits', async () => {
      const { number, version } = await opened(desk);
      await desk.act(number, version, kim, { kind: 'solve', solution: 'helped' });

      const another = await desk.open(newTicket());

      assert.ok(another.ok && another.isNew && another.number > number);
    });

    it('reopens the last ticket over the limit, for whoever claims it next', async () => {
      const reasons = ['our-fault', 'interrupted', 'pin-refused'] as const;
      for (const reason of reasons) await opened(desk, { reason });
      const [last] = (await desk.list({ view: 'all', agent: kim.id, limit: 1 })).tickets;
      assert.ok(last);
      await desk.act(last.number, last.version, kim, { kind: 'solve', solution: 'helped' });
      const added = await desk.open(newTicket({ reason: 'pin-refused' }));
      const reopened = await present(desk, last.number);

      const claimed = await desk.act(last.number, reopened.version, lee, { kind: 'claim' });

      assert.deepEqual(added, { ok: true, number: last.number, isNew: false });
      assert.equal(reopened.status, 'open');
      assert.deepEqual(
        reopened.events.slice(-2).map(({ kind }) => kind),
        ['reopened', 'added'],
      );
      assert.equal(claimed.ok && claimed.ticket.agent, 'lee');
    });

    it('closes what was solved five days ago and stayed quiet, and then it is over', async () => {
      const [quiet, open] = [await opened(desk), await opened(desk, elsewhere('c2'))];
      await desk.act(quiet.number, quiet.version, kim, { kind: 'solve', solution: 'helped' });
      const early = await desk.closeSolved(new Date(openedAt.getTime() + 5 * day - 1));
      now = new Date(openedAt.getTime() + 5 * day);

      const closed = await desk.closeSolved(now);

      assert.deepEqual([early, closed], [0, 1]);
      assert.deepEqual(eventsOf(await present(desk, quiet.number)).at(-1), ['closed', 'desk']);
      assert.equal((await present(desk, quiet.number)).status, 'closed');
      assert.equal((await present(desk, open.number)).status, 'open');
    });

    it('has nothing to add to over the limit when everything is closed', async () => {
      for (const reason of ['our-fault', 'interrupted', 'pin-refused'] as const) {
        const { number, version } = await opened(desk, { reason });
        await desk.act(number, version, kim, { kind: 'solve', solution: 'helped' });
      }
      await desk.closeSolved(new Date(openedAt.getTime() + 5 * day));

      const refused = await desk.open(newTicket());

      assert.deepEqual(refused, { ok: false, reason: 'too-many' });
    });

    it('carries no more than two hundred events of a ticket, the newest', async () => {
      const { number } = await opened(desk);
      await database.query(
        `INSERT INTO ticket_events (ticket, at, kind, by, text) SELECT $1::bigint, now(), 'added', 'person', n::text FROM generate_series(1, 300) AS n`,
        [number],
      );

      const ticket = await present(desk, number);

      assert.equal(ticket.events.length, 200);
      assert.equal(ticket.events.at(-1)?.text, '300');
    });
  });
}
