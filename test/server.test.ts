import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import sinon from 'sinon';
import { systemClock } from '../src/kernel/clock.ts';
import { HttpError, type Route } from '../src/kernel/http.ts';
import { trustedNetworks } from '../src/kernel/networks.ts';
import { createServer, type Server } from '../src/server.ts';
import { logLines } from './support/log-lines.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

describe('the server', () => {
  let server: Server;
  let port: number;
  const seen = sinon.stub();
  const { log, lines } = logLines();

  const routes: readonly Route[] = [
    {
      method: 'POST',
      path: '/echo',
      guard: 'guarded',
      maxBytes: 100,
      handle: async (request) => {
        seen(request);
        return { status: 200, json: { body: request.body } };
      },
    },
    {
      method: 'POST',
      path: '/form',
      guard: 'guarded',
      body: 'form',
      handle: async (request) => ({ status: 200, content: String(request.body) }),
    },
    { method: 'GET', path: '/open', guard: 'open', handle: async () => ({ status: 200, content: 'open' }) },
    {
      method: 'GET',
      path: '/thing/:id',
      guard: 'guarded',
      handle: async (request) => ({ status: 200, json: request.params }),
    },
    {
      method: 'GET',
      path: '/throws',
      guard: 'open',
      handle: () => {
        throw new Error('inner secret 12345678');
      },
    },
    {
      method: 'GET',
      path: '/refuses',
      guard: 'open',
      handle: async () => {
        throw new HttpError(409, 'Conflict', 'Not now.');
      },
    },
  ];

  before(async () => {
    server = createServer({
      routes,
      upgrades: [
        { path: /^\/socket$/, handle: async (_request, { socket }) => void socket.end('HTTP/1.1 101 x\r\n\r\n') },
      ],
      inTheOpen: false,
      trustedProxies: trustedNetworks([]),
      clock: systemClock,
      log,
    });
    port = await server.listen(0, '127.0.0.1');
  });
  after(() => server.close(1_000));
  beforeEach(() => seen.reset());

  const ask = (
    method: string,
    path: string,
    headers: Record<string, string | string[]> = {},
    body = '',
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const request = httpRequest(
        { host: '127.0.0.1', port, method, path, headers: { host: `localhost:${port}`, ...headers } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  const json = { 'content-type': 'application/json' };

  it('hands a guarded handler the parsed body', async () => {
    const answer = await ask('POST', '/echo', json, '{"a":1}');

    assert.equal(answer.status, 200);
    assert.deepEqual(JSON.parse(answer.text), { body: { a: 1 } });
  });

  const refused: readonly [string, () => Record<string, string>][] = [
    ['another Host (DNS rebinding)', () => ({ host: 'evil.example' })],
    ['our name on another port', () => ({ host: `localhost:${port + 1}` })],
    ['Host without a port', () => ({ host: 'localhost' })],
    ['Forwarded', () => ({ forwarded: 'for=1.2.3.4' })],
    ['X-Forwarded-For', () => ({ 'x-forwarded-for': '1.2.3.4' })],
    ['X-Forwarded-Proto', () => ({ 'x-forwarded-proto': 'https' })],
    ['Via', () => ({ via: '1.1 tunnel' })],
    ['another Origin', () => ({ origin: 'https://evil.example' })],
    ['the null Origin', () => ({ origin: 'null' })],
    ['an Origin that is ours by name but not by port', () => ({ origin: 'http://localhost:1' })],
    ['a cross-site fetch', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['a same-site fetch', () => ({ 'sec-fetch-site': 'same-site' })],
  ];
  for (const [name, headers] of refused) {
    it(`refuses a guarded request with ${name}`, async () => {
      const answer = await ask('POST', '/echo', { ...json, ...headers() }, '{}');

      assert.equal(answer.status, 403);
      sinon.assert.notCalled(seen);
    });
  }

  it('takes a guarded request from our own page by each of our names', async () => {
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      const answer = await ask(
        'POST',
        '/echo',
        { ...json, host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' },
        '{}',
      );
      assert.equal(answer.status, 200, host);
    }
  });

  it('leaves open routes open', async () => {
    assert.equal((await ask('GET', '/open', { host: 'mail.example', 'sec-fetch-site': 'cross-site' })).text, 'open');
  });

  it('wants application/json, and a form only where it is expected', async () => {
    const plain = await ask('POST', '/echo', { 'content-type': 'text/plain' }, '{}');
    const form = await ask('POST', '/echo', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=1');
    const none = await ask('POST', '/echo', {}, '{}');
    const zipped = await ask('POST', '/echo', { ...json, 'content-encoding': 'gzip' }, '{}');
    const formRoute = await ask(
      'POST',
      '/form',
      { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      'a=1',
    );

    assert.deepEqual(
      [plain.status, form.status, none.status, zipped.status, formRoute.status],
      [415, 415, 415, 415, 200],
    );
  });

  it('takes a POST without a body only with an Authorization header', async () => {
    const without = await ask('POST', '/echo');
    const withHeader = await ask('POST', '/echo', { authorization: 'Bearer x' });

    assert.deepEqual([without.status, withHeader.status], [415, 200]);
  });

  it('hands over no Authorization where there are several', async () => {
    const handed = async (...authorization: string[]) => {
      seen.resetHistory();
      await ask('POST', '/echo', { ...json, authorization }, '{}');
      return seen.firstCall.args[0].headers.authorization;
    };

    assert.deepEqual(
      [await handed('Bearer good'), await handed('Bearer good', 'Bearer bad'), await handed('Bearer x', 'Bearer x')],
      ['Bearer good', undefined, undefined],
    );
  });

  it('refuses a body over the limit, announced or not', async () => {
    const announced = await ask('POST', '/echo', json, JSON.stringify('x'.repeat(200)));
    const chunked = await ask(
      'POST',
      '/echo',
      { ...json, 'transfer-encoding': 'chunked' },
      JSON.stringify('x'.repeat(200)),
    );

    assert.deepEqual([announced.status, chunked.status], [413, 413]);
  });

  it('takes a body that never arrives whole for no fault of ours', async () => {
    const head = `POST /echo HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\n`;

    const chunk = await raw(`${head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`);
    const cutOff = await raw(`${head}Content-Length: 50\r\n\r\n{`, { thenEnd: true });
    const next = await ask('POST', '/echo', json, '{}');

    assert.match(chunk, /^HTTP\/1.1 400/);
    assert.match(cutOff, /^HTTP\/1.1 400/);
    assert.equal(next.status, 200);
    assert.deepEqual(
      lines.filter(({ fields }) => fields.path === '/echo'),
      [],
    );
  });

  it('answers 400 to what is not JSON or not UTF-8', async () => {
    assert.equal((await ask('POST', '/echo', json, '{"a":')).status, 400);
    assert.equal((await ask('POST', '/echo', json, '\u0000')).status, 400);
  });

  it('answers 500 with a reference and not a word of what happened', async () => {
    const answer = await ask('GET', '/throws');

    assert.equal(answer.status, 500);
    assert.match(answer.text, /Reference: [0-9A-Z]{4}-[0-9A-Z]{4}/);
    assert.doesNotMatch(answer.text, /inner|secret|1234|server\.test/);
  });

  it('answers what a handler refuses, 404 and 405 as JSON without the path', async () => {
    const [conflict, missing, method] = await Promise.all([
      ask('GET', '/refuses'),
      ask('GET', '/no-such-path'),
      ask('PUT', '/open', json, '{}'),
    ]);

    assert.deepEqual([conflict?.status, missing?.status, method?.status], [409, 404, 405]);
    assert.doesNotMatch(missing?.text ?? '', /no-such-path/);
  });

  it('survives odd paths', async () => {
    for (const path of ['/thing/%E0%A4%A', '/%', '//', '/thing/..%2f..%2fetc', '/?%', '/thing/a%00b']) {
      assert.ok((await ask('GET', path)).status < 500, path);
    }
  });

  const raw = (text: string, { thenEnd = false } = {}): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(text);
        if (thenEnd) socket.end();
      });
      let answer = '';
      socket.on('data', (data) => {
        answer += data.toString();
      });
      socket.once('close', () => resolve(answer.split('\r\n')[0] ?? ''));
      socket.once('error', reject);
    });

  const unreadable = [
    '/|[',
    '/|localhost:99999',
    '/|a b',
    '/|%',
    'http://[|localhost',
    'http://a:99999/|localhost',
    '//|localhost',
    '//[|localhost',
    '*|localhost',
  ];
  for (const [target, host] of unreadable.map((pair) => pair.split('|'))) {
    it(`lives on after ${target} of ${host}, as a request, an expectation and an upgrade`, async () => {
      const lines = `${target} HTTP/1.1\r\nHost: ${host}\r\n`;

      const request = await raw(`GET ${lines}Connection: close\r\n\r\n`);
      const expecting = await raw(`GET ${lines}Connection: close\r\nExpect: 100-continue\r\n\r\n`);
      await raw(`GET ${lines}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      const next = await ask('GET', '/open');

      assert.match(request, /^HTTP\/1.1 400/);
      assert.match(expecting, /^HTTP\/1.1 400/);
      assert.equal(next.status, 200);
    });
  }

  it('refuses a request with two hosts', async () => {
    assert.match(
      await raw(`GET /open HTTP/1.1\r\nHost: localhost:${port}\r\nhost: evil.example\r\nConnection: close\r\n\r\n`),
      /^HTTP\/1.1 400/,
    );
  });

  it('closes a refused upgrade, even one whose client keeps its half open', async () => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
    });
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    // What is written after the server has gone is answered with a reset; to a half that is kept it would go on arriving.
    socket.once('end', () => {
      const beat = setInterval(() => socket.write('x'), 20).unref();
      socket.once('close', () => clearInterval(beat));
    });

    socket.write('GET /other HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');

    await closed;
  });

  it('sends the security headers with every answer', async () => {
    for (const path of ['/open', '/throws', '/no-such-path']) {
      const { headers } = await ask('GET', path);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.match(String(headers['content-security-policy']), /default-src 'none'/);
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['access-control-allow-origin'], undefined);
      assert.equal(headers.server, undefined);
    }
  });

  it('upgrades only our own page', async () => {
    const upgrade = (headers: Record<string, string>): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => {
          const lines = Object.entries({
            host: `localhost:${port}`,
            connection: 'Upgrade',
            upgrade: 'websocket',
            ...headers,
          }).map(([name, value]) => `${name}: ${value}`);
          socket.write(`GET ${headers['x-path'] ?? '/socket'} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
        });
        socket.once('data', (data) => {
          resolve(data.toString().split('\r\n')[0] ?? '');
          socket.destroy();
        });
        socket.once('error', reject);
      });

    assert.match(await upgrade({ origin: `http://localhost:${port}` }), /101/);
    assert.match(await upgrade({ origin: 'https://evil.example' }), /403/);
    assert.match(await upgrade({ host: 'evil.example' }), /403/);
    assert.match(await upgrade({ 'x-path': '/other' }), /404/);
  });
});
