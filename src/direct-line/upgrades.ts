import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Clock } from '../kernel/clock.ts';
import type { HostCookie } from '../kernel/cookie.ts';
import { BackendError } from '../kernel/errors.ts';
import { HttpError, type HttpRequest, type Upgrade } from '../kernel/http.ts';
import type { Log } from '../kernel/log.ts';
import { requester } from '../kernel/requester.ts';
import { Secret } from '../kernel/secret.ts';
import type { DirectLineLimits } from './limits.ts';
import type { PageSessions } from './page-sessions.ts';
import { comesFrom, watermarkOf } from './requests.ts';
import type { Opened, Streams } from './streams.ts';

export interface UpgradeNeeds {
  readonly sessions: PageSessions;
  /** The page session's. */
  readonly cookie: HostCookie;
  readonly streams: Streams;
  readonly limits: DirectLineLimits;
  readonly clock: Clock;
  readonly log: Log;
}

/** As long as the page waits for its probe; a client that does not close is not kept. */
const probeMs = 2_000;
const streamPath = /^\/v3\/directline\/conversations\/([\w-]{1,100})\/stream$/u;

/** The stream, and a probe with which the page finds out whether WebSockets come through at all. */
export function directLineUpgrades(needs: UpgradeNeeds): readonly Upgrade[] {
  const { streams, limits, log } = needs;
  // No compression: it would cost each open socket more memory than the frames it shortens.
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
  });

  return [
    {
      path: streamPath,
      handle: async (request, { message, socket, head }) => {
        // A connection that breaks off meanwhile must not end the process.
        socket.on('error', () => undefined);
        const admitted = await admit(request, needs).catch((err: unknown) => {
          log.error('a chat stream could not be opened', { err, reference: request.reference });
          return err instanceof BackendError ? 503 : 500;
        });
        if (typeof admitted === 'number') return refuse(socket, admitted);
        server.handleUpgrade(message, socket, head, (opened) => streams.open(admitted, opened));
      },
    },
    {
      path: /^\/chat\/probe$/u,
      handle: async ({ clientAddress }, { message, socket, head }) => {
        socket.on('error', () => undefined);
        // Where a stream would be refused the probe is too: the page then polls.
        if (!streams.hasRoomFor(requester(clientAddress))) return refuse(socket, 429);
        server.handleUpgrade(message, socket, head, (opened) => {
          const giveUp = setTimeout(() => opened.terminate(), probeMs).unref();
          opened.on('error', () => undefined);
          opened.on('close', () => clearTimeout(giveUp));
          opened.send('');
          opened.close(1000);
        });
      },
    },
  ];
}

/** The conversation that the ticket opens, or a status. */
async function admit(
  request: HttpRequest,
  { sessions, cookie, streams, clock }: UpgradeNeeds,
): Promise<Opened | number> {
  const { path, query, clientAddress } = request;
  const [, wanted] = streamPath.exec(path) ?? [];
  try {
    const position = watermarkOf(query);
    const opens = await sessions.redeem(new Secret(query.get('t') ?? ''), clock.now());
    if (!opens || opens.conversation !== wanted) return 403;
    if (opens.signed_in && !comesFrom(request, cookie, opens.session)) return 403;
    if (streams.isClosing()) return 503;
    const { conversation } = opens;
    const opened = { conversation, requester: requester(clientAddress), position };
    return streams.hasRoomFor(opened.requester) && streams.hasRoomIn(conversation) ? opened : 429;
  } catch (error) {
    if (error instanceof HttpError) return error.status;
    throw error;
  }
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Streams come and go by the minute. */
const retrySeconds = 30;

function refuse(socket: Duplex, status: number): void {
  // An HTTP socket may stay half open for ever.
  socket.once('finish', () => socket.destroy());
  const retry = status === 429 || status === 503 ? `Retry-After: ${retrySeconds}\r\n` : '';
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status] ?? 'Refused'}\r\n${retry}Connection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
