import assert from 'node:assert/strict';
import { type SmtpOptions, type SmtpServer, smtpLimits, smtpMailer } from '../../../src/backends/mailer/smtp.ts';
import { Secret } from '../../../src/kernel/secret.ts';
import { type SelfSigned, selfSigned } from '../../support/self-signed.ts';
import { type SmtpOptions as StandInOptions, type StandInSmtp, startSmtp } from '../../support/smtp.ts';
import { mailerContract } from './contract.ts';

const from = { name: 'Contoso, Ltd. "PIN"', address: 'pin-desk@contoso.com' };
const login = { user: 'pin-desk', password: 'hunter2 hunter2' };
const hasty = { ...smtpLimits, connectMs: 300, silenceMs: 300, allMs: 500 };
const code = { id: 'code abc', to: 'ada@contoso.com', subject: 'Your code', locale: 'de' as const };

describe('mail over a mail server', () => {
  let pair: SelfSigned;
  const ends: (() => unknown)[] = [];
  before(() => {
    pair = selfSigned();
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function serverWith(options: StandInOptions = {}): Promise<StandInSmtp> {
    const server = await startSmtp(options);
    ends.push(() => server.close());
    return server;
  }
  function mailerOn(
    { port }: StandInSmtp,
    options: Partial<SmtpServer> = {},
    limits: SmtpOptions['limits'] = smtpLimits,
  ) {
    const server = { host: 'localhost', port, tls: 'off', ...options } as const;
    const mailer = smtpMailer({ server, from, limits });
    ends.push(() => mailer.close());
    return mailer;
  }
  const mishap =
    (...[stage, what]: Parameters<StandInSmtp['add']>) =>
    async () => {
      const server = await serverWith();
      server.add(stage, what);
      return { mailer: mailerOn(server, {}, what === 'silent' ? hasty : smtpLimits), heal: () => server.clear() };
    };

  mailerContract('SMTP', {
    async subject() {
      const server = await serverWith({ tls: pair, login });
      const options = {
        tls: 'starttls',
        authority: pair.cert,
        login: { ...login, password: new Secret(login.password) },
      };
      return {
        mailer: mailerOn(server, { ...options, tls: 'starttls' }),
        arrived: async () =>
          server.mails.map(({ to, mail }) => ({
            to: to.join(),
            subject: mail.subject ?? '',
            text: (mail.text ?? '').trimEnd(),
            key: mail.messageId ?? '',
          })),
        breakDown: () => server.close(),
      };
    },
    faults: {
      'refused-address': mishap('to', { code: 553, text: '5.1.3 ada@contoso.com is no address' }),
      'mailbox-gone': mishap('to', { code: 550, text: '5.1.1 ada@contoso.com: no such user here' }),
      slow: mishap('data', 'silent'),
      'cut-in-the-middle': mishap('data', 'cut'),
      away: mishap('connect', 'cut'),
      throttled: mishap('to', { code: 450, text: '4.2.1 ada@contoso.com has too much mail' }),
      'throttled-for-long': mishap('connect', { code: 421, text: '4.7.0 too many connections' }),
      'sender-refused': mishap('from', { code: 550, text: '5.7.60 pin-desk@contoso.com may not send' }),
      async 'wrong-password'() {
        const server = await serverWith({ login });
        return { mailer: mailerOn(server, { login: { ...login, password: new Secret('hunter2 hunter3') } }) };
      },
      async 'no-tls'() {
        return { mailer: mailerOn(await serverWith(), { tls: 'starttls', authority: pair.cert }) };
      },
    },
  });

  describe('the SMTP mailer', () => {
    it('writes text and HTML in the language, from the organisation, marked as automatic, and to nobody else', async () => {
      const server = await serverWith();

      await mailerOn(server).send({
        ...code,
        text: new Secret('Guten Tag Ada <Archer>,\n\nIhr Code:\n\n12345678\n\nEnde'),
      });

      const [arrived] = server.mails;
      const { mail, raw = '' } = arrived ?? {};
      assert.deepEqual(mail?.from, { address: 'pin-desk@contoso.com', name: 'Contoso, Ltd. "PIN"' });
      assert.deepEqual(mail?.to, [{ address: 'ada@contoso.com', name: '' }]);
      assert.match(mail?.html ?? '', /<html lang="de">/);
      assert.match(mail?.html ?? '', /Ada &lt;Archer&gt;/);
      assert.match(mail?.html ?? '', /font-size:32px[^>]*>12345678</);
      assert.doesNotMatch(mail?.html ?? '', /<img|https?:|url\(|<script|color:/);
      assert.match(raw, /^Auto-Submitted: auto-generated\r$/m);
      assert.match(raw, /^X-Auto-Response-Suppress: All\r$/m);
      assert.doesNotMatch(raw, /code abc|nodemailer/i);
    });

    it('answers the mail that began its conversation, and nothing where it begins one', async () => {
      const server = await serverWith();
      const mailer = mailerOn(server);

      await mailer.send({ ...code, id: 'ticket 1', thread: 'ticket 1', text: new Secret('x') });
      await mailer.send({ ...code, id: 'stuck', thread: 'ticket 1', text: new Secret('x') });

      const [first, second] = server.mails.map(({ mail, raw }) => ({ id: mail.messageId, raw }));
      assert.doesNotMatch(first?.raw ?? '', /^(?:In-Reply-To|References):/mu);
      assert.ok(first?.id && second?.raw.includes(`In-Reply-To: ${first.id}`));
      assert.ok(second?.raw.includes(`References: ${first.id}`));
    });

    it('makes a link of an address that stands alone, and of nothing else', async () => {
      const server = await serverWith();
      const link = 'https://pin.contoso.com/not-me?link=a&proof=b';

      await mailerOn(server).send({ ...code, text: new Secret(`Hello https://evil.com,\n\n${link}\n\nSee ${link}`) });

      const links = [...(server.mails[0]?.mail.html ?? '').matchAll(/href="([^"]*)"/g)].map(([, to]) => to);
      assert.deepEqual(links, [link.replace('&', '&amp;')]);
    });

    it('says nothing but the greeting before TLS, and trusts only whom it knows', async () => {
      const server = await serverWith({ tls: pair });

      await mailerOn(server, { tls: 'starttls', authority: pair.cert }).send({ ...code, text: new Secret('x') });
      const unknown = mailerOn(server, { tls: 'starttls' }).send({ ...code, text: new Secret('x') });

      await assert.rejects(unknown, /mailer: bad-answer/);
      assert.deepEqual(
        server.mails.map(({ isSecure }) => isSecure),
        [true],
      );
    });

    it('has TLS from the first byte where it is told to', async () => {
      const server = await serverWith({ tls: pair, implicit: true });

      await mailerOn(server, { tls: 'implicit', authority: pair.cert }).send({ ...code, text: new Secret('x') });

      assert.deepEqual(
        server.mails.map(({ isSecure }) => isSecure),
        [true],
      );
    });

    it('does without a login nothing that it was given one for', async () => {
      const server = await serverWith();
      const mailer = mailerOn(server, { login: { user: 'pin-desk', password: new Secret('x') } });

      await assert.rejects(mailer.send({ ...code, text: new Secret('x') }), /mailer: denied/);
      assert.deepEqual(server.mails, []);
    });

    it('keeps its connections to a few, and goes on when they were ended', async () => {
      const server = await serverWith();
      const mailer = mailerOn(server);
      const send = (id: number) => mailer.send({ ...code, id: `code ${id}`, text: new Secret('x') });

      await Promise.all(Array.from({ length: 10 }, (_, id) => send(id)));
      const open = server.connections();
      server.cut();
      await send(11).catch(() => send(11));

      assert.ok(open >= 1 && open <= 3, `${open} connections`);
      assert.equal(server.mails.length, 11);
    });

    it('takes no relay refusal for a mailbox that is gone', async () => {
      const server = await serverWith();
      server.add('to', { code: 554, text: '5.7.1 ada@contoso.com: relay access denied' });

      await assert.rejects(mailerOn(server).send({ ...code, text: new Secret('x') }), /mailer: denied/);
    });

    it('verifies that it may log in, and says what does not do', async () => {
      const server = await serverWith({ login });
      const good = mailerOn(server, { login: { ...login, password: new Secret(login.password) } });
      const bad = mailerOn(server, { login: { ...login, password: new Secret('wrong') } });

      await good.verify();

      await assert.rejects(bad.verify(), /mailer: denied/);
      assert.deepEqual(server.mails, []);
    });
  });
});
