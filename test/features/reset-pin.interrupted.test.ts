import assert from 'node:assert/strict';
import sinon from 'sinon';
import { resetPin } from '../../src/features/reset-pin/reset-pin.flow.ts';
import { flowDriver, saidBy, textOf } from '../support/flow-driver.ts';
import { turnAt } from '../support/needs.ts';
import { ada, pinsThat, resetting, statusAt } from '../support/resetting.ts';

describe('reset-pin after an interruption', () => {
  const at = resetting();
  const { conversation } = at;
  /** When the form was begun: its turn counts a moment later. */
  const justBefore = () => new Date(at.test.time.now.getTime() - 5);

  it('says what was changed and when, and acts no more', async () => {
    const setPin = sinon.fake();
    const changedAt = new Date(at.test.time.now.getTime() + 1000);
    const flow = conversation(ada, { pins: pinsThat({ setPin, statusOf: async () => statusAt(changedAt) }) });

    const next = await flow.settle(at.test.time.now);

    assert.equal(flow.went, 'ask feedback');
    assert.equal(next && 'spent' in next && next.spent, 'change');
    assert.match(textOf(saidBy(next)), /It was changed on November 23, 2026 at 05:00 \(Eastern Time\)/);
    sinon.assert.notCalled(setPin);
    assert.deepEqual(at.test.jobs, []);
  });

  for (const [changedAt, reason] of [
    ['never', 'interrupted-unchanged'],
    [new Date('2026-11-01T00:00:00Z'), 'interrupted-unchanged'],
    ['unknown', 'interrupted-unknown'],
  ] as const) {
    it(`asks again where the last change is ${String(changedAt).slice(0, 10)}`, async () => {
      const flow = conversation(ada, { pins: pinsThat({ statusOf: async () => statusAt(changedAt) }) });

      await flow.settle(at.test.time.now);

      assert.equal(flow.went, `again ${reason}`);
      assert.match(textOf(await flow.show()), /^That was interrupted/);
      assert.deepEqual(at.test.jobs, []);
    });
  }

  it('gives back the reset of the day where nothing was changed, and only there', async () => {
    const { resetsPerDay } = at.test.needs.limits;
    const left = [];
    for (const changedAt of ['never', 'unknown'] as const) {
      await at.test.needs.budgets.spend(resetsPerDay, ada, at.test.time.now);
      const flow = conversation(ada, { pins: pinsThat({ statusOf: async () => statusAt(changedAt) }) });
      await flow.settle(justBefore());
      const counted = await at.test.needs.budgets.look(resetsPerDay, ada, at.test.time.now);
      left.push(counted.ok && counted.left);
    }

    assert.deepEqual(left, [resetsPerDay.limit - 1, resetsPerDay.limit - 2]);
  });

  it('says that a change may still come, gives nothing back, and believes one that came', async () => {
    const { budgets, limits } = at.test.needs;
    const later = new Date(at.test.time.now.getTime() + 1_000);
    const status = sinon.stub().resolves({ ...statusAt('never'), mayStillChange: true });
    const flow = conversation(ada, { pins: pinsThat({ statusOf: status }) });
    const proof = flow.turn().confirmation?.proof ?? '';
    await budgets.spend(limits.changesPerProof, proof, at.test.time.now);

    const next = await flow.settle(justBefore());
    const waiting = [flow.went, textOf(saidBy(next)), next && 'spent' in next && next.spent];
    status.resolves({ ...statusAt(later), mayStillChange: true });
    await flow.settle(justBefore());

    const { ok } = await budgets.look(limits.changesPerProof, proof, at.test.time.now);
    assert.deepEqual([waiting[0], waiting[2], ok, flow.went], ['finish', 'change', false, 'ask feedback']);
    assert.match(String(waiting[1]), /may still come in the next two minutes.*a mail tells you/);
  });

  for (const [status, isFree] of [
    ['never', true],
    ['unknown', false],
  ] as const) {
    it(`${isFree ? 'gives back' : 'keeps'} the one change of what was proved where the last change is ${status}`, async () => {
      const { budgets, limits } = at.test.needs;
      const flow = conversation(ada, { pins: pinsThat({ statusOf: async () => statusAt(status) }) });
      const proof = flow.turn().confirmation?.proof ?? '';
      await budgets.spend(limits.changesPerProof, proof, at.test.time.now);

      await flow.settle(justBefore());

      const { ok } = await budgets.look(limits.changesPerProof, proof, at.test.time.now);
      assert.equal(ok, isFree);
    });
  }

  it('begins again where the confirmation is over by then', async () => {
    const flow = flowDriver(resetPin(at.test.needs), () => turnAt(at.test));

    await flow.settle(at.test.time.now);

    assert.equal(flow.went, 'ask reset-pin');
  });
});
