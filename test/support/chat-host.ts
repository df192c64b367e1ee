import { z } from 'zod';
import type { Cards } from '../../src/bot/cards.ts';
import type { Engine } from '../../src/conversation/engine-api.ts';
import type { CardReply, Outcome } from '../../src/conversation/reply.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { type DirectLine, directLine } from '../../src/direct-line/direct-line.ts';
import { type DirectLineLimits, directLineLimits } from '../../src/direct-line/limits.ts';
import type { Visits } from '../../src/direct-line/visits.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { Route } from '../../src/kernel/http.ts';
import type { Log } from '../../src/kernel/log.ts';
import type { Budgets } from '../../src/storage/budgets.ts';
import type { Database } from '../../src/storage/database.ts';
import type { HistoryRow } from '../../src/storage/turn-store.ts';
import { routeHost } from './route-host.ts';

export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silentLog,
};

/** A clock that stands at noon until it is moved. */
export function movableClock(): Clock & { move(seconds: number): void } {
  let now = Date.UTC(2026, 0, 5, 12);
  return {
    now: () => new Date(now),
    move: (seconds) => {
      now += seconds * 1000;
    },
  };
}

const plainCards: Cards = {
  fill: ({ card, form, fallbackText }) => ({ type: 'AdaptiveCard', card, form, fallbackText }),
};

export const openBudgets: Budgets = {
  take: async (steps) => steps.map(() => ({ ok: true, left: 1 })),
  spend: async () => ({ ok: true, left: 1 }),
  look: async () => ({ ok: true, left: 1 }),
  block: async () => undefined,
  clear: async () => undefined,
  refund: async () => undefined,
};

/** A card reply with a form, of any name. */
export const formCard = (name: string, token: string): CardReply => ({
  kind: 'card',
  card: name,
  locale: 'en',
  words: {},
  data: {},
  fallbackText: name,
  speak: name,
  form: { id: name, token },
});

export type Answering = (turn: Turn) => Outcome | Promise<Outcome>;

/** An engine that says what it is told to, and writes history in the way the real one does: the echo first, then the answer. */
function scriptedEngine(database: Database, clock: Clock, answering: Answering): Engine {
  const append = async ({ conversation }: Turn['address'], rows: readonly HistoryRow[]) => {
    await database.query('SELECT direct_line_append($1, $2::jsonb)', [conversation, JSON.stringify(rows)]);
  };
  return {
    async handle(turn, edge) {
      if (edge.echo) await append(turn.address, [edge.echo(turn)]);
      edge.typing?.(turn);
      const outcome = await answering(turn);
      await append(turn.address, edge.history?.(turn.address, outcome, clock.now()).rows ?? []);
      return outcome;
    },
    said: () => undefined,
    speak: async () => undefined,
    settleAbandoned: async () => undefined,
    idle: async () => undefined,
  };
}

export const says = (text: string): Outcome => ({ replies: [{ kind: 'text', text }] });

/** Welcomes, and repeats what was typed; never says what a form held. */
export const parrot: Answering = ({ input }) =>
  input.kind === 'text' ? says(`You said: ${input.masked}`) : says(input.kind === 'joined' ? 'Welcome' : 'Fine');

export const Token = z.object({ token: z.string(), conversationId: z.string(), expires_in: z.number() });
export type Token = z.infer<typeof Token>;

export interface ChatHostOptions {
  readonly database: Database;
  readonly answering?: Answering;
  readonly clock?: Clock;
  readonly limits?: Partial<DirectLineLimits>;
  readonly budgets?: Budgets;
  readonly publicUrl?: string;
  readonly signInOnly?: boolean;
  readonly visits?: Visits;
  /** What else answers on the same port. */
  readonly beside?: (line: DirectLine) => readonly Route[];
}

/** The Direct Line endpoint on a port of its own, with an engine that answers by script. */
export async function chatHost(options: ChatHostOptions) {
  const { database, answering = parrot, clock = movableClock(), budgets = openBudgets } = options;
  const line = directLine({
    database,
    engine: scriptedEngine(database, clock, answering),
    cards: plainCards,
    budgets,
    clock,
    log: silentLog,
    limits: { ...directLineLimits, ...options.limits },
    ...(options.publicUrl ? { publicUrl: options.publicUrl } : {}),
    signInOnly: options.signInOnly ?? false,
    ...(options.visits ? { visits: options.visits } : {}),
  });
  await line.start();
  const host = await routeHost({ ...line, routes: [...line.routes, ...(options.beside?.(line) ?? [])] });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${host.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    line,
    origin: host.origin,
    domain: `${host.origin}/v3/directline`,
    post,
    token: async (): Promise<Token> => Token.parse(await (await post('/chat/token', {})).json()),
    async close() {
      await line.close();
      await host.close();
    },
  };
}
export type ChatHost = Awaited<ReturnType<typeof chatHost>>;
