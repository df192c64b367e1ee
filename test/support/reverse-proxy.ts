import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** What stands before several instances: it asks each whether it is ready, and gives each request to the next one that is. */
export interface ReverseProxy {
  readonly url: string;
  /** From now on, as soon as it says that it is ready. */
  add(upstream: string): void;
  /** Whether requests are given to it. */
  isUsed(upstream: string): boolean;
  /** What came to no answer, by request. */
  readonly failures: readonly string[];
  close(): Promise<void>;
}

const lookMs = 200;
const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding']);

/** As `docs/operations.md` asks for: `Host` and upgrades are passed, the client's address is added, and no request that was sent is sent again. */
export async function reverseProxy(): Promise<ReverseProxy> {
  const isReady = new Map<string, boolean>();
  const failures: string[] = [];
  const agent = new Agent({ keepAlive: true });
  const open = new Set<Duplex>();
  let turn = 0;

  const look = async (upstream: string): Promise<void> => {
    const ready = await fetch(`${upstream}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    isReady.set(upstream, ready);
  };
  const looks = setInterval(() => void Promise.all([...isReady.keys()].map(look)), lookMs);
  const next = (): string | undefined => {
    const ready = [...isReady].flatMap(([upstream, is]) => (is ? [upstream] : []));
    turn += 1;
    return ready[turn % ready.length];
  };
  /** The same request to an instance, with its body still to come. */
  const onward = (message: IncomingMessage, upgrades: boolean) => {
    const upstream = next();
    if (!upstream) return undefined;
    const { method, url = '/', headers } = message;
    return request(new URL(url, upstream), {
      method,
      agent: upgrades ? false : agent,
      headers: upgrades ? headers : Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name))),
    });
  };

  const pass = (message: IncomingMessage, response: ServerResponse): void => {
    const fail = (why: string) => {
      if (response.destroyed || response.writableEnded) return;
      failures.push(`${message.method} ${message.url}: ${why}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    };
    const sent = onward(message, false);
    if (!sent) {
      fail('no instance is ready');
      return;
    }
    sent.on('error', ({ message: why }) => fail(why));
    sent.on('response', (answer) => {
      const headers = Object.entries(answer.headers).filter(([name]) => !hopByHop.has(name));
      response.statusCode = answer.statusCode ?? 502;
      for (const [name, value] of headers) if (value !== undefined) response.setHeader(name, value);
      answer.on('error', ({ message: why }) => fail(why));
      answer.pipe(response);
    });
    message.pipe(sent);
  };

  const passUpgrade = (message: IncomingMessage, socket: Duplex): void => {
    const sent = onward(message, true);
    if (!sent) {
      socket.destroy();
      return;
    }
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    sent.on('error', () => socket.destroy());
    sent.on('response', (answer) => socket.end(`HTTP/1.1 ${answer.statusCode} Refused\r\nConnection: close\r\n\r\n`));
    sent.on('upgrade', (answer, other, head) => {
      const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join('')}\r\n`);
      if (head.length > 0) socket.write(head);
      for (const end of [socket, other]) end.on('error', () => end.destroy());
      other.on('close', () => socket.destroy());
      socket.on('close', () => other.destroy());
      socket.pipe(other).pipe(socket);
    });
    sent.end();
  };

  const server = createServer(pass).on('upgrade', passUpgrade);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://localhost:${typeof address === 'object' ? address?.port : 0}`,
    add: (upstream) => void isReady.set(upstream, false),
    isUsed: (upstream) => isReady.get(upstream) === true,
    failures,
    async close() {
      clearInterval(looks);
      for (const socket of open) socket.destroy();
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
