import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Besieged, besieged } from '../support/besieged.ts';
import { openConversation } from '../support/conversation.ts';
import { hostileText, samples } from '../support/hostile-values.ts';
import { exchange, jsonRequest, type RawRequest } from '../support/raw-http.ts';
import { often, soakSeed } from '../support/soak.ts';

const headerNames = [
  ...['Host', 'Origin', 'Cookie', 'Forwarded', 'X-Forwarded-For', 'X-Forwarded-Proto', 'X-Forwarded-Host', 'Via'],
  ...['Authorization', 'Content-Type', 'Content-Encoding', 'Content-Length', 'Transfer-Encoding', 'Expect', 'TE'],
  ...['Accept', 'Accept-Encoding', 'Accept-Language', 'Accept-Version', 'Api-Version', 'Range', 'If-None-Match'],
  ...['Connection', 'Upgrade', 'Keep-Alive', 'Sec-Fetch-Site', 'Sec-WebSocket-Key', 'Sec-WebSocket-Extensions'],
  ...['X-HTTP-Method-Override', 'Date', 'Content-MD5', 'If-Modified-Since', 'Referer', 'User-Agent', '__proto__'],
];
const headerValues = [
  ...['', ' ', 'null', 'a, b', 'chunked', 'chunked, identity', 'gzip', 'identity', '-1', '0', '1', '99999999999999999'],
  ...['application/json', 'application/json; charset=utf-16', 'text/plain', 'multipart/form-data', '100-continue', 'x'],
  ...['localhost', 'localhost:1', '[', '[::1]:99999', 'evil.example', 'http://evil.example', 'cross-site', 'bytes=0-'],
  ...['Bearer ', 'Bearer x', `Bearer ${'a'.repeat(5_000)}`, 'Basic Og==', 'pin-desk=x; __Host-pin-desk=y; =; ;', '*/*'],
  ...[
    '1.2.3.4',
    '::1, 127.0.0.1, , unknown, [::ffff:1.2.3.4]:80',
    `${'1.1.1.1,'.repeat(1_500)}`,
    'for=_x;by="',
    '~1.0',
  ],
  ...['websocket', 'h2c', 'Upgrade', 'close, Upgrade', 'permessage-deflate; client_max_window_bits=99', '\u00ff\u00fe'],
];
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND', 'LINK', 'get'];
const endings = [
  '',
  '/',
  '/..',
  '/%2e%2e/desk',
  '/%00',
  '/%E0%A4%A',
  '//',
  '/activities',
  '/stream',
  '/upload',
  '?',
  '#',
];
const queries = [
  '',
  '?watermark=-1',
  '?watermark=99999999999999999999',
  '?watermark=999999999999999',
  '?watermark[]=1',
];

interface Twist {
  readonly method: string | undefined;
  readonly path: number;
  readonly ending: string;
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly isReplaced: boolean;
  readonly body: string | undefined;
}

const aHeader = fc.tuple(
  fc.constantFrom(...headerNames),
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...headerValues) },
    // Whatever a line can hold: what ends it would be a header of its own.
    { weight: 1, arbitrary: hostileText().map((text) => text.replace(/[\r\n]/gu, '').slice(0, 9_000)) },
  ),
);
const twists: fc.Arbitrary<Twist> = fc.record({
  method: fc.option(fc.constantFrom(...methods), { nil: undefined }),
  path: fc.nat(9),
  ending: fc.constantFrom(...endings),
  query: fc.oneof(
    fc.constantFrom(...queries),
    hostileText().map((text) => `?watermark=${encoded(text)}&ask=${encoded(text)}`),
  ),
  headers: fc.array(aHeader, { maxLength: 4 }),
  isReplaced: fc.boolean(),
  body: fc.option(hostileText(), { nil: undefined }),
});

function encoded(text: string): string {
  return encodeURIComponent(
    text
      .replace(/\p{Cs}/gu, '')
      .slice(0, 500)
      .replace(/[\ud800-\udbff]$/u, ''),
  );
}

describe(`hostile requests on the wire (SOAK_SEED=${soakSeed})`, function () {
  this.timeout(often(90_000, 3_600_000));
  let held: Besieged;
  before(async () => {
    held = await besieged('pglite');
  });
  after(() => held.close());

  it('reach nobody and break nothing, whatever their method, path, headers and body', async () => {
    const all = samples(twists, often(250, 6_000), soakSeed);
    const statuses = new Map<number, number>();
    for (let at = 0; at < all.length; at += 50) {
      held.wait(60);
      const { token, client } = await openConversation(held.app.url);
      for (const twist of all.slice(at, at + 50)) {
        held.wait(1);
        const { status } = await held.attack(twisted(twist, token), { endAfterMs: 200 });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      held.wait(20);
      assert.equal((await client.get()).status, 200);
      await held.serveSomebody();
    }
    await held.holdAll();
    for (const status of [400, 403, 404, 405]) assert.ok(statuses.has(status), `some are answered ${status}`);
  });

  /** Ours, the canary's, and nobody's; every route there is. */
  function twisted(twist: Twist, { token, conversationId }: { token: string; conversationId: string }): RawRequest {
    const [canary = ''] = held.canary.known;
    const paths = [
      `/v3/directline/conversations/${conversationId}`,
      `/v3/directline/conversations/${canary}`,
      `/v3/directline/conversations/${canary}/activities`,
      '/v3/directline/conversations',
      '/v3/directline/tokens/refresh',
      '/chat/token',
      '/api/messages',
      '/desk/1001',
      '/outbox',
      '/assets/x',
    ];
    const isRead = twist.path === 7 || twist.path > 7;
    const plain = jsonRequest(held.port, {
      method: twist.method ?? (isRead ? 'GET' : 'POST'),
      // The desk and the outbox are open to this machine; the canary is not there to be found by GET.
      target: `${(twist.path > 6 ? '/desk/999' : paths[twist.path]) ?? '/'}${twist.ending}${twist.query}`,
      token,
      ...(isRead ? {} : { json: { type: 'message', text: 'hi' } }),
    });
    const names = new Set(twist.headers.map(([name]) => name.toLowerCase()));
    const kept = twist.isReplaced ? plain.headers.filter(([name]) => !names.has(name.toLowerCase())) : plain.headers;
    const close = names.has('connection') || names.has('content-length') || names.has('transfer-encoding');
    return {
      ...plain,
      headers: [
        ...(close ? kept.filter(([name]) => name !== 'Connection') : kept),
        ...twist.headers,
        ...(close ? [['Connection', 'close'] as const] : []),
      ],
      body: twist.body ?? plain.body ?? '',
    };
  }

  const odd: readonly [string, string | Buffer, RegExp][] = [
    [
      'a length and chunks',
      post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
      /^HTTP\/1\.1 400/,
    ],
    ['two lengths', post('Content-Length: 2\r\nContent-Length: 3\r\n', '{}'), /^HTTP\/1\.1 400/],
    ['a length below nothing', post('Content-Length: -2\r\n', '{}'), /^HTTP\/1\.1 400/],
    ['an obfuscated encoding', post('Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'), /^HTTP\/1\.1 400/],
    ['chunked, but not last', post('Transfer-Encoding: chunked, gzip\r\n', '0\r\n\r\n'), /^HTTP\/1\.1 400/],
    ['a chunk of a bad size', post('Transfer-Encoding: chunked\r\n', 'ZZ\r\n'), /^HTTP\/1\.1 400/],
    ['a space before the colon', 'GET / HTTP/1.1\r\nHost : localhost\r\n\r\n', /^HTTP\/1\.1 400/],
    ['a folded header', 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b: c\r\n\r\n', /^HTTP\/1\.1 (400|200)/],
    ['a bare line feed', 'GET / HTTP/1.1\nHost: localhost\n\n', /^HTTP\/1\.1 400/],
    ['a NUL in a header', 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\u0000b\r\n\r\n', /^HTTP\/1\.1 400/],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400/],
    [
      'large headers',
      `GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=${'a'.repeat(40_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431/,
    ],
    [
      'very many headers',
      `GET / HTTP/1.1\r\nHost: localhost\r\n${'a: b\r\n'.repeat(5_000)}\r\n`,
      /^HTTP\/1\.1 (431|200)/,
    ],
    ['a long target', `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, /^HTTP\/1\.1 431/],
    ['a large body', post('Content-Length: 90000000\r\n', 'x'), /^HTTP\/1\.1 413/],
    ['bytes', Buffer.from(Array.from({ length: 3_000 }, (_, at) => (at * 7_919) % 256)), /^(HTTP\/1\.1 400|$)/],
    ['TLS', Buffer.from('16030100c8010000c40303', 'hex'), /^HTTP\/1\.1 400/],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', /^HTTP\/1\.1 (400|505)/],
    ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n', /^(HTTP\/1\.1 4|$)/],
    ['another expectation', post('Content-Length: 2\r\nExpect: everything\r\n', '{}'), /^HTTP\/1\.1 417/],
  ];
  for (const [name, bytes, expected] of odd) {
    it(`are answered without a word of what is inside: ${name}`, async () => {
      const sent = typeof bytes === 'string' ? bytes.replaceAll('@host', `localhost:${held.port}`) : bytes;
      const { text } = await exchange(held.port, sent, { endAfterMs: 300 });

      assert.match(text, expected);
      assert.doesNotMatch(text, /node:|node_modules|\bat .*:\d+:\d+|Error:/u);
      await held.serveSomebody();
    });
  }

  it('leave nothing behind', () => held.holdAll());
});

function post(headers: string, body: string): string {
  return `POST /chat/token HTTP/1.1\r\nHost: @host\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;
}
