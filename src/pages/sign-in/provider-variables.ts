import { z } from 'zod';
import { isLoopback } from '../../kernel/loopback.ts';
import { Secret } from '../../kernel/secret.ts';

/** Claims that people may change, or that go to somebody else once they leave: none of them says who somebody is. */
const changing = ['email', 'name', 'nickname', 'preferred_name', 'preferred_username', 'unique_name', 'upn'];

/** What the environment says of the identity provider of the chat page. */
export const ProviderVariables = z.object({
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'is not an https address' })
    .transform((text) => new URL(text))
    .refine((url) => url.protocol === 'https:' || isLoopback(url.hostname), 'is not an https address')
    .refine((url) => !url.search && !url.hash && !url.username, 'has no query, fragment or user')
    .optional(),
  OIDC_CLIENT_ID: z.string().trim().min(1).max(500).optional(),
  OIDC_CLIENT_SECRET: z.string().max(1_024).optional(),
  OIDC_SUBJECT_CLAIM: z
    .string()
    .regex(/^[\w:./-]{1,200}$/u, 'is not the name of a claim')
    .refine((claim) => !changing.includes(claim.toLowerCase()), 'names a claim that can become another person’s')
    .default('oid'),
  OIDC_SCOPES: z
    .string()
    .regex(/^[\w:./ -]{1,500}$/u, 'is not a list of scopes')
    .refine((scopes) => scopes.split(' ').includes('openid'), 'lacks openid')
    .default('openid profile'),
});
export type ProviderVariables = z.infer<typeof ProviderVariables>;

/** The identity provider, and whom of its people we believe it. */
export interface ProviderConfig {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** `oid`: Entra's object id, with `tid` the tenant. Else this claim is the directory id. */
  readonly subjectClaim: string;
  /** Separated by spaces. */
  readonly scopes: string;
  /** Lower case. A token that names another tenant is about nobody. */
  readonly allowedTenants: readonly string[];
}

/** Undefined where there is no issuer. */
export function providerFrom(env: ProviderVariables, allowedTenants: readonly string[]): ProviderConfig | undefined {
  if (!env.OIDC_ISSUER) return undefined;
  return {
    issuer: env.OIDC_ISSUER,
    clientId: env.OIDC_CLIENT_ID ?? '',
    clientSecret: new Secret(env.OIDC_CLIENT_SECRET ?? ''),
    subjectClaim: env.OIDC_SUBJECT_CLAIM,
    scopes: env.OIDC_SCOPES,
    allowedTenants: allowedTenants.map((tenant) => tenant.toLowerCase()),
  };
}

interface Around {
  readonly inTheOpen: boolean;
  readonly publicUrl?: URL;
  readonly allowedTenants: readonly string[];
}

/** What is missing or refused, a sentence a variable. */
export function providerProblems(env: ProviderVariables, { inTheOpen, publicUrl, allowedTenants }: Around): string[] {
  const { OIDC_ISSUER: issuer } = env;
  if (!issuer) {
    return env.OIDC_CLIENT_ID || env.OIDC_CLIENT_SECRET ? ['OIDC_ISSUER: is required with OIDC_CLIENT_ID'] : [];
  }
  const problems: string[] = [];
  if (!env.OIDC_CLIENT_ID) problems.push('OIDC_CLIENT_ID: is required with OIDC_ISSUER');
  if (!env.OIDC_CLIENT_SECRET) problems.push('OIDC_CLIENT_SECRET: is required with OIDC_ISSUER');
  if (env.OIDC_SUBJECT_CLAIM === 'oid' && allowedTenants.length === 0) {
    problems.push(
      'ALLOWED_TENANTS: is required with OIDC_ISSUER, unless OIDC_SUBJECT_CLAIM names another claim than oid',
    );
  }
  if (inTheOpen && !publicUrl) problems.push('PUBLIC_URL: is required with OIDC_ISSUER in the open');
  if (publicUrl?.protocol === 'http:' && !isLoopback(publicUrl.hostname)) {
    problems.push('PUBLIC_URL: people who sign in need an https address');
  }
  if (inTheOpen && isLoopback(issuer.hostname)) {
    problems.push('OIDC_ISSUER: a provider on this machine is for development, not for the open');
  }
  return problems;
}
