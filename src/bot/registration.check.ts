import { z } from 'zod';
import { clockProblem } from '../kernel/clock-finding.ts';
import { refusal } from '../kernel/entra-refusals.ts';
import { type Check, type Finding, good, problem, warning } from '../kernel/finding.ts';
import type { BotRegistration } from './bot-authentication.ts';
import { cloudOf } from './clouds.ts';

const longestMs = 10_000;
const Metadata = z.object({ issuer: z.string(), jwks_uri: z.url() });
const Refused = z.object({ error: z.string(), error_codes: z.array(z.number()).default([]) });

/** A registration that has an app id. */
type Registered = BotRegistration & { readonly appId: string; readonly appPassword: { reveal(): string } };

const names = { application: 'MicrosoftAppId', tenant: 'MicrosoftAppTenantId', proof: 'MicrosoftAppPassword' };

/** Can channels' tokens be checked, and does the bot get tokens of its own? A managed identity gets them on Azure alone and is not asked. */
export const registrationCheck = (registration: Registered, loginUrl?: string): Check => ({
  about: 'MicrosoftAppId',
  run: async () => (await Promise.all([metadataFinding(registration), tokenFinding(registration, loginUrl)])).flat(),
});

async function metadataFinding({ channelService, openIdMetadataUrl }: Registered): Promise<readonly Finding[]> {
  const url = openIdMetadataUrl ?? cloudOf(channelService).openIdMetadataUrl;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(longestMs) });
    Metadata.parse(await response.json());
    const date = response.headers.get('date');
    return [clockProblem('the channel service', date) ?? good('channel tokens', 'their keys can be had')];
  } catch {
    return [
      problem(
        'channel tokens',
        `the keys of the channel service cannot be had from ${new URL(url).host}`,
        'Let this machine reach it: without them nobody in Teams is answered.',
      ),
    ];
  }
}

async function tokenFinding(registration: Registered, given?: string): Promise<readonly Finding[]> {
  const { appId, appPassword, appType, tenantId, channelService } = registration;
  if (appType === 'UserAssignedMSI') return [];
  const cloud = cloudOf(channelService);
  const login =
    given ??
    (appType === 'SingleTenant' && tenantId ? ownLogin(cloud.loginUrl(tenantId), tenantId) : cloud.loginUrl(tenantId));
  try {
    const response = await fetch(`${login}/oauth2/v2.0/token`, {
      method: 'POST',
      signal: AbortSignal.timeout(longestMs),
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: appPassword.reveal(),
        scope: `${cloud.scope}/.default`,
      }),
    });
    if (response.ok) return [good('MicrosoftAppPassword', 'the bot gets its own tokens')];
    return [refusal(Refused.safeParse(await response.json()).data?.error_codes ?? [], names)];
  } catch {
    return [
      warning(
        'MicrosoftAppPassword',
        `${new URL(login).host} does not answer, so that it could not be tried`,
        'Let this machine reach it: without tokens the bot says nothing in Teams.',
      ),
    ];
  }
}

/** The tenant's own place of the same cloud. */
const ownLogin = (login: string, tenantId: string): string => new URL(`/${tenantId}`, login).href;
