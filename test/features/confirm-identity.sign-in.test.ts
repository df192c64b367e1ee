import assert from 'node:assert/strict';
import type { IdentityPolicy } from '../../src/features/needs.ts';
import { adaId, code, confirming } from '../support/confirming.ts';
import { saidBy, textOf } from '../support/flow-driver.ts';

describe('confirm-identity by a sign-in', () => {
  const at = confirming();
  const { mailCodes, mailedCode } = at;
  const now = () => at.test.needs.clock.now();
  const ago = (seconds: number) => new Date(now().getTime() - seconds * 1_000);

  const conversation = (teams: IdentityPolicy['teams'], given: { id?: string; signedInAt?: Date } = {}) => {
    const { id = adaId, ...proof } = given;
    const sender = { directoryId: id, tenantId: 't', ...proof };
    return at.conversation(
      { path: 'teams', vouchedFor: sender },
      { identity: { teams, page: 'off', anonymous: 'off' } },
    );
  };

  /** What each policy asks of a vouched-for person, by when they signed in. */
  const table = [
    ['sign-in', undefined, 'go sign-in'],
    ['sign-in', 0, 'finish'],
    ['sign-in', 599, 'finish'],
    ['sign-in', 601, 'go sign-in'],
    ['sign-in', -50, 'finish'],
    ['sign-in', -3_600, 'go sign-in'],
    ['sign-in+code', undefined, 'go sign-in'],
    ['sign-in+code', 0, 'go code'],
    ['sign-in+code', 601, 'go sign-in'],
    ['code', undefined, 'go code'],
    ['code', 0, 'go code'],
    ['off', 0, 'ask talk-to-person'],
  ] as const;
  for (const [policy, age, went] of table) {
    it(`${policy}, signed in ${age === undefined ? 'never' : `${age} s ago`}: ${went}`, async () => {
      const flow = conversation(policy, age === undefined ? {} : { signedInAt: ago(age) });

      const next = await flow.enter();

      assert.equal(flow.went, went);
      if (next?.kind === 'finish') assert.equal(next.confirmed?.person, adaId);
    });
  }

  it('confirms who came back from signing in, and says so', async () => {
    const flow = conversation('sign-in');
    await flow.enter();
    const asked = textOf(await flow.show());

    const next = await at.again(flow, signedIn(adaId), withPolicy('sign-in')).signIn('done');

    assert.match(asked, /please sign in with your work account/);
    assert.equal(next?.kind === 'finish' && next.confirmed?.person, adaId);
  });

  it('asks again where the sign-in failed, brings no proof, or was long ago', async () => {
    const flow = conversation('sign-in');
    await flow.enter();

    await flow.signIn('failed');
    assert.equal(flow.went, 'again sign-in-failed');
    assert.match(textOf(await flow.show()), /That sign-in did not work\./);
    await flow.signIn('done');
    assert.equal(flow.went, 'again sign-in-failed');
    const late = at.again(flow, signedIn(adaId, ago(700)), withPolicy('sign-in'));
    await late.signIn('done');
    assert.equal(late.went, 'again sign-in-old');
  });

  it('wants a code after the sign-in, where the policy wants both, and takes the sign-in with it', async () => {
    const first = conversation('sign-in+code');
    await first.enter();
    const flow = at.again(first, signedIn(adaId), withPolicy('sign-in+code'));
    await flow.signIn('done');
    await mailCodes();
    const later = at.again(flow, notNow(adaId), withPolicy('sign-in+code'));

    at.test.pass(61);
    await later.submit({ again: 'true' });
    assert.equal(later.went, 'go code');
    await mailCodes();
    const done = await later.submit(code(mailedCode()));

    assert.equal(done?.kind === 'finish' && done.confirmed?.person, adaId);
  });

  it('wants another sign-in for another code once the first is long ago, or was somebody else’s', async () => {
    const first = conversation('sign-in+code');
    await first.enter();
    const flow = at.again(first, signedIn(adaId), withPolicy('sign-in+code'));
    await flow.signIn('done');
    const other = at.again(flow, notNow('6f1d0c00-0000-4000-8000-000000000002'), withPolicy('sign-in+code'));
    await other.submit({ again: 'true' });
    const later = at.again(flow, notNow(adaId), withPolicy('sign-in+code'));
    at.test.pass(601);
    await later.submit({ again: 'true' });

    assert.equal(other.went, 'go sign-in');
    assert.equal(later.went, 'go sign-in');
  });

  it('mails no code to whoever submits the form of another policy', async () => {
    const flow = conversation('sign-in');

    await flow.submit({});

    assert.equal(flow.went, 'go sign-in');
    assert.deepEqual(at.test.jobs, []);
  });

  for (const [number, reason] of [
    ['06', /account is disabled/],
    ['07', /You are a guest/],
    ['13', /specially protected/],
    ['99', /cannot find your account/],
  ] as const) {
    it(`hands person ${number} over although they signed in`, async () => {
      const flow = conversation('sign-in', {
        id: `6f1d0c00-0000-4000-8000-0000000000${number}`,
        signedInAt: ago(1),
      });

      const next = await flow.enter();

      assert.equal(flow.went, 'escalate not-eligible');
      assert.match(textOf(saidBy(next)), reason);
    });
  }

  const signedIn = (directoryId: string, signedInAt = now()) => ({
    path: 'teams' as const,
    vouchedFor: { directoryId, tenantId: 't', signedInAt },
  });
  const notNow = (directoryId: string) => ({ path: 'teams' as const, vouchedFor: { directoryId, tenantId: 't' } });
  const withPolicy = (teams: IdentityPolicy['teams']) => ({
    ...at.test.needs,
    identity: { teams, page: 'off' as const, anonymous: 'off' as const },
  });
});
