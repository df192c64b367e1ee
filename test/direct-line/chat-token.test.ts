import { strict as assert } from 'node:assert';
import type { Budgets } from '../../src/storage/budgets.ts';
import { budgetsOn } from '../../src/storage/budgets-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { chatClient, refusalOf } from '../support/chat-client.ts';
import { type ChatHost, chatHost, movableClock, openBudgets, Token } from '../support/chat-host.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const hour = 60 * 60;

for (const kind of databaseKinds) {
  describe(`POST /chat/token on ${kind}`, () => {
    let database: Database;
    let clock: ReturnType<typeof movableClock>;
    let host: ChatHost;

    beforeEach(async () => {
      database = await freshDatabase(kind);
      clock = movableClock();
      host = await chatHost({ database, clock });
    });
    afterEach(async () => {
      await host.close();
      await database.close();
    });

    const ask = async (headers: Record<string, string> = {}) => {
      const response = await host.post('/chat/token', {}, headers);
      const cookie = response.headers.get('set-cookie');
      return { ...Token.parse(await response.json()), cookie, sent: cookie?.split(';')[0] ?? '' };
    };

    it('gives a token for half an hour and a session cookie that no script can read', async () => {
      const { token, conversationId, expires_in, cookie } = await ask();

      assert.match(token, /^[\w-]{43}$/u);
      assert.match(conversationId, /^[\w-]{22}$/u);
      assert.equal(expires_in, 1800);
      assert.match(cookie ?? '', /^pin-desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/u);
    });

    it('takes a body whose locale is no language tag', async () => {
      const response = await host.post('/chat/token', { locale: 'a\u0000b' });

      assert.equal(response.status, 200);
    });

    it('gives one session sixty tokens an hour', async () => {
      const counted = await chatHost({ database, clock, budgets: budgetsOn(database) });
      const first = await counted.post('/chat/token', {});
      const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
      const statuses: number[] = [];

      for (let more = 0; more < 60; more += 1)
        statuses.push((await counted.post('/chat/token', {}, { cookie })).status);
      await counted.close();

      assert.deepEqual(statuses, [...Array.from({ length: 59 }, () => 200), 429]);
    });

    it('binds the cookie to the host and to TLS where the public address is https', async () => {
      const open = await chatHost({ database, clock, publicUrl: 'https://pins.contoso.com' });

      const response = await open.post('/chat/token', {});

      assert.match(response.headers.get('set-cookie') ?? '', /^__Host-pin-desk=[\w-]{43}; Path=\/;.*; Secure$/u);
      await open.close();
    });

    it('leads the same session to the same conversation, with another token', async () => {
      const first = await ask();

      const second = await ask({ cookie: first.sent });

      assert.equal(second.conversationId, first.conversationId);
      assert.notEqual(second.token, first.token);
      assert.equal(second.cookie, null);
    });

    it('begins a new session and conversation after 12 hours', async () => {
      const first = await ask();
      clock.move(12 * hour);

      const second = await ask({ cookie: first.sent });

      assert.notEqual(second.conversationId, first.conversationId);
      assert.notEqual(second.sent, first.sent);
      assert.notEqual(second.cookie, null);
    });

    it('never takes over a session id that it did not give out', async () => {
      const planted = `pin-desk=${'A'.repeat(43)}`;

      const { sent } = await ask({ cookie: planted });

      assert.notEqual(sent, planted);
      assert.notEqual(sent, '');
    });

    it('stores neither the token nor the session id', async () => {
      const { token, sent } = await ask();

      const rows = await database.query(
        `SELECT to_jsonb(t) AS token, to_jsonb(s) AS session, to_jsonb(c) AS conversation FROM direct_line_tokens t
         JOIN direct_line_sessions s ON s.hash = t.session JOIN direct_line_conversations c ON c.id = s.conversation`,
      );

      const stored = JSON.stringify(rows);
      assert.match(stored, /"user_id":"dl_/u);
      assert.ok(!stored.includes(token) && !stored.includes(sent.split('=')[1] ?? '-'));
    });

    it('says when to come back to an address that opens too many conversations', async () => {
      const spent: Budgets = {
        ...openBudgets,
        spend: async (_limit, _key, now) => ({ ok: false, retryAt: new Date(now.getTime() + 90_000) }),
      };
      const full = await chatHost({ database, clock, budgets: spent });

      const response = await full.post('/chat/token', {});

      assert.equal(response.headers.get('retry-after'), '90');
      assert.equal((await refusalOf(response)).status, 429);
      await full.close();
    });
  });

  describe(`POST /v3/directline/tokens/refresh on ${kind}`, () => {
    let database: Database;
    let clock: ReturnType<typeof movableClock>;
    let host: ChatHost;

    beforeEach(async () => {
      database = await freshDatabase(kind);
      clock = movableClock();
      host = await chatHost({ database, clock });
    });
    afterEach(async () => {
      await host.close();
      await database.close();
    });

    it('gives another token for the same conversation, and the old one lives on until it expires', async () => {
      const old = await host.token();
      clock.move(29 * 60);

      const fresh = Token.parse(await (await chatClient(host, old).refresh()).json());

      assert.equal(fresh.conversationId, old.conversationId);
      assert.notEqual(fresh.token, old.token);
      assert.equal((await chatClient(host, old).get()).status, 200);
      clock.move(60);
      assert.equal((await chatClient(host, old).get()).status, 403);
      assert.equal((await chatClient(host, fresh).get()).status, 200);
    });

    it('refuses an expired token', async () => {
      const old = await host.token();
      clock.move(1800);

      const response = await chatClient(host, old).refresh();

      assert.deepEqual(await refusalOf(response), {
        status: 403,
        code: 'TokenExpired',
        message: 'The token is unknown or has expired.',
      });
    });

    it('goes on for 12 hours after the first issue, and no longer', async () => {
      let token = await host.token();
      for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
        clock.move(20 * 60);
        token = Token.parse(await (await chatClient(host, token).refresh()).json());
      }
      clock.move(20 * 60);

      const response = await chatClient(host, token).refresh();

      assert.equal((await refusalOf(response)).status, 403);
    });
  });
}
