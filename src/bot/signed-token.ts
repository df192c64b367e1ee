import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { SigningKey } from './signing-keys.ts';

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

/** What can be wrong with a token, whoever it is for; for the log alone. */
export type TokenFlaw = 'malformed' | 'header' | 'issuer' | 'signature' | 'time';

/** Read before anything is proved, to know which key to ask for; one of no other issuer than these. */
export function headerOf(token: string, issuers: readonly string[]): Header | TokenFlaw {
  const decoded = decode(token);
  if (!decoded) return 'malformed';
  const payload = Unproved.safeParse(decoded.payload).data;
  if (!payload || !issuers.includes(payload.iss)) return 'issuer';
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

/** The payload of a token that `key` signed with RS256 and that is valid at `now`, give or take `skewSeconds`. Its claims are still to be read. */
export function provedPayload(
  token: string,
  { key }: SigningKey,
  { now, skewSeconds }: { readonly now: Date; readonly skewSeconds: number },
): { readonly payload: unknown } | TokenFlaw {
  try {
    const payload = jwt.verify(token, key, {
      algorithms: ['RS256'],
      clockTolerance: skewSeconds,
      clockTimestamp: Math.floor(now.getTime() / 1_000),
    });
    return { payload };
  } catch (error) {
    return error instanceof jwt.TokenExpiredError || error instanceof jwt.NotBeforeError ? 'time' : 'signature';
  }
}
