import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import type { ClientOptions } from 'ws';
import { directLineLimits } from '../../src/direct-line/limits.ts';
import type { Database } from '../../src/storage/database.ts';
import { chatClient, chatStream } from '../support/chat-client.ts';
import { type ChatHost, type ChatHostOptions, chatHost, movableClock, parrot } from '../support/chat-host.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

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
      const host = await open({ limits: { keepAliveMs: 10, patience: 10_000 } });
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

    for (const kindOfFrame of ['ping', 'pong', 'empty'] as const) {
      it(`ends a stream whose client sends nothing but ${kindOfFrame} frames, and far too many`, async () => {
        const host = await open();
        const stream = streamAt((await chatClient(host, await host.token()).start()).streamUrl);
        await stream.text('Welcome');

        for (let frames = 0; frames <= directLineLimits.framesPerKeepAlive; frames += 1) {
          if (kindOfFrame === 'empty') stream.socket.send('');
          else stream.socket[kindOfFrame]();
          // One after the other: many at once `ws` ends by itself.
          if (kindOfFrame === 'ping') await Promise.race([once(stream.socket, 'pong'), stream.ended()]);
        }

        assert.equal(await stream.ended(), 1006);
      });
    }

    it('keeps a stream whose client answers', async () => {
      const host = await open({ limits: { keepAliveMs: 100 } });
      const stream = streamAt((await chatClient(host, await host.token()).start()).streamUrl);
      await stream.text('Welcome');

      for (let beats = 0; beats < 6; beats += 1) await once(stream.socket, 'ping');

      assert.equal(stream.socket.readyState, stream.socket.OPEN);
    });

    it('ends a stream whose client shows no sign of life', async () => {
      const host = await open({ limits: { keepAliveMs: 100 } });
      const { streamUrl } = await chatClient(host, await host.token()).start();
      const stream = streamAt(streamUrl, { autoPong: false });

      assert.equal(await stream.ended(), 1006);
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
      const host = await open({ limits: { keepAliveMs: 10, patience: 10_000 } });
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

    it('catches up each time the database is heard again, and ends no stream for that', async () => {
      const heardAgain: (() => void)[] = [];
      const comesAndGoes: Database = {
        ...database,
        listen: async (_channel, _heard, missed) => {
          if (missed) heardAgain.push(missed);
          return async () => undefined;
        },
      };
      const host = await open({ database: comesAndGoes, answering: parrot });
      const client = chatClient(host, await host.token());
      const stream = streamAt((await client.start()).streamUrl);
      await stream.text('Welcome');
      await client.say('one');

      for (let time = 0; time < 2 * directLineLimits.patience; time += 1) for (const catchUp of heardAgain) catchUp();

      await stream.text('You said: one');
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
