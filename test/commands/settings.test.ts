import assert from 'node:assert/strict';
import { settingsFindings } from '../../src/commands/settings.rules.ts';
import { readConfig } from '../../src/config.ts';

const id = '0c5a9c51-9d4e-4c52-8a62-5a4f6f2f3b10';
const key = 'Zk3v9QpX7mLw2Rt8Yb5Nc1Hd6Jf4Gs0A';
const server = { DATABASE_URL: 'postgres://pin:hunter2@db.example/pin?sslmode=verify-full', SECRET_KEY: key };
const oidc = { OIDC_ISSUER: 'https://login.example/', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'hunter2' };
const own = '1C5A9C51-9D4E-4C52-8A62-5A4F6F2F3B10';
const graph = { USER_DIRECTORY: 'graph', AZURE_TENANT_ID: own, AZURE_CLIENT_ID: id, AZURE_CLIENT_SECRET: 'hunter2' };
const teams = { MicrosoftAppId: id, MicrosoftAppPassword: 'hunter2', MicrosoftAppTenantId: id };

const found = (environment: Readonly<Record<string, string>>) =>
  settingsFindings(readConfig({ IDENTITY_POLICY: 'teams:code,page:code,anonymous:code', ...environment }));
/** Without what is said of the embedded PIN service, the only one there is. */
const weakOf = (environment: Readonly<Record<string, string>>) =>
  found(environment).flatMap(({ level, about }) => (level === 'good' || about === 'PIN_SERVICE' ? [] : [about]));

describe('the doctor, of settings alone', () => {
  for (const [environment, expected] of [
    [server, []],
    [{}, ['DATABASE_URL']],
    [{ ...server, DATABASE_URL: 'postgres://db.example/pin' }, ['DATABASE_URL']],
    [{ ...server, DATABASE_URL: 'postgres://db.example/pin?sslmode=prefer' }, ['DATABASE_URL']],
    [{ ...server, DATABASE_URL: 'postgres://127.0.0.1/pin' }, []],
    [{ ...server, SECRET_KEY: 'abcabcabcabcabcabcabcabcabcabcabcabc' }, ['SECRET_KEY']],
    [{ ...server, CHAT_ANONYMOUS: 'on' }, ['CHAT_ANONYMOUS']],
    [{ ...server, MAILER: 'smtp', SMTP_HOST: 'mail.example', MAIL_FROM: 'pin@example.com' }, ['PUBLIC_URL']],
    [
      {
        ...server,
        MAILER: 'smtp',
        SMTP_HOST: 'mail.example',
        MAIL_FROM: 'pin@example.com',
        PUBLIC_URL: 'http://localhost:3978',
      },
      [],
    ],
    [{ ...server, LOG_LEVEL: 'debug' }, ['LOG_LEVEL']],
    [{ ...server, PIN_MIN_LENGTH: '4' }, ['PIN_MIN_LENGTH']],
    [{ ...server, ALLOW_COMMON_PATTERNS: 'on' }, ['ALLOW_COMMON_PATTERNS']],
    [{ ...server, ...teams }, ['IDENTITY_POLICY']],
    [{ ...server, ...graph, ...oidc, ALLOWED_TENANTS: id, IDENTITY_POLICY: 'page:sign-in' }, ['ALLOWED_TENANTS']],
    [{ ...server, ...graph, ...oidc, ALLOWED_TENANTS: `${id},${own}`, IDENTITY_POLICY: 'page:sign-in' }, []],
    [{ ...server, ...oidc, ALLOWED_TENANTS: id }, ['IDENTITY_POLICY']],
    [{ ...server, ...oidc, ALLOWED_TENANTS: id, IDENTITY_POLICY: 'page:sign-in' }, []],
    [{ ...server, ...teams, IDENTITY_POLICY: 'teams:off,page:off,anonymous:off' }, []],
    [
      {
        ...server,
        MicrosoftAppId: id,
        MicrosoftAppPassword: 'x',
        MicrosoftAppType: 'MultiTenant',
        IDENTITY_POLICY: 'teams:off,page:off,anonymous:off',
      },
      ['ALLOWED_TENANTS'],
    ],
  ] as const) {
    it(`finds in ${Object.keys(environment).join(', ') || 'nothing set'}: ${expected.join(', ') || 'nothing to say'}`, () => {
      assert.deepEqual(weakOf(environment), expected);
    });
  }

  it('never says a secret, and what to do about everything', () => {
    const all = found({
      ...server,
      ...teams,
      DATABASE_URL: 'postgres://pin:hunter2@db.example/pin',
      LOG_LEVEL: 'debug',
    });

    assert.ok(all.length > 2 && all.every(({ level, fix }) => level === 'good' || fix));
    assert.doesNotMatch(JSON.stringify(all), new RegExp(`hunter2|${key}`));
  });
});
