import type { Deliver, Engine } from '../conversation/engine-api.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Route } from '../kernel/http.ts';
import type { Log } from '../kernel/log.ts';
import { BotAuthentication, type BotRegistration, type ChannelIssuer, type Credentials } from './bot-authentication.ts';
import type { Cards } from './cards.ts';
import { deliver } from './deliver.ts';
import { messagesRoute } from './messages-route.ts';
import { PinDeskAdapter } from './pin-desk-adapter.ts';

/** What a test puts in the place of the Bot Framework's own services. */
export interface BotStandIns {
  readonly issuer?: ChannelIssuer | undefined;
  readonly credentials?: Credentials | undefined;
}

export interface BotFrameworkOptions extends BotStandIns {
  readonly registration: BotRegistration;
  /** Tenants whose people the channel may vouch for; empty = nobody is vouched for. */
  readonly allowedTenants: readonly string[];
  readonly engine: Engine;
  readonly cards: Cards;
  readonly clock: Clock;
  readonly log: Log;
}

/** The Bot Framework's door: `POST /api/messages` in, the channel's connector out. Throws where the registration lacks what its type needs. */
export function botFramework(options: BotFrameworkOptions): {
  readonly routes: readonly Route[];
  readonly deliver: Deliver;
} {
  const { registration, allowedTenants, engine, cards, clock, log, issuer, credentials } = options;
  const { appId } = registration;
  const adapter = new PinDeskAdapter(new BotAuthentication({ registration, clock, issuer, credentials }));
  const isRegistered = Boolean(appId);
  return {
    routes: [messagesRoute({ adapter, engine, cards, log, isRegistered, allowedTenants })],
    deliver: deliver({ adapter, cards, log, appId }),
  };
}
