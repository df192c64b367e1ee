import { z } from 'zod';
import { cut } from '../../kernel/cut.ts';
import { plainLine } from '../../kernel/plain-text.ts';
import type { SignedInPerson } from '../../kernel/signed-in.ts';
import type { ProviderConfig } from './provider-variables.ts';

/** Why an ID token that is genuine signs nobody in. */
export type ClaimsProblem = 'no-subject' | 'other-tenant' | 'no-auth-time' | 'old-auth-time';

export type PersonIn =
  | { readonly ok: true; readonly person: SignedInPerson }
  | { readonly ok: false; readonly reason: ClaimsProblem };

/** Ids become columns of rows: no control characters, and short. */
const DirectoryId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);

const Claims = z.object({
  tid: z.string().toLowerCase().optional(),
  name: z.string().optional().catch(undefined),
  /** Seconds since 1970 (OpenID Connect Core 1.0, section 2). */
  auth_time: z.number().int().positive().max(1e11).optional().catch(undefined),
});

const longestName = 100;
/** Clocks of two machines differ by less. */
const clockSkewMs = 60_000;

export interface Believing {
  readonly config: Pick<ProviderConfig, 'issuer' | 'subjectClaim' | 'allowedTenants'>;
  /** They sign in to confirm a change: within so many seconds before `now`. */
  readonly confirmation?: { readonly now: Date; readonly seconds: number };
}

/** Whom the claims of a verified ID token are about. A tenant that they name has to be allowed; an e-mail address or a name is never looked at to tell who it is. */
export function personIn(claims: Readonly<Record<string, unknown>>, { config, confirmation }: Believing): PersonIn {
  const { subjectClaim, allowedTenants, issuer } = config;
  const parsed = Claims.safeParse(claims);
  if (!parsed.success) return { ok: false, reason: 'other-tenant' };
  const { tid, name = '', auth_time } = parsed.data;
  const isEntra = subjectClaim === 'oid';
  const subject = (isEntra ? z.guid().toLowerCase() : DirectoryId).safeParse(ownClaim(claims, subjectClaim));
  if (!subject.success) return { ok: false, reason: 'no-subject' };
  if (tid === undefined ? isEntra : !allowedTenants.includes(tid)) return { ok: false, reason: 'other-tenant' };

  const signedInAt = auth_time === undefined ? undefined : new Date(auth_time * 1000);
  if (confirmation) {
    if (!signedInAt) return { ok: false, reason: 'no-auth-time' };
    const ageMs = confirmation.now.getTime() - signedInAt.getTime();
    if (ageMs < -clockSkewMs || ageMs > confirmation.seconds * 1000) return { ok: false, reason: 'old-auth-time' };
  }
  const person = {
    directoryId: subject.data,
    tenantId: tid ?? issuer.href,
    name: cut(plainLine(name).trim(), longestName),
    ...(signedInAt ? { signedInAt } : {}),
  };
  return { ok: true, person };
}

const ownClaim = (claims: object, name: string): unknown => Object.getOwnPropertyDescriptor(claims, name)?.value;
