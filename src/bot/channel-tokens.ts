import { createHash } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { HttpError } from '../kernel/http.ts';
import type { Log } from '../kernel/log.ts';
import { seldom } from '../kernel/seldom.ts';
import type { IncomingActivity } from './activity.ts';
import { boundedCache } from './bounded-cache.ts';
import { tenantsNamedBy } from './identity.rules.ts';
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

/** A key that comes with its token proves nothing, and what is critical and not understood must be refused (RFC 7515, 4.1.11). */
const Header = z.object({
  alg: z.literal('RS256'),
  kid: z.string().min(1),
  jwk: z.never().optional(),
  jku: z.never().optional(),
  x5u: z.never().optional(),
  crit: z.never().optional(),
});
type Header = z.infer<typeof Header>;
const Unproved = z.object({ iss: z.string() });
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
type Flaw =
  | 'missing'
  | 'malformed'
  | 'header'
  | 'issuer'
  | 'unknown-key'
  | 'signature'
  | 'time'
  | 'claims'
  | 'audience'
  | 'service-url'
  | 'tenant'
  | 'endorsement';

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
  const header = headerOf(token, issuer.issuer);
  if (typeof header === 'string') return header;
  const key = await keys.find(header.kid);
  if (!key) return 'unknown-key';
  const now = clock.now().getTime();
  const claims = claimsOf(token, key, now);
  if (typeof claims === 'string') return claims;
  if (claims.iss !== issuer.issuer) return 'issuer';
  if (claims.aud !== appId) return 'audience';
  return { claims, keyId: header.kid, key, until: Math.min(now + fiveMinutesMs, claims.exp * 1_000) };
}

/** Read before anything is proved, to know which key to ask for; another issuer's key is not asked for. */
function headerOf(token: string, issuer: string): Header | Flaw {
  const decoded = decode(token);
  if (!decoded) return 'malformed';
  const payload = Unproved.safeParse(decoded.payload).data;
  if (payload?.iss !== issuer) return 'issuer';
  return Header.safeParse(decoded.header).data ?? 'header';
}

function decode(token: string): jwt.Jwt | null {
  try {
    return jwt.decode(token, { complete: true });
  } catch {
    // A payload that is not JSON; the message quotes it.
    return null;
  }
}

function claimsOf(token: string, { key }: SigningKey, now: number): Claims | Flaw {
  try {
    const payload = jwt.verify(token, key, {
      algorithms: ['RS256'],
      clockTolerance: clockSkewSeconds,
      clockTimestamp: Math.floor(now / 1_000),
    });
    return Claims.safeParse(payload).data ?? 'claims';
  } catch (error) {
    return error instanceof jwt.TokenExpiredError || error instanceof jwt.NotBeforeError ? 'time' : 'signature';
  }
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
