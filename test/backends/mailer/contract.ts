import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { Mailer } from '../../../src/backends/mailer/mailer.ts';
import { BackendError } from '../../../src/kernel/errors.ts';
import { Secret } from '../../../src/kernel/secret.ts';

export interface MailerSubject {
  readonly mailer: Mailer;
  /** What arrived at the other end, oldest first. */
  readonly arrived: () => Promise<readonly { readonly to: string; readonly subject: string; readonly text: string }[]>;
  readonly breakDown: () => Promise<void>;
}

const mail = {
  id: 'code 1',
  to: 'ada@contoso.com',
  subject: 'Kode – “Zugang”',
  text: new Secret('Your code: 918273\næøå'),
  locale: 'da' as const,
};

/** What every mailer promises. */
export function mailerContract(name: string, subject: () => Promise<MailerSubject>): void {
  describe(`the mailer ${name}`, () => {
    it('delivers receiver, subject and text unchanged', async () => {
      const { mailer, arrived } = await subject();

      const result = await mailer.send(mail);

      assert.deepEqual(result, { ok: true });
      const mails = (await arrived()).map(({ to, subject, text }) => ({ to, subject, text }));
      assert.deepEqual(mails, [{ to: mail.to, subject: mail.subject, text: 'Your code: 918273\næøå' }]);
    });

    it('delivers what a job sends again once, and what only looks the same twice', async () => {
      const { mailer, arrived } = await subject();
      await mailer.send(mail);

      const again = await mailer.send(mail);
      await mailer.send({ ...mail, id: 'code 2' });

      assert.deepEqual(again, { ok: true });
      assert.equal((await arrived()).length, 2);
    });

    it('delivers each id once, of many that are sent at once and again', async () => {
      const { mailer, arrived } = await subject();
      const many = Array.from({ length: 30 }, (_, index) => ({ ...mail, id: `code ${index}` }));

      await Promise.all(many.map((one) => mailer.send(one)));
      await Promise.all([...many, { ...mail, id: 'new' }, { ...mail, id: 'new' }].map((one) => mailer.send(one)));

      assert.equal((await arrived()).length, 31);
    });

    for (const to of [
      '',
      'ada',
      'ada@contoso.com, eve@evil.com',
      'eve,ada@contoso.com',
      'ada@contoso.com\r\nBcc: eve@evil.com',
      '<ada@contoso.com>',
      'a@b@c',
      `${'a'.repeat(250)}@b.com`,
    ]) {
      it(`refuses to send to ${JSON.stringify(to)}`, async () => {
        const { mailer, arrived } = await subject();

        const result = await mailer.send({ ...mail, to });

        assert.deepEqual(result, { ok: false, reason: 'refused-address' });
        assert.deepEqual(await arrived(), []);
      });
    }

    it('says so when it cannot send, without the text', async () => {
      const { mailer, breakDown } = await subject();
      await breakDown();

      const sending = mailer.send(mail);

      await assert.rejects(sending, (error) => {
        assert.ok(error instanceof BackendError);
        assert.equal(error.backend, 'mailer');
        assert.doesNotMatch(inspect(error, { depth: null }), /918273/);
        return true;
      });
    });
  });
}
