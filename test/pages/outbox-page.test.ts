import assert from 'node:assert/strict';
import type { RouteHost } from '../support/route-host.ts';
import { mails, pageHost } from './page-host.ts';
import { smallAssets } from './small-assets.ts';

describe('the outbox', () => {
  let host: RouteHost;

  before(async () => {
    host = await pageHost({ assetsFolder: await smallAssets() });
  });

  after(() => host.close());

  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${host.origin}${path}`, { headers });

  it('is a list, newest last, for a program', async () => {
    const answer = await get('/outbox', { accept: 'application/json' });

    assert.deepEqual(await answer.json(), mails);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  });

  it('is a page, newest first, for a browser', async () => {
    const answer = await get('/outbox', { accept: 'text/html,application/xhtml+xml,application/json;q=0.9' });
    const page = await answer.text();

    assert.match(page, /PIN &lt;changed&gt;.*Your code is 12345678/su);
    assert.doesNotMatch(page, /<script/u);
    assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'self'/u);
  });

  it('asks for itself again only where the reader wants that', async () => {
    const once = await get('/outbox');
    const always = await get('/outbox?refresh');

    assert.equal(once.headers.get('refresh'), null);
    assert.equal(always.headers.get('refresh'), '5');
    assert.match(await always.text(), /Stop refreshing/u);
  });
});
