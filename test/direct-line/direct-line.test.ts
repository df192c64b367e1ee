import { strict as assert } from 'node:assert';
import type { Message } from 'botframework-directlinejs';
import type { Turn } from '../../src/conversation/turn.ts';
import type { Database } from '../../src/storage/database.ts';
import { type ChatHost, chatHost, formCard, parrot, says } from '../support/chat-host.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { directLineJs } from '../support/direct-line-js.ts';

const message = (text: string, clientActivityID: string): Message => ({
  type: 'message',
  text,
  from: { id: 'believes-to-be-somebody' },
  channelData: { clientActivityID },
});

const cardOf = (activity: unknown): unknown => JSON.stringify(activity).match(/"card":"([\w-]+)"/u)?.[1];

for (const kind of databaseKinds) {
  for (const webSocket of [true, false]) {
    describe(`botframework-directlinejs by ${webSocket ? 'WebSocket' : 'polling'} on ${kind}`, () => {
      let database: Database;
      let host: ChatHost;
      let shownIn: string;
      const clients: ReturnType<typeof directLineJs>[] = [];

      beforeEach(async () => {
        database = await freshDatabase(kind);
        shownIn = '';
        const answering = (turn: Turn) => {
          if (turn.input.kind === 'form')
            return { ...says('Done'), receipt: formCard('sent', ''), receiptFor: shownIn };
          const asked = turn.input.kind === 'ask';
          return asked ? { replies: [formCard('choose', 'form-token')] } : parrot(turn);
        };
        host = await chatHost({ database, answering });
      });
      afterEach(async () => {
        for (const client of clients.splice(0)) client.end();
        await host.close();
        await database.close();
      });

      const connect = async (token = host.token()) => {
        const client = directLineJs(host, await token, webSocket);
        clients.push(client);
        return client;
      };

      it('is welcomed, hears its own message back under the id it got, and the reply after it', async () => {
        const client = await connect();

        const id = await client.post(message('Hello', 'client-1'));

        await client.activity((activity) => 'text' in activity && activity.text === 'You said: Hello');
        const echo = client.activities.find((activity) => activity.id === id);
        assert.deepEqual(echo?.channelData, { clientActivityID: 'client-1' });
        assert.match(echo?.from.id ?? '', /^dl_/u);
        assert.deepEqual(client.texts(), ['Welcome', 'Hello', 'You said: Hello']);
      });

      it('sees a submitted card replaced, and so does a page that is opened afterwards', async () => {
        const token = await host.token();
        const client = await connect(Promise.resolve(token));
        await client.post({ type: 'event', name: 'ask', value: { intent: 'reset-pin' }, from: { id: '' } });
        const card = await client.activity((activity) => cardOf(activity) === 'choose');
        shownIn = card.id ?? '';

        await client.post({
          ...message('', 'client-2'),
          value: { form: 'choose', token: 'form-token', pin: '383042650' },
          channelData: { clientActivityID: 'client-2', postBack: true },
        });

        const receipt = await client.activity((activity) => cardOf(activity) === 'sent');
        assert.deepEqual([receipt.id, receipt.timestamp], [card.id, card.timestamp]);
        const fresh = await connect(Promise.resolve(token));
        await fresh.activity((activity) => 'text' in activity && activity.text === 'Done');
        assert.deepEqual(fresh.activities.map(cardOf).filter(Boolean), ['sent']);
        assert.doesNotMatch(JSON.stringify([client.activities, fresh.activities]), /383042650/u);
      });
    });
  }
}
