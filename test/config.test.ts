import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { isInTheOpen, readConfig } from '../src/config.ts';
import { StartError } from '../src/kernel/errors.ts';

const appId = '11111111-1111-4111-8111-111111111111';
const tenant = '22222222-2222-4222-8222-222222222222';

const refusal = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof StartError);
    return error.message;
  }
  return '';
};

describe('the configuration', () => {
  it('starts from nothing, on this machine only', () => {
    const config = readConfig({});

    assert.equal(config.port, 3978);
    assert.equal(config.host, '127.0.0.1');
    assert.equal(isInTheOpen(config), false);
    assert.deepEqual(config.identity, { teams: 'code', page: 'code', anonymous: 'code' });
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
    const own = readConfig({ MicrosoftAppId: appId, MicrosoftAppPassword: 'x', MicrosoftAppTenantId: tenant });
    const multi = readConfig({ MicrosoftAppId: appId, MicrosoftAppPassword: 'x', MicrosoftAppType: 'MultiTenant' });

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
      assert.match(message, /\/desk has no sign-in/);
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

  it('says that sign-in is not available instead of pretending', () => {
    assert.match(refusal({ IDENTITY_POLICY: 'teams:sign-in' }), /IDENTITY_POLICY: sign-in is not available/);
    assert.match(refusal({ IDENTITY_POLICY: 'everyone' }), /IDENTITY_POLICY: /);
  });

  it('never shows a secret when it is inspected', () => {
    const config = readConfig({
      SECRET_KEY: 'k'.repeat(40),
      DATABASE_URL: 'postgres://u:hunter2@localhost/x',
      SECRET_KEY_PREVIOUS: 'p'.repeat(40),
    });

    const seen = inspect(config, { depth: null }) + JSON.stringify(config);

    assert.doesNotMatch(seen, /kkkk|hunter2|pppp/);
  });
});
