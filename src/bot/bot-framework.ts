import type { Deliver, Engine } from '../conversation/engine-api.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Route } from '../kernel/http.ts';
import type { Log } from '../kernel/log.ts';
import { BotAuthentication, type BotRegistration, type Credentials } from './bot-authentication.ts';
import type { Cards } from './cards.ts';
import { type ChannelTokens, channelTokens } from './channel-tokens.ts';
import { cloudOf, type TenantIssuer } from './clouds.ts';
import { deliver } from './deliver.ts';
import { messagesRoute } from './messages-route.ts';
import { PinDeskAdapter } from './pin-desk-adapter.ts';
import { signIn } from './sign-in.ts';
import { signInTokens } from './sign-in-tokens.ts';
import { type ChannelIssuer, signingKeys } from './signing-keys.ts';
import { tokenService } from './token-service.ts';

/** What a test puts in the place of the Bot Framework's own services. */
export interface BotStandIns {
  readonly issuer?: ChannelIssuer | undefined;
  readonly credentials?: Credentials | undefined;
  readonly issuerOf?: ((tenantId: string) => TenantIssuer) | undefined;
  /** Of the token service. */
  readonly oAuthUrl?: string | undefined;
}

export interface BotFrameworkOptions extends BotStandIns {
  readonly registration: BotRegistration;
  /** Tenants whose people the channel may vouch for; empty = nobody is vouched for. */
  readonly allowedTenants: readonly string[];
  /** Of the Azure Bot; missing = nobody signs in. */
  readonly oAuthConnection?: string | undefined;
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
  const { registration, allowedTenants, engine, cards, log, credentials, oAuthUrl } = options;
  const { appId = '', channelService } = registration;
  const audience = cloudOf(channelService).scope;
  const authentication = new BotAuthentication(registration, credentials, oAuthUrl);
  const adapter = new PinDeskAdapter(authentication, { appId, audience });
  const guard = appId ? guardFor(appId, options) : unguarded;
  const signing = appId ? signingInFor(appId, options, adapter) : undefined;
  const { signIn } = signing ?? {};
  return {
    routes: [messagesRoute({ adapter, engine, cards, log, tokens: guard.tokens, allowedTenants, signIn })],
    deliver: deliver({ adapter, cards, log, appId, tokenService: signIn?.service }),
    warmUp: async () => {
      await Promise.all([guard.warmUp(), signing?.warmUp()]);
    },
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

function signingInFor(appId: string, options: BotFrameworkOptions, adapter: PinDeskAdapter) {
  const { registration, allowedTenants, oAuthConnection: connection, clock, log } = options;
  if (!connection) return undefined;
  const { issuerOf = cloudOf(registration.channelService).tenant } = options;
  const tokens = signInTokens({ appId, allowedTenants, issuerOf, clock, log });
  const service = tokenService({ connection, client: () => adapter.tokenClient(), clock, log });
  return { signIn: signIn({ service, tokens, clock, log }), warmUp: () => tokens.warmUp() };
}
