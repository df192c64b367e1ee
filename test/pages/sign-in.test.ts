import assert from 'node:assert/strict';
import type { Budgets } from '../../src/storage/budgets.ts';
import type { Database } from '../../src/storage/database.ts';
import { openBudgets } from '../support/chat-host.ts';
import { cookieJar } from '../support/cookie-jar.ts';
import { freshDatabase } from '../support/databases.ts';
import { ada, bo, startIdentityProvider, type TestProvider, tenant } from '../support/identity-provider.ts';
import { type SignInHost, type SignInHostOptions, signInHost } from './sign-in-host.ts';

const otherTenant = '33333333-3333-4333-8333-333333333333';

describe('signing in on the page', () => {
  let database: Database;
  let provider: TestProvider;
  let host: SignInHost;

  beforeEach(async () => {
    database = await freshDatabase('pglite');
    provider = await startIdentityProvider();
    await start();
  });
  afterEach(async () => {
    await host.close();
    await provider.close();
    await database.close();
  });

  async function start(options: Partial<SignInHostOptions> = {}): Promise<void> {
    await host?.close();
    host = await signInHost({ database, issuer: provider.issuer, ...options });
    provider.admit(host.origin);
  }
  const sessionIn = (jar: ReturnType<typeof cookieJar>) => jar.cookies(host.origin)['pin-desk'];
  const refusals = () =>
    host.lines
      .filter(({ level }) => level === 'warn')
      .map(({ message, fields: { trouble, why } }) => ({ message, trouble, why }));
  const refused = (trouble: string, why: string = trouble) => [{ message: 'a sign-in did not work', trouble, why }];

  it('leads to the chat, which then speaks for the person, with when they proved it', async () => {
    const jar = cookieJar();
    provider.signsIn(ada, 300);

    const answer = await host.signIn(jar, '/sign-in?ask=reset-pin&confirm=yes');
    const chat = await host.chat(jar);
    await chat.say('hello');

    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get('location'), '/?ask=reset-pin');
    const { path, vouchedFor } = host.turns.at(-1) ?? {};
    assert.equal(path, 'page');
    assert.deepEqual([vouchedFor?.directoryId, vouchedFor?.tenantId], [ada.oid, tenant]);
    const ago = (Date.now() - (vouchedFor?.signedInAt?.getTime() ?? 0)) / 1000;
    assert.ok(ago > 298 && ago < 305);
    assert.match(
      answer.headers.getSetCookie()[0] ?? '',
      /^pin-desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/u,
    );
    assert.deepEqual(Object.keys(jar.cookies(host.origin)), ['pin-desk']);
  });

  it('asks with PKCE, state and nonce, and for the age of a sign-in only where it confirms', async () => {
    await host.signIn();
    const plain = provider.asked();

    await host.signIn(cookieJar(), '/sign-in?confirm=yes');
    const confirming = provider.asked();
    await host.signIn(cookieJar(), '/sign-in?confirm=anew');
    const anew = provider.asked();

    assert.equal(plain.get('response_type'), 'code');
    assert.equal(plain.get('code_challenge_method'), 'S256');
    for (const name of ['state', 'nonce', 'code_challenge']) {
      assert.match(plain.get(name) ?? '', /^[\w-]{43}$/u);
      assert.notEqual(plain.get(name), confirming.get(name));
    }
    assert.deepEqual([plain.get('max_age'), plain.get('prompt')], [null, null]);
    assert.deepEqual([confirming.get('max_age'), confirming.get('prompt')], ['600', null]);
    assert.deepEqual([anew.get('max_age'), anew.get('prompt')], ['600', 'login']);
  });

  it('goes on with no wish but ours', async () => {
    const answer = await host.signIn(cookieJar(), '/sign-in?ask=https://elsewhere.example/');

    assert.equal(answer.headers.get('location'), '/');
  });

  it('makes a session of its own, and none of one that was planted', async () => {
    const jar = cookieJar();
    const planted = 'A'.repeat(43);
    jar.set(host.origin, 'pin-desk', planted);

    await host.signIn(jar);

    assert.notEqual(sessionIn(jar), planted);
    const attacker = cookieJar();
    attacker.set(host.origin, 'pin-desk', planted);
    await (await host.chat(attacker)).say('who am I?');
    assert.equal(host.turns.at(-1)?.path, 'anonymous');
  });

  it('is another person’s from the moment that another person signs in', async () => {
    const jar = cookieJar();
    await host.signIn(jar);
    const before = await host.chat(jar);
    provider.signsIn(bo);
    jar.forget(provider.issuer);

    await host.signIn(jar);
    const after = await host.chat(jar);
    await after.say('hello');

    assert.equal(host.turns.at(-1)?.vouchedFor?.directoryId, bo.oid);
    assert.notEqual(after.token.conversationId, before.token.conversationId);
    assert.equal((await before.get()).status, 403);
  });

  describe('refuses', () => {
    it('an address that leads back twice', async () => {
      const jar = cookieJar();
      const back = await host.wayBack(jar);
      const kept = jar.cookies(host.origin)['pin-desk-sign-in'] ?? '';
      assert.equal((await jar.open(back)).status, 303);
      const session = sessionIn(jar);

      jar.set(host.origin, 'pin-desk-sign-in', kept);
      const second = await jar.open(back);

      assert.equal(second.status, 400);
      assert.equal(sessionIn(jar), session);
      assert.deepEqual(refusals(), refused('not-finished', 'over'));
      assert.equal(provider.requests.filter((path) => path === '/token').length, 1);
    });

    it('a code that was used in another sign-in of the same browser', async () => {
      const jar = cookieJar();
      const first = await host.wayBack(jar);
      await jar.open(first);
      const second = await host.wayBack(jar);
      second.searchParams.set('code', first.searchParams.get('code') ?? '');

      const answer = await jar.open(second);

      assert.equal(answer.status, 403);
      assert.deepEqual(refusals(), refused('refused', 'invalid_grant'));
    });

    it('a way back in a browser that did not begin, and leaves it to the one that did', async () => {
      const jar = cookieJar();
      const victim = cookieJar();
      const back = await host.wayBack(jar);

      const elsewhere = await victim.open(back);

      assert.equal(elsewhere.status, 400);
      assert.equal(sessionIn(victim), undefined);
      assert.equal((await jar.open(back)).status, 303);
    });

    it('a way back of somebody else’s sign-in in a browser that began its own', async () => {
      const victim = cookieJar();
      await host.wayBack(victim);
      provider.signsIn(bo);
      const theirs = await host.wayBack(cookieJar());

      const answer = await victim.open(theirs);

      assert.equal(answer.status, 400);
      assert.equal(sessionIn(victim), undefined);
      assert.deepEqual(refusals(), refused('not-finished', 'state'));
    });

    it('a way back after ten minutes', async () => {
      const jar = cookieJar();
      const back = await host.wayBack(jar);
      host.time.aheadMs = 600_000;

      const answer = await jar.open(back);

      assert.equal(answer.status, 400);
      assert.equal(sessionIn(jar), undefined);
    });

    const tokens = [
      ['another nonce', { nonce: 'x'.repeat(43) }, {}, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
      ['another audience', { aud: 'another client' }, {}, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
      ['another issuer', { iss: 'http://127.0.0.1:1' }, {}, 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
      ['an end that is past', { exp: 1_700_000_000 }, {}, 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'],
      ['the signature of another key', {}, { isForged: true }, 'OAUTH_INVALID_RESPONSE'],
      ['no signature', {}, { alg: 'none' }, 'OAUTH_INVALID_RESPONSE'],
    ] as const;
    for (const [what, claims, how, why] of tokens) {
      it(`an ID token with ${what}`, async () => {
        const jar = cookieJar();
        provider.tamper(claims, how);

        const answer = await host.signIn(jar);

        assert.equal(answer.status, 403);
        assert.equal(sessionIn(jar), undefined);
        assert.deepEqual(refusals(), refused('refused', why));
      });
    }

    const people = [
      ['of another tenant', { tid: otherTenant }, '', 'other-tenant'],
      ['without a tenant', { tid: undefined }, '', 'other-tenant'],
      ['without an id, though with an address', { oid: undefined }, '', 'no-subject'],
      ['who does not say when they signed in, for a change', { auth_time: undefined }, '?confirm=yes', 'no-auth-time'],
      ['who signed in long ago, for a change', { auth_time: seconds(-700) }, '?confirm=yes', 'old-auth-time'],
      ['who will sign in later, for a change', { auth_time: seconds(86_400) }, '?confirm=yes', 'old-auth-time'],
    ] as const;
    for (const [who, claims, query, reason] of people) {
      it(`somebody ${who}`, async () => {
        const jar = cookieJar();
        provider.tamper(claims);

        const answer = await host.signIn(jar, `/sign-in${query}`);

        assert.equal(answer.status, 403);
        assert.equal(sessionIn(jar), undefined);
        assert.deepEqual(refusals(), refused(reason));
      });
    }

    it('somebody who declines, and offers another try', async () => {
      provider.signsIn(undefined);

      const answer = await host.signIn(cookieJar(), '/sign-in?ask=reset-pin&confirm=yes');

      assert.equal(answer.status, 403);
      assert.match(await answer.text(), /href="\/sign-in\?ask=reset-pin&amp;confirm=yes"/u);
      assert.deepEqual(refusals(), refused('declined', 'access_denied'));
    });

    it('an address that begins too many', async () => {
      const spend: Budgets['spend'] = async (_limit, _key, now) => ({ ok: false, retryAt: now });
      await start({ budgets: { ...openBudgets, spend } });

      const answer = await fetch(`${host.origin}/sign-in`, { redirect: 'manual' });

      assert.equal(answer.status, 429);
    });
  });

  it('lets somebody sign in without saying when, for what changes nothing', async () => {
    const jar = cookieJar();
    provider.tamper({ auth_time: undefined });

    await host.signIn(jar);
    await (await host.chat(jar)).say('hello');

    assert.deepEqual(host.turns.at(-1)?.vouchedFor, { directoryId: ada.oid, tenantId: tenant });
  });

  it('offers a new sign-in to somebody whose last one was too long ago', async () => {
    provider.tamper({ auth_time: seconds(-700) });

    const answer = await host.signIn(cookieJar(), '/sign-in?ask=reset-pin&confirm=yes');

    assert.match(await answer.text(), /href="\/sign-in\?confirm=anew&amp;ask=reset-pin"/u);
  });

  it('takes the claim that is named for the directory id, with the issuer for the tenant', async () => {
    await start({ config: { subjectClaim: 'employee', allowedTenants: [] } });
    const jar = cookieJar();
    provider.tamper({ employee: 'E-0815', tid: undefined });

    await host.signIn(jar);
    await (await host.chat(jar)).say('hello');

    const { directoryId, tenantId } = host.turns.at(-1)?.vouchedFor ?? {};
    assert.deepEqual([directoryId, tenantId], ['E-0815', `${provider.issuer}/`]);
  });

  for (const [how, why] of [
    ['failing', 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
    ['silent', 'OAUTH_TIMEOUT'],
  ] as const) {
    it(`says in the reader’s language that the provider is ${how}, and how to reach the help desk`, async () => {
      await start({ limits: { providerSeconds: 0.2 } });
      provider.behave(how);

      const answer = await fetch(`${host.origin}/sign-in`, { headers: { 'accept-language': 'de' } });
      const page = await answer.text();
      provider.behave('well');

      assert.equal(answer.status, 503);
      assert.match(page, /Der Anmeldedienst antwortet im Moment nicht/u);
      assert.match(page, /\+45 33 12 34 56, help@contoso\.example\. Referenz: 7F3A-9KQ2/u);
      assert.doesNotMatch(page, /Error|OAUTH|\n {4}at /u);
      assert.deepEqual(refusals(), refused('away', why));
      assert.equal((await host.signIn()).status, 303);
    });

    it(`signs nobody in where the provider is ${how} on the way back`, async () => {
      await start({ limits: { providerSeconds: 0.2 } });
      const jar = cookieJar();
      const back = await host.wayBack(jar);
      provider.behave(how);

      const answer = await jar.open(back);

      assert.equal(answer.status, 503);
      assert.equal(sessionIn(jar), undefined);
    });
  }

  it('says that nobody answers where the provider is', async () => {
    await provider.close();

    const answer = await fetch(`${host.origin}/sign-in`);

    assert.equal(answer.status, 503);
    assert.deepEqual(refusals(), refused('away', 'ECONNREFUSED'));
  });

  it('looks the provider up once', async () => {
    await host.signIn();
    await host.signIn();

    assert.equal(provider.requests.filter((path) => path.includes('well-known')).length, 1);
  });

  it('signs out here and at the provider', async () => {
    const jar = cookieJar();
    await host.signIn(jar);
    const chat = await host.chat(jar);

    const answer = await jar.open(`${host.origin}/sign-out`, { method: 'POST', body: '{}' });
    const { location } = JSON.parse(await answer.text());

    assert.equal(sessionIn(jar), undefined);
    assert.equal((await chat.get()).status, 403);
    const url = new URL(location);
    assert.equal(url.origin, provider.issuer);
    assert.equal(url.searchParams.get('post_logout_redirect_uri'), `${host.origin}/signed-out`);
    assert.match(await (await fetch(`${host.origin}/signed-out`)).text(), /You are signed out/u);
  });

  it('signs out here where the provider is away', async () => {
    await start({ limits: { providerSeconds: 0.2, metadataSeconds: 0 } });
    const jar = cookieJar();
    await host.signIn(jar);
    provider.behave('failing');

    const answer = await jar.open(`${host.origin}/sign-out`, { method: 'POST', body: '{}' });

    assert.deepEqual(JSON.parse(await answer.text()), { location: '/signed-out' });
    assert.equal(sessionIn(jar), undefined);
  });

  it('stores and logs nothing with which somebody could sign in, and no name', async () => {
    const jar = cookieJar();
    const back = await host.wayBack(jar);
    const { state = '' } = Object.fromEntries(back.searchParams);
    const id = jar.cookies(host.origin)['pin-desk-sign-in'] ?? '-';
    const stored = JSON.stringify(await database.query('SELECT to_jsonb(s) AS row FROM sign_ins s'));
    await jar.open(back);

    const logged = JSON.stringify(host.lines);
    assert.equal(stored.includes(id) || stored.includes(state), false);
    assert.match(logged, /somebody signed in/u);
    assert.doesNotMatch(logged, /Ada|contoso\.com/u);
    assert.equal(logged.includes(state) || logged.includes(back.searchParams.get('code') ?? '-'), false);
    assert.deepEqual(await database.query('SELECT hash FROM sign_ins'), []);
  });
});

/** Seconds since 1970, so many from now. */
function seconds(fromNow: number): number {
  return Math.floor(Date.now() / 1000) + fromNow;
}
