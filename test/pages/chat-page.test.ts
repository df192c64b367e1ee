import assert from 'node:assert/strict';
import { BackendError } from '../../src/kernel/errors.ts';
import { locales } from '../../src/kernel/locale.ts';
import { assetsIn } from '../../src/pages/assets.ts';
import { type ChatPageOptions, chatPage } from '../../src/pages/chat-page.ts';
import { type RouteHost, routeHost } from '../support/route-host.ts';
import { pageHost, site } from './page-host.ts';
import { smallAssets } from './small-assets.ts';

describe('the chat page', () => {
  let host: RouteHost;

  before(async () => {
    host = await pageHost({ assetsFolder: await smallAssets() });
  });

  after(() => host.close());

  const get = (path = '/', headers: Record<string, string> = {}) => fetch(`${host.origin}${path}`, { headers });

  it('allows only the scripts and styles that carry this answer’s nonce', async () => {
    const answer = await get();
    const policy = answer.headers.get('content-security-policy') ?? '';
    const page = await answer.text();

    const nonce = /script-src 'nonce-([\w-]{22})'/u.exec(policy)?.[1];
    const tags = page.match(/<(script|style|link rel="stylesheet")[^>]*>/gu) ?? [];
    assert.ok(nonce);
    assert.equal(tags.length, 3);
    for (const tag of tags) assert.ok(tag.includes(`nonce="${nonce}"`), tag);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/u);
    assert.match(policy, /default-src 'none'.*base-uri 'none'; form-action 'none'; frame-ancestors 'none'/u);
  });

  it('has another nonce each time', async () => {
    const policies = await Promise.all([get(), get()]).then((answers) =>
      answers.map(({ headers }) => headers.get('content-security-policy')),
    );

    assert.notEqual(policies[0], policies[1]);
  });

  for (const locale of locales) {
    it(`speaks ${locale} to a browser that asks for it`, async () => {
      const answer = await get('/', { 'accept-language': `${locale}, en;q=0.1` });

      assert.match(await answer.text(), new RegExp(`<html lang="${locale}">.*data-locale="${locale}-`, 'su'));
      assert.equal(answer.headers.get('content-language'), locale);
    });
  }

  it('tells who has no JavaScript how to reach the help desk', async () => {
    const page = await (await get()).text();

    const without = /<noscript>.*<\/noscript>/su.exec(page)?.[0] ?? '';
    assert.match(without, /\+45 33 12 34 56.*mailto:help@contoso\.example/su);
  });

  it('opens in the wish that a link names, if it is one of ours', async () => {
    const known = await (await get('/?ask=reset-pin')).text();
    const unknown = await (await get('/?ask=%22%3E%3Cscript%3E')).text();

    assert.match(known, /data-ask="reset-pin"/u);
    assert.match(unknown, /data-ask=""/u);
  });

  it('names the sample people and the outbox', async () => {
    const page = await (await get()).text();

    assert.match(page, /data-copy="ada\.lovelace@contoso\.example"/u);
    assert.match(page, /href="\/outbox"/u);
  });

  it('names nobody where the directory is a real one', async () => {
    const real = await pageHost({ assetsFolder: await smallAssets(), real: true });

    const page = await (await fetch(real.origin)).text();
    const outbox = await fetch(`${real.origin}/outbox`);
    await real.close();

    assert.doesNotMatch(page, /data-copy|outbox/u);
    assert.equal(outbox.status, 404);
  });
});

describe('the chat page where people sign in', () => {
  type WhoIs = NonNullable<ChatPageOptions['signIn']>['sessions']['whoIs'];
  const nobody: WhoIs = async () => undefined;
  let host: RouteHost;
  afterEach(() => host.close());

  async function open(whoIs: WhoIs, isRequired: boolean, path = '/', language = 'en') {
    const assets = assetsIn(await smallAssets());
    const signIn = { sessions: { whoIs }, isRequired };
    host = await routeHost({ routes: [chatPage({ site, assets, hasOutbox: false, signIn })] });
    const headers = { 'accept-language': language };
    const answer = await fetch(`${host.origin}${path}`, { headers, redirect: 'manual' });
    return { status: answer.status, location: answer.headers.get('location'), page: await answer.text() };
  }

  it('sends whoever is not signed in to do so first, with their wish, where that is wanted', async () => {
    assert.deepEqual(await open(nobody, true), { status: 303, location: '/sign-in', page: '' });
    await host.close();
    assert.equal((await open(nobody, true, '/?ask=reset-pin')).location, '/sign-in?ask=reset-pin&confirm=yes');
    await host.close();
    assert.equal((await open(nobody, true, '/?ask=dtmf-table')).location, '/sign-in?ask=dtmf-table');
    await host.close();
    assert.equal((await open(nobody, true, '/?ask=//elsewhere.example')).location, '/sign-in');
  });

  it('offers to sign in where it is not, and to go on with the wish', async () => {
    const withWish = (await open(nobody, false, '/?ask=reset-pin')).page;
    await host.close();
    const { status, page } = await open(nobody, false);

    assert.match(withWish, /href="\/sign-in\?ask=reset-pin&amp;confirm=yes">Sign in</u);
    assert.equal(status, 200);
    assert.match(page, /href="\/sign-in">Sign in</u);
    assert.doesNotMatch(page, /sign-out/u);
  });

  it('says who is signed in, and offers to sign out, in the reader’s language', async () => {
    const { page } = await open(async () => ({ name: 'Ada <Archer>' }), true, '/', 'fr');

    assert.match(page, /Connecté en tant que Ada &lt;Archer&gt;/u);
    assert.match(page, /<button type="button" id="sign-out">Se déconnecter/u);
  });

  it('opens where the database is away, so that people find the help desk', async () => {
    const away: WhoIs = async () => {
      throw new BackendError('database', 'unavailable');
    };

    const { status, page } = await open(away, true);

    assert.equal(status, 200);
    assert.match(page, /help@contoso\.example/u);
  });
});
