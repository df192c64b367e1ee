import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { smtpServerOf } from '../../../src/backends/mailer/smtp-variables.ts';
import { readConfig } from '../../../src/config.ts';
import { refusal } from '../../support/refusal.ts';

const smtp = { MAILER: 'smtp', SMTP_HOST: 'mail.contoso.com', MAIL_FROM: 'pin-desk@contoso.com' };
const login = { SMTP_USER: 'pin-desk', SMTP_PASSWORD: 'hunter2 hunter2' };
const id = '11111111-1111-4111-8111-111111111111';
const graph = { AZURE_TENANT_ID: id, AZURE_CLIENT_ID: id, AZURE_CLIENT_SECRET: 'hunter2' };

function serverOf(environment: Readonly<Record<string, string>>) {
  const { mailer } = readConfig({ ...smtp, ...environment }).backends;
  assert.ok(mailer.MAILER === 'smtp');
  return smtpServerOf(mailer);
}

describe('the environment of mail', () => {
  it('is a server and a sender; port and TLS follow', () => {
    assert.deepEqual(serverOf({}), { host: 'mail.contoso.com', port: 587, tls: 'starttls' });
    assert.equal(serverOf({ SMTP_PORT: '465' }).tls, 'implicit');
    assert.equal(serverOf({ SMTP_HOST: 'localhost', SMTP_PORT: '25' }).tls, 'off');
    assert.equal(serverOf({ SMTP_HOST: '127.0.0.1', SMTP_TLS: 'starttls' }).tls, 'starttls');
  });

  it('keeps the password a secret', () => {
    const config = readConfig({ ...smtp, ...login });

    assert.equal(serverOf(login).login?.password.reveal(), login.SMTP_PASSWORD);
    assert.doesNotMatch(inspect(config, { depth: null }) + JSON.stringify(config), /hunter2/);
  });

  for (const [environment, why] of [
    [{ MAILER: 'pigeon' }, /^MAILER: is embedded, smtp or graph$/],
    [{ MAILER: 'smtp' }, /^SMTP_HOST: is required with MAILER=smtp; MAIL_FROM: is required/],
    [{ ...smtp, SMTP_HOST: 'smtp://mail.contoso.com' }, /^SMTP_HOST: is not a host name$/],
    [{ ...smtp, SMTP_PORT: 'many' }, /^SMTP_PORT: is not a port$/],
    [{ ...smtp, SMTP_TLS: 'off' }, /^SMTP_TLS: is off only for a server on this machine/],
    [{ ...smtp, SMTP_TLS: 'none' }, /^SMTP_TLS: is starttls, implicit or off$/],
    [{ ...smtp, SMTP_USER: 'pin-desk' }, /^SMTP_PASSWORD: is required with SMTP_USER$/],
    [{ ...smtp, SMTP_PASSWORD: 'x' }, /^SMTP_USER: is required with SMTP_PASSWORD$/],
    [{ ...smtp, MAIL_FROM: 'PIN Desk <pin-desk@contoso.com>' }, /^MAIL_FROM: is not a plain mail address$/],
    [{ ...smtp, MAIL_FROM: 'pin-desk@contoso.com\r\nBcc: eve@evil.com' }, /^MAIL_FROM: is not a plain mail address$/],
    [{ MAILER: 'graph', ...graph }, /^MAIL_FROM: is required/],
    [
      { MAILER: 'graph', MAIL_FROM: smtp.MAIL_FROM },
      /^AZURE_TENANT_ID: is required with MAILER=graph and GRAPH_CREDENTIAL/,
    ],
  ] as const) {
    it(`refuses ${JSON.stringify(environment)}`, () => {
      const message = refusal(environment);

      assert.match(message, why);
    });
  }

  it('names a variable of two back ends once', () => {
    const both = { USER_DIRECTORY: 'graph', MAILER: 'graph', MAIL_FROM: smtp.MAIL_FROM, ...graph };

    assert.equal(refusal({ ...both, AZURE_TENANT_ID: 'contoso' }), 'AZURE_TENANT_ID: is not a tenant id');
  });

  for (const mailer of [smtp, { MAILER: 'graph', MAIL_FROM: smtp.MAIL_FROM, ...graph }]) {
    it(`may be in the open with ${mailer.MAILER}`, () => {
      assert.doesNotMatch(refusal({ ...mailer, HOST: '0.0.0.0' }), /MAILER/);
      assert.match(refusal({ HOST: '0.0.0.0' }), /MAILER/);
    });
  }
});
