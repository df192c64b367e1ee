import { strict as assert } from 'node:assert';
import type { Database } from '../../src/storage/database.ts';
import { chatClient, chatStream } from '../support/chat-client.ts';
import { type ChatHost, type ChatHostOptions, chatHost, movableClock } from '../support/chat-host.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

for (const kind of databaseKinds) {
  describe(`the way to a stream on ${kind}`, () => {
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
    const streamAt = (url: string) => {
      const stream = chatStream(url);
      streams.push(stream);
      return stream;
    };

    it('takes a ticket once', async () => {
      const host = await open();
      const { streamUrl } = await chatClient(host, await host.token()).start();
      await streamAt(streamUrl).text('Welcome');

      assert.equal(await streamAt(streamUrl).ended(), 403);
    });

    it('takes a ticket for less than 60 seconds', async () => {
      const host = await open();
      const { streamUrl } = await chatClient(host, await host.token()).start();
      clock.move(60);

      assert.equal(await streamAt(streamUrl).ended(), 403);
    });

    it('takes a ticket for its own conversation only', async () => {
      const host = await open();
      const [mine, other] = [await host.token(), await host.token()];
      const { streamUrl } = await chatClient(host, mine).start();

      const stream = streamAt(streamUrl.replace(mine.conversationId, other.conversationId));

      assert.equal(await stream.ended(), 403);
    });

    it('refuses a stream without a ticket, and one with an odd watermark', async () => {
      const host = await open();
      const { streamUrl } = await chatClient(host, await host.token()).start();

      assert.equal(await streamAt(streamUrl.replace(/&t=.*/u, '')).ended(), 403);
      assert.equal(await streamAt(streamUrl.replace('watermark=-', 'watermark=x')).ended(), 400);
    });

    it('opens so many streams for a conversation, and so many in all', async () => {
      const host = await open({ limits: { socketsPerConversation: 1, sockets: 2 } });
      const [first, second, third] = [
        chatClient(host, await host.token()),
        chatClient(host, await host.token()),
        chatClient(host, await host.token()),
      ];
      await streamAt((await first.start()).streamUrl).text('Welcome');

      assert.equal(await streamAt((await first.start()).streamUrl).ended(), 429);
      await streamAt((await second.start()).streamUrl).text('Welcome');
      assert.equal(await streamAt((await third.start()).streamUrl).ended(), 429);
    });

    it('opens so many streams for a requester; the page then hears from its probe that it must poll', async () => {
      const host = await open({ limits: { socketsPerRequester: 1 } });
      const probe = `${host.origin.replace('http', 'ws')}/chat/probe`;
      const [first, second] = [chatClient(host, await host.token()), chatClient(host, await host.token())];
      const stream = streamAt((await first.start()).streamUrl);
      await stream.text('Welcome');

      assert.equal(await streamAt((await second.start()).streamUrl).ended(), 429);
      assert.equal(await streamAt(probe).ended(), 429);
      assert.equal((await second.read()).activities.length, 1);
      stream.close();
      let again = await streamAt(probe).ended();
      for (let look = 0; look < 100 && again !== 1000; look += 1) again = await streamAt(probe).ended();
      assert.equal(again, 1000);
    });

    it('opens no stream once the process is ending', async () => {
      const host = await open();
      const { streamUrl } = await chatClient(host, await host.token()).start();
      await host.line.close();

      assert.equal(await streamAt(streamUrl).ended(), 503);
    });

    it('lets a page find out that WebSockets come through', async () => {
      const host = await open();

      const probe = streamAt(`${host.origin.replace('http', 'ws')}/chat/probe`);

      assert.equal(await probe.ended(), 1000);
      assert.deepEqual(probe.frames, ['']);
    });
  });
}
