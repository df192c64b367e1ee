import type { Cards } from '../bot/cards.ts';
import type { Engine } from '../conversation/engine-api.ts';
import type { Address } from '../kernel/address.ts';
import type { Clock } from '../kernel/clock.ts';
import { hostCookie } from '../kernel/cookie.ts';
import type { Route, Upgrade } from '../kernel/http.ts';
import type { Log } from '../kernel/log.ts';
import type { SignedInSessions } from '../kernel/signed-in.ts';
import type { Budgets } from '../storage/budgets.ts';
import type { Database } from '../storage/database.ts';
import { chatTokenRoute } from './chat-token.ts';
import { conversationRoutes } from './conversation-routes.ts';
import { conversations as conversationsOn } from './conversations.ts';
import { holders as holdersOn } from './holders.ts';
import { type DirectLineLimits, directLineLimits } from './limits.ts';
import { pageSessions } from './page-sessions.ts';
import { signedInSessions } from './signed-in-sessions.ts';
import { streams as streamsOf } from './streams.ts';
import { directLineUpgrades } from './upgrades.ts';
import type { Visits } from './visits.ts';

export interface DirectLineOptions {
  readonly database: Database;
  readonly engine: Engine;
  readonly cards: Cards;
  readonly budgets: Budgets;
  readonly clock: Clock;
  readonly log: Log;
  readonly publicUrl?: string;
  /** Nobody gets a conversation without signing in. */
  readonly signInOnly?: boolean;
  readonly limits?: DirectLineLimits;
  readonly visits?: Visits;
}

export interface DirectLine {
  readonly routes: readonly Route[];
  readonly upgrades: readonly Upgrade[];
  readonly signedIn: SignedInSessions;
  /** The conversations that somebody of the directory has open as themself just now. */
  pagesOf(person: string): Promise<readonly Address[]>;
  /** Begins to wake sockets for what any instance writes. */
  start(): Promise<void>;
  /** Ends every socket with 1001 and listens no more. */
  close(): Promise<void>;
  /** Ends expired tokens, tickets and their streams; forgets conversations of 30 days ago. Called every few minutes. */
  cleanUp(now: Date): Promise<void>;
}

/** Direct Line 3.0 for our own page. State is in the database; of this process are only the open sockets. */
export function directLine(options: DirectLineOptions): DirectLine {
  const { database, clock, log, visits, limits = directLineLimits } = options;
  const sessions = pageSessions(database, limits);
  const holders = holdersOn(database, limits);
  const conversations = conversationsOn(database, limits);
  const streams = streamsOf({ conversations, limits, log, visits });
  const cookie = hostCookie('pin-desk', options.publicUrl?.startsWith('https:') === true);
  const needs = { signInOnly: false, ...options, limits, sessions, cookie, holders, conversations, streams };
  const ending: (() => Promise<void> | void)[] = [];

  const lateWarning = (err: unknown) => log.warn('chat streams could not catch up', { err });
  const lookAgain = () => void streams.lookAgain(clock.now()).catch(lateWarning);
  const keepAlive = () => void streams.keepAlive(clock.now()).catch(lateWarning);

  return {
    routes: [chatTokenRoute(needs), ...conversationRoutes(needs)],
    upgrades: directLineUpgrades(needs),
    signedIn: signedInSessions(needs),
    pagesOf: (person) => sessions.of(person, clock.now()),
    async start() {
      ending.push(await database.listen('direct_line', streams.wake, lookAgain));
      ending.push(await database.listen('direct_line_typing', (id) => streams.typing(id, clock.now())));
      ending.push(await database.listen('direct_line_over', streams.end, lookAgain));
      const timer = setInterval(keepAlive, limits.keepAliveMs);
      timer.unref();
      ending.push(() => clearInterval(timer));
    },
    async close() {
      await Promise.all(ending.splice(0).map((end) => end()));
      await streams.close();
    },
    async cleanUp(now) {
      await sessions.clean(now);
      await conversations.clean(now);
      await streams.lookAgain(now);
    },
  };
}
