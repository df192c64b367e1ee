import assert from 'node:assert/strict';
import type { Ticket } from '../../src/backends/ticket-desk/ticket-desk.ts';
import type { Input, Turn } from '../../src/conversation/turn.ts';
import type { Address } from '../../src/kernel/address.ts';
import { limits } from '../../src/kernel/limits.ts';
import { type Locale, locales } from '../../src/kernel/locale.ts';
import { maskDigits } from '../../src/kernel/redaction.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database } from '../../src/storage/database.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { textOf } from '../support/flow-driver.ts';
import { ada } from '../support/resetting.ts';
import { inTeams, kim, onPage, type TicketChats, ticketChats } from '../support/ticket-chats.ts';

const home = onPage('c1');
const lee = { id: 'lee-id', name: 'Lee', role: 'agent' };

for (const kind of databaseKinds) {
  describe(`an agent talks with a person, on ${kind}`, () => {
    let database: Database;
    let chats: TicketChats;
    let turns: number;
    beforeEach(async () => {
      database = await freshDatabase(kind);
      chats = ticketChats(database);
      turns = 0;
      await chats.page('c1');
    });
    afterEach(() => database.close());

    const send = (input: Input, address: Address = home, more: Partial<Turn> = {}) => {
      turns += 1;
      const turn: Turn = {
        address,
        conversationKind: 'personal',
        path: 'anonymous',
        requester: 'r',
        activityKey: `turn-${turns}`,
        locale: 'en',
        input,
        ...more,
      };
      return chats.engine.handle(turn, {});
    };
    const typed = (words: string): Input => ({ kind: 'text', text: new Secret(words), masked: maskDigits(words) });
    const type = async (words: string, address = home, more: Partial<Turn> = {}) =>
      textOf((await send(typed(words), address, more)).replies);
    const talking = async (address = home, given = {}): Promise<Ticket> => {
      const { number } = await chats.open(address, given);
      const ticket = await chats.act(number, { kind: 'talk' });
      await chats.deliver(ticket);
      return ticket;
    };
    const said = async ({ number }: Ticket) =>
      (await chats.desk.byNumber(number))?.events.flatMap(({ kind, text, by }) =>
        kind === 'said' ? [[by, text]] : [],
      );

    it('which the chat says, with their name and that nobody asks for a PIN; the ticket is theirs', async () => {
      const ticket = await talking();

      const [told] = await chats.shown('c1');
      assert.match(told ?? '', /^Kim of the help desk is in this chat now.*never asks for a PIN/u);
      assert.deepEqual([ticket.status, ticket.agentId], ['assigned', kim.id]);
    });

    it('and the bot leaves what is typed to them, digits masked, and says nothing', async () => {
      const ticket = await talking();

      const heard = [await type('I forgot my PIN'), await type('it was 18723834, or 1872 3834'), await type('cancel')];

      assert.deepEqual(heard, ['', '', '']);
      assert.deepEqual(await said(ticket), [
        ['person', 'I forgot my PIN'],
        ['person', 'it was ••••, or ••••'],
        ['person', 'cancel'],
      ]);
      const rows = await database.query('SELECT state FROM sessions', []);
      assert.doesNotMatch(JSON.stringify(rows), /18723834|1872 3834/u);
    });

    it('and the ticket masks what comes to it, too, whoever did before, and takes only so much', async () => {
      const ticket = await talking();

      await chats.desk.talk.hear(home, `it was 18723834 ${'x'.repeat(3_000)}`, 'a key');

      const [[, text] = []] = (await said(ticket)) ?? [];
      assert.equal(text, `it was •••• ${'x'.repeat(3_000)}`.slice(0, 2_000));
    });

    it('and what the agent says is said under their name, as it is, without links elsewhere', async () => {
      const { number } = await talking();

      await chats.deliver(await chats.act(number, { kind: 'say', text: 'Try *now* or evil.com' }));

      assert.equal((await chats.shown('c1')).at(-1), 'Kim, help desk: Try *now* or •••');
    });

    it('until they give the chat back', async () => {
      const { number } = await talking();

      await chats.deliver(await chats.act(number, { kind: 'hang-up' }));

      assert.match((await chats.shown('c1')).at(-1) ?? '', /has left this chat; the bot is back/u);
      assert.notEqual(await type('menu'), '');
    });

    for (const word of ['bot', 'Bot.', 'BOT!', 'robot', 'der Bot', 'botten', 'robotten', 'le bot', 'el bot']) {
      it(`until the person types “${word}”, which is not for the agent`, async () => {
        const ticket = await talking();

        const back = await type(word);

        assert.match(back, /The bot is back/u);
        assert.deepEqual(await said(ticket), []);
        assert.notEqual(await type('menu'), '');
        const again = await chats.desk.act(ticket.number, ticket.version, kim, { kind: 'say', text: 'hello?' });
        assert.deepEqual(again, { ok: false, reason: 'not-in-this-status' });
      });
    }

    it('until nothing was said by the agent for ten minutes, and the person is told; once', async () => {
      const ticket = await talking();
      chats.test.pass(limits.desk.talkSeconds - 1);
      await type('hello?');
      assert.equal(await chats.desk.talk.endQuiet(chats.test.time.now), 0);
      chats.test.pass(1);

      const ended = await Promise.all([1, 2, 3].map(() => chats.desk.talk.endQuiet(chats.test.time.now)));
      await chats.deliver((await chats.desk.byNumber(ticket.number)) ?? assert.fail());

      assert.deepEqual(ended.toSorted(), [0, 0, 1]);
      assert.match((await chats.shown('c1')).at(-1) ?? '', /the bot is back/u);
      assert.notEqual(await type('menu'), '');
    });

    it('longer where the agent says something', async () => {
      const { number } = await talking();
      chats.test.pass(limits.desk.talkSeconds - 1);
      await chats.act(number, { kind: 'say', text: 'I am still looking' });
      chats.test.pass(limits.desk.talkSeconds - 1);

      assert.equal(await chats.desk.talk.endQuiet(chats.test.time.now), 0);
    });

    for (const action of [
      { kind: 'release' },
      { kind: 'wait' },
      { kind: 'reply', text: 'later' },
      { kind: 'solve', solution: 'helped' },
    ] as const) {
      it(`until the ticket is no longer in their hands: ${action.kind}`, async () => {
        const { number } = await talking();

        await chats.act(number, action);

        assert.notEqual(await type('menu'), '');
        const ended = (await chats.desk.byNumber(number))?.events.filter(({ kind }) => kind === 'talk-ended');
        assert.equal(ended?.length, 1);
      });
    }

    it('until the person cancels the ticket by a button, which still works', async () => {
      const { number } = await talking();
      await send({ kind: 'ask', intent: 'ticket-status' });
      const [form] = await database.query<{ token: string }>("SELECT token FROM forms WHERE status = 'issued'", []);

      const done = await send({
        kind: 'form',
        form: 'ticket',
        token: form?.token ?? '',
        values: { action: 'cancel' },
      });

      assert.match(textOf(done.replies), new RegExp(`Ticket ${number} is cancelled`, 'u'));
      assert.notEqual(await type('menu'), '');
    });

    it('and a form that was shown before can still be sent, whatever was typed meanwhile', async () => {
      await send({ kind: 'ask', intent: 'reset-pin' });
      const [form] = await database.query<{ token: string; step: string }>(
        "SELECT token, step FROM forms WHERE status = 'issued'",
        [],
      );
      await talking();
      await type('shall I go on?');

      const next = await send({
        kind: 'form',
        form: form?.step ?? '',
        token: form?.token ?? '',
        values: { email: 'bo.kjaergaard@contoso.com' },
      });

      assert.match(textOf(next.replies), /code/iu);
    });

    it('and nobody else’s conversation or sender is in it', async () => {
      const ticket = await talking();

      const others = [
        await type('hello', onPage('c2')),
        await type('hello', { ...home, sender: 'dl_other' }),
        await type('bot', onPage('c2')),
        await type('hello', { ...home, edge: 'bot-framework' }),
      ];

      assert.ok(others.every((words) => words !== ''));
      assert.deepEqual(await said(ticket), []);
      assert.equal(await type('still there?'), '');
    });

    it('and one message is in the ticket once, however often it arrives', async () => {
      const ticket = await talking();

      await Promise.all([1, 2, 3].map(() => type('hello', home, { activityKey: 'same' })));
      await chats.desk.talk.hear(home, 'hello', 'same');

      assert.deepEqual(await said(ticket), [['person', 'hello']]);
    });

    it('one at a time: neither a second agent, nor a second ticket of the same chat, nor a colleague in their name', async () => {
      const ticket = await talking();
      const other = await chats.open(home, { reason: 'our-fault' });
      const { version } = (await chats.desk.byNumber(ticket.number)) ?? assert.fail();

      const refused = await Promise.all([
        chats.desk.act(ticket.number, version, lee, { kind: 'talk' }),
        chats.desk.act(ticket.number, version, lee, { kind: 'say', text: 'x' }),
        chats.desk.act(other.number, other.version, lee, { kind: 'talk' }),
        chats.desk.act(other.number, other.version, lee, { kind: 'say', text: 'x' }),
      ]);

      assert.deepEqual(refused, Array(4).fill({ ok: false, reason: 'not-in-this-status' }));
    });

    it('not with somebody who has no chat', async () => {
      const { number, version } = await chats.open({ ...home, channel: 'phone' });

      const refused = await chats.desk.act(number, version, kim, { kind: 'talk' });

      assert.deepEqual(refused, { ok: false, reason: 'not-in-this-status' });
    });

    it('not where Teams takes nothing any more: the talk is over, and nobody is mailed that one began', async () => {
      const address = inTeams(ada);
      chats.teams.resolves('gone');
      const person = { id: ada, displayName: 'Ada', confirmed: true };

      const ticket = await talking(address, { person });

      const events = (await chats.desk.byNumber(ticket.number))?.events.map(({ kind }) => kind);
      assert.equal(events?.at(-1), 'talk-ended');
      assert.ok(!chats.test.jobs.some(({ queue }) => queue === 'mail-news'));
    });

    it('while both act at once, without waiting for each other for ever', async () => {
      const { number } = await talking();

      await Promise.all([
        ...Array.from({ length: 5 }, (_, index) => type(`word ${index}`)),
        ...Array.from({ length: 3 }, () => chats.act(number, { kind: 'say', text: 'x' }).catch(() => undefined)),
        chats.desk.talk.endQuiet(chats.test.time.now),
      ]);

      const ticket = (await chats.desk.byNumber(number)) ?? assert.fail();
      assert.equal((await said(ticket))?.filter(([by]) => by === 'person').length, 5);
    });
  });
}

describe('a talk', () => {
  it('has its words in every language', async () => {
    const database = await freshDatabase('pglite');
    const chats = ticketChats(database);
    const began: Partial<Record<Locale, string>> = {};
    for (const language of locales) {
      await chats.page(language);
      const { number } = await chats.open(onPage(language), { language });
      for (const action of [{ kind: 'talk' }, { kind: 'say', text: 'x' }, { kind: 'hang-up' }] as const) {
        await chats.deliver(await chats.act(number, action));
      }
      const shown = await chats.shown(language);
      began[language] = shown[0] ?? '';
      assert.equal(shown.length, 3);
      for (const words of shown) assert.doesNotMatch(words, /undefined|\{/u);
    }
    assert.ok(Object.values(began).every((words) => /bot/iu.test(words) && /PIN|pinkode/u.test(words)));
    await database.close();
  });
});
