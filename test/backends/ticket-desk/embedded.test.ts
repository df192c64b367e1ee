import assert from 'node:assert/strict';
import sinon from 'sinon';
import { type EmbeddedTicketDesk, embeddedTicketDesk } from '../../../src/backends/ticket-desk/embedded.ts';
import type { NewTicket, Ticket } from '../../../src/backends/ticket-desk/ticket-desk.ts';
import { BackendError } from '../../../src/kernel/errors.ts';
import type { Limit } from '../../../src/kernel/limits.ts';
import { limits } from '../../../src/kernel/limits.ts';
import type { Spent } from '../../../src/storage/budgets.ts';
import type { Database } from '../../../src/storage/database.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { confirmed, elsewhere, newTicket, ticketDeskContract } from './contract.ts';

/** Counts in memory; windows are the real budgets' own matter. */
const countingBudgets = () => {
  const counts = new Map<string, number>();
  return {
    async spend({ limit }: Limit, key: string): Promise<Spent> {
      const count = (counts.get(key) ?? 0) + 1;
      if (count > limit) return { ok: false, retryAt: new Date() };
      counts.set(key, count);
      return { ok: true, left: limit - count };
    },
  };
};

const day = 24 * 60 * 60 * 1000;
const openedAt = new Date('2026-10-05T08:00:00Z');

for (const kind of databaseKinds) {
  const deskOn = (database: Database, options: Partial<Parameters<typeof embeddedTicketDesk>[0]> = {}) =>
    embeddedTicketDesk({
      database,
      limits,
      budgets: countingBudgets(),
      jobs: { send: async () => {} },
      clock: { now: () => openedAt },
      ...options,
    });

  ticketDeskContract(`embedded on ${kind}`, async () => {
    const database = await freshDatabase(kind);
    return { desk: deskOn(database), breakDown: () => database.close(), close: () => database.close() };
  });

  describe(`the queue of the embedded ticket desk on ${kind}`, () => {
    let database: Database;
    let desk: EmbeddedTicketDesk;
    let now: Date;
    const send = sinon.stub();
    beforeEach(async () => {
      database = await freshDatabase(kind);
      now = openedAt;
      send.reset();
      send.resolves();
      desk = deskOn(database, { jobs: { send }, clock: { now: () => now } });
    });
    afterEach(() => database.close());

    const opened = async (different: Partial<NewTicket> = {}): Promise<Ticket> => {
      const answer = await desk.open(newTicket(different));
      assert.ok(answer.ok);
      return present(answer.number);
    };
    const present = async (number: number): Promise<Ticket> => {
      const ticket = await desk.byNumber(number);
      assert.ok(ticket);
      return ticket;
    };
    const eventsOf = (ticket: Ticket) =>
      ticket.events.map(({ kind, by, text }) => (text ? [kind, by, text] : [kind, by]));

    it('keeps everything that a person told', async () => {
      const told = newTicket({
        ...confirmed('ada'),
        language: 'da',
        step: 'reset-pin/choose',
        fault: { backend: 'pin-service', fault: 'timeout' },
        summary: 'Det hænger',
      });

      const ticket = await opened(told);

      const { number, events, ...rest } = ticket;
      assert.deepEqual(rest, { ...told, status: 'open', priority: 'normal', version: 1, openedAt });
      assert.deepEqual(eventsOf(ticket), [['opened', 'ada']]);
    });

    it('masks digits on the way in and holds what a database would refuse', async () => {
      const ticket = await opened({
        summary: 'I typed 1872 3834\u0000\ud800',
        transcript: [{ at: openedAt.toISOString(), from: 'person', text: 'PIN 383042650\u0000\ud800' }],
      });

      const rows = await database.query('SELECT to_jsonb(tickets)::text AS everything FROM tickets');
      assert.equal(ticket.summary, 'I typed ••••');
      assert.equal(ticket.transcript[0]?.text, 'PIN ••••');
      assert.doesNotMatch(String(rows[0]?.everything), /1872|3834|383042650/);
    });

    it('tells in the ticket what was added to it, and whom nobody vouches for', async () => {
      const { number, version } = await opened();
      await desk.open(
        newTicket({
          person: { id: 'bo', displayName: 'Bo', confirmed: false },
          reference: 'AAAA-BBBB',
          summary: 'again',
        }),
      );

      const ticket = await present(number);

      assert.deepEqual(eventsOf(ticket), [
        ['opened', 'person'],
        ['added', 'person', 'Bo · AAAA-BBBB\nagain'],
      ]);
      assert.equal(ticket.version, version + 1);
    });

    it('lists the newest first, by pages', async () => {
      const numbers = [];
      for (const conversation of ['a', 'b', 'c', 'd', 'e'])
        numbers.push((await opened(elsewhere(conversation))).number);

      const first = await desk.list({ limit: 2 });
      const second = await desk.list({ limit: 2, before: first.at(-1)?.number ?? 0 });

      const [a, b, c, d, e] = numbers;
      assert.deepEqual(
        [...first, ...second].map(({ number }) => number),
        [e, d, c, b],
      );
      assert.ok([...first, ...second].every(({ events }) => events.length === 1));
      assert.notEqual(a, undefined);
    });

    it('knows no ticket by a number that was not given', async () => {
      const ticket = await desk.byNumber(999);

      const acted = await desk.act(999, 1, 'kim', { kind: 'claim' });

      assert.equal(ticket, undefined);
      assert.deepEqual(acted, { ok: false, reason: 'no-such-ticket' });
    });

    it('lets an agent claim, reply and solve', async () => {
      const { number, version } = await opened();

      const claimed = await desk.act(number, version, 'kim', { kind: 'claim' });
      const replied = await desk.act(number, version + 1, 'kim', { kind: 'reply', text: 'Call +45 33 12 34 56' });
      const solved = await desk.act(number, version + 2, 'kim', { kind: 'solve' });

      assert.deepEqual(
        [claimed, replied, solved].map((result) => result.ok && result.ticket.status),
        ['assigned', 'waiting', 'solved'],
      );
      const ticket = await present(number);
      assert.equal(ticket.agent, 'kim');
      assert.deepEqual(eventsOf(ticket), [
        ['opened', 'person'],
        ['claimed', 'kim'],
        ['replied', 'kim', 'Call +45 33 12 34 56'],
        ['solved', 'kim'],
      ]);
    });

    it('claims an open ticket for the agent who answers it', async () => {
      const { number, version } = await opened();

      await desk.act(number, version, 'kim', { kind: 'reply', text: 'Hello' });

      const ticket = await present(number);
      assert.equal(ticket.agent, 'kim');
      assert.deepEqual(eventsOf(ticket).slice(1), [
        ['claimed', 'kim'],
        ['replied', 'kim', 'Hello'],
      ]);
    });

    it('sends a reply’s job in the transaction that saves it', async () => {
      const { number, version } = await opened();
      const result = await desk.act(number, version, 'kim', { kind: 'reply', text: 'Hello' });

      const event = result.ok ? result.ticket.events.at(-1)?.id : undefined;

      sinon.assert.calledOnceWithMatch(send, 'deliver-reply', { ticket: number, event });
      assert.equal(typeof send.args[0]?.[2]?.query, 'function');
      assert.notEqual(send.args[0]?.[2], database);
    });

    it('keeps no reply whose job could not be sent', async () => {
      const ticket = await opened();
      send.rejects(new Error('away'));

      const replying = desk.act(ticket.number, ticket.version, 'kim', { kind: 'reply', text: 'Hello' });

      await assert.rejects(replying, BackendError);
      assert.deepEqual(await present(ticket.number), ticket);
    });

    it('refuses what an agent does to a ticket that changed meanwhile', async () => {
      const { number, version } = await opened();
      await desk.open(newTicket({ summary: 'more' }));

      const result = await desk.act(number, version, 'kim', { kind: 'solve' });

      assert.deepEqual(result, { ok: false, reason: 'changed-meanwhile' });
      assert.equal((await present(number)).status, 'open');
    });

    it('gives a ticket to one of twenty agents who claim it at once', async () => {
      const { number, version } = await opened();

      const results = await Promise.all(
        Array.from({ length: 20 }, (_, index) => desk.act(number, version, `agent ${index}`, { kind: 'claim' })),
      );

      assert.equal(results.filter((result) => result.ok).length, 1);
      assert.equal(results.filter((result) => !result.ok && result.reason === 'changed-meanwhile').length, 19);
      assert.equal((await present(number)).events.length, 2);
    });

    it('refuses to claim a claimed ticket and to answer a solved one', async () => {
      const { number, version } = await opened();
      await desk.act(number, version, 'kim', { kind: 'claim' });
      const again = await desk.act(number, version + 1, 'lee', { kind: 'claim' });
      await desk.act(number, version + 1, 'kim', { kind: 'solve' });

      const late = await desk.act(number, version + 2, 'kim', { kind: 'reply', text: 'Hello' });

      assert.deepEqual([again, late], Array(2).fill({ ok: false, reason: 'not-in-this-status' }));
      sinon.assert.notCalled(send);
    });

    it('opens another ticket once the last one is solved, while the day’s limit permits', async () => {
      const { number, version } = await opened();
      await desk.act(number, version, 'kim', { kind: 'solve' });

      const another = await desk.open(newTicket());

      assert.ok(another.ok && another.isNew && another.number > number);
    });

    it('reopens the last ticket over the limit, for whoever claims it next', async () => {
      const reasons = ['our-fault', 'interrupted', 'pin-refused'] as const;
      for (const reason of reasons) await opened({ reason });
      const last = (await desk.list({ limit: 1 }))[0];
      assert.ok(last);
      await desk.act(last.number, last.version, 'kim', { kind: 'solve' });
      const added = await desk.open(newTicket({ reason: 'pin-refused' }));
      const reopened = await present(last.number);

      const claimed = await desk.act(last.number, reopened.version, 'lee', { kind: 'claim' });

      assert.deepEqual(added, { ok: true, number: last.number, isNew: false });
      assert.equal(reopened.status, 'open');
      assert.deepEqual(
        reopened.events.slice(-2).map(({ kind }) => kind),
        ['reopened', 'added'],
      );
      assert.equal(claimed.ok && claimed.ticket.agent, 'lee');
    });

    it('closes what was solved five days ago and stayed quiet, and then it is over', async () => {
      const [quiet, open] = [await opened(), await opened(elsewhere('c2'))];
      await desk.act(quiet.number, quiet.version, 'kim', { kind: 'solve' });
      const early = await desk.closeSolved(new Date(openedAt.getTime() + 5 * day - 1));
      now = new Date(openedAt.getTime() + 5 * day);

      const closed = await desk.closeSolved(now);

      assert.deepEqual([early, closed], [0, 1]);
      assert.deepEqual(eventsOf(await present(quiet.number)).at(-1), ['closed', 'desk']);
      assert.equal((await present(quiet.number)).status, 'closed');
      assert.equal((await present(open.number)).status, 'open');
    });

    it('has nothing to add to over the limit when everything is closed', async () => {
      for (const reason of ['our-fault', 'interrupted', 'pin-refused'] as const) {
        const { number, version } = await opened({ reason });
        await desk.act(number, version, 'kim', { kind: 'solve' });
      }
      await desk.closeSolved(new Date(openedAt.getTime() + 5 * day));

      const refused = await desk.open(newTicket());

      assert.deepEqual(refused, { ok: false, reason: 'too-many' });
    });

    it('carries no more than two hundred events of a ticket, the newest', async () => {
      const { number } = await opened();
      await database.query(
        `INSERT INTO ticket_events (ticket, at, kind, by, text) SELECT $1::bigint, now(), 'added', 'person', n::text FROM generate_series(1, 300) AS n`,
        [number],
      );

      const ticket = await present(number);

      assert.equal(ticket.events.length, 200);
      assert.equal(ticket.events.at(-1)?.text, '300');
    });
  });
}
