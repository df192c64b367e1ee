import { createHash } from 'node:crypto';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Secret } from '../kernel/secret.ts';
import { boundedCache } from './bounded-cache.ts';
import { type ChannelService, cloudOf, oAuthUrlOf, type TokenRegionName } from './clouds.ts';

// botbuilder does not export the names of these; they are botframework-connector's, which only comes with it.
type Sdk = ConfigurationBotFrameworkAuthentication;
type Settings = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[0]>;
type Connectors = ReturnType<Sdk['createConnectorFactory']>;
type Connector = Awaited<ReturnType<Connectors['create']>>;
export type TokenClient = Awaited<ReturnType<Sdk['createUserTokenClient']>>;
/** Signs what we send; tests give their own, for MSAL refuses `http:`. */
export type Credentials = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;
export type Authenticated = Awaited<ReturnType<Sdk['authenticateRequest']>>;
type Claims = Authenticated['claimsIdentity'];

/** Who the bot is in the Bot Framework; all empty = nobody, and tokens are neither wanted nor sent. */
export interface BotRegistration {
  readonly appId?: string | undefined;
  readonly appPassword?: Secret | undefined;
  /** `MultiTenant` (the default), `SingleTenant` or `UserAssignedMSI`. */
  readonly appType?: string | undefined;
  readonly tenantId?: string | undefined;
  /** Missing = the public cloud. */
  readonly channelService?: ChannelService | undefined;
  /** Missing = the cloud's token service for everybody. */
  readonly oAuthRegion?: TokenRegionName | undefined;
  /** In the place of the cloud's own; checked by whoever reads it. */
  readonly openIdMetadataUrl?: string | undefined;
}

const maxConnectors = 500;

/** The SDK's authentication of what the bot sends. It builds two service clients (190 µs) every turn; here they are remembered by service URL and audience. */
export class BotAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = boundedCache<Promise<Connector>>(maxConnectors);
  readonly #tokenClients = boundedCache<Promise<TokenClient>>(maxConnectors);

  /** `oAuthUrl` is where the token service is, if not where the cloud has it. */
  constructor(registration: BotRegistration, credentials?: Credentials, oAuthUrl?: string) {
    super({ ...settings(registration), ...(oAuthUrl ? { OAuthUrl: oAuthUrl } : {}) }, credentials);
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

function settings({
  appId,
  appPassword,
  appType = 'MultiTenant',
  tenantId,
  channelService,
  oAuthRegion,
}: BotRegistration): Settings {
  const cloud = cloudOf(channelService);
  return {
    ...(appId ? { MicrosoftAppId: appId } : {}),
    ...(appPassword ? { MicrosoftAppPassword: appPassword.reveal() } : {}),
    MicrosoftAppType: appType,
    ...(tenantId ? { MicrosoftAppTenantId: tenantId } : {}),
    // One of these settings switches all of the SDK's defaults off. What it would check tokens with is not among them: channel-tokens.ts does that.
    ToChannelFromBotLoginUrl: cloud.loginUrl(appType === 'MultiTenant' ? undefined : tenantId),
    ToChannelFromBotOAuthScope: cloud.scope,
    OAuthUrl: oAuthUrlOf(channelService, oAuthRegion),
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

const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64');
