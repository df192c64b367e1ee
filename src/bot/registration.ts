import { z } from 'zod';
import { isLoopback } from '../kernel/loopback.ts';
import { Secret } from '../kernel/secret.ts';
import type { BotRegistration } from './bot-authentication.ts';
import { channelServices, cloudOf, isRegionOf, tokenRegionNames } from './clouds.ts';

/** What the environment says of the bot's registration; names are the SDK's. */
export const BotVariables = z.object({
  MicrosoftAppId: z.guid('is not an application id').optional(),
  MicrosoftAppPassword: z.string().max(1_024).optional(),
  MicrosoftAppType: z
    .enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI'], 'is MultiTenant, SingleTenant or UserAssignedMSI')
    .default('SingleTenant'),
  MicrosoftAppTenantId: z.guid('is not a tenant id').optional(),
  ChannelService: z
    .enum(channelServices, `is ${channelServices.join(', ')}, or missing for the public cloud`)
    .optional(),
  OAUTH_CONNECTION: z
    .string()
    .trim()
    .max(200)
    .regex(/^[^\p{Cc}]+$/u, 'is not the name of an OAuth connection')
    .optional(),
  OAUTH_REGION: z.enum(tokenRegionNames, `is ${tokenRegionNames.join(', ')}, or missing`).optional(),
  ToBotFromChannelOpenIdMetadataUrl: z.url({ protocol: /^https?$/, error: 'is not an https address' }).optional(),
});
export type BotVariables = z.infer<typeof BotVariables>;

type Registered = BotRegistration & {
  readonly appId: string;
  readonly appPassword: Secret;
  /** The Azure Bot's name for the connection with which people sign in. */
  readonly oAuthConnection: string | undefined;
};

/** Undefined where there is no app id. */
export function registrationFrom(env: BotVariables): Registered | undefined {
  if (!env.MicrosoftAppId) return undefined;
  return {
    appId: env.MicrosoftAppId,
    appPassword: new Secret(env.MicrosoftAppPassword ?? ''),
    appType: env.MicrosoftAppType,
    tenantId: env.MicrosoftAppTenantId,
    channelService: env.ChannelService,
    oAuthRegion: env.OAUTH_REGION,
    openIdMetadataUrl: env.ToBotFromChannelOpenIdMetadataUrl,
    oAuthConnection: env.OAUTH_CONNECTION,
  };
}

/** What is missing or refused, a sentence a variable. Whoever gives the keys decides who everybody is, so that they come from Microsoft, or from this machine while nobody else reaches it. */
export function registrationProblems(
  env: BotVariables,
  { inTheOpen, wantsSignIn }: { readonly inTheOpen: boolean; readonly wantsSignIn: boolean },
): string[] {
  const { ChannelService, ToBotFromChannelOpenIdMetadataUrl: url } = env;
  const problems: string[] = [];
  if (env.MicrosoftAppId && env.MicrosoftAppType !== 'UserAssignedMSI' && !env.MicrosoftAppPassword) {
    problems.push('MicrosoftAppPassword: is required with MicrosoftAppId');
  }
  if (env.MicrosoftAppId && env.MicrosoftAppType !== 'MultiTenant' && !env.MicrosoftAppTenantId) {
    problems.push('MicrosoftAppTenantId: is required with MicrosoftAppId, unless MicrosoftAppType is MultiTenant');
  }
  if (env.MicrosoftAppId && wantsSignIn && !env.OAUTH_CONNECTION) {
    problems.push(
      'OAUTH_CONNECTION: people in Teams are to sign in: name the OAuth connection of the Azure Bot, or set IDENTITY_POLICY to teams:code',
    );
  }
  if (env.OAUTH_REGION && !isRegionOf(env.OAUTH_REGION, ChannelService)) {
    problems.push('OAUTH_REGION: is not a region of the cloud that ChannelService names');
  }
  if (!url || url === cloudOf(ChannelService).openIdMetadataUrl) return problems;
  if (!isLoopback(new URL(url).hostname)) {
    problems.push(
      'ToBotFromChannelOpenIdMetadataUrl: is neither the one of the cloud that ChannelService names nor on this machine',
    );
  } else if (inTheOpen) {
    problems.push('ToBotFromChannelOpenIdMetadataUrl: an issuer on this machine is for development, not for the open');
  }
  return problems;
}
