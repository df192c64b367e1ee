import { createHash } from 'node:crypto';
import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Clock } from '../kernel/clock.ts';
import type { Secret } from '../kernel/secret.ts';
import { boundedCache } from './bounded-cache.ts';

// botbuilder does not export the names of these; they are botframework-connector's, which only comes with it.
type Sdk = ConfigurationBotFrameworkAuthentication;
type Settings = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[0]>;
type Connectors = ReturnType<Sdk['createConnectorFactory']>;
type Connector = Awaited<ReturnType<Connectors['create']>>;
type TokenClient = Awaited<ReturnType<Sdk['createUserTokenClient']>>;
/** Signs what we send; tests give their own, for MSAL refuses `http:`. */
export type Credentials = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;
export type Authenticated = Awaited<ReturnType<Sdk['authenticateRequest']>>;
export type Claims = Authenticated['claimsIdentity'];

/** Who the bot is in the Bot Framework; all empty = nobody, and tokens are neither wanted nor sent. */
export interface BotRegistration {
  readonly appId?: string | undefined;
  readonly appPassword?: Secret | undefined;
  /** `MultiTenant` (the default), `SingleTenant` or `UserAssignedMSI`. */
  readonly appType?: string | undefined;
  readonly tenantId?: string | undefined;
}

/** Whose tokens to believe instead of the public Bot Framework's. */
export interface ChannelIssuer {
  readonly issuer: string;
  readonly openIdMetadataUrl: string;
}

export interface BotAuthenticationOptions {
  readonly registration: BotRegistration;
  readonly clock: Clock;
  readonly issuer?: ChannelIssuer | undefined;
  readonly credentials?: Credentials | undefined;
}

const fiveMinutes = 5 * 60 * 1_000;
const maxConnectors = 500;
const maxTokens = 2_000;

/**
 * The SDK's authentication, which builds two service clients and verifies a signature (together 570 µs) every turn, with both remembered:
 * clients by service URL and audience, a verified token for this service URL and channel for five minutes, never past its `exp`.
 */
export class BotAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #clock: Clock;
  readonly #isOpen: boolean;
  readonly #connectors = boundedCache<Promise<Connector>>(maxConnectors);
  readonly #tokenClients = boundedCache<Promise<TokenClient>>(maxConnectors);
  readonly #verified = boundedCache<{ readonly result: Authenticated; readonly until: number }>(maxTokens);

  constructor({ registration, clock, issuer, credentials }: BotAuthenticationOptions) {
    super(settings(registration, issuer), credentials);
    this.#clock = clock;
    this.#isOpen = !registration.appId;
  }

  /** Rejects where the token is not a good one for this bot, this channel and this service URL, or where its issuer's keys cannot be had. */
  override async authenticateRequest(activity: Activity, header: string): Promise<Authenticated> {
    const key = digest([header, activity.serviceUrl, activity.channelId]);
    const now = this.#clock.now().getTime();
    const known = this.#verified.get(key);
    if (known && now < known.until) return known.result;

    const verified = await super.authenticateRequest(activity, header);
    const result = { ...verified, connectorFactory: this.createConnectorFactory(verified.claimsIdentity) };
    const expiry = Number(verified.claimsIdentity.getClaimValue('exp')) * 1_000;
    if (!this.#isOpen) this.#verified.set(key, { result, until: Math.min(now + fiveMinutes, expiry) });
    return result;
  }

  override createConnectorFactory(claims: Claims): Connectors {
    const inner = super.createConnectorFactory(claims);
    const bot = botIdOf(claims);
    return {
      create: (serviceUrl, audience) =>
        remembered(this.#connectors, digest([bot, serviceUrl, audience ?? '']), () =>
          inner.create(serviceUrl, audience),
        ),
    };
  }

  override createUserTokenClient(claims: Claims): Promise<TokenClient> {
    return remembered(this.#tokenClients, botIdOf(claims), () => super.createUserTokenClient(claims));
  }
}

const botIdOf = (claims: Claims): string => claims.getClaimValue('aud') ?? claims.getClaimValue('appid') ?? '';

function settings({ appId, appPassword, appType, tenantId }: BotRegistration, issuer?: ChannelIssuer): Settings {
  return {
    ...(appId ? { MicrosoftAppId: appId } : {}),
    ...(appPassword ? { MicrosoftAppPassword: appPassword.reveal() } : {}),
    ...(appType ? { MicrosoftAppType: appType } : {}),
    ...(tenantId ? { MicrosoftAppTenantId: tenantId } : {}),
    ...(issuer ? privateCloud(issuer) : {}),
  };
}

/** One of these settings switches all of the SDK's defaults off, so that all are given. */
function privateCloud({ issuer, openIdMetadataUrl }: ChannelIssuer): Settings {
  return {
    ToBotFromChannelTokenIssuer: issuer,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    OAuthUrl: 'https://api.botframework.com',
    CallerId: 'urn:botframework:azure',
    ValidateAuthority: true,
  };
}

function remembered<Value>(
  cache: {
    get(key: string): Promise<Value> | undefined;
    set(key: string, value: Promise<Value>): void;
    delete(key: string): void;
  },
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  made.catch(() => cache.delete(key));
  return made;
}

/** A digest, so that no token is a key in memory longer than its request. */
const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64');
