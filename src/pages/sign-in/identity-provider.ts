import * as oidc from 'openid-client';
import type { Clock } from '../../kernel/clock.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { AttemptSecrets } from './attempt.ts';
import { ProviderError, providerError } from './provider-error.ts';
import type { ProviderConfig } from './provider-variables.ts';
import type { SignInLimits } from './sign-in-limits.ts';

export type Claims = Readonly<Record<string, unknown>>;

export interface Start {
  readonly secrets: AttemptSecrets;
  /** Of `redirectUriAt`. */
  readonly redirectUri: string;
  /** The sign-in must not be longer ago than this. */
  readonly maxAgeSeconds?: number;
  /** Even somebody who is signed in there has to do it again. */
  readonly isAnew: boolean;
}

/** Any OpenID Connect provider. All three throw ProviderError, within the time limit. */
export interface IdentityProvider {
  /** Where a browser goes to sign in. */
  start(start: Start): Promise<URL>;
  /**
   * The claims of the ID token that the code of `back` is good for: signed by the provider's key, from this issuer, for us, not
   * expired, and of this very attempt. `back` is the address at which the browser came back.
   */
  finish(back: URL, secrets: AttemptSecrets): Promise<Claims>;
  /** Where a browser goes to sign out, which then sends it to `returnTo`; undefined where the provider has no such place. */
  signOut(returnTo: string): Promise<URL | undefined>;
}

export interface ProviderNeeds {
  readonly config: ProviderConfig;
  readonly limits: SignInLimits;
  readonly clock: Clock;
}

/** Looks the provider up when it is first needed: the program starts where the provider cannot be reached, too. */
export function identityProvider({ config, limits, clock }: ProviderNeeds): IdentityProvider {
  const client = kept(() => discover(config, limits), { seconds: limits.metadataSeconds, clock });

  return {
    start: ({ secrets, redirectUri, maxAgeSeconds, isAnew }) =>
      inOurWords(async () =>
        oidc.buildAuthorizationUrl(await client(), {
          redirect_uri: redirectUri,
          scope: config.scopes,
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
          code_challenge_method: 'S256',
          ...(maxAgeSeconds === undefined ? {} : { max_age: String(maxAgeSeconds) }),
          ...(isAnew ? { prompt: 'login' } : {}),
        }),
      ),
    finish: (back, { state, nonce, verifier }) =>
      inOurWords(async () => {
        const checks = {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        };
        const claims = (await oidc.authorizationCodeGrant(await client(), back, checks)).claims();
        if (!claims) throw new ProviderError('refused', 'no-id-token');
        return claims;
      }),
    signOut: (returnTo) =>
      inOurWords(async () => {
        const found = await client();
        if (!found.serverMetadata().end_session_endpoint) return undefined;
        return oidc.buildEndSessionUrl(found, { post_logout_redirect_uri: returnTo });
      }),
  };
}

/** Where the provider sends people back to; it has to know the address. */
export const redirectUriAt = (origin: string): string => `${origin}/sign-in/callback`;

/** What the provider says of itself, and how we prove ourselves to it. Throws errors of openid-client. */
export function discover({ issuer, clientId, clientSecret }: ProviderConfig, { providerSeconds }: SignInLimits) {
  return oidc.discovery(issuer, clientId, undefined, clientAuthentication(clientSecret), {
    timeout: providerSeconds,
    // Without the first nobody looks at the signature: by the standard, TLS to the token endpoint is enough.
    execute: [oidc.enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [])],
  });
}

/** In the body where the provider takes that, as Entra and AD FS do; else in a header, which is what a provider that says nothing takes. */
const clientAuthentication =
  (secret: Secret): oidc.ClientAuth =>
  (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? [];
    const way = methods.includes('client_secret_post') ? oidc.ClientSecretPost : oidc.ClientSecretBasic;
    return way(secret.reveal())(server, ...rest);
  };

/** What was found, for so long; who asks meanwhile waits for the same answer, and a failure is not kept. */
function kept<T>(find: () => Promise<T>, { seconds, clock }: { seconds: number; clock: Clock }): () => Promise<T> {
  let found: { readonly value: Promise<T>; readonly at: number } | undefined;
  return () => {
    const now = clock.now().getTime();
    if (found && Math.abs(now - found.at) < seconds * 1000) return found.value;
    const looking = { value: find(), at: now };
    found = looking;
    looking.value.catch(() => {
      if (found === looking) found = undefined;
    });
    return looking.value;
  };
}

async function inOurWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw providerError(error);
  }
}
