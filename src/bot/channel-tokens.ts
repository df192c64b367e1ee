import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { HttpError } from '../kernel/http.ts';
import type { Log } from '../kernel/log.ts';
import { seldom } from '../kernel/seldom.ts';
import type { IncomingActivity } from './activity.ts';
import { boundedCache } from './bounded-cache.ts';
import { tenantsNamedBy } from './identity.rules.ts';
import { headerOf, provedPayload, type TokenFlaw } from './signed-token.ts';
import type { ChannelIssuer, SigningKey, SigningKeys } from './signing-keys.ts';

/** What a good token says about an activity. */
export interface ChannelToken {
  readonly serviceUrl: string;
}

export interface ChannelTokens {
  /** Throws HttpError: 401 for a token that does not hold for this bot and this activity, 403 for a key that may not speak for its channel, 503 where the issuer's keys cannot be had. */
  check(header: string | undefined, activity: IncomingActivity): Promise<ChannelToken>;
}

export interface ChannelTokensOptions {
  readonly appId: string;
  readonly issuer: ChannelIssuer;
  readonly keys: SigningKeys;
  readonly clock: Clock;
  readonly log: Log;
}

/** Microsoft's "Authentication with the Bot Connector API" allows this much. */
const clockSkewSeconds = 5 * 60;
const fiveMinutesMs = 5 * 60 * 1_000;
const maxRemembered = 2_000;

const Claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  serviceurl: z.string().min(1),
  tid: z.string().optional(),
});
type Claims = z.infer<typeof Claims>;

interface Verified {
  readonly claims: Claims;
  readonly keyId: string;
  readonly key: SigningKey;
  /** Until then it need not be verified again. */
  readonly until: number;
}

/** Why a token is refused; for the log alone. */
type Flaw = TokenFlaw | 'missing' | 'unknown-key' | 'claims' | 'audience' | 'service-url' | 'tenant' | 'endorsement';

/**
 * Tokens of the Bot Framework's channels, and no others: the SDK also takes the Emulator's, skills' and App Service's, which name no service URL,
 * and prints the issuer's key where a signature does not hold. What was verified is remembered for five minutes, never past its `exp` or its key.
 */
export function channelTokens(options: ChannelTokensOptions): ChannelTokens {
  const { keys, clock, log } = options;
  const remembered = boundedCache<Verified>(maxRemembered);
  const warn = seldom(log, clock);

  async function known(header: string): Promise<Verified | Flaw> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header)?.[1];
    if (!token) return header.trim() ? 'malformed' : 'missing';
    const memory = digest(token);
    const before = remembered.get(memory);
    if (before && clock.now().getTime() < before.until && keys.isCurrent(before.keyId, before.key)) return before;
    const found = await verified(token, options);
    if (typeof found !== 'string') remembered.set(memory, found);
    return found;
  }

  return {
    async check(header = '', activity) {
      const found = await known(header);
      const flaw = typeof found === 'string' ? found : mismatch(found, activity);
      if (typeof found !== 'string' && !flaw) return { serviceUrl: found.claims.serviceurl };
      warn(`token ${flaw}`, 'a channel token was refused', { flaw, channel: activity.channelId });
      throw flaw === 'endorsement'
        ? new HttpError(403, 'forbidden', 'The token is not endorsed for this channel.')
        : new HttpError(401, 'unauthorized', 'The token is missing or not valid for this bot.', {
            'www-authenticate': 'Bearer',
          });
    },
  };
}

async function verified(token: string, { appId, issuer, keys, clock }: ChannelTokensOptions): Promise<Verified | Flaw> {
  const header = headerOf(token, [issuer.issuer]);
  if (typeof header === 'string') return header;
  const key = await keys.find(header.kid);
  if (!key) return 'unknown-key';
  const now = clock.now();
  const proved = provedPayload(token, key, { now, skewSeconds: clockSkewSeconds });
  if (typeof proved === 'string') return proved;
  const claims = Claims.safeParse(proved.payload).data;
  if (!claims) return 'claims';
  if (claims.iss !== issuer.issuer) return 'issuer';
  if (claims.aud !== appId) return 'audience';
  return { claims, keyId: header.kid, key, until: Math.min(now.getTime() + fiveMinutesMs, claims.exp * 1_000) };
}

/** A good token of another activity is not good for this one; asked every time, also of a remembered one. */
function mismatch({ claims, key }: Verified, activity: IncomingActivity): Flaw | undefined {
  if (claims.serviceurl !== activity.serviceUrl) return 'service-url';
  const tenants = tenantsNamedBy(activity);
  if (claims.tid && tenants.length > 0 && !tenants.includes(claims.tid.toLowerCase())) return 'tenant';
  return maySpeakFor(activity.channelId, key.endorsements) ? undefined : 'endorsement';
}

/**
 * The keys of Web Chat and Direct Line have carried no endorsements since September 2023 (MicrosoftDocs/bot-docs#2300), so that the SDK lets such keys speak for every channel.
 * For Teams, whose word about a person is believed, one is required.
 */
const maySpeakFor = (channelId: string, endorsements: readonly string[]): boolean =>
  endorsements.length > 0 ? endorsements.includes(channelId) : channelId !== 'msteams';

/** So that no token is in memory longer than its request. */
const digest = (token: string): string => createHash('sha256').update(token).digest('base64');
