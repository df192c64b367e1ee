import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Mail } from '../../src/backends/mailer/mailer.ts';
import type { Needs } from '../../src/features/needs.ts';
import { resetPinJobs } from '../../src/features/reset-pin/reset-pin.jobs.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { notLast, noVoice, runJobs } from '../support/needs.ts';
import { ada, bo, good, olga, pinOf, pinsThat, resetting, statusAt } from '../support/resetting.ts';

describe('the notice to the owner of a PIN', () => {
  const at = resetting();
  const { conversation } = at;

  const notify = (needs: Needs = at.test.needs) => runJobs(at.test, resetPinJobs(needs, noVoice));

  it('goes to every address on record, without the PIN, with a way to object, also where no code goes', async () => {
    await conversation(olga).submit(pinOf(good));

    await notify();

    assert.equal(at.test.mails.length, 2);
    assert.equal(new Set(at.test.mails.map(({ to }) => to)).size, 2);
    for (const { text } of at.test.mails) {
      assert.match(text, /changed on November 23, 2026 at 05:00 \(Eastern Time\)/);
      assert.match(
        text,
        /Was it not you\? Then please tell the help desk at once: \+1 410-555-0120, helpdesk@example\.com/,
      );
      assert.doesNotMatch(text, new RegExp(good));
    }
  });

  it('is nobody’s where nobody was found', async () => {
    const notice = { person: '', notice: 'resets-paused', at: '2026-11-23T10:00:00.000Z' } as const;

    await resetPinJobs(at.test.needs, noVoice)['send-notice']?.(notice, notLast);

    assert.deepEqual(at.test.mails, []);
    sinon.assert.notCalled(at.test.log.warn);
  });

  it('is in the owner’s language', async () => {
    await conversation(bo, {}, { locale: 'fr' }).submit(pinOf(good));

    await notify();

    assert.deepEqual(
      at.test.mails.map(({ subject }) => subject),
      ['Din pinkode til telefonmøder er ændret'],
    );
  });

  it('tells each address once, however often another one is tried', async () => {
    const [first, other] = ['olga.petrova@contoso.com', 'olga.petrova@fabrikam.com'];
    const told: string[] = [];
    const mailer: Needs['mailer'] = {
      async send({ to }) {
        told.push(to);
        if (to === other) throw new BackendError('mailer', 'denied');
        return { ok: true };
      },
    };
    const needs = { ...at.test.needs, mailer };
    const sent = sinon.spy(at.test.needs.jobs, 'send');
    await conversation(olga).submit(pinOf(good));

    await assert.rejects(notify(needs), BackendError);
    const failed = sent.args.flatMap(([, data]) => ('address' in data && 'notice' in data ? [data] : []));
    for (const job of failed) {
      await assert.rejects(resetPinJobs(needs, noVoice)['send-notice']?.(job, notLast) ?? assert.fail(), BackendError);
    }
    await notify(needs);

    assert.deepEqual(told, [first, other, other]);
  });

  it('waits for a change that may still come, and then tells of it', async () => {
    const later = new Date(at.test.time.now.getTime() + 1_000);
    const status = sinon.stub().resolves({ ...statusAt('never'), mayStillChange: true });
    const needs = { ...at.test.needs, pins: pinsThat({ statusOf: status }) };
    const job = { person: bo, at: at.test.time.now.toISOString(), done: false };
    const announce = resetPinJobs(needs, noVoice)['announce-reset'];

    await assert.rejects(async () => announce?.(job, notLast), BackendError);
    const waiting = at.test.jobs.length;
    status.resolves(statusAt(later));
    await announce?.(job, notLast);

    assert.deepEqual([waiting, at.test.jobs.length], [0, 1]);
  });

  it('goes out where nobody saw the end of the change, and not where nothing was changed', async () => {
    const begun = { at: at.test.time.now.toISOString(), done: false };
    await conversation(ada).submit(pinOf(good));
    at.test.jobs.length = 0;
    await at.test.needs.jobs.send('announce-reset', { person: bo, ...begun });

    await notify();
    const unchanged = at.test.mails.length;
    await resetPinJobs(at.test.needs, noVoice)['announce-reset']?.({ person: ada, ...begun }, notLast);
    await notify();

    assert.deepEqual([unchanged, at.test.mails.length], [0, 1]);
  });

  /** The job that was written with the count waits for a minute, the others do not. */
  const firstWaits = () => {
    assert.equal(at.test.jobs[0]?.queue, 'announce-reset');
    at.test.jobs.push(...at.test.jobs.splice(0, 1));
  };
  const away = async () => {
    throw new BackendError('pin-service', 'unavailable');
  };
  for (const [service, statusOf] of [
    ['says when', async () => statusAt(at.test.time.now)],
    ['cannot say when', async () => statusAt('unknown')],
    ['does not answer any more', away],
  ] as const) {
    it(`goes out once where a PIN is changed and the service ${service}`, async () => {
      const pins = pinsThat({ statusOf });
      await conversation(ada, { pins }).submit(pinOf(good));
      firstWaits();

      await notify({ ...at.test.needs, pins }).catch(() => undefined);
      await notify({ ...at.test.needs, pins });

      assert.equal(at.test.mails.length, 1);
      assert.match(at.test.mails[0]?.text ?? '', /changed on November 23, 2026 at 05:00/);
    });
  }

  it('goes out once where a status that could be read only later is of the same change', async () => {
    const begun = { person: ada, at: at.test.time.now.toISOString() };
    await at.test.needs.jobs.send('announce-reset', { ...begun, done: true });
    await notify({ ...at.test.needs, pins: pinsThat({ statusOf: away }) });
    await at.test.needs.jobs.send('announce-reset', { ...begun, done: false });

    const later = new Date(at.test.time.now.getTime() + 2_000);
    await notify({ ...at.test.needs, pins: pinsThat({ statusOf: async () => statusAt(later) }) });

    assert.equal(at.test.mails.length, 1);
    sinon.assert.calledOnceWithMatch(at.test.log.warn, 'a notice cannot say when exactly a PIN was changed');
  });

  it('waits for a service that does not answer where nobody saw the end of the change', async () => {
    const begun = { person: ada, at: at.test.time.now.toISOString() };
    await at.test.needs.jobs.send('announce-reset', { ...begun, done: false });

    await assert.rejects(notify({ ...at.test.needs, pins: pinsThat({ statusOf: away }) }), BackendError);

    assert.deepEqual(at.test.mails, []);
  });

  it('is one mail for one change, though the reset before it finds it too', async () => {
    const send = sinon.fake(async (_mail: Mail) => ({ ok: true }) as const);
    const changedAt = new Date(at.test.time.now.getTime() + 20_000);
    const reset = (seconds: number) => new Date(at.test.time.now.getTime() + seconds * 1_000).toISOString();
    await at.test.needs.jobs.send('announce-reset', { person: ada, at: reset(0), done: false });
    await at.test.needs.jobs.send('announce-reset', { person: ada, at: reset(19), done: true });
    at.test.pass(60);

    await notify({ ...at.test.needs, mailer: { send }, pins: pinsThat({ statusOf: async () => statusAt(changedAt) }) });

    sinon.assert.calledTwice(send);
    assert.equal(new Set(send.args.map(([{ id }]) => id)).size, 1);
  });

  for (const [what, setPin, mails] of [
    ['refused', async () => ({ ok: false, reason: 'reused' }) as const, 0],
    ['was not reached', away, 0],
    ['did not answer in time', () => Promise.reject(new BackendError('pin-service', 'timeout')), 1],
  ] as const) {
    it(`goes out ${mails ? '' : 'never '}where a service that cannot say when ${what}`, async () => {
      const pins = pinsThat({ setPin });
      await conversation(ada, { pins })
        .submit(pinOf(good))
        .catch(() => undefined);
      firstWaits();

      await notify({ ...at.test.needs, pins });

      assert.equal(at.test.mails.length, mails);
    });
  }

  it('tells of a pause in words of its own', async () => {
    await at.test.needs.jobs.send('send-notice', { person: ada, notice: 'resets-paused', at: '2026-11-23T10:00:00Z' });

    await notify();

    assert.match(at.test.mails[0]?.text ?? '', /Your PIN was not changed/);
  });
});
