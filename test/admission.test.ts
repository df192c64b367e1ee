import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type ServerLimits, screenRequests, serverLimits } from '../src/admission.ts';
import type { Route, Upgrade } from '../src/kernel/http.ts';
import { trustedNetworks } from '../src/kernel/networks.ts';
import { createServer, type Server } from '../src/server.ts';
import { collectGarbage } from './support/garbage.ts';
import { logLines } from './support/log-lines.ts';
import { exchange } from './support/raw-http.ts';

const ok = async () => ({ status: 200, content: 'ok' });
const routes: readonly Route[] = [
  { method: 'GET', path: '/page', guard: 'open', handle: ok },
  {
    method: 'GET',
    path: '/wait',
    guard: 'open',
    handle: async () => {
      waiting += 1;
      await gate;
      return { status: 200 };
    },
  },
  { method: 'GET', path: '/large', guard: 'open', handle: async () => ({ status: 200, content: large }) },
  { method: 'GET', path: '/live', guard: 'open', isAlwaysServed: true, handle: ok },
  { method: 'POST', path: '/channel', guard: 'open', isShared: true, handle: ok },
  { method: 'POST', path: '/post', guard: 'open', handle: ok },
];
const upgrades: readonly Upgrade[] = [
  { path: /^\/socket$/u, handle: async (_request, { socket }) => void socket.end('HTTP/1.1 101 x\r\n\r\n') },
];
/** More than two sockets' buffers hold. */
const large = Buffer.alloc(32 * 1024 * 1024);

/** How many wait at `/wait`, and what lets them go. */
let waiting = 0;
let gate = Promise.resolve();

const closedGate = (): (() => void) => {
  let open = () => {};
  waiting = 0;
  gate = new Promise((resolve) => {
    open = resolve;
  });
  return () => open();
};

describe('admission', () => {
  let server: Server | undefined;
  let port = 0;
  let now = new Date(0);
  const sockets: Socket[] = [];
  const { log, lines } = logLines();

  const open = async (limits: Partial<ServerLimits>, { proxies = [] as string[], inTheOpen = true } = {}) => {
    now = new Date(1_000_000);
    server = createServer({
      routes,
      upgrades,
      inTheOpen,
      trustedProxies: trustedNetworks(proxies),
      clock: { now: () => now },
      log,
      limits,
    });
    port = await server.listen(0, '127.0.0.1');
  };
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await server?.close(0);
  });

  const head = (line: string, more: string) =>
    `${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n`;
  const ask = (path: string, from = '') => exchange(port, head(`GET ${path}`, from && `X-Forwarded-For: ${from}\r\n`));
  const post = (path: string) =>
    exchange(port, `${head(`POST ${path}`, 'Content-Length: 2\r\nContent-Type: application/json\r\n')}{}`);
  const upgrade = (from: string) =>
    exchange(
      port,
      `GET /socket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-Forwarded-For: ${from}\r\n\r\n`,
    );
  const held = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    sockets.push(socket);
    await new Promise((resolve) => socket.once('connect', resolve));
    return socket;
  };
  const closed = (socket: Socket): Promise<string> =>
    new Promise((resolve) => {
      let text = '';
      socket.on('data', (data) => {
        text += data.toString('latin1').slice(0, 500);
      });
      socket.once('close', () => resolve(text));
    });

  it('gives an address its share of requests, then 429 and when to come again', async () => {
    await open({ requestsPerAddress: { most: 3, seconds: 10 } }, { proxies: ['127.0.0.1'] });
    for (let turn = 0; turn < 3; turn += 1) assert.equal((await ask('/page', '203.0.113.1')).status, 200);
    now = new Date(now.getTime() + 4_000);

    const [over, socket, other, proxy] = [
      await ask('/page', '203.0.113.1'),
      await upgrade('203.0.113.1'),
      await ask('/page', '203.0.113.2'),
      await Promise.all(Array.from({ length: 5 }, () => ask('/page'))),
    ];
    now = new Date(now.getTime() + 6_000);
    const later = await ask('/page', '203.0.113.1');

    assert.deepEqual([over.status, socket.status, other.status, later.status], [429, 429, 200, 200]);
    assert.match(over.text, /retry-after: 6\r\n/iu);
    assert.match(socket.text, /retry-after: 6\r\n/iu);
    assert.deepEqual(
      proxy.map(({ status }) => status),
      [200, 200, 200, 200, 200],
      'the proxy itself is nobody',
    );
    assert.equal(lines.filter(({ message }) => message === 'an address asks too much').length, 1);
  });

  it('counts the addresses of one /64 as one, and does not believe what a client says before the proxy', async () => {
    await open({ requestsPerAddress: { most: 1, seconds: 10 } }, { proxies: ['127.0.0.1'] });
    await ask('/page', '2001:db8:0:1::1');
    await ask('/page', '203.0.113.9');

    const [sameSite, spoofed] = [
      await ask('/page', '2001:db8:0:1::ffff'),
      await ask('/page', '198.51.100.1, 203.0.113.9'),
    ];

    assert.deepEqual([sameSite.status, spoofed.status], [429, 429]);
  });

  it("does not count a channel's service, nor anybody outside the open", async () => {
    await open({ requestsPerAddress: { most: 1, seconds: 10 } });
    const channel = await Promise.all(Array.from({ length: 5 }, () => post('/channel')));
    await server?.close(0);
    await open({ requestsPerAddress: { most: 1, seconds: 10 }, connectionsPerAddress: 1 }, { inTheOpen: false });
    await held();
    const here = await Promise.all(Array.from({ length: 5 }, () => ask('/page')));

    assert.ok([...channel, ...here].every(({ status }) => status === 200));
  });

  const allWait = async (count: number): Promise<void> => {
    for (let look = 0; look < 500 && waiting < count; look += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(waiting, count);
  };

  it('lets one address ask so much at once, and all together; a body that is still on its way takes no place', async () => {
    await open({ atOncePerAddress: 2, atOnce: 3 }, { proxies: ['127.0.0.1'] });
    const release = closedGate();
    const slow = await held();
    slow.write(
      `${head('POST /post', 'X-Forwarded-For: 203.0.113.1\r\nContent-Length: 9\r\nContent-Type: application/json\r\n')}{`,
    );
    const first = [ask('/wait', '203.0.113.1'), ask('/wait', '203.0.113.1')];
    await allWait(2);

    const over = await ask('/page', '203.0.113.1');
    const other = ask('/wait', '203.0.113.2');
    await allWait(3);
    const overAll = await ask('/page', '203.0.113.3');
    const live = await ask('/live', '203.0.113.3');
    release();
    const served = await Promise.all([...first, other]);
    const later = await ask('/page', '203.0.113.1');

    assert.deepEqual([over.status, overAll.status, live.status, later.status], [429, 503, 200, 200]);
    assert.match(over.text, /retry-after: 1\r\n/iu);
    assert.match(overAll.text, /retry-after: 1\r\n/iu);
    assert.ok(served.every(({ status }) => status === 200));
    assert.ok(lines.some(({ message }) => message === 'a request was refused: there is too much at once'));
  });

  it('ends a connection that asks again and again before it is answered', async () => {
    await open({ pipelined: 4 }, { inTheOpen: false });
    const release = closedGate();
    const socket = await held();
    const end = closed(socket);

    socket.write('GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(1_000));
    await end;
    release();

    assert.equal(waiting, 4);
    assert.equal((await ask('/page')).status, 200);
  });

  it('forgets a connection that ended while requests waited for their turn', async () => {
    const ends: WeakRef<Socket>[] = [];
    const http = createHttpServer(() => undefined);
    screenRequests(http, serverLimits);
    http.on('connection', (socket) => ends.push(new WeakRef(socket)));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const address = http.address();
    port = typeof address === 'object' ? (address?.port ?? 0) : 0;

    for (let turn = 0; turn < 20; turn += 1) {
      const socket = await held();
      socket.write('GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(3), () => socket.destroy());
      await closed(socket);
    }
    await new Promise((resolve) => http.close(resolve));
    sockets.length = 0;
    collectGarbage();

    const kept = ends.filter((end) => end.deref() !== undefined).length;
    assert.equal(ends.length, 20);
    assert.ok(kept <= 2, `${kept} are still in memory`);
  });

  it('takes one request after the other on a connection', async () => {
    await open({ pipelined: 1 });
    const socket = await held();
    let answers = '';
    socket.on('data', (data) => {
      answers += data.toString('latin1');
    });

    for (let turn = 1; turn <= 5; turn += 1) {
      socket.write('GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n');
      for (let look = 0; look < 200 && answers.split('\r\n\r\nok').length <= turn; look += 1) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }

    assert.equal(answers.split('HTTP/1.1 200').length - 1, 5);
  });

  it('gives an address its share of connections, and takes more when some have gone', async () => {
    await open({ connectionsPerAddress: 4 });
    const idle = [await held(), await held(), await held(), await held()];

    const over = await ask('/page');
    const gone = await Promise.all(Array.from({ length: 20 }, async () => closed(await held())));
    for (const socket of idle) socket.destroy();
    let later = await ask('/page');
    for (let look = 0; look < 100 && later.status !== 200; look += 1) later = await ask('/page');

    assert.equal(over.status, 429);
    assert.match(over.text, /Retry-After: 30\r\n/u);
    assert.equal(gone.length, 20);
    assert.equal(later.status, 200);
  });

  /** How often the log hears of it: while `often` runs, and in all once a minute more has gone by. */
  const warnings = async (message: string, often: () => Promise<unknown>): Promise<[number, number]> => {
    const all = () => lines.filter((line) => line.message === message).length;
    const before = all();
    for (let turn = 0; turn < 5; turn += 1) await often();
    const within = all() - before;
    now = new Date(now.getTime() + 60_000);
    await often();
    return [within, all() - before];
  };

  it('says once a minute that an address has too many connections, however often it comes', async () => {
    await open({ connectionsPerAddress: 8 });
    await Promise.all(Array.from({ length: 8 }, held));

    const counted = await warnings('an address has too many connections', async () => {
      assert.equal((await ask('/page')).status, 429);
    });

    assert.deepEqual(counted, [1, 2]);
  });

  it('says once a minute that connections are dropped', async () => {
    await open({ connections: 1 });
    await held();

    const counted = await warnings('a connection was dropped: there are too many', async () => closed(await held()));

    assert.deepEqual(counted, [1, 2]);
  });

  it('does not count the connections of a trusted proxy', async () => {
    await open({ connectionsPerAddress: 2 }, { proxies: ['127.0.0.1'] });
    await Promise.all(Array.from({ length: 10 }, held));

    assert.equal((await ask('/page', '203.0.113.1')).status, 200);
  });

  const slow: readonly [string, string][] = [
    ['nothing at all', ''],
    ['headers that never end', 'GET /page HTTP/1.1\r\nHost: localhost\r\nX-Slow: '],
    ['a body that never ends', `${head('POST /post', 'Content-Length: 50000\r\nContent-Type: application/json\r\n')}{`],
    [
      'chunks that never end',
      `${head('POST /post', 'Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n')}ffff\r\n{`,
    ],
    [
      'a body that nobody wants',
      `${head('GET /page', 'Content-Length: 50000\r\nContent-Type: application/json\r\n')}{`,
    ],
    ['a body of a wrong type', `${head('POST /post', 'Content-Length: 50000\r\nContent-Type: text/plain\r\n')}{`],
    ['an upgrade that never comes', 'GET /socket HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-'],
  ];
  for (const [name, text] of slow) {
    it(`ends a connection that trickles ${name}`, async () => {
      await open({ headersMs: 150, requestMs: 300, checkMs: 50 });
      const socket = await held();
      const end = closed(socket);
      socket.write(text);
      const beat = setInterval(() => socket.write('1'), 20);

      const answer = await end;
      clearInterval(beat);

      assert.match(answer, /^(HTTP\/1\.1 (408|4\d\d|200) |$)/u);
      assert.equal((await ask('/page')).status, 200);
    });
  }

  /** Of this process: both ends of each. */
  const openSockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

  it('ends a connection whose client takes nothing', async () => {
    await open({ silentMs: 300 });
    const socket = await held();
    const before = openSockets();
    socket.pause();
    socket.write(head('GET /large', ''));

    for (let look = 0; look < 500 && openSockets() >= before; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }

    assert.equal(openSockets(), before - 1, "the server's end is gone");
    assert.equal((await ask('/page')).status, 200);
  });

  it('has no error to report of any of this', () => {
    assert.deepEqual(
      lines.filter(({ level }) => level === 'error'),
      [],
    );
  });
});
