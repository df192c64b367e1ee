import { z } from 'zod';
import type { VouchedFor } from '../conversation/turn.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Secret } from '../kernel/secret.ts';
import type { TenantIssuer } from './clouds.ts';
import { headerOf, provedPayload, type TokenFlaw } from './signed-token.ts';
import { type SigningKey, type SigningKeys, signingKeys } from './signing-keys.ts';

/** Tokens for the bot's own scope, by which people prove to their tenant's Entra ID who they are. */
export interface SignInTokens {
  /** When the token was issued, if it proves that its owner is `person`; else why not. Never rejects. */
  check(token: Secret, person: VouchedFor): Promise<Date | SignInFlaw>;
  /** Asks for the tenants' keys ahead of the first sign-in. Never rejects; that they cannot be had is logged. */
  warmUp(): Promise<void>;
}

/** Why a sign-in is refused; for the log alone. `keys`: the tenant's keys could not be had. */
export type SignInFlaw = TokenFlaw | 'unknown-key' | 'keys' | 'claims' | 'audience' | 'tenant' | 'person';

export interface SignInTokensOptions {
  readonly appId: string;
  /** A token of another tenant is refused, whoever signed it. */
  readonly allowedTenants: readonly string[];
  readonly issuerOf: (tenantId: string) => TenantIssuer;
  readonly clock: Clock;
  readonly log: Log;
}

/** Machines whose clocks are kept differ by less. The channels' five minutes would lengthen every token's life. */
const clockSkewSeconds = 60;

const Claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  iat: z.number(),
  tid: z.string(),
  oid: z.string(),
});
type Claims = z.infer<typeof Claims>;

interface Tenant extends TenantIssuer {
  readonly keys: SigningKeys;
}

export function signInTokens(options: SignInTokensOptions): SignInTokens {
  const { allowedTenants, issuerOf, clock, log } = options;
  const tenants = new Map<string, Tenant>(
    allowedTenants.map((id) => {
      const issuer = issuerOf(id.toLowerCase());
      const { openIdMetadataUrl } = issuer;
      return [
        id.toLowerCase(),
        { ...issuer, keys: signingKeys({ openIdMetadataUrl, keysOf: 'a tenant' }, clock, log) },
      ];
    }),
  );

  return {
    async check(token, person) {
      const tenant = tenants.get(person.tenantId.toLowerCase());
      if (!tenant) return 'tenant';
      const claims = await provedClaims(token.reveal(), tenant, clock);
      if (typeof claims === 'string') return claims;
      return flawOf(claims, tenant, { ...options, person }) ?? new Date(claims.iat * 1_000);
    },
    warmUp: async () => {
      await Promise.all([...tenants.values()].map(({ keys }) => keys.warmUp()));
    },
  };
}

async function provedClaims(token: string, { issuers, keys }: Tenant, clock: Clock): Promise<Claims | SignInFlaw> {
  const header = headerOf(token, issuers);
  if (typeof header === 'string') return header;
  const key = await keyOf(keys, header.kid);
  if (typeof key === 'string') return key;
  const now = clock.now();
  const proved = provedPayload(token, key, { now, skewSeconds: clockSkewSeconds });
  if (typeof proved === 'string') return proved;
  const claims = Claims.safeParse(proved.payload).data;
  if (!claims) return 'claims';
  return claims.iat * 1_000 > now.getTime() + clockSkewSeconds * 1_000 ? 'time' : claims;
}

async function keyOf(keys: SigningKeys, keyId: string): Promise<SigningKey | SignInFlaw> {
  try {
    return (await keys.find(keyId)) ?? 'unknown-key';
  } catch {
    // Why they cannot be had is logged where they are asked for.
    return 'keys';
  }
}

/** `aud` is the app id in tokens of version 2.0 and the Application ID URI in those of 1.0 (Microsoft, "Access token claims reference"). */
function flawOf(
  { iss, aud, tid, oid }: Claims,
  { issuers }: Tenant,
  { appId, person }: { readonly appId: string; readonly person: VouchedFor },
): SignInFlaw | undefined {
  if (!issuers.includes(iss)) return 'issuer';
  if (![appId, `api://botid-${appId}`].some((ours) => same(ours, aud))) return 'audience';
  if (!same(tid, person.tenantId)) return 'tenant';
  return same(oid, person.directoryId) ? undefined : 'person';
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
