import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Needs } from '../../src/features/needs.ts';
import { resetPinJobs } from '../../src/features/reset-pin/reset-pin.jobs.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { runJobs } from '../support/needs.ts';
import { ada, bo, good, olga, pinOf, pinsThat, resetting } from '../support/resetting.ts';

describe('the notice to the owner of a PIN', () => {
  const at = resetting();
  const { conversation } = at;

  const notify = (needs: Needs = at.test.needs) => runJobs(at.test, resetPinJobs(needs));

  it('goes to every address on record, without the PIN, with a way to object', async () => {
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

  it('is in the owner’s language', async () => {
    await conversation(bo, {}, { locale: 'fr' }).submit(pinOf(good));

    await notify();

    assert.deepEqual(
      at.test.mails.map(({ subject }) => subject),
      ['Din pinkode til telefonmøder er ændret'],
    );
  });

  it('tries every address before it is tried again', async () => {
    const send = sinon.stub();
    send.onFirstCall().rejects(new BackendError('mailer', 'unavailable'));
    send.onSecondCall().resolves({ ok: true });
    await conversation(olga).submit(pinOf(good));

    await assert.rejects(notify({ ...at.test.needs, mailer: { send } }), BackendError);

    sinon.assert.calledTwice(send);
  });

  it('goes out where nobody saw the end of the change, and not where nothing was changed', async () => {
    const begun = { at: at.test.time.now.toISOString(), done: false };
    await conversation(ada).submit(pinOf(good));
    at.test.jobs.length = 0;
    await at.test.needs.jobs.send('announce-reset', { person: bo, ...begun });

    await notify();
    const unchanged = at.test.mails.length;
    await resetPinJobs(at.test.needs)['announce-reset']?.({ person: ada, ...begun });
    await notify();

    assert.deepEqual([unchanged, at.test.mails.length], [0, 1]);
  });

  it('goes out where it was changed and the service cannot say when', async () => {
    const needs = { ...at.test.needs, pins: pinsThat({}) };
    const begun = { person: ada, at: at.test.time.now.toISOString() };

    await needs.jobs.send('announce-reset', { ...begun, done: false });
    await notify(needs);
    const unknown = at.test.mails.length;
    await needs.jobs.send('announce-reset', { ...begun, done: true });
    await notify(needs);

    assert.deepEqual([unknown, at.test.mails.length], [0, 1]);
  });

  it('tells of a pause in words of its own', async () => {
    await at.test.needs.jobs.send('send-notice', { person: ada, notice: 'resets-paused', at: '2026-11-23T10:00:00Z' });

    await notify();

    assert.match(at.test.mails[0]?.text ?? '', /Your PIN was not changed/);
  });
});
