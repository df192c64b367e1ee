import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { Mailer, MailResult } from '../../../src/backends/mailer/mailer.ts';
import { BackendError, type BackendFault } from '../../../src/kernel/errors.ts';
import { Secret } from '../../../src/kernel/secret.ts';

/** What happened to the other side. */
export type MailFault =
  | 'refused-address'
  | 'mailbox-gone'
  | 'away'
  | 'slow'
  | 'cut-in-the-middle'
  | 'throttled'
  | 'throttled-for-long'
  | 'broken'
  | 'sender-refused'
  | 'wrong-password'
  | 'no-tls';

export interface Arrived {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for what is the same mail to its receiver's side. */
  readonly key: string;
}

export interface MailerSubject {
  readonly mailer: Mailer;
  /** What arrived at the other end, oldest first. */
  readonly arrived: () => Promise<readonly Arrived[]>;
  readonly breakDown: () => Promise<void>;
}

export interface MailerKind {
  readonly subject: () => Promise<MailerSubject>;
  /** Those that can happen to this mailer; `heal` undoes one, where that can be. */
  readonly faults: Partial<Record<MailFault, () => Promise<{ readonly mailer: Mailer; readonly heal?: () => void }>>>;
}

const promised: Readonly<Record<MailFault, MailResult | BackendFault>> = {
  'refused-address': { ok: false, reason: 'refused-address' },
  'mailbox-gone': { ok: false, reason: 'mailbox-gone' },
  away: 'unavailable',
  slow: 'timeout',
  'cut-in-the-middle': 'unavailable',
  throttled: 'throttled',
  'throttled-for-long': 'throttled',
  broken: 'unavailable',
  'sender-refused': 'denied',
  'wrong-password': 'denied',
  'no-tls': 'bad-answer',
};

const mail = {
  id: 'code 1',
  to: 'ada@contoso.com',
  subject: 'Kode – “Zugang”',
  text: new Secret('Your code: 918273\næøå <b> & "c"\n\nSecond paragraph'),
  locale: 'da' as const,
};

/** What every mailer promises. */
export function mailerContract(name: string, { subject, faults }: MailerKind): void {
  describe(`the mailer ${name}`, () => {
    it('delivers receiver, subject and text unchanged', async () => {
      const { mailer, arrived } = await subject();

      const result = await mailer.send(mail);

      assert.deepEqual(result, { ok: true });
      const mails = (await arrived()).map(({ to, subject, text }) => ({ to, subject, text }));
      assert.deepEqual(mails, [{ to: mail.to, subject: mail.subject, text: mail.text.reveal() }]);
    });

    it('lets what a job sends again be recognised, and what only looks the same not', async () => {
      const { mailer, arrived } = await subject();
      await mailer.send(mail);

      const again = await mailer.send(mail);
      await mailer.send({ ...mail, id: 'code 2' });

      assert.deepEqual(again, { ok: true });
      assert.equal(keysOf(await arrived()).size, 2);
    });

    it('delivers each id, of many that are sent at once and again', async () => {
      const { mailer, arrived } = await subject();
      const many = Array.from({ length: 30 }, (_, index) => ({ ...mail, id: `code ${index}` }));

      await Promise.all(many.map((one) => mailer.send(one)));
      await Promise.all([...many, { ...mail, id: 'new' }, { ...mail, id: 'new' }].map((one) => mailer.send(one)));

      assert.equal(keysOf(await arrived()).size, 31);
    });

    it('keeps a subject one line', async () => {
      const { mailer, arrived } = await subject();

      await mailer.send({ ...mail, subject: 'Your code\r\nBcc: eve@evil.com\u2028\r\n\r\nfor Contoso\u202e' });

      const mails = (await arrived()).map(({ to, subject }) => ({ to, subject }));
      assert.deepEqual(mails, [{ to: mail.to, subject: 'Your code Bcc: eve@evil.com for Contoso' }]);
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

      await assert.rejects(sending, isFault);
    });

    for (const [fault, happens] of Object.entries(faults)) {
      it(`says what it is: ${fault}`, async () => {
        const { mailer, heal } = await happens();
        const expected = Object.entries(promised).find(([key]) => key === fault)?.[1];

        const outcome = await mailer.send(mail).catch((error: unknown) => {
          isFault(error);
          return error instanceof BackendError && error.fault;
        });
        heal?.();

        assert.deepEqual(outcome, expected);
        if (heal) assert.deepEqual(await mailer.send(mail), { ok: true });
      });
    }
  });
}

const keysOf = (arrived: readonly Arrived[]): ReadonlySet<string> => new Set(arrived.map(({ key }) => key));

/** Nothing of the mail, of the login or of what the other side said is in it. */
function isFault(error: unknown): true {
  assert.ok(error instanceof BackendError);
  assert.equal(error.backend, 'mailer');
  assert.doesNotMatch(inspect(error, { depth: null, showHidden: true }), /918273|contoso\.com|hunter2/);
  return true;
}
