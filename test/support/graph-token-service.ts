import { randomBytes } from 'node:crypto';

/** The application that the stand-in knows. */
export const application = {
  tenantId: '7c0a1a4e-3d6b-4b0e-9c5a-0f6f0a1b2c01',
  clientId: '1f0b6d52-52f3-4b7e-8d15-77a4d5a0c502',
  clientSecret: 'the~application.has_a-secret',
};

const hourSeconds = 3_600;

/** What the application may do until a test says otherwise: everything that is ever asked. */
const everything = ['User.Read.All', 'GroupMember.Read.All', 'Mail.Send'];

interface Issued {
  readonly audience: string;
  readonly roles: readonly string[];
  readonly endsAt: number;
}

/** What the token endpoint answers. */
export interface TokenAnswer {
  readonly status: number;
  readonly json: object;
}

/** Microsoft Entra's token endpoint, as far as an application uses it for itself. */
export interface TokenService {
  /** `form` is the body of `POST /{tenant}/oauth2/v2.0/token`. */
  exchange(tenant: string, form: URLSearchParams): TokenAnswer;
  /** As a managed identity's endpoint answers. */
  forMachine(resource: string): TokenAnswer;
  /** Undefined = good for `audience`; else what is wrong with it, in Graph's words. */
  flaw(authorization: string | undefined, audience: string): string | undefined;
  /** The application permissions that are in tokens from now on; with none the claim is missing, as in Entra's. */
  permit(...roles: readonly string[]): void;
  /** Of a token without a flaw. */
  rolesOf(authorization: string | undefined): readonly string[];
  /** Every token that was issued is over. */
  expire(): void;
  /** What must never be seen elsewhere. */
  issued(): readonly string[];
}

export function tokenService(): TokenService {
  const tokens = new Map<string, Issued>();
  let roles: readonly string[] = everything;
  const issue = (audience: string) => {
    const endsAt = Date.now() + hourSeconds * 1_000;
    const token = jwt({ aud: audience, exp: Math.floor(endsAt / 1_000), ...(roles.length > 0 ? { roles } : {}) });
    tokens.set(token, { audience, roles, endsAt });
    return token;
  };

  return {
    exchange(tenant, form) {
      const wrong = wrongIn(tenant, form);
      if (wrong) return refusal(wrong);
      const resource = /^(https?:\/\/.+)\/\.default$/.exec(form.get('scope')?.split(' ')[0] ?? '')?.[1];
      if (!resource) return refusal('AADSTS1002012: The provided value for scope is not valid.');
      const json = { token_type: 'Bearer', expires_in: hourSeconds, access_token: issue(resource) };
      return { status: 200, json };
    },
    forMachine(resource) {
      const expires_on = Math.floor(Date.now() / 1_000) + 24 * hourSeconds;
      return { status: 200, json: { token_type: 'Bearer', resource, expires_on, access_token: issue(resource) } };
    },
    flaw(authorization, audience) {
      const [scheme, text = ''] = authorization?.split(' ') ?? [];
      if (scheme !== 'Bearer') return 'Access token is empty.';
      const token = tokens.get(text);
      if (!token) return 'IDX14100: JWT is not well formed.';
      if (token.audience !== audience) return 'Access token validation failure. Invalid audience.';
      return token.endsAt > Date.now() ? undefined : 'Lifetime validation failed, the token is expired.';
    },
    permit(...given) {
      roles = given;
    },
    rolesOf: (authorization) => tokens.get(authorization?.split(' ')[1] ?? '')?.roles ?? [],
    expire() {
      for (const [token, issued] of tokens) tokens.set(token, { ...issued, endsAt: 0 });
    },
    issued: () => [...tokens.keys()],
  };
}

/** Shaped like one; its signature is only there to make it another each time. */
const jwt = (claims: object): string =>
  [{ typ: 'JWT', alg: 'RS256' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat(randomBytes(24).toString('base64url'))
    .join('.');

function wrongIn(tenant: string, form: URLSearchParams): string | undefined {
  const { tenantId, clientId, clientSecret } = application;
  const about = `for a secret added to app '${clientId}'. Trace ID: 11111111-1111-4111-8111-111111111111`;
  if (tenant !== tenantId) return `AADSTS90002: Tenant '${tenant}' not found.`;
  if (form.get('grant_type') !== 'client_credentials')
    return 'AADSTS70003: The app requested an unsupported grant type.';
  if (form.get('client_id') !== clientId) return `AADSTS700016: Application '${form.get('client_id')}' was not found.`;
  if (form.get('client_assertion')) {
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    const isJwt = form.get('client_assertion')?.split('.').length === 3;
    return form.get('client_assertion_type') === type && isJwt ? undefined : 'AADSTS50027: JWT token is invalid.';
  }
  return form.get('client_secret') === clientSecret ? undefined : `AADSTS7000215: Invalid client secret ${about}`;
}

const refusal = (description: string): TokenAnswer => ({
  status: 401,
  json: {
    error: 'invalid_client',
    error_description: description,
    error_codes: [Number(/\d+/.exec(description)?.[0])],
    trace_id: '11111111-1111-4111-8111-111111111111',
    correlation_id: '22222222-2222-4222-8222-222222222222',
    timestamp: '2026-11-22 08:00:00Z',
  },
});
