import assert from 'node:assert/strict';
import type { EmbeddedTicketDesk } from '../../../src/backends/ticket-desk/embedded.ts';
import type { Database } from '../../../src/storage/database.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { confirmed, elsewhere, newTicket } from './contract.ts';
import { deskOn, eventsOf, kim, opened, present } from './desk-on.ts';

const here = { address: newTicket().address };

for (const kind of databaseKinds) {
  describe(`a person’s own tickets on ${kind}`, () => {
    let database: Database;
    let desk: EmbeddedTicketDesk;
    beforeEach(async () => {
      database = await freshDatabase(kind);
      desk = deskOn(database);
    });
    afterEach(() => database.close());

    it('are those of the conversation, and a confirmed person’s from anywhere', async () => {
      const mine = await opened(desk);
      const adas = await opened(desk, { ...confirmed('ada'), ...elsewhere('c2') });
      const claimed = { person: { id: 'ada', displayName: 'Ada', confirmed: false } };
      await opened(desk, { ...claimed, ...elsewhere('c3') });
      const numbers = async (confirmedPerson?: string) =>
        (await desk.ownTickets({ ...here, ...(confirmedPerson ? { confirmedPerson } : {}) })).map(
          ({ number }) => number,
        );

      assert.deepEqual(await numbers(), [mine.number]);
      assert.deepEqual(await numbers('ada'), [adas.number, mine.number]);
      assert.deepEqual(await numbers('bo'), [mine.number]);
    });

    for (const action of [{ kind: 'add', text: 'hello' }, { kind: 'cancel' }, { kind: 'reopen' }] as const) {
      it(`let nobody else ${action.kind}, and say no more than of a number that was never given`, async () => {
        const { number } = await opened(desk, { ...confirmed('ada'), ...elsewhere('c2') });
        const before = await present(desk, number);

        const refused = await Promise.all([
          desk.actOnOwn(here, number, action),
          desk.actOnOwn({ ...here, confirmedPerson: 'bo' }, number, action),
          desk.actOnOwn(here, 999_999, action),
        ]);

        assert.deepEqual(refused, Array(3).fill({ ok: false, reason: 'no-such-ticket' }));
        assert.deepEqual(await present(desk, number), before);
      });
    }

    it('are not those where somebody only claimed to be them', async () => {
      const claimed = { person: { id: 'ada', displayName: 'Ada', confirmed: false } };
      const { number } = await opened(desk, { ...claimed, ...elsewhere('c3') });

      const refused = await desk.actOnOwn({ ...here, confirmedPerson: 'ada' }, number, { kind: 'cancel' });

      assert.deepEqual(refused, { ok: false, reason: 'no-such-ticket' });
    });

    it('are added to, cancelled once, and not reopened after that', async () => {
      const { number, version } = await opened(desk, confirmed('ada'));
      const owner = { ...here, confirmedPerson: 'ada' };

      const added = await desk.actOnOwn(owner, number, { kind: 'add', text: 'my PIN was 18723834' });
      const both = await Promise.all([1, 2].map(() => desk.actOnOwn(owner, number, { kind: 'cancel' })));
      const reopened = await desk.actOnOwn(owner, number, { kind: 'reopen' });

      const ticket = await present(desk, number);
      assert.ok(added.ok);
      assert.equal(both.filter(({ ok }) => ok).length, 1);
      assert.deepEqual(reopened, { ok: false, reason: 'not-in-this-status' });
      assert.deepEqual(eventsOf(ticket).slice(1), [
        ['added', 'ada', 'my PIN was ••••'],
        ['cancelled', 'ada'],
      ]);
      assert.deepEqual([ticket.status, ticket.version], ['closed', version + 2]);
    });

    it('are reopened once they are solved, for whoever claims them next', async () => {
      const { number, version } = await opened(desk);
      await desk.act(number, version, kim, { kind: 'solve', solution: 'explained', text: 'by phone' });

      const reopened = await desk.actOnOwn(here, number, { kind: 'reopen' });

      const ticket = await present(desk, number);
      assert.ok(reopened.ok && reopened.ticket.status === 'open');
      assert.deepEqual([ticket.agent, ticket.agentId], [undefined, undefined]);
      assert.deepEqual(ticket.events.find((event) => event.kind === 'solved')?.solution, 'explained');
    });
  });
}
