import { strict as assert } from 'node:assert';
import type { ClientOptions } from 'ws';
import type { Turn } from '../../src/conversation/turn.ts';
import type { Database } from '../../src/storage/database.ts';
import { chatClient, chatStream } from '../support/chat-client.ts';
import {
  type ChatHost,
  type ChatHostOptions,
  chatHost,
  formCard,
  movableClock,
  parrot,
  says,
} from '../support/chat-host.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

/** Shows a form under the welcome; a submission puts a receipt in its place. */
const withForm = () => {
  let shownIn = '';
  return {
    showIn: (id: string) => {
      shownIn = id;
    },
    answering: ({ input }: Turn) => {
      if (input.kind === 'joined') return { replies: [formCard('choose', 'form-token')] };
      if (input.kind === 'form') return { ...says('Done'), receipt: formCard('sent', ''), receiptFor: shownIn };
      return says('Fine');
    },
  };
};
const submission = {
  type: 'message',
  value: { form: 'choose', token: 'form-token', pin: '383042650' },
  channelData: { postBack: true },
};

for (const kind of databaseKinds) {
  describe(`the stream on ${kind}`, () => {
    let database: Database;
    let clock: ReturnType<typeof movableClock>;
    const hosts: ChatHost[] = [];
    const streams: ReturnType<typeof chatStream>[] = [];

    beforeEach(async () => {
      database = await freshDatabase(kind);
      clock = movableClock();
    });
    afterEach(async () => {
      for (const stream of streams.splice(0)) stream.close();
      for (const host of hosts.splice(0)) await host.close();
      await database.close();
    });

    const open = async (options: Partial<ChatHostOptions> = {}) => {
      const host = await chatHost({ database, clock, ...options });
      hosts.push(host);
      return host;
    };
    const streamAt = (url: string, clientOptions: ClientOptions = {}) => {
      const stream = chatStream(url, clientOptions);
      streams.push(stream);
      return stream;
    };

    it('sends what came before it was opened, then what comes, in order', async () => {
      const host = await open();
      const client = chatClient(host, await host.token());
      const { streamUrl } = await client.start();
      await client.say('one');

      const stream = streamAt(streamUrl);
      await stream.text('You said: one');
      await client.say('two');

      await stream.text('You said: two');
      const texts = stream.activities.filter(({ type }) => type === 'message').map(({ text }) => text);
      assert.deepEqual(texts, ['Welcome', 'one', 'You said: one', 'two', 'You said: two']);
      assert.equal(stream.watermark(), '5');
    });

    it('goes on after the watermark that a client comes back with', async () => {
      const host = await open();
      const client = chatClient(host, await host.token());
      await client.say('one');
      const { watermark } = await client.read();
      await client.say('two');

      const { streamUrl } = await client.reconnect(watermark);
      const stream = streamAt(streamUrl);

      await stream.text('You said: two');
      assert.deepEqual(
        stream.activities.map(({ text }) => text),
        ['two', 'You said: two'],
      );
    });

    it('sends a long history page by page', async () => {
      const host = await open({ limits: { pageOfActivities: 2 } });
      const client = chatClient(host, await host.token());
      const { streamUrl } = await client.start();
      for (const text of ['one', 'two', 'three']) await client.say(text);

      const stream = streamAt(streamUrl);

      await stream.text('You said: three');
      assert.equal(stream.frames.filter((frame) => frame !== '').length, 4);
    });

    it('replaces a submitted card for a stream, a poll and a fresh reader, under its first id and time', async () => {
      const form = withForm();
      const host = await open({ answering: form.answering });
      const client = chatClient(host, await host.token());
      const { streamUrl } = await client.start();
      const stream = streamAt(streamUrl);
      const card = await stream.activity(({ attachments }) => attachments?.[0]?.content.card === 'choose');
      const { watermark } = await client.read();
      form.showIn(card.id);
      clock.move(60);

      await client.send(submission);

      const receipt = await stream.activity(({ attachments }) => attachments?.[0]?.content.card === 'sent');
      assert.deepEqual([receipt.id, receipt.timestamp], [card.id, card.timestamp]);
      const shown = async (from?: string) =>
        (await client.read(from)).activities.flatMap(({ id, attachments }) =>
          attachments ? [[id, attachments[0]?.content.card]] : [],
        );
      assert.deepEqual(await shown(watermark), [[card.id, 'sent']]);
      assert.deepEqual(await shown(), [[card.id, 'sent']]);
    });

    it('serves a conversation from any instance', async () => {
      const [first, second] = [await open(), await open()];
      const token = await first.token();
      const here = chatClient(first, token);
      const there = chatClient(second, token);
      const stream = streamAt((await there.start()).streamUrl);
      await stream.text('Welcome');

      await here.say('Hello');

      await stream.text('You said: Hello');
      assert.equal((await there.read()).activities.length, 3);
    });

    it('shows that work goes on, to open streams alone', async () => {
      const host = await open();
      const client = chatClient(host, await host.token());
      const stream = streamAt((await client.start()).streamUrl);
      await stream.text('Welcome');

      await client.say('Hello');

      const typing = await stream.activity(({ type }) => type === 'typing');
      assert.equal(typing.from.role, 'bot');
      assert.ok((await client.read()).activities.every(({ type }) => type === 'message'));
    });

    it('sends empty frames as long as nothing happens, and takes them', async () => {
      const host = await open({ limits: { keepAliveMs: 10 } });
      const client = chatClient(host, await host.token());
      const stream = streamAt((await client.start()).streamUrl);
      await stream.text('Welcome');

      stream.socket.send('');
      await stream.count(4);
      await client.say('Hello');

      await stream.text('You said: Hello');
      assert.ok(stream.frames.includes(''));
    });

    it('closes on a client that says something here', async () => {
      const host = await open();
      const stream = streamAt((await chatClient(host, await host.token()).start()).streamUrl);
      await stream.text('Welcome');

      stream.socket.send('{}');

      assert.equal(await stream.ended(), 1008);
    });

    it('closes on a frame of more than a kilobyte', async () => {
      const host = await open();
      const stream = streamAt((await chatClient(host, await host.token()).start()).streamUrl);
      await stream.text('Welcome');

      stream.socket.send('x'.repeat(1025));

      assert.equal(await stream.ended(), 1009);
    });

    it('ends a stream whose client shows no sign of life', async () => {
      const host = await open({ limits: { keepAliveMs: 10 } });
      const { streamUrl } = await chatClient(host, await host.token()).start();

      const stream = streamAt(streamUrl, { autoPong: false });

      assert.equal(await stream.ended(), 1006);
      assert.deepEqual(stream.frames.slice(-2), ['', '']);
    });

    it('ends streams without a good token', async () => {
      const host = await open();
      const stream = streamAt((await chatClient(host, await host.token()).start()).streamUrl);
      await stream.text('Welcome');
      clock.move(1800);

      await host.line.cleanUp(clock.now());

      assert.equal(await stream.ended(), 1008);
    });

    it('catches up on what no notification told', async () => {
      const host = await open({ limits: { keepAliveMs: 10 } });
      const token = await host.token();
      const stream = streamAt((await chatClient(host, token).start()).streamUrl);
      await stream.text('Welcome');

      await database.query(
        `WITH moved AS (UPDATE direct_line_conversations SET position = 2 WHERE id = $1 RETURNING id)
         INSERT INTO direct_line_activities (conversation, id, position, at, activity)
           SELECT id, 'silent', 2, $2, '{"type":"message","text":"Silent","from":{"id":"pin-desk","role":"bot"}}' FROM moved`,
        [token.conversationId, clock.now()],
      );

      await stream.text('Silent');
      assert.equal(stream.watermark(), '2');
    });

    it('says that it is going away when the process ends', async () => {
      const host = await open({ answering: parrot });
      const stream = streamAt((await chatClient(host, await host.token()).start()).streamUrl);
      await stream.text('Welcome');

      await host.line.close();

      assert.equal(await stream.ended(), 1001);
    });
  });
}
