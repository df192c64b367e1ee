import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Log } from './kernel/log.ts';
import { requester } from './kernel/requester.ts';

/** What the process gives to all, and to one client address, which gets about a quarter: an office behind one address, and an attacker behind another. */
export const serverLimits = {
  /** A request has so long for its headers and in all; they are checked every `checkMs`. */
  headersMs: 10_000,
  requestMs: 30_000,
  checkMs: 5_000,
  /** An idle connection; above what proxies keep. */
  keepAliveMs: 65_000,
  /** A connection on which nothing moves, such as an answer that nobody takes. */
  silentMs: 60_000,
  connections: 2_000,
  /** 400 streams, and what an office's browsers open beside them while a page loads. */
  connectionsPerAddress: 500,
  /** 400 pages that poll once a second because no WebSocket comes through. */
  requestsPerAddress: { most: 5_000, seconds: 10 },
};
export type ServerLimits = typeof serverLimits;

/**
 * restify reads host and target with `new URL`, which throws where they are odd, in a place that ends the process.
 * Two hosts are none (RFC 9112 §3.2): what stands before us may have believed the other one.
 */
export const isReadable = ({ url = '', headers, rawHeaders }: IncomingMessage): boolean =>
  url.startsWith('/') &&
  !url.startsWith('//') &&
  URL.canParse(url, 'http://localhost') &&
  (headers.host === undefined || URL.canParse(`http://${headers.host}${url}`)) &&
  rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length < 2;

/** Answers an unreadable request before restify sees it, one that says `Expect: 100-continue` too. */
export function refuseUnreadable(http: HttpServer): void {
  for (const event of ['request', 'checkContinue'] as const) {
    const listeners = http.listeners(event);
    http.removeAllListeners(event);
    http.on(event, (message: IncomingMessage, response: ServerResponse) => {
      if (!isReadable(message)) {
        response.statusCode = 400;
        response.setHeader('connection', 'close');
        response.end();
        return;
      }
      for (const listener of listeners) listener.call(http, message, response);
    });
  }
}

export function limitTime(http: HttpServer, limits: ServerLimits): void {
  http.headersTimeout = limits.headersMs;
  http.requestTimeout = limits.requestMs;
  http.keepAliveTimeout = limits.keepAliveMs;
  http.timeout = limits.silentMs;
  // An option of the constructor, which restify calls; read when the server begins to listen. 30 s otherwise.
  Object.assign(http, { connectionsCheckingInterval: limits.checkMs });
}

interface ConnectionLimits {
  readonly limits: ServerLimits;
  /** False for a proxy of ours: everybody comes from its address. */
  readonly isCounted: (address: string) => boolean;
  readonly log: Log;
}

/** Keeps places for others: a client address has at most its share of the connections. The count is this process's. */
export function limitConnections(http: HttpServer, { limits, isCounted, log }: ConnectionLimits): void {
  const most = limits.connectionsPerAddress;
  const open = new Map<string, number>();
  const listeners = http.listeners('connection');
  http.maxConnections = limits.connections;
  http.removeAllListeners('connection');
  http.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = isCounted(address) ? counted(open, requester(address), socket) : 0;
    if (count === most + 1) log.warn('an address has too many connections', { address });
    if (count > most) return refuseConnection(socket, count > 2 * most);
    for (const listener of listeners) listener.call(http, socket);
  });
  http.on('drop', () => log.warn('a connection was dropped: there are too many', { connections: limits.connections }));
}

function counted(open: Map<string, number>, caller: string, socket: Socket): number {
  const count = (open.get(caller) ?? 0) + 1;
  open.set(caller, count);
  socket.once('close', () => {
    const left = (open.get(caller) ?? 1) - 1;
    if (left > 0) open.set(caller, left);
    else open.delete(caller);
  });
  return count;
}

const refusedText =
  'HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
const lingerMs = 1_000;

/** Said before anything is read. What comes is thrown away for a moment, for a reset would take the answer from a client that still sends. */
function refuseConnection(socket: Socket, atOnce: boolean): void {
  socket.on('error', () => socket.destroy());
  if (atOnce) {
    socket.destroy();
    return;
  }
  socket.resume();
  socket.end(refusedText);
  const linger = setTimeout(() => socket.destroy(), lingerMs).unref();
  socket.once('close', () => clearTimeout(linger));
}
