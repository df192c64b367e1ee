import assert from 'node:assert/strict';
import sinon from 'sinon';
import { confirmIdentityJobs } from '../../src/features/confirm-identity/confirm-identity.jobs.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { ada, adaId, confirming, vouchedFor } from '../support/confirming.ts';
import { notLast } from '../support/needs.ts';

const frankId = '6f1d0c00-0000-4000-8000-000000000006';

describe('sending a code', () => {
  const at = confirming();
  const { conversation, mailCodes } = at;

  it('mails the same code when the mailer fails the first time, and counts it once', async () => {
    const send = sinon.stub();
    send.onFirstCall().rejects(new BackendError('mailer', 'unavailable'));
    send.onSecondCall().resolves({ ok: true });
    const handlers = confirmIdentityJobs({ ...at.test.needs, mailer: { send } });
    const take = sinon.spy(at.test.needs.budgets, 'take');
    await conversation().submit({ email: ada });
    const [job] = at.test.jobs;
    assert.ok(job && 'challenge' in job.data);
    const { data } = job;
    take.resetHistory();

    await assert.rejects(async () => handlers['send-code']?.(data, notLast), BackendError);
    await handlers['send-code']?.(data, notLast);

    const [first, second] = send.args.map(([mail]) => mail.text.reveal());
    assert.equal(first, second);
    sinon.assert.calledOnce(take);
  });

  it('counts a code on the person once, however often its job is cut short before that is written down', async () => {
    const { challenges } = at.test.needs;
    const cut = { ...challenges, setPerson: () => Promise.reject(new Error('killed')) };
    await conversation().submit({ email: ada });
    const [job] = at.test.jobs;
    assert.ok(job && 'challenge' in job.data);
    const { data } = job;

    for (let time = 0; time < 3; time += 1) {
      const handlers = confirmIdentityJobs({ ...at.test.needs, challenges: cut });
      await assert.rejects(async () => handlers['send-code']?.(data, notLast), /killed/);
    }
    await mailCodes();

    assert.equal(at.test.mails.length, 1);
  });

  it('drops a code that is void, used or has under two minutes left', async () => {
    await conversation().submit({ email: ada });
    at.test.pass(8 * 60 + 1);

    await mailCodes();

    assert.deepEqual(at.test.mails, []);
  });

  it('mails nothing to somebody who was disabled after asking', async () => {
    await conversation(vouchedFor(adaId)).enter();
    const frank = await at.test.needs.directory.byId(frankId);

    await mailCodes({ ...at.test.needs, directory: { ...at.test.needs.directory, byId: async () => frank } });

    assert.deepEqual(at.test.mails, []);
  });
});
