import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Person } from '../../src/backends/user-directory/user-directory.ts';
import { confirmIdentityJobs } from '../../src/features/confirm-identity/confirm-identity.jobs.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { ada, adaId, code, confirming, vouchedFor } from '../support/confirming.ts';
import { notLast } from '../support/needs.ts';

const frankId = '6f1d0c00-0000-4000-8000-000000000006';

describe('sending a code', () => {
  const at = confirming();
  const { conversation, mailCodes } = at;
  beforeEach(() => at.database.query('DELETE FROM desk_actions', []));

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

  for (const [whom, daysAgo, mails, change] of [
    ['whom nobody has invited', undefined, 0, {}],
    ['who was invited a week ago', 7.1, 0, {}],
    ['who was invited these days', 6.9, 1, {}],
    ['who was invited, and is protected', 6.9, 0, { isProtected: true }],
    ['who was invited, and is disabled', 6.9, 0, { accountEnabled: false }],
  ] as const) {
    it(`mails ${mails ? 'a code that confirms' : 'nothing'} to somebody new ${whom}`, async () => {
      const { directory } = at.test.needs;
      const person = (await directory.byId(adaId)) ?? assert.fail();
      const isNew = { ...person, createdAt: at.test.time.now, ...change };
      const hired = {
        ...directory,
        byId: async () => isNew,
        byIdentifier: async () => ({ ok: true, person: isNew }) as const,
      };
      if (daysAgo) await invite(person, new Date(at.test.time.now.getTime() - daysAgo * 24 * 3_600_000));
      const needs = { ...at.test.needs, directory: hired };
      const flow = conversation({}, { directory: hired });

      await flow.submit({ email: ada });
      await mailCodes(needs);
      const next = mails ? await flow.submit(code(at.mailedCode())) : undefined;

      assert.equal(at.test.mails.length, mails);
      assert.equal(next?.kind, mails ? 'finish' : undefined);
    });
  }

  async function invite(person: Person, sentAt: Date) {
    const { personActions } = at.test.needs;
    const kim = { id: 'kim', name: 'Kim', role: 'agent' };
    const about = { person: { id: person.id, displayName: person.displayName }, reason: 'starts today' };
    const asked = { kind: 'invite', ...about, askedBy: kim, askedAt: sentAt, needsSecond: false } as const;
    await personActions.setDone(await personActions.add(asked, at.database), sentAt);
  }
});
