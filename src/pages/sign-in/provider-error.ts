/** `away`: it does not answer, or not with what a provider answers. `refused`: it answered, and what it said must not be believed. `declined`: the person did not sign in, or the provider did not let them. */
export type ProviderFault = 'away' | 'refused' | 'declined';

/** An identity provider that signs nobody in. Neither message nor `why` holds anything of a token or a person. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';

  constructor(
    readonly fault: ProviderFault,
    /** For the log: a code of the library, the protocol or the system. */
    readonly why: string,
  ) {
    super(`identity provider: ${fault}`);
  }
}

const awayCodes = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);

/** What openid-client threw, in our words. Its causes hold tokens, claims and whole answers, so none is kept. */
export function providerError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const { name = '', code = '', oauth = '', status = 0, cause } = partsOf(error);
  if (name === 'AuthorizationResponseError') return new ProviderError('declined', oauth);
  if (name === 'ResponseBodyError') return new ProviderError(status >= 500 ? 'away' : 'refused', oauth);
  // `fetch` says "fetch failed" of everything, and why in its cause.
  if (name === 'TypeError') return new ProviderError('away', partsOf(cause).code || 'TypeError');
  return new ProviderError(awayCodes.has(code) ? 'away' : 'refused', code || name);
}

function partsOf(error: unknown) {
  if (!(error instanceof Error)) return {};
  const { name, cause } = error;
  const code = 'code' in error ? plain(error.code) : '';
  const oauth = 'error' in error ? plain(error.error) : '';
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 0;
  return { name, code, oauth, status, cause };
}

/** A code as it may be logged: part of it comes out of an address that anybody can write. */
const plain = (code: unknown): string => (typeof code === 'string' && /^\w{1,60}$/u.test(code) ? code : 'unknown');
