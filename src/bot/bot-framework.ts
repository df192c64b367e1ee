import type { Deliver, Engine } from '../conversation/engine-api.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Route } from '../kernel/http.ts';
import type { Log } from '../kernel/log.ts';
import { BotAuthentication, type BotRegistration, type Credentials } from './bot-authentication.ts';
import type { Cards } from './cards.ts';
import { type ChannelTokens, channelTokens } from './channel-tokens.ts';
import { cloudOf } from './clouds.ts';
import { deliver } from './deliver.ts';
import { messagesRoute } from './messages-route.ts';
import { PinDeskAdapter } from './pin-desk-adapter.ts';
import { type ChannelIssuer, signingKeys } from './signing-keys.ts';

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
  /** Asks for the issuer's keys ahead of the first message. Never rejects; that they cannot be had is logged. */
  warmUp(): Promise<void>;
} {
  const { registration, allowedTenants, engine, cards, log, credentials } = options;
  const { appId = '', channelService } = registration;
  const audience = cloudOf(channelService).scope;
  const adapter = new PinDeskAdapter(new BotAuthentication(registration, credentials), { appId, audience });
  const { tokens, warmUp } = appId ? guardFor(appId, options) : unguarded;
  return {
    routes: [messagesRoute({ adapter, engine, cards, log, tokens, allowedTenants })],
    deliver: deliver({ adapter, cards, log, appId }),
    warmUp,
  };
}

interface Guard {
  readonly tokens?: ChannelTokens;
  warmUp(): Promise<void>;
}

const unguarded: Guard = { warmUp: async () => undefined };

function guardFor(appId: string, { registration, issuer, clock, log }: BotFrameworkOptions): Guard {
  const cloud = cloudOf(registration.channelService);
  const believed = issuer ?? {
    issuer: cloud.issuer,
    openIdMetadataUrl: registration.openIdMetadataUrl ?? cloud.openIdMetadataUrl,
  };
  const keys = signingKeys(believed, clock, log);
  return { tokens: channelTokens({ appId, issuer: believed, keys, clock, log }), warmUp: () => keys.warmUp() };
}
