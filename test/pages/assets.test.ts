import assert from 'node:assert/strict';
import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { StartError } from '../../src/kernel/errors.ts';
import type { HttpRequest } from '../../src/kernel/http.ts';
import { assetsIn } from '../../src/pages/assets.ts';
import { type RouteHost, routeHost } from '../support/route-host.ts';
import { smallAssets } from './small-assets.ts';

const emptyRequest: HttpRequest = {
  method: 'GET',
  path: '/',
  params: {},
  query: new URLSearchParams(),
  headers: {},
  cookies: {},
  body: undefined,
  clientAddress: '127.0.0.1',
  origin: 'http://localhost',
  reference: '7F3A-9KQ2',
};

describe('the files that pages load', () => {
  let host: RouteHost;
  let url: string;

  before(async () => {
    const assets = assetsIn(await smallAssets());
    host = await routeHost({ routes: [assets.route] });
    url = assets.url('chat.js');
  });

  after(() => host.close());

  /** node:http, because fetch decompresses without a word. */
  const get = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
      (resolve, reject) => {
        request(`${host.origin}${path}`, { headers }, (response) => {
          buffer(response).then(
            (body) => resolve({ status: response.statusCode, headers: response.headers, body }),
            reject,
          );
        })
          .on('error', reject)
          .end();
      },
    );

  it('are one copy in memory, however many ask and whatever they take', async () => {
    const [served] = [assetsIn(await smallAssets())];
    const file = served.url('chat.js').split('/').at(-1) ?? '';
    const request = { ...emptyRequest, params: { file }, headers: { 'accept-encoding': 'br' } };

    const [one, other] = [await served.route.handle(request), await served.route.handle(request)];

    assert.ok(Buffer.isBuffer(one.content) && one.content.length > 0);
    assert.equal(one.content, other.content);
  });

  it('come as brotli to a browser that takes it, to be kept for ever', async () => {
    const { status, headers, body } = await get(url, { 'accept-encoding': 'gzip, deflate, br' });

    assert.equal(status, 200);
    assert.equal(headers['content-encoding'], 'br');
    assert.equal(headers['content-type'], 'text/javascript; charset=utf-8');
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(headers.vary, 'accept-encoding');
    assert.equal(brotliDecompressSync(body).toString(), 'the content of chat.js');
  });

  it('come as gzip where brotli is refused', async () => {
    const { headers, body } = await get(url, { 'accept-encoding': 'br;q=0, gzip' });

    assert.equal(headers['content-encoding'], 'gzip');
    assert.equal(gunzipSync(body).toString(), 'the content of chat.js');
  });

  it('come plain to a client that takes neither', async () => {
    const { headers, body } = await get(url);

    assert.equal(headers['content-encoding'], undefined);
    assert.equal(body.toString(), 'the content of chat.js');
  });

  it('are not sent again to who has them, in this encoding only', async () => {
    const first = await get(url, { 'accept-encoding': 'br' });
    const etag = String(first.headers.etag);

    const again = await get(url, { 'accept-encoding': 'br', 'if-none-match': etag });
    const plain = await get(url, { 'if-none-match': etag });

    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
    assert.equal(plain.status, 200);
  });

  for (const path of [
    '/assets/chat.js',
    '/assets/manifest.json',
    '/assets/..%2Fmanifest.json',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
  ]) {
    it(`are the only ones there: ${path} is not`, async () => {
      assert.equal((await get(path)).status, 404);
    });
  }

  it('are missing with a word to the administrator where nothing was built', () => {
    assert.throws(() => assetsIn('/nowhere'), new StartError('the pages are not built: run "npm run build"'));
  });
});
