import type { Cards } from '../bot/cards.ts';
import type { Engine } from '../conversation/engine-api.ts';
import type { Clock } from '../kernel/clock.ts';
import type { HostCookie } from '../kernel/cookie.ts';
import type { Log } from '../kernel/log.ts';
import type { Conversations } from './conversations.ts';
import type { Holders } from './holders.ts';
import type { DirectLineLimits } from './limits.ts';
import type { PageSessions } from './page-sessions.ts';
import type { Visits } from './visits.ts';

/** What the routes share. */
export interface DirectLineNeeds {
  readonly sessions: PageSessions;
  /** The page session's. */
  readonly cookie: HostCookie;
  readonly holders: Holders;
  readonly conversations: Conversations;
  readonly engine: Engine;
  readonly cards: Cards;
  readonly limits: DirectLineLimits;
  readonly clock: Clock;
  readonly log: Log;
  readonly visits?: Visits;
}
