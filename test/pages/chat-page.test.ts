import assert from 'node:assert/strict';
import { locales } from '../../src/kernel/locale.ts';
import type { RouteHost } from '../support/route-host.ts';
import { pageHost } from './page-host.ts';
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
