import { z } from 'zod';
import { isLoopback } from '../../kernel/loopback.ts';
import { Secret } from '../../kernel/secret.ts';
import type { RoleClaim } from '../desk/roles.rules.ts';

/** Claims that people may change, or that go to somebody else once they leave: none of them says who somebody is. */
const changing = ['email', 'name', 'nickname', 'preferred_name', 'preferred_username', 'unique_name', 'upn'];

/** Values of the roles' claim, such as the name of an app role or the id of a group. */
const roleValues = z
  .string()
  .max(4_096)
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );

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
  DESK_ROLES_CLAIM: z
    .string()
    .regex(/^[\w:./-]{1,200}$/u, 'is not the name of a claim')
    .default('roles'),
  DESK_AGENTS: roleValues,
  DESK_LEADS: roleValues,
  DESK_AUDITORS: roleValues,
});
export type ProviderVariables = z.infer<typeof ProviderVariables>;

/** What decides who works at the desk; undefined where nobody could lead it. */
export function deskRolesFrom(env: ProviderVariables): RoleClaim | undefined {
  const { DESK_ROLES_CLAIM: claim, DESK_AGENTS: agent, DESK_LEADS: lead, DESK_AUDITORS: auditor } = env;
  return env.OIDC_ISSUER && lead.length > 0 ? { claim, values: { agent, lead, auditor } } : undefined;
}

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
    const isMeant = env.OIDC_CLIENT_ID || env.OIDC_CLIENT_SECRET;
    const hasRoles = [env.DESK_AGENTS, env.DESK_LEADS, env.DESK_AUDITORS].some((values) => values.length > 0);
    return [
      ...(isMeant ? ['OIDC_ISSUER: is required with OIDC_CLIENT_ID'] : []),
      ...(hasRoles ? ['OIDC_ISSUER: is required with DESK_AGENTS, DESK_LEADS and DESK_AUDITORS'] : []),
    ];
  }
  const problems: string[] = [];
  if (env.DESK_LEADS.length === 0 && env.DESK_AGENTS.length + env.DESK_AUDITORS.length > 0) {
    problems.push('DESK_LEADS: is required with DESK_AGENTS and DESK_AUDITORS; some things want a lead');
  }
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
