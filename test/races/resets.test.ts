import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { SetPinResult } from '../../src/backends/pin-service/pin-service.ts';
import type { Needs } from '../../src/features/needs.ts';
import { BackendError, type BackendFault } from '../../src/kernel/errors.ts';
import { databaseKinds } from '../support/databases.ts';
import { ada, good, pinOf, pinsThat, resetting, statusAt } from '../support/resetting.ts';

const pins = ['18723834', '383042650', '92837465', '74920385', '50918273', '83640275', '20859173', '65829104'];

for (const kind of databaseKinds) {
  describe(`resets of one person, in many conversations at once, on ${kind}`, () => {
    const at = resetting(kind);
    const submitted = async (pin: string, change: Partial<Needs> = {}) => {
      const flow = at.conversation(ada, change);
      await flow.submit(pinOf(pin)).catch(() => undefined);
      return flow.went;
    };
    const left = async () => {
      const { budgets, limits } = at.test.needs;
      const seen = await budgets.look(limits.resetsPerDay, ada, at.test.time.now);
      return seen.ok ? seen.left + 1 : 0;
    };

    it('are three a day, each by one call of the service', async () => {
      const setPin = sinon.fake(async (): Promise<SetPinResult> => ({ ok: true }));

      const went = await Promise.all(pins.map((pin) => submitted(pin, { pins: pinsThat({ setPin }) })));

      assert.equal(went.filter((where) => where === 'ask feedback').length, 3);
      assert.equal(went.filter((where) => where === 'escalate too-many-resets').length, pins.length - 3);
      sinon.assert.calledThrice(setPin);
    });

    it('are not used up by what the service refuses', async () => {
      const setPin = async (): Promise<SetPinResult> => ({ ok: false, reason: 'reused' });

      const went = [];
      for (const pin of pins) went.push(await submitted(pin, { pins: pinsThat({ setPin }) }));

      assert.deepEqual(new Set(went), new Set(['again reused']));
      assert.equal(await left(), 3);
    });

    // Where nobody knows whether it was done it counts: the safe side.
    const faults: readonly (readonly [BackendFault, number])[] = [
      ['unavailable', 3],
      ['denied', 3],
      ['throttled', 3],
      ['bad-answer', 2],
      ['timeout', 2],
    ];
    for (const [fault, remain] of faults) {
      it(`leave ${remain} after one that ended with ${fault}`, async () => {
        const setPin = () => Promise.reject(new BackendError('pin-service', fault));

        await submitted(good, { pins: pinsThat({ setPin }) });

        assert.equal(await left(), remain);
      });
    }

    it('count one that timed out and was done after all, once', async () => {
      const setPin = () => Promise.reject(new BackendError('pin-service', 'timeout'));
      const statusOf = async () => statusAt(new Date(at.test.time.now.getTime() + 1));

      const went = await submitted(good, { pins: pinsThat({ setPin, statusOf }) });

      assert.deepEqual([went, await left()], ['ask feedback', 2]);
    });
  });
}
