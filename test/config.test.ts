import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { isInTheOpen, readConfig } from '../src/config.ts';
import { refusal } from './support/refusal.ts';

const appId = '11111111-1111-4111-8111-111111111111';
const tenant = '22222222-2222-4222-8222-222222222222';

describe('the configuration', () => {
  it('starts from nothing, on this machine only', () => {
    const config = readConfig({});

    assert.equal(config.port, 3978);
    assert.equal(config.host, '127.0.0.1');
    assert.equal(isInTheOpen(config), false);
    assert.deepEqual(config.identity, { teams: 'sign-in', page: 'sign-in', anonymous: 'code' });
  });

  it('counts an empty variable as missing', () => {
    assert.equal(readConfig({ PORT: '', DATABASE_URL: '' }).port, 3978);
  });

  it('names every wrong variable in one line and no value', () => {
    const message = refusal({
      PORT: 'badvalue1',
      LOG_LEVEL: 'badvalue2',
      SECRET_KEY: 'badvalue3',
      TRUSTED_PROXIES: 'badvalue4',
      PUBLIC_URL: 'badvalue5',
    });

    for (const name of ['PORT', 'LOG_LEVEL', 'SECRET_KEY', 'TRUSTED_PROXIES', 'PUBLIC_URL'])
      assert.match(message, new RegExp(name));
    assert.doesNotMatch(message, /badvalue|\n/);
  });

  it('requires a key with DATABASE_URL', () => {
    assert.match(refusal({ DATABASE_URL: 'postgres://localhost/x' }), /^SECRET_KEY: /);
  });

  it('requires password and tenant with an app id', () => {
    const message = refusal({ MicrosoftAppId: appId });

    assert.match(message, /MicrosoftAppPassword: .*MicrosoftAppTenantId: /);
  });

  it('allows the own tenant where ALLOWED_TENANTS is missing, and nobody where both are', () => {
    const bot = { MicrosoftAppId: appId, MicrosoftAppPassword: 'x', OAUTH_CONNECTION: 'entra' };
    const own = readConfig({ ...bot, MicrosoftAppTenantId: tenant });
    const multi = readConfig({ ...bot, MicrosoftAppType: 'MultiTenant' });

    assert.deepEqual(own.bot?.allowedTenants, [tenant]);
    assert.deepEqual(multi.bot?.allowedTenants, []);
  });

  const open: readonly Record<string, string>[] = [
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { PUBLIC_URL: 'https://pin.example.com' },
    { TRUSTED_PROXIES: '127.0.0.1' },
  ];
  for (const environment of open) {
    it(`refuses what is embedded in the open: ${inspect(environment)}`, () => {
      const message = refusal(environment);

      assert.match(message, /embedded mailer/);
      assert.match(message, /DESK_LEADS: .*agents of the help desk sign in/);
      assert.match(message, /CHAT_ANONYMOUS/);
    });
  }

  it('asks for CHAT_ANONYMOUS only where it is off', () => {
    assert.doesNotMatch(refusal({ HOST: '0.0.0.0', CHAT_ANONYMOUS: 'on' }), /CHAT_ANONYMOUS/);
  });

  it('is at home on every loopback name', () => {
    for (const HOST of ['localhost', '127.0.0.1', '127.8.9.1', '::1'])
      assert.equal(isInTheOpen(readConfig({ HOST })), false);
    assert.equal(isInTheOpen(readConfig({ PUBLIC_URL: 'http://[::1]:3978' })), false);
  });

  const oidc = { OIDC_ISSUER: 'https://login.example/', OIDC_CLIENT_ID: 'pin-desk', OIDC_CLIENT_SECRET: 'hunter3' };

  it('takes an identity provider for the page, whose people are of the allowed tenants', () => {
    const { signIn } = readConfig({ ...oidc, ALLOWED_TENANTS: tenant.toUpperCase() });

    assert.equal(signIn?.issuer.href, 'https://login.example/');
    assert.deepEqual(signIn?.allowedTenants, [tenant]);
    assert.deepEqual([signIn?.subjectClaim, signIn?.scopes], ['oid', 'openid profile']);
    assert.equal(readConfig({}).signIn, undefined);
  });

  it('lets agents sign in to the desk by the roles that the provider names, and is then in the open', () => {
    const given = {
      ...oidc,
      ALLOWED_TENANTS: tenant,
      DESK_LEADS: 'PinDesk.Lead, Other.Lead',
      DESK_AGENTS: 'PinDesk.Agent',
      PUBLIC_URL: 'https://pin.example.com',
      MAILER: 'smtp',
      SMTP_HOST: 'mail.example.com',
      MAIL_FROM: 'pin@example.com',
    };

    const { deskRoles } = readConfig(given);

    assert.deepEqual(deskRoles, {
      claim: 'roles',
      values: { agent: ['PinDesk.Agent'], lead: ['PinDesk.Lead', 'Other.Lead'], auditor: [] },
    });
    assert.equal(readConfig({ ...oidc, ALLOWED_TENANTS: tenant }).deskRoles, undefined);
    assert.match(refusal({ ...given, DESK_LEADS: '' }), /^DESK_LEADS: is required/u);
  });

  const wrongProviders: readonly [Record<string, string>, RegExp][] = [
    [{ OIDC_CLIENT_ID: 'x' }, /^OIDC_ISSUER: is required/],
    [{ DESK_AGENTS: 'x' }, /^OIDC_ISSUER: is required with DESK_AGENTS/],
    [{ OIDC_ISSUER: 'https://login.example/' }, /OIDC_CLIENT_ID: .*OIDC_CLIENT_SECRET: .*ALLOWED_TENANTS: is required/],
    [{ ...oidc, OIDC_ISSUER: 'http://login.example/' }, /^OIDC_ISSUER: is not an https address/],
    [{ ...oidc, OIDC_ISSUER: 'https://login.example/?p=policy' }, /^OIDC_ISSUER: has no query/],
    [{ ...oidc, OIDC_SUBJECT_CLAIM: 'email' }, /^OIDC_SUBJECT_CLAIM: names a claim that can become another/],
    [{ ...oidc, OIDC_SUBJECT_CLAIM: 'Preferred_Username' }, /^OIDC_SUBJECT_CLAIM: /],
    [{ ...oidc, OIDC_SCOPES: 'profile' }, /^OIDC_SCOPES: lacks openid/],
    [{ ...oidc, HOST: '0.0.0.0' }, /PUBLIC_URL: is required with OIDC_ISSUER/],
    [{ ...oidc, PUBLIC_URL: 'http://pin.example.com' }, /PUBLIC_URL: people who sign in need an https address/],
    [
      { ...oidc, OIDC_ISSUER: 'http://127.0.0.1:9000', PUBLIC_URL: 'https://pin.example.com' },
      /OIDC_ISSUER: a provider on this machine/,
    ],
  ];
  for (const [environment, words] of wrongProviders) {
    it(`refuses a provider that cannot be used: ${words}`, () => {
      const message = refusal(environment);

      assert.match(message, words);
      assert.doesNotMatch(message, /hunter3|\n/);
    });
  }

  it('takes a provider on this machine while nobody else reaches us', () => {
    const environment = { ...oidc, OIDC_ISSUER: 'http://127.0.0.1:9000', OIDC_SUBJECT_CLAIM: 'employee' };

    assert.equal(readConfig(environment).signIn?.subjectClaim, 'employee');
  });

  it('wants no CHAT_ANONYMOUS in the open where people sign in', () => {
    assert.doesNotMatch(refusal({ ...oidc, PUBLIC_URL: 'https://pin.example.com' }), /CHAT_ANONYMOUS/);
  });

  it('confirms whoever is signed in on the page by a sign-in, a code or both', () => {
    for (const way of ['sign-in', 'code', 'sign-in+code', 'off'])
      assert.equal(readConfig({ IDENTITY_POLICY: `page:${way}` }).identity.page, way);
    assert.match(refusal({ IDENTITY_POLICY: 'anonymous:sign-in' }), /IDENTITY_POLICY: /);
  });

  it('takes a way for each path and keeps the others’ defaults', () => {
    const policy = (IDENTITY_POLICY: string) => readConfig({ IDENTITY_POLICY }).identity;

    assert.deepEqual(policy('page:sign-in+code, anonymous:off'), {
      teams: 'sign-in',
      page: 'sign-in+code',
      anonymous: 'off',
    });
    assert.equal(policy('teams:off').teams, 'off');
    for (const wrong of ['everyone', 'everyone:code', 'teams:maybe', 'anonymous:sign-in', 'teams']) {
      assert.match(refusal({ IDENTITY_POLICY: wrong }), /^IDENTITY_POLICY: is not like teams:sign-in/, wrong);
    }
  });

  it('wants an OAuth connection where people in Teams are to sign in, and names both ways out', () => {
    const bot = { MicrosoftAppId: appId, MicrosoftAppPassword: 'x', MicrosoftAppTenantId: tenant };

    for (const policy of [{}, { IDENTITY_POLICY: 'teams:sign-in+code' }]) {
      assert.match(refusal({ ...bot, ...policy }), /^OAUTH_CONNECTION: .*OAuth connection.* or .*teams:code$/);
    }
    assert.equal(readConfig({ ...bot, OAUTH_CONNECTION: 'entra' }).bot?.oAuthConnection, 'entra');
    assert.equal(refusal({ ...bot, IDENTITY_POLICY: 'teams:code' }), '');
    assert.equal(refusal({ IDENTITY_POLICY: 'teams:sign-in' }), '');
  });

  it('never shows a secret when it is inspected', () => {
    const config = readConfig({
      SECRET_KEY: 'k'.repeat(40),
      DATABASE_URL: 'postgres://u:hunter2@localhost/x',
      SECRET_KEY_PREVIOUS: 'p'.repeat(40),
      ...oidc,
      ALLOWED_TENANTS: tenant,
    });

    const seen = inspect(config, { depth: null }) + JSON.stringify(config);

    assert.doesNotMatch(seen, /kkkk|hunter|pppp/);
  });
});
