import assert from 'node:assert/strict';
import { smtpCheck } from '../../../src/backends/mailer/smtp.check.ts';
import type { SmtpServer } from '../../../src/backends/mailer/smtp.ts';
import { Secret } from '../../../src/kernel/secret.ts';
import { selfSigned } from '../../support/self-signed.ts';
import { type SmtpOptions, type StandInSmtp, startSmtp } from '../../support/smtp.ts';

const login = { user: 'pin-desk@contoso.com', password: 'hunter2 hunter2' };
const secret = { ...login, password: new Secret(login.password) };

describe('the doctor, of the mail server', () => {
  let server: StandInSmtp | undefined;
  afterEach(() => server?.close());

  async function foundAt(options: SmtpOptions, given: Partial<SmtpServer> = {}, from = login.user) {
    server = await startSmtp(options);
    const found = await smtpCheck({ host: 'localhost', port: server.port, tls: 'off', ...given }, from).run();
    assert.deepEqual(server.mails, []);
    assert.doesNotMatch(JSON.stringify(found), /hunter2/);
    return found.map(({ level, about }) => `${level} ${about}`);
  }

  it('says that all is well', async () => {
    const tls = selfSigned();

    const found = await foundAt({ tls, login }, { tls: 'starttls', authority: tls.cert, login: secret });

    assert.deepEqual(found, ['good SMTP_HOST']);
  });

  it('says what is not', async () => {
    const wrong = { ...secret, password: new Secret('hunter2') };
    const tls = selfSigned();

    assert.deepEqual(await foundAt({ login }, { login: wrong }), ['problem SMTP_USER']);
    await server?.close();
    assert.deepEqual(await foundAt({}, { tls: 'starttls' }), ['problem SMTP_TLS']);
    await server?.close();
    assert.deepEqual(await foundAt({ tls, implicit: true }, { tls: 'implicit' }), ['problem SMTP_TLS']);
    await server?.close();
    assert.deepEqual(await foundAt({}, { port: 9 }), ['problem SMTP_HOST']);
  });

  it('doubts a sender that is another address than the login', async () => {
    const found = await foundAt({ login }, { login: secret }, 'help-desk@contoso.com');

    assert.deepEqual(found, ['good SMTP_HOST', 'warning MAIL_FROM']);
  });
});
