import assert from 'node:assert/strict';
import { embeddedTicketDesk } from '../../src/backends/ticket-desk/embedded.ts';
import type { DeskAction, Ticket } from '../../src/backends/ticket-desk/ticket-desk.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { locales } from '../../src/kernel/locale.ts';
import { asksIn, onlyCard, shownIn } from '../support/answers.ts';
import { as, id, type PolicyChat, policyChats } from '../support/policy-chat.ts';
import { kim } from '../support/ticket-chats.ts';

const ada = as('teams', id(1));
const anybody = { path: 'anonymous' as const };

describe('my tickets', () => {
  const chats = policyChats();

  const askForHelp = async (chat: PolicyChat): Promise<Ticket> => {
    await chat.ask('talk-to-person');
    await chat.submit({ summary: 'help', callback: '' });
    const [newest] = await chats.tickets();
    return newest ?? assert.fail('there is no ticket');
  };
  const deskDoes = async (number: number, action: DeskAction): Promise<void> => {
    const { needs } = chats.test;
    const desk = embeddedTicketDesk({ ...needs });
    const ticket = await desk.byNumber(number);
    const result = await desk.act(number, ticket?.version ?? 0, kim, action);
    assert.ok(result.ok);
  };
  const solved = async (chat: PolicyChat): Promise<number> => {
    const { number } = await askForHelp(chat);
    await deskDoes(number, { kind: 'solve', solution: 'helped' });
    return number;
  };
  const statusOf = async (number: number) => (await chats.tickets()).find((ticket) => ticket.number === number)?.status;
  const confirmed = async (chat: PolicyChat): Promise<void> => {
    chats.test.pass(61);
    if (chat.asks === 'send') await chat.submit({});
    await chats.mailCodes();
    await chat.submit(chats.mailedCode());
  };

  it('says how far it is, takes words with their digits masked, and cancels it', async () => {
    const chat = chats.chat(anybody);
    const { number } = await askForHelp(chat);

    await chat.type('how far is my ticket?');
    assert.match(chat.words, new RegExp(`^Ticket ${number}: waiting for the help desk`, 'u'));
    await chat.submit({ comment: 'my PIN is 18723834' });
    await chat.type('how far is my ticket?');
    await chat.submit({ action: 'cancel' });

    const [ticket] = await chats.tickets();
    assert.equal(ticket?.status, 'closed');
    assert.deepEqual(
      ticket.events.slice(1).map(({ kind, text }) => [kind, text]),
      [
        ['added', 'my PIN is ••••'],
        ['cancelled', undefined],
      ],
    );
    assert.match(chat.words, /is cancelled/u);
  });

  it('asks again where nothing was written, or too much', async () => {
    const chat = chats.chat(anybody);
    await askForHelp(chat);
    await chat.ask('ticket-status');

    await chat.submit({ comment: '  ' });
    assert.match(chat.words, /Please write something first/u);
    await chat.submit({ comment: 'x'.repeat(1_001) });
    assert.match(chat.words, /at most 1,000/u);
  });

  it('lists several, each with a button, and opens a closed one for nothing', async () => {
    const chat = chats.chat(anybody);
    const one = await askForHelp(chat);
    await chat.ask('ticket-status');
    await chat.submit({ action: 'cancel' });
    const other = await askForHelp(chat);
    await deskDoes(other.number, { kind: 'claim' });
    await chats.test.needs.desk.open({ ...other, reason: 'our-fault' });

    const { replies } = await chat.ask('ticket-status');

    const list = onlyCard(replies);
    assert.equal(shownIn(list).filter((line) => /^Ticket \d+: /u.test(line)).length, 3);
    assert.deepEqual(
      asksIn(list).filter((ask) => ask.startsWith('ticket-status')),
      [other.number + 1, other.number].map((number) => `ticket-status;ticket=${number}`),
    );
    await chat.ask(`ticket-status;ticket=${other.number}`);
    assert.match(chat.words, /in the hands of the help desk/u);
    await chat.ask(`ticket-status;ticket=${one.number}`);
    assert.equal(chat.asks, undefined);
  });

  it('opens nothing by a number, in another conversation or of another person', async () => {
    const { number } = await askForHelp(chats.chat(anybody));
    const before = await chats.tickets();
    const stranger = chats.chat(anybody);

    for (const wish of [
      `ticket-status;ticket=${number}`,
      `did-it-help:yes;ticket=${number}`,
      `did-it-help:no;ticket=${number}`,
      'did-it-help:yes',
      'did-it-help:constructor;ticket=0',
    ]) {
      await stranger.ask(wish);
      assert.doesNotMatch(stranger.words, /help desk, opened|Thank you|open again/u);
    }
    await stranger.type(`how far is ticket ${number}?`);

    assert.match(stranger.words, /There is no ticket of this chat/u);
    assert.deepEqual([await chats.tickets(), chats.test.feedback], [before, []]);
  });

  it('shows those from elsewhere to whoever confirms to be their person, and to nobody else', async () => {
    const first = chats.chat(ada);
    await first.ask('pin-status');
    await confirmed(first);
    const { number } = await askForHelp(first);
    const elsewhere = chats.chat(ada);

    await elsewhere.ask('ticket-status');
    assert.doesNotMatch(elsewhere.words, new RegExp(String(number), 'u'));
    await elsewhere.ask('all-my-tickets');
    await confirmed(elsewhere);
    assert.match(elsewhere.words, new RegExp(`Ticket ${number}: waiting for the help desk`, 'u'));
    await elsewhere.submit({ action: 'cancel' });
    const bo = chats.chat(as('teams', id(2)));
    await bo.ask('all-my-tickets');
    await confirmed(bo);

    assert.equal(await statusOf(number), 'closed');
    assert.match(bo.words, /There is no ticket of yours/u);
  });

  it('takes no form after the confirmation is over', async () => {
    const first = chats.chat(ada);
    await first.ask('pin-status');
    await confirmed(first);
    const { number } = await askForHelp(first);
    const elsewhere = chats.chat(ada);
    await elsewhere.ask('all-my-tickets');
    await confirmed(elsewhere);
    assert.equal(elsewhere.asks, 'ticket');

    chats.test.pass(11 * 60);
    await elsewhere.submit({ action: 'cancel' });

    assert.equal(await statusOf(number), 'open');
  });

  it('are none where the desk is away, and whom to ask', async () => {
    const { desk } = chats.test.needs;
    const ownTickets = () => Promise.reject(new BackendError('ticket-desk', 'unavailable'));
    const chat = chats.chat(anybody, { desk: { ...desk, ownTickets } });

    await chat.ask('ticket-status');

    assert.match(chat.words, /\+1 410-555-0120/u);
  });

  it('have their words in every language', async () => {
    const chat = chats.chat(anybody);
    for (const locale of locales) {
      await chat.ask('cancel', { locale });
      await chat.ask('ticket-status', { locale });
      shownIn(onlyCard(chat.last.replies));
      assert.doesNotMatch(chat.words, /undefined|\{/u);
    }
    await askForHelp(chat);
    for (const locale of locales) {
      await chat.ask('ticket-status', { locale });
      assert.ok(shownIn(onlyCard(chat.last.replies)).length >= 5);
    }
  });

  describe('once it is solved', () => {
    it('a yes is one opinion, however often the button is pressed', async () => {
      const chat = chats.chat(anybody);
      const number = await solved(chat);

      await chat.ask(`did-it-help:yes;ticket=${number}`);
      assert.match(chat.words, /Thank you/u);
      await chat.ask(`did-it-help:yes;ticket=${number}`);

      assert.match(chat.words, /no longer possible/u);
      assert.deepEqual(
        chats.test.feedback.map(({ helpful, flow }) => [helpful, flow]),
        [[true, 'ticket']],
      );
      assert.equal(await statusOf(number), 'solved');
    });

    it('a no opens it again, once, and is an opinion too', async () => {
      const chat = chats.chat(anybody);
      const number = await solved(chat);

      await chat.ask(`did-it-help:no;ticket=${number}`);
      assert.match(chat.words, /is open again/u);
      await chat.ask(`did-it-help:no;ticket=${number}`);

      const [ticket] = await chats.tickets();
      assert.equal(ticket?.status, 'open');
      assert.equal(ticket.events.filter(({ kind }) => kind === 'reopened').length, 1);
      assert.deepEqual(
        chats.test.feedback.map(({ helpful }) => helpful),
        [false],
      );
    });

    it('may be asked anew where it is solved once more', async () => {
      const chat = chats.chat(anybody);
      const number = await solved(chat);
      await chat.ask(`did-it-help:yes;ticket=${number}`);
      await deskDoes(number, { kind: 'reopen' });
      await deskDoes(number, { kind: 'solve', solution: 'helped' });

      await chat.ask(`did-it-help:yes;ticket=${number}`);

      assert.equal(chats.test.feedback.length, 2);
    });

    it('an answer that lost a race is not given twice', async () => {
      const chat = chats.chat(anybody);
      const number = await solved(chat);

      await Promise.all([chat.ask(`did-it-help:no;ticket=${number}`), chat.type('menu'), chat.type('hello')]);

      const [ticket] = await chats.tickets();
      assert.equal(ticket?.events.filter(({ kind }) => kind === 'reopened').length, 1);
      assert.equal(chats.test.feedback.length, 1);
    });

    it('can be opened again in the chat, too', async () => {
      const chat = chats.chat(anybody);
      const number = await solved(chat);
      await chat.ask('ticket-status');

      await chat.submit({ action: 'reopen' });

      assert.equal(await statusOf(number), 'open');
    });
  });
});
