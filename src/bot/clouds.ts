/** Where a tenant says who its people are. */
export interface TenantIssuer {
  /** The `iss` of its tokens: of version 2.0, and of version 1.0, which an app registration of Microsoft's gets unless it asks for the other. */
  readonly issuers: readonly string[];
  readonly openIdMetadataUrl: string;
}

/** Where one of Microsoft's clouds keeps its bot service. */
export interface Cloud {
  /** The `iss` of its channel tokens. */
  readonly issuer: string;
  readonly openIdMetadataUrl: string;
  /** The audience of what the bot sends. */
  readonly scope: string;
  readonly oAuthUrl: string;
  /** Where the bot gets its own tokens; the tenant of a bot that has one. */
  readonly loginUrl: (tenantId?: string) => string;
  readonly tenant: (tenantId: string) => TenantIssuer;
}

/** Of Microsoft's "National clouds" and "Access tokens"; both versions are signed with the same keys. */
const tenantsOf =
  (login: string, sts: string): Cloud['tenant'] =>
  (tenantId) => ({
    issuers: [`${login}/${tenantId}/v2.0`, `${sts}/${tenantId}/`],
    openIdMetadataUrl: `${login}/${tenantId}/v2.0/.well-known/openid-configuration`,
  });

/** The names of the clouds that are not the public one, as the SDK's setting has them. */
export const channelServices = ['https://botframework.azure.us', 'https://botframework.azure.cn'] as const;
export type ChannelService = (typeof channelServices)[number];

const publicCloud: Cloud = {
  issuer: 'https://api.botframework.com',
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  scope: 'https://api.botframework.com',
  oAuthUrl: 'https://api.botframework.com',
  loginUrl: () => 'https://login.microsoftonline.com/botframework.com',
  tenant: tenantsOf('https://login.microsoftonline.com', 'https://sts.windows.net'),
};

/** Of botframework-connector's GovernmentConstants, and of Microsoft's "Configure a bot in Microsoft Azure operated by 21Vianet". */
const nationalClouds: Readonly<Record<ChannelService, Cloud>> = {
  'https://botframework.azure.us': {
    issuer: 'https://api.botframework.us',
    openIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    scope: 'https://api.botframework.us',
    oAuthUrl: 'https://api.botframework.azure.us',
    loginUrl: () => 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
    tenant: tenantsOf('https://login.microsoftonline.us', 'https://sts.windows.net'),
  },
  'https://botframework.azure.cn': {
    issuer: 'https://api.botframework.azure.cn',
    openIdMetadataUrl: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
    scope: 'https://api.botframework.azure.cn',
    oAuthUrl: 'https://token.botframework.azure.cn/',
    // The SDK puts the tenant into the other two itself.
    loginUrl: (tenantId = 'microsoftservices.partner.onmschina.cn') =>
      `https://login.partner.microsoftonline.cn/${tenantId}`,
    tenant: tenantsOf('https://login.partner.microsoftonline.cn', 'https://sts.chinacloudapi.cn'),
  },
};

export const cloudOf = (channelService?: ChannelService): Cloud =>
  channelService ? nationalClouds[channelService] : publicCloud;

interface TokenRegion {
  /** The cloud that it is a part of; undefined = the public one. */
  readonly channelService: ChannelService | undefined;
  readonly oAuthUrl: string;
}

const inPublicCloud = (region: string): TokenRegion => ({
  channelService: undefined,
  oAuthUrl: `https://${region}.api.botframework.com`,
});

/**
 * Bots whose data stays in a region sign people in there and nowhere else: of Microsoft's "Add authentication to a bot", and for the US government's
 * of "Configure bots for US Government customers" and its Teams SDK. Whoever could name another address would get the bot's tokens, so there is no variable for one.
 */
const tokenRegions = {
  europe: inPublicCloud('europe'),
  unitedstates: inPublicCloud('unitedstates'),
  india: inPublicCloud('india'),
  'gcc-high': { channelService: 'https://botframework.azure.us', oAuthUrl: 'https://tokengcch.botframework.azure.us' },
  dod: { channelService: 'https://botframework.azure.us', oAuthUrl: 'https://apidod.botframework.azure.us' },
} as const satisfies Record<string, TokenRegion>;

export type TokenRegionName = keyof typeof tokenRegions;
export const tokenRegionNames = [
  'europe',
  'unitedstates',
  'india',
  'gcc-high',
  'dod',
] as const satisfies TokenRegionName[];

export const isRegionOf = (region: TokenRegionName, channelService?: ChannelService): boolean =>
  tokenRegions[region].channelService === channelService;

/** Where the token service of a bot is. */
export const oAuthUrlOf = (channelService?: ChannelService, region?: TokenRegionName): string =>
  region ? tokenRegions[region].oAuthUrl : cloudOf(channelService).oAuthUrl;
