import {
  type Server as HttpServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo, BlockList } from 'node:net';
import type { Duplex } from 'node:stream';
import restify from 'restify';
import {
  isReadable,
  limitConnections,
  limitTime,
  type RequestAdmission,
  requestAdmission,
  type ServerLimits,
  screenRequests,
  serverLimits,
} from './admission.ts';
import { answerFor, send } from './answering.ts';
import type { Clock } from './kernel/clock.ts';
import { type HttpAnswer, HttpError, type HttpRequest, type Route, type Upgrade } from './kernel/http.ts';
import { newReference } from './kernel/ids.ts';
import type { Log } from './kernel/log.ts';
import { readBody } from './kernel/request-body.ts';
import { clientAddress, type GuardOptions, guardProblem, isTrusted, ownOrigin } from './kernel/request-guard.ts';

export interface ServerOptions {
  readonly routes: readonly Route[];
  readonly upgrades: readonly Upgrade[];
  readonly inTheOpen: boolean;
  readonly publicUrl?: URL;
  readonly trustedProxies: BlockList;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: Partial<ServerLimits>;
}

export interface Server {
  /** Resolves with the bound port. */
  listen(port: number, host: string): Promise<number>;
  /** From now on each answer ends its connection: the client's next request goes where there is an instance for long. */
  drain(): void;
  /** Takes no new connections, lets requests under way finish for at most `graceMs`. */
  close(graceMs: number): Promise<void>;
}

const defaultMaxBytes = 64 * 1024;

/** restify and its routes: every request is guarded, limited and parsed here, and every failure is answered without a word of what went wrong inside. */
export function createServer(options: ServerOptions): Server {
  const { routes, upgrades, log } = options;
  const server = restify.createServer({ name: '', ignoreTrailingSlash: false });
  const http: HttpServer = server.server;
  const limits = { ...serverLimits, ...options.limits };
  limitTime(http, limits);
  // Outside the open everybody is this machine.
  const isCounted = (address: string) =>
    options.inTheOpen && address !== '' && !isTrusted(address, options.trustedProxies);
  const admitting = { limits, isCounted, clock: options.clock, log };
  limitConnections(http, admitting);
  const admission = requestAdmission(admitting);

  let draining = false;
  let guard: GuardOptions = {
    inTheOpen: options.inTheOpen,
    port: 0,
    ...(options.publicUrl ? { publicOrigin: options.publicUrl.origin } : {}),
  };
  const trusted = options.trustedProxies.rules.length > 0 ? options.trustedProxies : undefined;
  const toRequest = (message: IncomingMessage, params: unknown): HttpRequest =>
    requestFrom(message, { params, guard, trusted });

  const reply = (response: ServerResponse, answer: HttpAnswer): void => {
    // Once it is closed, the next request of a connection that is kept alive would come to nobody, and closing would wait for it.
    if (draining) response.setHeader('connection', 'close');
    send(response, answer, options);
  };

  for (const route of routes) {
    const handle = async (message: IncomingMessage & { params?: unknown }, response: ServerResponse): Promise<void> => {
      const request = toRequest(message, message.params);
      let done = () => {};
      try {
        const caller = route.isShared ? '' : request.clientAddress;
        admission.ask(caller);
        checkGuard(route, request, guard);
        const body = await readBody(message, {
          maxBytes: route.maxBytes ?? defaultMaxBytes,
          kind: route.body ?? 'json',
        });
        if (!route.isAlwaysServed) done = admission.begin(caller);
        reply(response, await route.handle({ ...request, body }));
      } catch (error) {
        reply(response, answerFor(error, request, log));
      } finally {
        done();
      }
    };
    register(server, route, handle);
  }
  for (const event of ['NotFound', 'MethodNotAllowed', 'VersionNotAllowed', 'UnsupportedMediaType'] as const) {
    server.on(event, (_message: unknown, response: ServerResponse) => {
      const status = event === 'MethodNotAllowed' ? 405 : 404;
      reply(response, { status, json: { error: { code: event, message: 'There is nothing here.' } } });
    });
  }
  screenRequests(http, limits);
  http.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (!isReadable(message)) return socket.destroy();
    const request = toRequest(message, {});
    upgrade(request, { message, socket, head }, { upgrades, guard, admission }).catch((error: unknown) => {
      log.warn('an upgrade failed', { reference: request.reference, err: error });
      socket.destroy();
    });
  });

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        http.once('error', reject);
        server.listen(port, host, () => {
          http.removeListener('error', reject);
          guard = { ...guard, port: portOf(http) };
          resolve(guard.port);
        });
      }),
    drain() {
      draining = true;
    },
    close: (graceMs) =>
      new Promise((resolve) => {
        draining = true;
        const force = setTimeout(() => http.closeAllConnections(), graceMs);
        http.close(() => {
          clearTimeout(force);
          resolve();
        });
        http.closeIdleConnections();
      }),
  };
}

type RestifyServer = ReturnType<typeof restify.createServer>;
type RestifyHandler = (message: IncomingMessage & { params?: unknown }, response: ServerResponse) => Promise<void>;

function register(server: RestifyServer, route: Route, handle: RestifyHandler): void {
  const methods = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'del' } as const;
  server[methods[route.method]](route.path, handle);
  if (route.method === 'GET') server.head(route.path, handle);
}

const portOf = (http: HttpServer): number => {
  const address: AddressInfo | string | null = http.address();
  return typeof address === 'object' && address ? address.port : 0;
};

function requestFrom(
  message: IncomingMessage,
  { params, guard, trusted }: { params: unknown; guard: GuardOptions; trusted: BlockList | undefined },
): HttpRequest {
  const { pathname, searchParams } = new URL(message.url ?? '/', 'http://localhost');
  return {
    method: message.method ?? 'GET',
    path: pathname,
    params: Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, String(value)])),
    query: searchParams,
    headers: headersOf(message),
    cookies: cookiesOf(message.headers.cookie ?? ''),
    body: undefined,
    clientAddress: clientAddress(message.socket.remoteAddress ?? '', message.headers, trusted),
    origin: ownOrigin(message.headers, guard),
    reference: newReference(),
  };
}

/** Of several `Authorization` headers Node gives the first, and which one a proxy looked at nobody knows: several are none. */
const headersOf = (message: IncomingMessage): IncomingHttpHeaders =>
  (message.headersDistinct.authorization?.length ?? 0) > 1
    ? { ...message.headers, authorization: undefined }
    : message.headers;

const cookiesOf = (header: string): Record<string, string> =>
  Object.fromEntries(
    header.split(';').flatMap((pair) => {
      const equals = pair.indexOf('=');
      return equals < 1 ? [] : [[pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()]];
    }),
  );

function checkGuard(route: Pick<Route, 'guard'>, request: HttpRequest, options: GuardOptions): void {
  if (route.guard === 'open') return;
  const problem = guardProblem(request.headers, { ...options, mayBeLinked: route.guard === 'linked' });
  if (problem) throw new HttpError(403, 'Forbidden', problem);
}

async function upgrade(
  request: HttpRequest,
  raw: Parameters<Upgrade['handle']>[1],
  { upgrades, guard, admission }: { upgrades: readonly Upgrade[]; guard: GuardOptions; admission: RequestAdmission },
): Promise<void> {
  let done = () => {};
  try {
    admission.ask(request.clientAddress);
    done = admission.begin(request.clientAddress);
    const found = upgrades.find((candidate) => candidate.path.test(request.path));
    if (!found) throw new HttpError(404, 'NotFound', 'There is nothing here.');
    checkGuard({ guard: 'guarded' }, request, guard);
    await found.handle(request, raw);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const headers = Object.entries(error.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    // Ended is not closed: a client could keep its half of the connection, and the place it takes.
    raw.socket.once('finish', () => raw.socket.destroy());
    raw.socket.end(
      `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}\r\n${headers.join('')}Connection: close\r\nContent-Length: 0\r\n\r\n`,
    );
  } finally {
    done();
  }
}
