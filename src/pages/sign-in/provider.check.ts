import * as oidc from 'openid-client';
import { z } from 'zod';
import { clockProblem } from '../../kernel/clock-finding.ts';
import { knownRefusal } from '../../kernel/entra-refusals.ts';
import { type Check, type Finding, good, problem, warning } from '../../kernel/finding.ts';
import { discover, redirectUriAt } from './identity-provider.ts';
import { providerError } from './provider-error.ts';
import type { ProviderConfig } from './provider-variables.ts';
import { signInLimits } from './sign-in-limits.ts';

const about = 'OIDC_ISSUER';
const names = { application: 'OIDC_CLIENT_ID', tenant: about, proof: 'OIDC_CLIENT_SECRET' };

/** Does the provider answer as itself, and does it refuse this client, as far as that can be seen without a person? */
export const providerCheck = (config: ProviderConfig, origin: string, limits = signInLimits): Check => ({
  about,
  async run() {
    try {
      const client = await discover(config, limits);
      return [...(await clientFindings(client, redirectUriAt(origin))), ...signOutFindings(client)];
    } catch (error) {
      return [discoveryFinding(error, config.issuer)];
    }
  },
});

function discoveryFinding(error: unknown, issuer: URL): Finding {
  const { why } = providerError(error);
  return why === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'
    ? problem(
        about,
        'the provider there calls itself something else',
        'Copy `issuer` from its /.well-known/openid-configuration, to the last slash.',
      )
    : problem(
        about,
        `no provider answers at ${issuer.host} (${why})`,
        'Let this machine reach it, and look at the address: nobody can sign in to the page.',
      );
}

function signOutFindings(client: oidc.Configuration): readonly Finding[] {
  if (client.serverMetadata().end_session_endpoint) return [];
  return [
    warning(
      about,
      'has no end_session_endpoint: whoever signs out of the page stays signed in at the provider',
      'Switch signing out on there, or have people of shared machines close the browser.',
    ),
  ];
}

/** Asks for tokens with a code that is none. */
async function clientFindings(client: oidc.Configuration, redirectUri: string): Promise<readonly Finding[]> {
  const verifier = oidc.randomPKCECodeVerifier();
  const form = { code: 'pin-desk-doctor', redirect_uri: redirectUri, code_verifier: verifier };
  try {
    await oidc.genericGrantRequest(client, 'authorization_code', form);
  } catch (error) {
    return answerFindings(error);
  }
  return [problem(about, 'gives tokens for a code that is none', 'Look who answers there: it is no provider.')];
}

function answerFindings(error: unknown): readonly Finding[] {
  const { fault, why } = providerError(error);
  const isAnswer = error instanceof oidc.ResponseBodyError || error instanceof oidc.WWWAuthenticateChallengeError;
  if (fault === 'away' || !isAnswer) {
    return [
      warning(
        names.proof,
        `the provider’s token endpoint does not answer (${why}), so that it could not be tried`,
        'Let this machine reach it: nobody can sign in to the page.',
      ),
    ];
  }
  // Not of the discovery: a proxy may keep that, with the time at which it was made.
  const clock = clockProblem('the identity provider', error.response.headers.get('date'));
  return [clientFinding(error, why), ...(clock ? [clock] : [])];
}

/** A member of Entra's answers that others do not have. */
const Refused = z.object({ error_codes: z.array(z.number()) });

/**
 * A client that is unknown or not proved is `invalid_client`, one that may not have a code `unauthorized_client` (RFC 6749, section 5.2).
 * Anything else may be about the code, which a provider may look at before the secret: that the client was not refused is all that it shows.
 */
function clientFinding(error: oidc.ResponseBodyError | oidc.WWWAuthenticateChallengeError, why: string): Finding {
  const known = knownRefusal(Refused.safeParse(error.cause).data?.error_codes ?? [], names);
  if (known) return known;
  if (error instanceof oidc.WWWAuthenticateChallengeError || why === 'invalid_client') {
    const fix = 'Copy both from the registration at the provider, and look at how the client is to prove itself there.';
    return problem(names.proof, 'the provider does not take it with this OIDC_CLIENT_ID', fix);
  }
  if (why === 'unauthorized_client') {
    const fix = 'Allow the authorization code flow in the registration at the provider.';
    return problem(names.application, 'the provider does not let it sign people in by a code', fix);
  }
  return good(
    about,
    'the provider answers, and did not refuse the client (whether the secret is right, a sign-in shows)',
  );
}
