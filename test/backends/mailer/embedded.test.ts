import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { type EmbeddedMailer, embeddedMailer } from '../../../src/backends/mailer/embedded.ts';
import type { Log } from '../../../src/kernel/log.ts';
import { Secret } from '../../../src/kernel/secret.ts';
import { mailerContract } from './contract.ts';

const silentLog = (): Log & { warn: sinon.SinonSpy } => {
  const log = { debug: sinon.fake(), info: sinon.fake(), warn: sinon.fake(), error: sinon.fake(), with: () => log };
  return log;
};
const hour = 60 * 60 * 1000;

const numbered = (number: number) => ({
  id: `mail ${number}`,
  to: 'ada@contoso.com',
  subject: `Mail ${number}`,
  text: new Secret(`text ${number}`),
  locale: 'en' as const,
});

describe('mail in a folder', () => {
  let parent: string;
  let folder: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'outbox-'));
    folder = join(parent, 'data', 'outbox');
  });
  afterEach(() => rm(parent, { recursive: true }));

  mailerContract('embedded', {
    async subject() {
      const mailer = embeddedMailer({ folder, clock: { now: () => new Date() }, log: silentLog() });
      return {
        mailer,
        // It is the receiver's mailbox, and keeps one of what is the same.
        arrived: async () => (await mailer.outbox()).map((mail, index) => ({ ...mail, key: String(index) })),
        // A file stands where the folder would be.
        breakDown: () => writeFile(join(parent, 'data'), ''),
      };
    },
    faults: {},
  });

  describe('the embedded mailer', () => {
    let now: Date;
    let log: ReturnType<typeof silentLog>;
    let mailer: EmbeddedMailer;
    const subjects = async () => (await mailer.outbox()).map((mail) => mail.subject);
    beforeEach(() => {
      now = new Date('2026-10-05T08:00:00Z');
      log = silentLog();
      mailer = embeddedMailer({ folder, clock: { now: () => now }, log, mostMails: 20 });
    });

    it('has an empty outbox before the first mail', async () => {
      const mails = await mailer.outbox();

      assert.deepEqual(mails, []);
    });

    it('keeps files and folder to its own user', async () => {
      await mailer.send(numbered(1));

      const [name = ''] = await readdir(folder);
      assert.equal((await stat(folder)).mode & 0o777, 0o700);
      assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600);
    });

    it('lists the newest last, also of one instant and when the clock is set back', async () => {
      for (let number = 1; number <= 12; number += 1) await mailer.send(numbered(number));
      now = new Date(now.getTime() - hour);
      await mailer.send(numbered(13));

      const mails = await mailer.outbox();

      assert.deepEqual(
        mails.map((mail) => mail.subject),
        Array.from({ length: 13 }, (_, index) => `Mail ${index + 1}`),
      );
      assert.equal(mails[0]?.at, '2026-10-05T08:00:00.000Z');
    });

    it('survives the process', async () => {
      await mailer.send(numbered(1));

      mailer = embeddedMailer({ folder, clock: { now: () => now }, log });

      assert.deepEqual(await subjects(), ['Mail 1']);
    });

    it('forgets a mail after 24 hours, and what was half written too', async () => {
      await mailer.send(numbered(1));
      await writeFile(join(folder, `${String(now.getTime()).padStart(15, '0')}-x.json.part`), '{');
      now = new Date(now.getTime() + 23 * hour);
      await mailer.send(numbered(2));
      await mailer.cleanUp(now);
      const before = await subjects();
      now = new Date(now.getTime() + hour + 1);

      await mailer.cleanUp(now);

      assert.deepEqual(before, ['Mail 1', 'Mail 2']);
      assert.deepEqual(await subjects(), ['Mail 2']);
      assert.equal((await readdir(folder)).length, 1);
    });

    it('keeps the newest ones only, and loses none of many sent at once', async () => {
      await Promise.all(Array.from({ length: 20 }, (_, index) => mailer.send(numbered(index + 1))));
      const before = await subjects();

      await mailer.send(numbered(21));

      assert.equal(new Set(before).size, 20);
      assert.equal((await subjects()).length, 20);
      assert.equal((await subjects()).at(-1), 'Mail 21');
    });

    it('passes over what is no mail and says so without quoting it', async () => {
      await mailer.send(numbered(1));
      await writeFile(join(folder, '000000000000001-x.json'), '{"text": hidden');

      const seen = await subjects();

      assert.deepEqual(seen, ['Mail 1']);
      sinon.assert.calledOnce(log.warn);
      assert.doesNotMatch(JSON.stringify(log.warn.args), /hidden/);
    });

    it('leaves files alone that are not its own', async () => {
      await mailer.send(numbered(1));
      await writeFile(join(folder, 'README.txt'), 'mine');

      await mailer.cleanUp(new Date(now.getTime() + 48 * hour));

      assert.deepEqual(await readdir(folder), ['README.txt']);
    });
  });
});
