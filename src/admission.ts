import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { callRate } from './kernel/call-rate.ts';
import type { Clock } from './kernel/clock.ts';
import { HttpError, tooMany } from './kernel/http.ts';
import type { Log } from './kernel/log.ts';
import { requester } from './kernel/requester.ts';
import { seldom } from './kernel/seldom.ts';

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
  /** Requests that are being worked on; the database takes them one after the other, so that these are what everybody else waits for. */
  atOnce: 1_000,
  atOncePerAddress: 200,
  /** On one connection. No browser and no proxy sends a second request before the first is answered. */
  pipelined: 8,
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

/** Before restify hears of a request, one that says `Expect: 100-continue` too: an unreadable one is answered, and too many at once on one connection end it. */
export function screenRequests(http: HttpServer, { pipelined }: ServerLimits): void {
  // A request whose turn never came, for its connection ended, does not say that it is over.
  const underWay = tally<Socket>(new WeakMap());
  for (const event of ['request', 'checkContinue'] as const) {
    const listeners = http.listeners(event);
    http.removeAllListeners(event);
    http.on(event, (message: IncomingMessage, response: ServerResponse) => {
      const { socket } = message;
      // What was parsed in one go with those that ended it.
      if (socket.destroyed) return;
      response.once('close', () => underWay.leave(socket));
      if (underWay.enter(socket) > pipelined) {
        socket.destroy();
        return;
      }
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

interface Admission {
  readonly limits: ServerLimits;
  /** False for a proxy of ours: everybody comes from its address. */
  readonly isCounted: (address: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps places for others: a client address has at most its share of the connections. The count is this process's. */
export function limitConnections(http: HttpServer, { limits, isCounted, clock, log }: Admission): void {
  const warn = seldom(log, clock);
  const most = limits.connectionsPerAddress;
  const open = tally<string>();
  const listeners = http.listeners('connection');
  http.maxConnections = limits.connections;
  http.removeAllListeners('connection');
  http.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const caller = requester(address);
    const count = isCounted(address) ? open.enter(caller) : 0;
    if (count > 0) socket.once('close', () => open.leave(caller));
    if (count > most) {
      warn(caller, 'an address has too many connections', { address });
      refuseConnection(socket, count > 2 * most);
      return;
    }
    for (const listener of listeners) listener.call(http, socket);
  });
  http.on('drop', () => {
    warn('', 'a connection was dropped: there are too many', { connections: limits.connections });
  });
}

interface Counts<Key> {
  get(key: Key): number | undefined;
  set(key: Key, count: number): unknown;
  delete(key: Key): unknown;
}

/** How many of each there are; who has left entirely is forgotten. */
function tally<Key>(counts: Counts<Key> = new Map<Key, number>()) {
  return {
    of: (key: Key): number => counts.get(key) ?? 0,
    enter(key: Key): number {
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count;
    },
    leave(key: Key): void {
      const left = (counts.get(key) ?? 1) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
    },
  };
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

/** Throws HttpError 429 or 503 with when to come again. An empty address is nobody's. */
export interface RequestAdmission {
  /** Before anything of a request is read. */
  ask(address: string): void;
  /** Once its body is there, for a slow one costs nothing; what it returns is called when the request is done. */
  begin(address: string): () => void;
}

/** Keeps time for others: a client address has at most its share of the requests, in a while and at once. Counted in this process. */
export function requestAdmission({ limits, isCounted, clock, log }: Admission): RequestAdmission {
  const calls = callRate(limits.requestsPerAddress);
  const warn = seldom(log, clock);
  const atWork = tally<string>();
  let all = 0;
  const callerOf = (address: string): string => (isCounted(address) ? requester(address) : '');
  const refuse = (address: string, now: Date, retryAt = now): HttpError => {
    warn(requester(address), 'an address asks too much', { address });
    return tooMany(retryAt, now);
  };
  return {
    ask(address) {
      const [caller, now] = [callerOf(address), clock.now()];
      const retryAt = caller ? calls(caller, now) : undefined;
      if (retryAt) throw refuse(address, now, retryAt);
    },
    begin(address) {
      const caller = callerOf(address);
      if (all >= limits.atOnce) {
        warn('', 'a request was refused: there is too much at once', { atOnce: limits.atOnce });
        throw new HttpError(503, 'Busy', 'Too much is going on.', { 'retry-after': '1' });
      }
      if (caller && atWork.of(caller) >= limits.atOncePerAddress) throw refuse(address, clock.now());
      all += 1;
      atWork.enter(caller);
      return () => {
        all -= 1;
        atWork.leave(caller);
      };
    },
  };
}
