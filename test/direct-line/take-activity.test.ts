import { strict as assert } from 'node:assert';
import { z } from 'zod';
import type { Turn } from '../../src/conversation/turn.ts';
import type { Database } from '../../src/storage/database.ts';
import { chatClient, refusalOf } from '../support/chat-client.ts';
import { type ChatHost, chatHost, movableClock, parrot, Token } from '../support/chat-host.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const Id = z.object({ id: z.string() });

for (const kind of databaseKinds) {
  describe(`a posted activity on ${kind}`, () => {
    let database: Database;
    let clock: ReturnType<typeof movableClock>;
    let host: ChatHost;
    let turns: Turn[];

    beforeEach(async () => {
      database = await freshDatabase(kind);
      clock = movableClock();
      turns = [];
      const answering = (turn: Turn) => {
        turns.push(turn);
        return parrot(turn);
      };
      host = await chatHost({ database, clock, answering });
    });
    afterEach(async () => {
      await host.close();
      await database.close();
    });

    it('echoes a message under the id it answered, with what the client called it, then the reply', async () => {
      const client = chatClient(host, await host.token());

      const response = await client.send({
        type: 'message',
        text: 'Hello',
        from: { id: 'somebody-else', role: 'bot' },
        channelData: { clientActivityID: 'abc.1', other: 'dropped' },
      });

      const { id } = Id.parse(await response.json());
      const [echo, reply] = (await client.read()).activities;
      assert.deepEqual([response.status, echo?.id, echo?.text], [200, id, 'Hello']);
      assert.deepEqual(echo?.channelData, { clientActivityID: 'abc.1' });
      assert.match(echo?.from.id ?? '', /^dl_[\w-]{22}$/u);
      assert.equal(echo?.from.role, 'user');
      assert.deepEqual([reply?.text, reply?.from.role, reply?.replyToId], ['You said: Hello', 'bot', id]);
    });

    it('gives the engine a turn of its own edge, sender and address', async () => {
      await chatClient(host, await host.token()).say('Hello');

      const [turn] = turns;
      assert.deepEqual(
        [turn?.address.edge, turn?.address.channel, turn?.path],
        ['direct-line', 'directline', 'anonymous'],
      );
      assert.match(turn?.address.sender ?? '', /^dl_/u);
      assert.equal(turn?.requester, '127.0.0.1');
    });

    it('keeps typing out of the history', async () => {
      const client = chatClient(host, await host.token());

      const response = await client.send({ type: 'typing' });

      assert.equal(response.status, 200);
      assert.deepEqual([(await client.read()).activities, turns], [[], []]);
    });

    it('passes a wish of the page on', async () => {
      const client = chatClient(host, await host.token());

      await client.send({ type: 'event', name: 'ask', value: { intent: 'reset-pin' } });

      assert.deepEqual(turns[0]?.input, { kind: 'ask', intent: 'reset-pin' });
    });

    it('keeps what a form and a sentence held out of the history', async () => {
      const client = chatClient(host, await host.token());

      await client.send({
        type: 'message',
        value: { form: 'choose', token: 'form-token', pin: '383042650', pinConfirmation: '383042650' },
        channelData: { postBack: true, clientActivityID: 'x' },
      });
      await client.say('my pin is 383 042-650');

      const [input, stored] = [turns[0]?.input, await database.query('SELECT * FROM direct_line_activities')];
      assert.equal(input?.kind === 'form' && String(input.values.pin), '[secret]');
      assert.match(JSON.stringify(stored), /"form":"choose"/u);
      assert.match(JSON.stringify(stored), /my pin is ••••/u);
      assert.doesNotMatch(JSON.stringify(stored), /383.?042|form-token/u);
    });

    for (const [what, body] of [
      ['no object', 'text'],
      ['no type', { text: 'Hello' }],
      ['a type that only a bot sends', { type: 'conversationUpdate', membersAdded: [{ id: 'x' }] }],
      ['an invoke', { type: 'invoke', name: 'adaptiveCard/action' }],
    ] as const) {
      it(`refuses an activity that is ${what}`, async () => {
        const client = chatClient(host, await host.token());

        const response = await client.send(body);

        assert.equal((await refusalOf(response)).status, 400);
        assert.deepEqual(turns, []);
      });
    }

    it('has 502 and a reference for a turn that could not be taken, and nothing of the cause', async () => {
      await host.close();
      host = await chatHost({
        database,
        clock,
        answering: async () => {
          throw new Error('internal detail');
        },
      });

      const response = await chatClient(host, await host.token()).send({ type: 'message', text: 'Hi' });

      assert.deepEqual(await refusalOf(response), {
        status: 502,
        code: 'BotError',
        message: 'The bot could not answer. Reference 7F3A-9KQ2',
      });
    });

    it('says the language of the start for activities that name none', async () => {
      const client = chatClient(host, Token.parse(await (await host.post('/chat/token', { locale: 'fr-FR' })).json()));

      await client.start();
      await client.say('Bonjour');
      await client.send({ type: 'message', text: 'Hallo', locale: 'de-DE' });

      assert.deepEqual(
        turns.map(({ locale }) => locale),
        ['fr', 'fr', 'de'],
      );
    });
  });
}
