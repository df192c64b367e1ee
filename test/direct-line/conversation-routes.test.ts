import { strict as assert } from 'node:assert';
import type { Turn } from '../../src/conversation/turn.ts';
import { directLineLimits } from '../../src/direct-line/limits.ts';
import type { Database } from '../../src/storage/database.ts';
import { chatClient, refusalOf } from '../support/chat-client.ts';
import { type ChatHost, chatHost, movableClock, parrot, Token } from '../support/chat-host.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

for (const kind of databaseKinds) {
  describe(`the Direct Line routes on ${kind}`, () => {
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

    it('lets a conversation be read so often, and says when again; others go on', async () => {
      const [busy, other] = [chatClient(host, await host.token()), chatClient(host, await host.token())];
      for (let read = 0; read < directLineLimits.reads.most; read += 1) await busy.get();
      clock.move(4);

      const refused = await busy.get();
      const [elsewhere] = [await other.get()];
      clock.move(6);
      const later = await busy.get();

      assert.deepEqual([refused.status, elsewhere.status, later.status], [429, 200, 200]);
      assert.equal(refused.headers.get('retry-after'), '6');
    });

    it('starts a conversation once, with one welcome in the language asked for', async () => {
      const client = chatClient(host, await host.token());

      const first = await client.start({ user: { id: 'dl_somebody' }, locale: 'da-DK' });
      const second = await client.start();

      assert.deepEqual([first.status, second.status], [201, 200]);
      assert.deepEqual(
        turns.map(({ input, locale }) => [input.kind, locale]),
        [['joined', 'da']],
      );
      assert.deepEqual(
        (await client.read()).activities.map(({ text }) => text),
        ['Welcome'],
      );
    });

    it('answers a start with the same token and a stream that does not carry it', async () => {
      const token = await host.token();

      const started = await chatClient(host, token).start();

      assert.deepEqual([started.token, started.conversationId], [token.token, token.conversationId]);
      assert.match(started.streamUrl, /^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/conversations\/[\w-]+\/stream\?/u);
      assert.ok(!started.streamUrl.includes(token.token));
    });

    it('reads on from a watermark, in pages, until there is nothing', async () => {
      await host.close();
      host = await chatHost({ database, clock, limits: { pageOfActivities: 3 } });
      const client = chatClient(host, await host.token());
      await client.say('one');
      await client.say('two');

      const first = await client.read();
      const second = await client.read(first.watermark);
      const third = await client.read(second.watermark);

      assert.deepEqual(
        [first, second, third].map(({ activities, watermark }) => [activities.map(({ text }) => text), watermark]),
        [
          [['one', 'You said: one', 'two'], '3'],
          [['You said: two'], '4'],
          [[], '4'],
        ],
      );
    });

    it('refuses a watermark that is not one', async () => {
      const client = chatClient(host, await host.token());

      assert.equal((await refusalOf(await client.get('/activities?watermark=1e9'))).status, 400);
    });

    it('wants a token', async () => {
      const response = await fetch(`${host.domain}/conversations`, { method: 'POST' });

      assert.equal((await refusalOf(response)).status, 401);
    });

    it("lets nobody read, post into or reconnect to another's conversation", async () => {
      const [mine, other] = [await host.token(), await host.token()];
      await chatClient(host, other).say('for my eyes only');
      const thief = chatClient(host, { ...mine, conversationId: other.conversationId });

      const responses = [await thief.get(), await thief.get(''), await thief.send({ type: 'message', text: 'Hi' })];

      const refusals = await Promise.all(responses.map(refusalOf));
      assert.deepEqual(
        refusals.map(({ status }) => status),
        [403, 403, 403],
      );
      assert.equal((await chatClient(host, other).read()).activities.length, 2);
    });

    it('forgets a token once it has expired', async () => {
      const client = chatClient(host, await host.token());
      clock.move(1800);

      const responses = [await client.get(), await client.get(''), await client.send({ type: 'message', text: 'Hi' })];

      assert.deepEqual(
        responses.map(({ status }) => status),
        [403, 403, 403],
      );
    });

    it('lets a conversation post so many in ten seconds, whatever its token', async () => {
      const { posts } = directLineLimits;
      await host.close();
      host = await chatHost({ database, clock, limits: { posts: { ...posts, burst: { most: 3, seconds: 10 } } } });
      const client = chatClient(host, await host.token());
      const refreshed = chatClient(host, Token.parse(await (await client.refresh()).json()));
      await client.say('two');
      await refreshed.say('three');
      clock.move(4);

      const response = await refreshed.send({ type: 'message', text: 'four' });

      assert.equal(response.headers.get('retry-after'), '6');
      assert.equal((await refusalOf(response)).status, 429);
      clock.move(6);
      assert.equal((await client.send({ type: 'message', text: 'five' })).status, 200);
    });

    it('lets a conversation post so many in an hour', async () => {
      const { posts } = directLineLimits;
      await host.close();
      host = await chatHost({ database, clock, limits: { posts: { ...posts, hour: { most: 2, seconds: 3600 } } } });
      const client = chatClient(host, await host.token());
      await client.say('one');
      clock.move(900);
      await client.say('two');

      const response = await client.send({ type: 'message', text: 'three' });

      assert.equal(response.headers.get('retry-after'), '2700');
      assert.equal(response.status, 429);
    });

    it('forgets conversations that nobody touched for 30 days, and ends dead sessions', async () => {
      const client = chatClient(host, await host.token());
      await client.say('Hello');
      clock.move(30 * 24 * 60 * 60 + 1);
      const kept = chatClient(host, await host.token());
      await kept.say('Hello again');

      await host.line.cleanUp(clock.now());

      const [counts] = await database.query(
        `SELECT (SELECT count(*)::integer FROM direct_line_conversations) AS conversations,
           (SELECT count(*)::integer FROM direct_line_activities) AS activities,
           (SELECT count(*)::integer FROM direct_line_sessions) AS sessions,
           (SELECT count(*)::integer FROM direct_line_tokens) AS tokens`,
      );
      assert.deepEqual(counts, { conversations: 1, activities: 2, sessions: 1, tokens: 1 });
    });
  });
}
