import { z } from 'zod';
import { type Check, type Finding, good, problem, warning } from '../kernel/finding.ts';
import type { BotRegistration } from './bot-authentication.ts';
import { cloudOf } from './clouds.ts';

const longestMs = 10_000;
const Metadata = z.object({ issuer: z.string(), jwks_uri: z.url() });
const Refused = z.object({ error: z.string(), error_codes: z.array(z.number()).default([]) });

type Registered = BotRegistration & { readonly appId: string; readonly appPassword: { reveal(): string } };

/** Entra's own numbers for what is wrong (AADSTS…), as Microsoft documents them. */
const reasons: Readonly<Record<number, readonly [about: string, finding: string, fix: string]>> = {
  7000215: [
    'MicrosoftAppPassword',
    'is not one of this application',
    'Make a client secret and give its value, not its id.',
  ],
  7000222: ['MicrosoftAppPassword', 'has expired', 'Make a new client secret.'],
  700016: [
    'MicrosoftAppId',
    'is not an application of this tenant',
    'Look at MicrosoftAppId and MicrosoftAppTenantId.',
  ],
  90002: ['MicrosoftAppTenantId', 'is no tenant', 'Copy the directory id from Entra.'],
  7000112: ['MicrosoftAppId', 'is a disabled application', 'Enable it in Entra.'],
};

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
    return clockFindings(response.headers.get('date'));
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

/** HTTP dates are whole seconds. */
function clockFindings(date: string | null): readonly Finding[] {
  const apart = date ? Math.abs(Date.now() - Date.parse(date)) / 1_000 : 0;
  return apart > 60
    ? [
        problem(
          'clock',
          `this machine and the channel service are ${Math.round(apart)} s apart`,
          'Have the clock set by NTP: tokens are refused.',
        ),
      ]
    : [good('channel tokens', 'their keys can be had')];
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
    return [refusedFor(Refused.safeParse(await response.json()).data?.error_codes ?? [])];
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

function refusedFor(codes: readonly number[]): Finding {
  const known = codes.flatMap((code) => (reasons[code] ? [reasons[code]] : []))[0];
  if (known) return problem(...known);
  return problem(
    'MicrosoftAppPassword',
    `the bot gets no tokens (AADSTS${codes[0] ?? ' without a number'})`,
    'Look that number up in Microsoft’s list of Entra error codes.',
  );
}
