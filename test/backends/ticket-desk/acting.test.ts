import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { EmbeddedTicketDesk } from '../../../src/backends/ticket-desk/embedded.ts';
import { BackendError } from '../../../src/kernel/errors.ts';
import type { Database } from '../../../src/storage/database.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { newTicket } from './contract.ts';
import { deskOn, eventsOf, opened, present } from './desk-on.ts';

for (const kind of databaseKinds) {
  describe(`an agent at the embedded ticket desk on ${kind}`, () => {
    let database: Database;
    let desk: EmbeddedTicketDesk;
    const send = sinon.stub();
    beforeEach(async () => {
      database = await freshDatabase(kind);
      send.reset();
      send.resolves();
      desk = deskOn(database, { jobs: { send } });
    });
    afterEach(() => database.close());

    it('lets an agent claim, reply and solve', async () => {
      const { number, version } = await opened(desk);

      const claimed = await desk.act(number, version, 'kim', { kind: 'claim' });
      const replied = await desk.act(number, version + 1, 'kim', { kind: 'reply', text: 'Call +45 33 12 34 56' });
      const solved = await desk.act(number, version + 2, 'kim', { kind: 'solve' });

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

      await desk.act(number, version, 'kim', { kind: 'reply', text: 'Hello' });

      const ticket = await present(desk, number);
      assert.equal(ticket.agent, 'kim');
      assert.deepEqual(eventsOf(ticket).slice(1), [
        ['claimed', 'kim'],
        ['replied', 'kim', 'Hello'],
      ]);
    });

    it('lifts a freeze in every status, with its reason and its job, and leaves the status as it is', async () => {
      const { number } = await opened(desk, { reason: 'pin-change-reported' });
      const lift = async () => {
        const { version } = await present(desk, number);
        return desk.act(number, version, 'kim', { kind: 'lift', reason: 'Called back' });
      };

      const ofOpen = await lift();
      await desk.act(number, (await present(desk, number)).version, 'kim', { kind: 'solve' });
      const ofSolved = await lift();
      await desk.closeSolved(new Date('2027-01-01T00:00:00Z'));
      const ofClosed = await lift();

      assert.deepEqual(
        [ofOpen, ofSolved, ofClosed].map((result) => result.ok && result.ticket.status),
        ['assigned', 'solved', 'closed'],
      );
      const { events } = await present(desk, number);
      const lifted = events.filter((event) => event.kind === 'lifted');
      assert.deepEqual(
        lifted.map(({ by, text }) => [by, text]),
        Array.from({ length: 3 }, () => ['kim', 'Called back']),
      );
      assert.deepEqual(
        send.args.map(([queue, data]) => [queue, data]),
        lifted.map(({ id }) => ['lift-freeze', { ticket: number, event: id }]),
      );
    });

    it('sends a reply’s job in the transaction that saves it', async () => {
      const { number, version } = await opened(desk);
      const result = await desk.act(number, version, 'kim', { kind: 'reply', text: 'Hello' });

      const event = result.ok ? result.ticket.events.at(-1)?.id : undefined;

      sinon.assert.calledOnceWithMatch(send, 'deliver-reply', { ticket: number, event });
      assert.equal(typeof send.args[0]?.[2]?.query, 'function');
      assert.notEqual(send.args[0]?.[2], database);
    });

    it('keeps no reply whose job could not be sent', async () => {
      const ticket = await opened(desk);
      send.rejects(new Error('away'));

      const replying = desk.act(ticket.number, ticket.version, 'kim', { kind: 'reply', text: 'Hello' });

      await assert.rejects(replying, BackendError);
      assert.deepEqual(await present(desk, ticket.number), ticket);
    });

    it('refuses what an agent does to a ticket that changed meanwhile', async () => {
      const { number, version } = await opened(desk);
      await desk.open(newTicket({ summary: 'more' }));

      const result = await desk.act(number, version, 'kim', { kind: 'solve' });

      assert.deepEqual(result, { ok: false, reason: 'changed-meanwhile' });
      assert.equal((await present(desk, number)).status, 'open');
    });

    it('gives a ticket to one of twenty agents who claim it at once', async () => {
      const { number, version } = await opened(desk);

      const results = await Promise.all(
        Array.from({ length: 20 }, (_, index) => desk.act(number, version, `agent ${index}`, { kind: 'claim' })),
      );

      assert.equal(results.filter((result) => result.ok).length, 1);
      assert.equal(results.filter((result) => !result.ok && result.reason === 'changed-meanwhile').length, 19);
      assert.equal((await present(desk, number)).events.length, 2);
    });

    it('refuses to claim a claimed ticket and to answer a solved one', async () => {
      const { number, version } = await opened(desk);
      await desk.act(number, version, 'kim', { kind: 'claim' });
      const again = await desk.act(number, version + 1, 'lee', { kind: 'claim' });
      await desk.act(number, version + 1, 'kim', { kind: 'solve' });

      const late = await desk.act(number, version + 2, 'kim', { kind: 'reply', text: 'Hello' });

      assert.deepEqual([again, late], Array(2).fill({ ok: false, reason: 'not-in-this-status' }));
      sinon.assert.notCalled(send);
    });
  });
}
