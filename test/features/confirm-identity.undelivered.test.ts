import assert from 'node:assert/strict';
import type { MailResult } from '../../src/backends/mailer/mailer.ts';
import { embeddedUserDirectory } from '../../src/backends/user-directory/embedded.ts';
import { samplePeople } from '../../src/backends/user-directory/sample-people.ts';
import type { Next } from '../../src/conversation/flow.ts';
import { confirmIdentityJobs } from '../../src/features/confirm-identity/confirm-identity.jobs.ts';
import { findingFrom, undeliveredIn } from '../../src/features/confirm-identity/confirm-identity.rules.ts';
import type { Needs } from '../../src/features/needs.ts';
import { BackendError, backendFaults } from '../../src/kernel/errors.ts';
import { ada, adaId, code, confirming, unknown, vouchedFor } from '../support/confirming.ts';
import { cardOf, saidBy, textOf } from '../support/flow-driver.ts';
import { notLast, runJobs } from '../support/needs.ts';

const olgaId = '6f1d0c00-0000-4000-8000-000000000016';
const refused: MailResult = { ok: false, reason: 'mailbox-gone' };

describe('a code’s mail that does not arrive', () => {
  const at = confirming();
  const { conversation, mailCodes, mailedCode } = at;

  /** Runs the jobs as their last try, with a mailer that fares so. */
  const lastTry = async (outcome: MailResult | BackendError, isLast = true) => {
    const mailer = {
      send: async () => {
        if (outcome instanceof BackendError) throw outcome;
        return outcome;
      },
    };
    const running = runJobs(at.test, confirmIdentityJobs({ ...at.test.needs, mailer }), isLast ? { isLast } : notLast);
    if (outcome instanceof BackendError) await assert.rejects(running, outcome);
    else await running;
  };
  const down = new BackendError('mailer', 'timeout');
  const errorIn = (next: Next<unknown> | undefined) => (next?.kind === 'escalate' ? next.error : undefined);
  const findingIn = (next: Next<unknown> | undefined) => (next?.kind === 'escalate' ? next.finding : undefined);

  describe('of somebody whom the channel vouches for', () => {
    const waiting = async (outcome: MailResult | BackendError) => {
      const flow = conversation(vouchedFor(adaId));
      await flow.enter();
      await lastTry(outcome);
      return flow;
    };

    it('is told at a wrong code, with the ways on', async () => {
      for (const [outcome, reason, words] of [
        [refused, 'mailbox-refused', /mailbox takes no mail/],
        [down, 'undeliverable', /mail system does not work/],
      ] as const) {
        at.test.pass(61);
        const flow = await waiting(outcome);

        await flow.submit(code('000000'));
        const shown = cardOf(await flow.show());

        assert.equal(flow.went, `again ${reason}`);
        assert.match(shown.fallbackText, words);
        assert.equal(shown.card, 'confirm-identity/code');
      }
    });

    it('is told when nothing came, and the ticket has the fault', async () => {
      const flow = await waiting(down);

      const next = await flow.submit({ help: 'true' });

      assert.equal(flow.went, 'escalate code-not-received');
      assert.match(textOf(saidBy(next)), /could not be delivered/);
      assert.match(findingIn(next) ?? '', /could not be delivered/);
      const error = errorIn(next);
      assert.deepEqual([error?.backend, error?.fault], ['mailer', 'timeout']);
    });

    it('is told at “send again”, which tries again where the mail system was at fault', async () => {
      const flow = await waiting(down);
      at.test.pass(61);

      const next = await flow.submit({ again: 'true' });
      await mailCodes();
      const done = await flow.submit(code(mailedCode()));

      assert.match(textOf(saidBy(next)), /could not be delivered/);
      assert.equal(done?.kind, 'finish');
    });

    it('gets no second code for a mailbox that takes none, but the help desk', async () => {
      const flow = await waiting(refused);
      at.test.pass(61);

      const next = await flow.submit({ again: 'true' });

      assert.equal(flow.went, 'escalate code-not-received');
      assert.match(textOf(saidBy(next)), /mailbox takes no mail/);
      assert.deepEqual(at.test.jobs, []);
    });

    it('may still type the right code: a mail without an answer may have come', async () => {
      const flow = conversation(vouchedFor(adaId));
      await flow.enter();
      const [job] = at.test.jobs;
      await lastTry(down);
      at.test.jobs.push(...(job ? [job] : []));
      await mailCodes();

      const done = await flow.submit(code(mailedCode()));

      assert.equal(done?.kind, 'finish');
    });

    it('hears nothing of it while there are tries to come', async () => {
      const flow = conversation(vouchedFor(adaId));
      await flow.enter();
      await lastTry(down, false);

      const next = await flow.submit({ help: 'true' });

      assert.equal(textOf(saidBy(next)), '');
      assert.equal(errorIn(next), undefined);
    });
  });

  describe('of somebody anonymous', () => {
    const acts = {
      'a wrong code': code('00000000'),
      'send again': { again: 'true' },
      'nothing came': { help: 'true' },
    };
    for (const [act, values] of Object.entries(acts)) {
      it(`sounds at “${act}” as if nobody were there`, async () => {
        const said = [];
        for (const [email, outcome] of [
          [unknown, undefined],
          [ada, refused],
          ['bo.kjaergaard@contoso.com', down],
        ] as const) {
          const flow = conversation();
          await flow.submit({ email });
          if (outcome) await lastTry(outcome);
          else await mailCodes();
          at.test.pass(61);

          const next = await flow.submit(values);

          said.push([flow.went, textOf(saidBy(next)), next?.kind === 'escalate' ? '' : textOf(await flow.show())]);
        }

        assert.deepEqual(said[1], said[0]);
        assert.deepEqual(said[2], said[0]);
      });
    }

    it('stands in the ticket, in what the desk alone may read', async () => {
      const flow = conversation();
      await flow.submit({ email: ada });
      await lastTry(down);

      const next = await flow.submit({ help: 'true' });

      assert.ok(next?.kind === 'escalate');
      const { finding, error, ...toldAnyway } = next;
      assert.match(finding ?? '', /could not be delivered/);
      assert.equal(error?.fault, 'timeout');
      const summary = `Address given: ${ada}`;
      assert.deepEqual(toldAnyway, { kind: 'escalate', reason: 'code-not-received', summary });
    });
  });

  describe('to one of several addresses', () => {
    const several = (): Partial<Needs> => ({
      directory: embeddedUserDirectory(samplePeople, { codesToOtherMails: true }),
    });
    const mailAll = () => mailCodes({ ...at.test.needs, ...several() });

    it('is asked for by address, masked, and goes where it was asked to', async () => {
      const flow = conversation(vouchedFor(olgaId), several());

      await flow.enter();
      const asked = cardOf(await flow.show());
      await flow.submit({ to: '1' });
      await mailAll();
      const waits = cardOf(await flow.show());
      at.test.pass(61);
      await flow.submit({ again: 'true' });
      await mailAll();
      const done = await flow.submit(code(mailedCode()));

      assert.equal(asked.card, 'confirm-identity/where');
      assert.match(asked.fallbackText, /o•••@contoso\.com, o•••@fabrikam\.com/);
      assert.match(waits.fallbackText, /mailed a code to o•••@fabrikam\.com/);
      const to = 'olga.petrova@fabrikam.com';
      assert.deepEqual(
        at.test.mails.map((mail) => mail.to),
        [to, to],
      );
      assert.equal(done?.kind === 'finish' && done.confirmed?.person, olgaId);
    });

    it('goes to none that is not on record, and to nobody who does not choose', async () => {
      for (const to of ['2', '-1', 'eve@evil.com', '01234', undefined]) {
        const flow = conversation(vouchedFor(olgaId), several());

        await flow.submit(to === undefined ? {} : { to });

        assert.equal(flow.went, 'go who', String(to));
        assert.deepEqual(at.test.jobs, []);
      }
    });

    it('offers the other one where a mailbox took nothing', async () => {
      const flow = conversation(vouchedFor(olgaId), several());
      await flow.submit({ to: '0' });
      const [job] = at.test.jobs.splice(0);
      assert.ok(job && 'challenge' in job.data);
      await at.test.needs.challenges.note(job.data.challenge, findingFrom({ reason: 'mailbox-refused' }));

      const next = await flow.submit({ again: 'true' });
      const shown = cardOf(await flow.show());
      await flow.submit({ to: '1' });
      const soon = flow.went;
      at.test.pass(61);
      await flow.submit({ to: '1' });
      await mailAll();

      assert.match(textOf(saidBy(next)), /mailbox takes no mail/);
      assert.equal(shown.card, 'confirm-identity/where');
      assert.equal(soon, 'again too-soon');
      assert.deepEqual(
        at.test.mails.map(({ to }) => to),
        ['olga.petrova@fabrikam.com'],
      );
    });

    it('goes to mail alone where that is not switched on', async () => {
      const flow = conversation(vouchedFor(olgaId));

      await flow.enter();
      await mailCodes();

      assert.deepEqual(
        at.test.mails.map(({ to }) => to),
        ['olga.petrova@contoso.com'],
      );
    });
  });

  it('is read as it was written', () => {
    for (const fault of backendFaults) {
      const undelivered = { reason: 'undeliverable', fault } as const;
      assert.deepEqual(undeliveredIn(findingFrom(undelivered)), undelivered);
    }
    for (const finding of [undefined, '', 'disabled', 'undeliverable', 'undeliverable often']) {
      assert.equal(undeliveredIn(finding), undefined);
    }
  });
});
