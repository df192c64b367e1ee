import { strict as assert } from 'node:assert';
import type { Turn } from '../../src/conversation/turn.ts';
import type { SignedInPerson } from '../../src/kernel/signed-in.ts';
import type { Database } from '../../src/storage/database.ts';
import { chatClient, chatStream, refusalOf } from '../support/chat-client.ts';
import { type ChatHost, chatHost, movableClock, parrot, Token } from '../support/chat-host.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const minute = 60;
const proof = new Date('2026-01-05T11:58:00Z');
const ada: SignedInPerson = { directoryId: 'ada', tenantId: 'contoso', name: 'Ada Archer', signedInAt: proof };
const bo: SignedInPerson = { directoryId: 'bo', tenantId: 'contoso', name: 'Bo Berg' };
/** Streams look by themselves whether they are still good, too; here only what they are told counts. */
const seldom = { keepAliveMs: 3_600_000 };
const unknownToken = { status: 403, code: 'TokenExpired', message: 'The token is unknown or has expired.' };
const otherSession = { status: 403, code: 'BadArgument', message: 'The token is for another session.' };

/** A request's cookies as the server reads them. */
const cookiesOf = (cookie: string) => ({ cookies: Object.fromEntries([cookie.split('=').slice(0, 2)]) });

for (const kind of databaseKinds) {
  describe(`a signed-in page on ${kind}`, () => {
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
      host = await chatHost({ database, clock, answering, limits: seldom });
    });
    afterEach(async () => {
      await host.close();
      await database.close();
    });

    const signIn = async (person: SignedInPerson, before = '') =>
      (await host.line.signedIn.begin(cookiesOf(before), person)).split(';')[0] ?? '';
    const page = async (cookie = '') => {
      const response = await host.post('/chat/token', {}, { cookie });
      const token = Token.parse(await response.json());
      const own = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      return { token, cookie: own, chat: chatClient(host, token, { cookie: own }) };
    };

    it('speaks for the person who signed in, with when they proved it, and counts against them', async () => {
      const { chat } = await page(await signIn(ada));

      await chat.say('hello');

      const { path, vouchedFor, requester } = turns[0] ?? {};
      const person = { directoryId: 'ada', tenantId: 'contoso', signedInAt: proof };
      assert.deepEqual({ path, vouchedFor, requester }, { path: 'page', vouchedFor: person, requester: 'person:ada' });
    });

    it('brings no proof where the provider did not say when', async () => {
      const { chat } = await page(await signIn(bo));

      await chat.say('hello');

      assert.deepEqual(turns[0]?.vouchedFor, { directoryId: 'bo', tenantId: 'contoso' });
    });

    it('says nothing of what a client claims to be', async () => {
      const { chat } = await page();

      await chat.send({ type: 'message', text: 'hello', from: { id: 'ada', aadObjectId: 'ada' }, vouchedFor: ada });

      assert.equal(turns[0]?.path, 'anonymous');
      assert.equal(turns[0]?.vouchedFor, undefined);
    });

    it('knows who is signed in by the cookie, and nobody by another', async () => {
      const cookie = await signIn(ada);

      const who = await host.line.signedIn.whoIs(cookiesOf(cookie));

      assert.deepEqual(who, { name: 'Ada Archer' });
      assert.equal(await host.line.signedIn.whoIs(cookiesOf(`pin-desk=${'A'.repeat(43)}`)), undefined);
      assert.equal(await host.line.signedIn.whoIs(cookiesOf((await page()).cookie)), undefined);
    });

    it('begins under a new id and with an empty conversation; what was before is over', async () => {
      const before = await page();
      await before.chat.say('this is anonymous');

      const after = await page(await signIn(ada, before.cookie));

      assert.notEqual(after.cookie, before.cookie);
      assert.notEqual(after.token.conversationId, before.token.conversationId);
      assert.deepEqual((await after.chat.read()).activities, []);
      assert.deepEqual(await refusalOf(await before.chat.get()), unknownToken);
      const anew = await page(before.cookie);
      assert.notEqual(anew.token.conversationId, before.token.conversationId);
      assert.notEqual(anew.cookie, before.cookie);
    });

    it('never signs in the session id that a browser came with', async () => {
      const planted = (await page()).cookie;

      await signIn(ada, planted);

      assert.equal(await host.line.signedIn.whoIs(cookiesOf(planted)), undefined);
    });

    it('keeps two people in one browser apart', async () => {
      const asAda = await page(await signIn(ada));
      await asAda.chat.say('I am Ada');

      const asBo = await page(await signIn(bo, asAda.cookie));
      await asBo.chat.say('I am Bo');

      assert.deepEqual(await refusalOf(await asAda.chat.get()), unknownToken);
      assert.equal(turns.at(-1)?.vouchedFor?.directoryId, 'bo');
      assert.ok(!(await asBo.chat.read()).activities.some(({ text }) => text?.includes('Ada')));
    });

    it('takes a token with the cookie of its own session alone', async () => {
      const asAda = await page(await signIn(ada));
      const asBo = await page(await signIn(bo));

      const withBos = await chatClient(host, asAda.token, { cookie: asBo.cookie }).send({ type: 'message', text: 'x' });
      const withNone = await chatClient(host, asAda.token).refresh();

      assert.deepEqual(await refusalOf(withBos), otherSession);
      assert.deepEqual(await refusalOf(withNone), otherSession);
      assert.equal(turns.length, 0);
    });

    it('lets nobody into the conversation of another session', async () => {
      const asAda = await page(await signIn(ada));
      const asBo = await page(await signIn(bo));
      const { token } = asBo.token;
      const taken = { ...asBo.token, token, conversationId: asAda.token.conversationId };

      const read = await chatClient(host, taken, { cookie: asBo.cookie }).get();
      const say = await chatClient(host, taken, { cookie: asBo.cookie }).send({ type: 'message', text: 'x' });

      assert.deepEqual([read.status, say.status], [403, 403]);
    });

    it('opens a stream with the cookie of its own session alone', async () => {
      const asAda = await page(await signIn(ada));
      const asBo = await page(await signIn(bo));
      const open = async (cookie: string) =>
        chatStream((await asAda.chat.reconnect('0')).streamUrl, { headers: { cookie } });

      const foreign = await open(asBo.cookie);
      const own = await open(asAda.cookie);
      await asAda.chat.say('hello');

      assert.equal(await foreign.ended(), 403);
      await own.text('You said: hello');
      own.close();
    });

    it('ends tokens, refreshes, tickets and open streams at sign-out', async () => {
      const { chat, cookie } = await page(await signIn(ada));
      const open = chatStream((await chat.reconnect('0')).streamUrl, { headers: { cookie } });
      const { streamUrl } = await chat.reconnect('0');
      await chat.say('hello');
      await open.text('You said: hello');

      const removed = await host.line.signedIn.end(cookiesOf(cookie));

      assert.equal(await open.ended(), 1008);
      assert.match(removed, /^pin-desk=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0$/u);
      assert.deepEqual(await refusalOf(await chat.get()), unknownToken);
      assert.deepEqual(await refusalOf(await chat.refresh()), unknownToken);
      assert.deepEqual(await refusalOf(await chat.send({ type: 'message', text: 'x' })), unknownToken);
      assert.equal(await chatStream(streamUrl, { headers: { cookie } }).ended(), 403);
      assert.equal(await host.line.signedIn.whoIs(cookiesOf(cookie)), undefined);
    });

    it('ends streams that another instance serves', async () => {
      const other = await chatHost({ database, clock, limits: seldom });
      const { token, cookie } = await page(await signIn(ada));
      const there = chatClient(other, token, { cookie });
      const stream = chatStream((await there.reconnect('0')).streamUrl, { headers: { cookie } });
      await there.say('hello');
      await stream.text('You said: hello');

      await host.line.signedIn.end(cookiesOf(cookie));

      assert.equal(await stream.ended(), 1008);
      await other.close();
    });

    it('ends after half an hour in which the person did nothing, though their page went on reading and refreshing', async () => {
      const { chat, cookie } = await page(await signIn(ada));
      const stream = chatStream((await chat.reconnect('0')).streamUrl, { headers: { cookie } });
      await chat.say('hello');
      await stream.text('You said: hello');
      clock.move(20 * minute);
      assert.equal((await chat.get()).status, 200);
      const refreshed = Token.parse(await (await chat.refresh()).json());

      clock.move(10 * minute);

      assert.deepEqual(await refusalOf(await chatClient(host, refreshed, { cookie }).get()), unknownToken);
      assert.equal(await host.line.signedIn.whoIs(cookiesOf(cookie)), undefined);
      await host.line.cleanUp(clock.now());
      assert.equal(await stream.ended(), 1008);
    });

    it('goes on while the person does something, for 12 hours at most', async () => {
      let { chat, cookie, token } = await page(await signIn(ada));
      for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
        clock.move(20 * minute);
        assert.equal((await chat.send({ type: 'message', text: 'x' })).status, 200);
        token = Token.parse(await (await chat.refresh()).json());
        chat = chatClient(host, token, { cookie });
      }

      clock.move(20 * minute);

      assert.deepEqual(await refusalOf(await chat.get()), unknownToken);
      assert.notEqual((await page(cookie)).cookie, cookie);
    });

    it('stores no id of a session', async () => {
      const cookie = await signIn(ada);

      const rows = await database.query('SELECT to_jsonb(s) AS session FROM direct_line_sessions s');

      assert.match(JSON.stringify(rows), /"Ada Archer"/u);
      assert.ok(!JSON.stringify(rows).includes(cookie.split('=')[1] ?? '-'));
    });

    it('gives nobody a conversation who is not signed in, where that is wanted', async () => {
      const closed = await chatHost({ database, clock, signInOnly: true });

      const anonymous = await closed.post('/chat/token', {});
      const cookie = (await closed.line.signedIn.begin({ cookies: {} }, ada)).split(';')[0] ?? '';
      const signedIn = await closed.post('/chat/token', {}, { cookie });

      assert.deepEqual(await refusalOf(anonymous), {
        status: 401,
        code: 'SignInRequired',
        message: 'Please sign in first.',
      });
      assert.equal(signedIn.status, 200);
      await closed.close();
    });
  });
}
