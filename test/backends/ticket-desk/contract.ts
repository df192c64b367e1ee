import assert from 'node:assert/strict';
import type { NewTicket, OpenedTicket, TicketDesk } from '../../../src/backends/ticket-desk/ticket-desk.ts';
import { BackendError } from '../../../src/kernel/errors.ts';

export interface DeskSubject {
  /** At most three new tickets a day a person or conversation. */
  readonly desk: TicketDesk;
  readonly breakDown: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const newTicket = (different: Partial<NewTicket> = {}): NewTicket => ({
  reason: 'asked-for-a-person',
  language: 'en',
  address: { edge: 'direct-line', channel: 'directline', conversation: 'c1', sender: 'dl_1' },
  transcript: [{ at: '2026-10-05T08:00:00.000Z', from: 'person', text: 'help' }],
  reference: '7F3A-9KQ2',
  ...different,
});

export const elsewhere = (conversation: string) => ({ address: { ...newTicket().address, conversation } });
export const confirmed = (id: string) => ({ person: { id, displayName: id, confirmed: true } });
const claimed = (id: string) => ({ person: { id, displayName: id, confirmed: false } });

const numberOf = (opened: OpenedTicket): number => {
  assert.ok(opened.ok);
  return opened.number;
};

/** What every ticket desk promises to the people who ask it. */
export function ticketDeskContract(name: string, subject: () => Promise<DeskSubject>): void {
  describe(`the ticket desk ${name}`, () => {
    let given: DeskSubject;
    beforeEach(async () => {
      given = await subject();
    });
    afterEach(() => given.close());

    const openTwo = async (first: Partial<NewTicket>, second: Partial<NewTicket>): Promise<boolean> => {
      const one = numberOf(await given.desk.open(newTicket(first)));
      const other = numberOf(await given.desk.open(newTicket(second)));
      return one === other;
    };

    it('gives each ticket a number of its own', async () => {
      const one = await given.desk.open(newTicket());
      const other = await given.desk.open(newTicket(elsewhere('c2')));

      assert.ok(one.ok && other.ok && one.isNew && other.isNew);
      assert.ok(one.number > 1_000 && other.number > one.number);
    });

    for (const [what, first, second, isSame] of [
      [
        'one confirmed person and reason, from anywhere',
        confirmed('ada'),
        { ...confirmed('ada'), ...elsewhere('c2') },
        true,
      ],
      [
        'one confirmed person with another reason',
        confirmed('ada'),
        { ...confirmed('ada'), reason: 'our-fault' },
        false,
      ],
      ['two confirmed people in one conversation', confirmed('ada'), confirmed('bo'), false],
      ['nobody in particular, in one conversation', {}, {}, true],
      ['nobody in particular, in two conversations', {}, elsewhere('c2'), false],
      ['nobody in particular, with another reason', {}, { reason: 'our-fault' }, false],
      ['two senders in one conversation', {}, { address: { ...newTicket().address, sender: 'dl_2' } }, false],
      ['one claimed name, in two conversations', claimed('ada'), { ...claimed('ada'), ...elsewhere('c2') }, false],
      ['two claimed names in one conversation', claimed('ada'), claimed('bo'), false],
      ['nobody, then a claimed name', {}, claimed('ada'), true],
      ['a claimed name, then the confirmed person', claimed('ada'), confirmed('ada'), false],
      ['a confirmed person, then somebody who claims to be them', confirmed('ada'), claimed('ada'), false],
    ] as const) {
      it(`${isSame ? 'adds to one ticket' : 'opens two tickets'}: ${what}`, async () => {
        const added = await openTwo(first, second);

        assert.equal(added, isSame);
      });
    }

    it('adds to the last ticket over the day’s limit, whatever the reason', async () => {
      const reasons = ['our-fault', 'back-end-fault', 'interrupted', 'not-understood', 'pin-refused'] as const;
      const opened = [];
      for (const reason of reasons) opened.push(await given.desk.open(newTicket({ reason, ...confirmed('ada') })));

      const numbers = opened.map(numberOf);

      assert.equal(new Set(numbers).size, 3);
      assert.deepEqual(numbers.slice(3), [numbers[2], numbers[2]]);
      assert.deepEqual(
        opened.map((answer) => answer.ok && answer.isNew),
        [true, true, true, false, false],
      );
    });

    it('counts each person and each conversation by itself', async () => {
      const reasons = ['our-fault', 'back-end-fault', 'interrupted'] as const;
      for (const reason of reasons) await given.desk.open(newTicket({ reason }));

      const otherConversation = await given.desk.open(newTicket(elsewhere('c2')));
      const confirmedPerson = await given.desk.open(newTicket(confirmed('ada')));

      assert.ok(otherConversation.ok && otherConversation.isNew);
      assert.ok(confirmedPerson.ok && confirmedPerson.isNew);
    });

    it('opens one ticket for one wish, however many ask at the same time', async () => {
      const twenty = Array.from({ length: 20 }, (_, index) => `warm ${index}`);
      // So that a desk with connections has them all open: one that connects first comes too late to meet another.
      await Promise.all(twenty.map((conversation) => given.desk.open(newTicket(elsewhere(conversation)))));

      const opened = await Promise.all(twenty.map(() => given.desk.open(newTicket())));

      assert.equal(new Set(opened.map(numberOf)).size, 1);
      assert.equal(opened.filter((answer) => answer.ok && answer.isNew).length, 1);
    });

    it('takes one request once, by its key, and anew what has another', async () => {
      const ask = (idempotencyKey: string, reason: NewTicket['reason']) =>
        given.desk.open(newTicket({ idempotencyKey, reason }));

      const first = await Promise.all([ask('report 1', 'our-fault'), ask('report 1', 'our-fault')]);
      const later = [await ask('report 1', 'interrupted'), await ask('report 2', 'interrupted')];

      const [one, again, same, other] = [...first, ...later].map(numberOf);
      assert.deepEqual([again, same], [one, one]);
      assert.notEqual(other, one);
    });

    it('says so when it cannot answer', async () => {
      await given.breakDown();

      const opening = given.desk.open(newTicket());

      await assert.rejects(opening, (error) => error instanceof BackendError && error.backend === 'ticket-desk');
    });
  });
}
