import assert from 'node:assert/strict';
import { cloudOf } from '../../src/bot/clouds.ts';
import { type SignInTokens, signInTokens } from '../../src/bot/sign-in-tokens.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { appId, tenant } from '../support/connector.ts';
import { type StandInEntra, startEntra } from '../support/entra.ts';
import type { TokenOptions } from '../support/issuer.ts';
import { logLines } from '../support/log-lines.ts';

const ada = 'b5a1c7de-0000-4000-8000-00000000ada1';
const otherTenant = '99999999-9d4e-4c52-8a62-5a4f6f2f3b10';
const subject = { oid: ada, tid: tenant };
const person = { directoryId: ada, tenantId: tenant };
const seconds = (from = 0): number => Math.floor(Date.now() / 1_000) + from;

describe('a token of a sign-in', () => {
  let entra: StandInEntra;
  let tokens: SignInTokens;

  before(async () => {
    entra = await startEntra();
  });
  after(() => entra.close());
  beforeEach(() => {
    const { log } = logLines();
    tokens = signInTokens({ appId, allowedTenants: [tenant], issuerOf: entra.issuerOf, clock: systemClock, log });
  });

  const checked = (options: TokenOptions = {}) => tokens.check(entra.token(subject, options), person);
  const claims = (more: Readonly<Record<string, unknown>>): TokenOptions => ({ claims: more });

  it('proves when it was issued, in both versions and for both names of the bot', async () => {
    const iat = seconds(-300);
    const [, first = ''] = entra.issuerOf(tenant).issuers;

    const second = await checked(claims({ iat }));
    const older = await checked(claims({ iat, iss: first, aud: `api://botid-${appId}`, ver: '1.0' }));
    const capitals = await checked(claims({ iat, oid: ada.toUpperCase(), aud: `api://botid-${appId.toUpperCase()}` }));

    assert.deepEqual([second, older, capitals], Array(3).fill(new Date(iat * 1_000)));
  });

  const refused: Readonly<Record<string, readonly [flaw: string, options: () => TokenOptions]>> = {
    'for another audience': ['audience', () => claims({ aud: 'https://graph.microsoft.com' })],
    'for another bot': ['audience', () => claims({ aud: `api://botid-${ada}` })],
    'for several audiences': ['claims', () => claims({ aud: [appId, 'another'] })],
    'of another issuer': ['issuer', () => claims({ iss: 'https://login.elsewhere.example/v2.0' })],
    'of another tenant’s issuer': ['issuer', () => claims({ iss: entra.issuerOf(otherTenant).issuers[0] })],
    'about another tenant': ['tenant', () => claims({ tid: otherTenant })],
    'about another person': ['person', () => claims({ oid: 'b5a1c7de-0000-4000-8000-00000000b0b0' })],
    'about nobody': ['claims', () => claims({ oid: undefined })],
    'signed by another key': ['signature', () => ({ forged: true })],
    'signed by an unknown key': ['unknown-key', () => ({ header: { kid: 'nobody knows it' } })],
    'signed by nobody': ['header', () => ({ header: { alg: 'none' } })],
    'signed with the public key as a secret': ['header', () => ({ header: { alg: 'HS256' } })],
    'with a key of its own': ['header', () => ({ header: { jwk: { kty: 'RSA' } } })],
    'past its end': ['time', () => claims({ exp: seconds(-70) })],
    'before its beginning': ['time', () => claims({ nbf: seconds(70) })],
    'issued in the future': ['time', () => claims({ iat: seconds(70) })],
    'without an end': ['claims', () => claims({ exp: undefined })],
    'that does not say when it was issued': ['claims', () => claims({ iat: undefined })],
  };
  for (const [name, [flaw, options]] of Object.entries(refused)) {
    it(`is refused ${name}`, async () => {
      assert.equal(await checked(options()), flaw);
    });
  }

  it('is refused where it is no token, and for somebody of a tenant that is not allowed', async () => {
    const none = await tokens.check(new Secret('not-a-token'), person);
    const stranger = await tokens.check(entra.token({ oid: ada, tid: otherTenant }), {
      directoryId: ada,
      tenantId: otherTenant,
    });

    assert.deepEqual([none, stranger], ['malformed', 'tenant']);
  });

  it('is refused, and the log says why, while the tenant’s keys cannot be had', async () => {
    const { log, lines } = logLines();
    const options = { appId, allowedTenants: [tenant], issuerOf: entra.issuerOf, clock: systemClock, log };
    entra.issuer.behave('failing');

    const flaw = await signInTokens(options).check(entra.token(subject), person);
    entra.issuer.behave('well');

    assert.equal(flaw, 'keys');
    assert.equal(lines[0]?.message, 'the signing keys of a tenant cannot be had');
  });

  it('comes from the cloud that the bot is registered in', () => {
    const issuers = ([undefined, 'https://botframework.azure.us', 'https://botframework.azure.cn'] as const).map(
      (service) => cloudOf(service).tenant(tenant),
    );

    assert.deepEqual(
      issuers.map(({ issuers: names }) => names),
      [
        [`https://login.microsoftonline.com/${tenant}/v2.0`, `https://sts.windows.net/${tenant}/`],
        [`https://login.microsoftonline.us/${tenant}/v2.0`, `https://sts.windows.net/${tenant}/`],
        [`https://login.partner.microsoftonline.cn/${tenant}/v2.0`, `https://sts.chinacloudapi.cn/${tenant}/`],
      ],
    );
    assert.ok(issuers.every(({ openIdMetadataUrl }) => openIdMetadataUrl.startsWith('https://login.')));
  });
});
