import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { OwnTicket, TicketOwner } from '../../src/backends/ticket-desk/ticket-desk.ts';
import { ticketStatus } from '../../src/features/escalate/ticket-status.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { locales } from '../../src/kernel/locale.ts';
import { answerTurn, site } from '../support/answers.ts';

const openedAt = new Date('2026-11-01T10:00:00Z');
const ticket = (number: number, status: OwnTicket['status']): OwnTicket => ({
  number,
  status,
  openedAt,
  reason: 'our-fault',
});

describe('how far is my ticket?', () => {
  const asked = async (own: (owner: TicketOwner) => Promise<readonly OwnTicket[]>, given = {}) => {
    const [reply] = await ticketStatus({ site, desk: { ownTickets: own } }).answer(
      { ...answerTurn('en'), ...given },
      {},
    );
    return reply?.kind === 'text' ? reply.text : assert.fail();
  };

  it('is told of this conversation’s tickets and a confirmed person’s, and of nobody else’s', async () => {
    const own = sinon.fake(async () => [ticket(1042, 'open'), ticket(1041, 'solved')]);
    const confirmation = { person: 'ada', at: openedAt.toISOString(), changesLeft: 1, basis: 'b', proof: 'p' };

    const said = await asked(own);
    await asked(own, { confirmation });
    await asked(own, { vouchedFor: { directoryId: 'bo', tenantId: 't' } });

    const { address } = answerTurn('en');
    assert.deepEqual(own.args, [[{ address }], [{ address, confirmedPerson: 'ada' }], [{ address }]]);
    assert.match(said, /^Ticket 1042: waiting for the help desk, opened November 1, 2026\.\n\nTicket 1041: solved/u);
  });

  it('says whom to ask where there is none, and where the desk is away', async () => {
    const none = await asked(async () => []);
    const away = await asked(() => Promise.reject(new BackendError('ticket-desk', 'unavailable')));

    assert.equal(away, none);
    assert.match(none, /\+1 410-555-0120/u);
    assert.doesNotMatch(none, /Ticket \d/u);
  });

  it('is personal, and worded in every language', async () => {
    const desk = {
      ownTickets: async () =>
        (['open', 'assigned', 'waiting', 'solved', 'closed'] as const).map((status, index) =>
          ticket(index + 1, status),
        ),
    };
    const { personal, answer } = ticketStatus({ site, desk });
    for (const locale of locales) {
      const [reply] = await answer(answerTurn(locale), {});
      const said = reply?.kind === 'text' ? reply.text : assert.fail();

      assert.equal(said.split('\n\n').length, 6);
      assert.doesNotMatch(said, /undefined|\{/u);
    }
    assert.equal(personal, true);
  });
});
