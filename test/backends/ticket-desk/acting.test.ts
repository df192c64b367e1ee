import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { EmbeddedTicketDesk } from '../../../src/backends/ticket-desk/embedded.ts';
import { hasChat } from '../../../src/backends/ticket-desk/ticket-desk.ts';
import { BackendError } from '../../../src/kernel/errors.ts';
import { auditStore } from '../../../src/storage/audit-store.ts';
import type { Database } from '../../../src/storage/database.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { confirmed, newTicket } from './contract.ts';
import { deskOn, eventsOf, kim, lee, opened, present } from './desk-on.ts';

for (const kind of databaseKinds) {
  describe(`an agent at the embedded ticket desk on ${kind}`, () => {
    let database: Database;
    let desk: EmbeddedTicketDesk;
    const send = sinon.stub();
    beforeEach(async () => {
      database = await freshDatabase(kind);
      send.reset();
      send.resolves();
      desk = deskOn(database, {
        jobs: { send: async (...job) => (job[0] === 'mail-desk' ? undefined : send(...job)) },
      });
    });
    afterEach(() => database.close());

    it('lets an agent claim, reply and solve', async () => {
      const { number, version } = await opened(desk);

      const claimed = await desk.act(number, version, kim, { kind: 'claim' });
      const replied = await desk.act(number, version + 1, kim, { kind: 'reply', text: 'Call +45 33 12 34 56' });
      const solved = await desk.act(number, version + 2, kim, { kind: 'solve', solution: 'helped' });

      assert.deepEqual(
        [claimed, replied, solved].map((result) => result.ok && result.ticket.status),
        ['assigned', 'waiting', 'solved'],
      );
      const ticket = await present(desk, number);
      assert.equal(ticket.agent, 'kim');
      assert.deepEqual(eventsOf(ticket), [
        ['opened', 'person'],
        ['claimed', 'kim'],
        ['replied', 'kim', 'Call +45 33 12 34 56'],
        ['solved', 'kim'],
      ]);
    });

    it('claims an open ticket for the agent who answers it', async () => {
      const { number, version } = await opened(desk);

      await desk.act(number, version, kim, { kind: 'reply', text: 'Hello' });

      const ticket = await present(desk, number);
      assert.equal(ticket.agent, 'kim');
      assert.deepEqual(eventsOf(ticket).slice(1), [
        ['claimed', 'kim'],
        ['replied', 'kim', 'Hello'],
      ]);
    });

    it('sends a reply’s job in the transaction that saves it', async () => {
      const { number, version } = await opened(desk);
      const result = await desk.act(number, version, kim, { kind: 'reply', text: 'Hello' });

      const event = result.ok ? result.ticket.events.at(-1)?.id : undefined;

      sinon.assert.calledOnceWithMatch(send, 'deliver-reply', { ticket: number, event });
      assert.equal(typeof send.args[0]?.[2]?.query, 'function');
      assert.notEqual(send.args[0]?.[2], database);
    });

    it('keeps no reply whose job could not be sent', async () => {
      const ticket = await opened(desk);
      send.rejects(new Error('away'));

      const replying = desk.act(ticket.number, ticket.version, kim, { kind: 'reply', text: 'Hello' });

      await assert.rejects(replying, BackendError);
      assert.deepEqual(await present(desk, ticket.number), ticket);
    });

    it('takes a note on an open ticket without claiming it, releases, waits, takes back and reopens', async () => {
      const { number, version } = await opened(desk);
      const steps = [
        { kind: 'comment', text: 'Call 1234 first' },
        { kind: 'claim' },
        { kind: 'release' },
        { kind: 'wait' },
        { kind: 'claim' },
        { kind: 'solve', solution: 'passed-on' },
        { kind: 'reopen' },
      ] as const;

      const seen = [];
      for (const [index, action] of steps.entries()) {
        const result = await desk.act(number, version + index, index === 4 ? lee : kim, action);
        seen.push(result.ok && [result.ticket.status, result.ticket.agentId]);
      }

      assert.deepEqual(seen, [
        ['open', undefined],
        ['assigned', kim.id],
        ['open', undefined],
        ['waiting', kim.id],
        ['assigned', lee.id],
        ['solved', lee.id],
        ['open', undefined],
      ]);
      const { events } = await present(desk, number);
      assert.deepEqual(events.map(({ kind, byId }) => [kind, byId]).slice(1), [
        ['commented', kim.id],
        ['claimed', kim.id],
        ['released', kim.id],
        ['claimed', kim.id],
        ['waiting', kim.id],
        ['claimed', lee.id],
        ['solved', kim.id],
        ['reopened', kim.id],
      ]);
      assert.equal(events[1]?.text, 'Call 1234 first');
      const told = events.filter(({ kind }) => ['waiting', 'solved', 'reopened'].includes(kind));
      assert.deepEqual(
        send.args.map(([queue, data]) => [queue, data]),
        told.map(({ id }) => ['deliver-reply', { ticket: number, event: id }]),
      );
    });

    it('writes every act into the audit, with whom it was about and why, and none that was refused', async () => {
      const { number, version } = await opened(desk, confirmed('ada'));
      await desk.act(number, version, kim, { kind: 'claim' });
      await desk.act(number, version, lee, { kind: 'solve', solution: 'helped' });
      await desk.act(number, version + 1, lee, { kind: 'solve', solution: 'explained', text: 'a note' });

      const rows = await auditStore(database).newest({ limit: 10 });

      assert.deepEqual(
        rows.map(({ who, what, person, ticket, reason }) => [who, what, person?.id, ticket, reason]),
        [
          [lee, 'ticket-solve', 'ada', number, 'explained'],
          [kim, 'ticket-claim', 'ada', number, undefined],
        ],
      );
    });

    it('does nothing that cannot be written into the audit', async () => {
      const ticket = await opened(desk);
      const closed = deskOn(database, { audit: { add: () => Promise.reject(new Error('away')) } });

      await assert.rejects(closed.act(ticket.number, ticket.version, kim, { kind: 'claim' }), BackendError);

      assert.deepEqual(await present(desk, ticket.number), ticket);
    });

    it('opens a ticket for a caller, once, whom nobody has confirmed, and masks digits', async () => {
      const call = {
        key: 'k1',
        reason: 'code-not-received',
        language: 'da',
        callback: '+45 33 12 34 56',
        office: 'Aarhus',
        person: { id: 'ada', displayName: 'Ada' },
        summary: 'Says the PIN was 18723834',
        reference: 'AAAA-BBBB',
      } as const;

      const numbers = await Promise.all([1, 2, 3].map(() => desk.openForCaller(kim, call)));
      const other = await desk.openForCaller(kim, { ...call, key: 'k2' });

      assert.equal(new Set([...numbers, other]).size, 2);
      const ticket = await present(desk, other);
      assert.deepEqual(
        [ticket.callback, ticket.office, ticket.person, ticket.summary, ticket.status],
        [
          '+45 33 12 34 56',
          'Aarhus',
          { id: 'ada', displayName: 'Ada', confirmed: false },
          'Says the PIN was ••••',
          'open',
        ],
      );
      assert.deepEqual([ticket.events[0]?.by, ticket.events[0]?.byId], ['kim', kim.id]);
      assert.equal(hasChat(ticket), false);
    });

    it('refuses what an agent does to a ticket that changed meanwhile', async () => {
      const { number, version } = await opened(desk);
      await desk.open(newTicket({ summary: 'more' }));

      const result = await desk.act(number, version, kim, { kind: 'solve', solution: 'helped' });

      assert.deepEqual(result, { ok: false, reason: 'changed-meanwhile' });
      assert.equal((await present(desk, number)).status, 'open');
    });

    it('gives a ticket to one of twenty agents who claim it at once', async () => {
      const { number, version } = await opened(desk);

      const results = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          desk.act(number, version, { id: `a${index}`, name: `agent ${index}`, role: 'agent' }, { kind: 'claim' }),
        ),
      );

      assert.equal(results.filter((result) => result.ok).length, 1);
      assert.equal(results.filter((result) => !result.ok && result.reason === 'changed-meanwhile').length, 19);
      assert.equal((await present(desk, number)).events.length, 2);
    });

    it('refuses to claim a claimed ticket and to answer a solved one', async () => {
      const { number, version } = await opened(desk);
      await desk.act(number, version, kim, { kind: 'claim' });
      const again = await desk.act(number, version + 1, lee, { kind: 'claim' });
      await desk.act(number, version + 1, kim, { kind: 'solve', solution: 'helped' });

      const late = await desk.act(number, version + 2, kim, { kind: 'reply', text: 'Hello' });

      assert.deepEqual([again, late], Array(2).fill({ ok: false, reason: 'not-in-this-status' }));
      sinon.assert.calledOnceWithMatch(send, 'deliver-reply', { ticket: number });
    });
  });
}
