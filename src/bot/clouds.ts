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
}

/** The names of the clouds that are not the public one, as the SDK's setting has them. */
export const channelServices = ['https://botframework.azure.us', 'https://botframework.azure.cn'] as const;
export type ChannelService = (typeof channelServices)[number];

const publicCloud: Cloud = {
  issuer: 'https://api.botframework.com',
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  scope: 'https://api.botframework.com',
  oAuthUrl: 'https://api.botframework.com',
  loginUrl: () => 'https://login.microsoftonline.com/botframework.com',
};

/** Of botframework-connector's GovernmentConstants, and of Microsoft's "Configure a bot in Microsoft Azure operated by 21Vianet". */
const nationalClouds: Readonly<Record<ChannelService, Cloud>> = {
  'https://botframework.azure.us': {
    issuer: 'https://api.botframework.us',
    openIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    scope: 'https://api.botframework.us',
    oAuthUrl: 'https://api.botframework.azure.us',
    loginUrl: () => 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
  },
  'https://botframework.azure.cn': {
    issuer: 'https://api.botframework.azure.cn',
    openIdMetadataUrl: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
    scope: 'https://api.botframework.azure.cn',
    oAuthUrl: 'https://token.botframework.azure.cn/',
    // The SDK puts the tenant into the other two itself.
    loginUrl: (tenantId = 'microsoftservices.partner.onmschina.cn') =>
      `https://login.partner.microsoftonline.cn/${tenantId}`,
  },
};

export const cloudOf = (channelService?: ChannelService): Cloud =>
  channelService ? nationalClouds[channelService] : publicCloud;
