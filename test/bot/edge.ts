import assert from 'node:assert/strict';
import { botFramework } from '../../src/bot/bot-framework.ts';
import type { Cards } from '../../src/bot/cards.ts';
import type { TenantIssuer } from '../../src/bot/clouds.ts';
import type { Deliver, Edge, Engine, TurnKey } from '../../src/conversation/engine-api.ts';
import type { Outcome } from '../../src/conversation/reply.ts';
import { card, text } from '../../src/conversation/say.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { type HttpAnswer, HttpError } from '../../src/kernel/http.ts';
import type { Log, LogFields } from '../../src/kernel/log.ts';
import { appId, type StandInConnector, standInCredentials, tenant } from '../support/connector.ts';
import { connection } from '../support/token-service.ts';

/** Says which card it is of, and for which channel. */
export const standInCards: Cards = {
  fill: (reply, { channel }) => ({ type: 'AdaptiveCard', card: reply.card, channel, form: reply.form }),
};

export const receipt = card('reset-pin/receipt', { locale: 'en', words: {}, fallbackText: 'Sent.' });
export const choosePin = card('reset-pin/choose', {
  locale: 'en',
  words: {},
  fallbackText: 'Choose a PIN.',
  form: 'choose',
});
export const hello: Outcome = { replies: [text('Hello.')] };

export interface TestEdge {
  /** What the engine was asked to take. */
  readonly turns: readonly Turn[];
  readonly lines: readonly { readonly level: string; readonly message: string; readonly fields: LogFields }[];
  /** Of which turns it was told that their answer was said. */
  readonly said: readonly TurnKey[];
  readonly deliver: Deliver;
  /** Posts as the server does: an HttpError becomes its answer. */
  post(body: unknown, authorization?: string): Promise<HttpAnswer>;
}

export interface TestEdgeOptions {
  readonly connector: StandInConnector;
  readonly handle?: (turn: Turn, edge: Edge) => Promise<Outcome>;
  readonly isRegistered?: boolean;
  readonly allowedTenants?: readonly string[];
  /** People sign in here. */
  readonly signIn?: { readonly oAuthUrl: string; readonly issuerOf: (tenantId: string) => TenantIssuer };
}

export function testEdge(options: TestEdgeOptions): TestEdge {
  const { connector, handle = async () => hello, isRegistered = true, allowedTenants = [tenant], signIn } = options;
  const turns: Turn[] = [];
  const said: TurnKey[] = [];
  const lines: { level: string; message: string; fields: LogFields }[] = [];
  const log = recordingLog(lines);
  const engine: Engine = {
    handle: async (turn, edge) => {
      turns.push(turn);
      return handle(turn, edge);
    },
    said: (turn) => void said.push(turn),
    speak: async () => undefined,
    settleAbandoned: async () => undefined,
    idle: async () => undefined,
  };
  const bot = botFramework({
    registration: isRegistered ? { appId } : {},
    allowedTenants,
    engine,
    cards: standInCards,
    clock: systemClock,
    log,
    issuer: connector.issuer,
    credentials: isRegistered ? standInCredentials : undefined,
    ...(signIn ? { ...signIn, oAuthConnection: connection } : {}),
  });
  const [route] = bot.routes;
  assert.ok(route);

  return {
    turns,
    said,
    lines,
    deliver: bot.deliver,
    post: async (body, authorization) => {
      try {
        return await route.handle(request(body, authorization));
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        return { status: error.status, json: { code: error.code, message: error.message } };
      }
    },
  };
}

/** A message of Teams in a one-to-one chat, vouched for under `tenant`. */
export const teamsMessage = (
  connector: Pick<StandInConnector, 'serviceUrl'>,
  more: Readonly<Record<string, unknown>> = {},
) => ({
  type: 'message',
  id: '1700000000001',
  serviceUrl: connector.serviceUrl,
  channelId: 'msteams',
  from: { id: '29:ada', aadObjectId: 'b5a1c7de-0000-4000-8000-00000000ada1' },
  recipient: { id: '28:bot' },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: tenant },
  channelData: { tenant: { id: tenant } },
  locale: 'da-DK',
  text: 'hello',
  ...more,
});

const request = (body: unknown, authorization?: string) => ({
  method: 'POST',
  path: '/api/messages',
  params: {},
  query: new URLSearchParams(),
  headers: authorization === undefined ? {} : { authorization },
  cookies: {},
  body,
  clientAddress: '127.0.0.1',
  origin: 'http://localhost:3978',
  reference: '7F3A-9KQ2',
});

function recordingLog(lines: { level: string; message: string; fields: LogFields }[], always: LogFields = {}): Log {
  const write =
    (level: string) =>
    (message: string, fields: LogFields = {}) => {
      lines.push({ level, message, fields: { ...always, ...fields } });
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    with: (fields) => recordingLog(lines, { ...always, ...fields }),
  };
}
