import assert from 'node:assert/strict';
import { providerCheck } from '../../src/pages/sign-in/provider.check.ts';
import { ProviderVariables, providerFrom } from '../../src/pages/sign-in/provider-variables.ts';
import { signInLimits } from '../../src/pages/sign-in/sign-in-limits.ts';
import { clientId, clientSecret, startIdentityProvider, type TestProvider } from '../support/identity-provider.ts';

const origin = 'https://pin.example';
const notRefused =
  'good OIDC_ISSUER: the provider answers, and did not refuse the client (whether the secret is right, a sign-in shows)';

describe('the doctor, of the identity provider', () => {
  let provider: TestProvider;
  beforeEach(async () => {
    provider = await startIdentityProvider();
    provider.admit(origin);
  });
  afterEach(() => provider.close());

  const found = async (change: Readonly<Record<string, string>> = {}) => {
    const variables = {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      ...change,
    };
    const config = providerFrom(ProviderVariables.parse(variables), []);
    assert.ok(config);
    const all = await providerCheck(config, origin, { ...signInLimits, providerSeconds: 1 }).run();
    assert.ok(all.every(({ level, fix }) => level === 'good' || fix));
    assert.ok(!JSON.stringify(all).includes(variables.OIDC_CLIENT_SECRET));
    return all.map(({ level, about, finding }) => `${level} ${about}: ${finding}`);
  };

  it('finds a provider that answers and does not refuse us', async () => {
    assert.deepEqual(await found(), [notRefused]);
    assert.ok(provider.requests.includes('/token'));
  });

  for (const [what, change] of [
    ['secret', { OIDC_CLIENT_SECRET: 'yesterday’s hunter2' }],
    ['id', { OIDC_CLIENT_ID: 'another program' }],
  ] as const) {
    it(`finds a wrong ${what}`, async () => {
      assert.deepEqual(await found(change), [
        'problem OIDC_CLIENT_SECRET: the provider does not take it with this OIDC_CLIENT_ID',
      ]);
    });
  }

  it('finds that the provider calls itself something else, and that there is none', async () => {
    const otherName = await found({ OIDC_ISSUER: provider.issuer.replace('127.0.0.1', 'localhost') });
    const gone = await startIdentityProvider();
    await gone.close();
    const none = await found({ OIDC_ISSUER: gone.issuer });
    provider.behave('failing');
    const failing = await found();
    provider.behave('silent');
    const silent = await found();

    assert.deepEqual(otherName, ['problem OIDC_ISSUER: the provider there calls itself something else']);
    assert.match(none.join(), /^problem OIDC_ISSUER: no provider answers at 127\.0\.0\.1:\d+ \(ECONNREFUSED\)$/);
    assert.match(failing.join(), /^problem OIDC_ISSUER: no provider answers at .* \(OAUTH_RESPONSE_IS_NOT_CONFORM\)$/);
    assert.match(silent.join(), /^problem OIDC_ISSUER: no provider answers at .* \(OAUTH_TIMEOUT\)$/);
  });

  for (const [status, json, expected] of [
    [400, { error: 'invalid_grant' }, notRefused],
    [400, { error: 'invalid_request' }, notRefused],
    [
      400,
      { error: 'unauthorized_client' },
      'problem OIDC_CLIENT_ID: the provider does not let it sign people in by a code',
    ],
    [
      400,
      { error: 'unauthorized_client', error_codes: [700016] },
      'problem OIDC_CLIENT_ID: is not an application of this tenant',
    ],
    [401, { error: 'invalid_client', error_codes: [7000222] }, 'problem OIDC_CLIENT_SECRET: has expired'],
    [400, { error: 'invalid_grant', error_codes: [70008] }, notRefused],
    [
      500,
      { error: 'server_error' },
      'warning OIDC_CLIENT_SECRET: the provider’s token endpoint does not answer (OAUTH_RESPONSE_IS_NOT_CONFORM), so that it could not be tried',
    ],
    [
      200,
      { access_token: 'of nobody', token_type: 'bearer' },
      'problem OIDC_ISSUER: gives tokens for a code that is none',
    ],
  ] as const) {
    it(`words ${status} ${JSON.stringify(json)}`, async () => {
      provider.says('/token', { status, json });

      assert.deepEqual(await found(), [expected]);
    });
  }

  it('takes a challenge for a refusal', async () => {
    provider.says('/token', { status: 401, json: {}, challenge: 'Basic realm="clients"' });

    assert.deepEqual(await found(), [
      'problem OIDC_CLIENT_SECRET: the provider does not take it with this OIDC_CLIENT_ID',
    ]);
  });

  it('finds a clock that is apart, either way', async () => {
    for (const seconds of [-600, 600]) {
      provider.isAhead(seconds);

      const said = await found();

      assert.equal(said[0], notRefused);
      assert.match(said[1] ?? '', /^problem clock: this machine and the identity provider are (600|599|601) s apart$/);
    }
  });

  it('finds that one cannot sign out', async () => {
    provider.admit(origin, { signsOut: false });

    assert.deepEqual(await found(), [
      notRefused,
      'warning OIDC_ISSUER: has no end_session_endpoint: whoever signs out of the page stays signed in at the provider',
    ]);
  });
});
