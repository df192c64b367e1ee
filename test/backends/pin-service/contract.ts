import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { ChosenPinService, IssuedPinService } from '../../../src/backends/pin-service/pin-service.ts';
import type { Person } from '../../../src/backends/user-directory/user-directory.ts';
import { BackendError } from '../../../src/kernel/errors.ts';
import { Secret } from '../../../src/kernel/secret.ts';

export interface ChosenPinSubject {
  readonly service: ChosenPinService;
  /** Enabled, without a PIN yet, not locked. */
  readonly person: Person;
  readonly notEnabled: Person;
  readonly breakDown: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** `historyCount` is the policy's of the subject. `whileSetting`: those hear that who ask while a PIN is being set; afterwards everybody hears `reused`. */
export interface ChosenPinContract {
  readonly historyCount: number;
  readonly whileSetting: 'reused' | 'under-way';
}

const good = ['18723834', '383042650', '620875', '907412', '48291', '731946'].map((digits) => new Secret(digits));
const [first = new Secret(''), second = new Secret('')] = good;

/** What every service with PINs that people choose promises. */
export function chosenPinServiceContract(
  name: string,
  subject: () => Promise<ChosenPinSubject>,
  { historyCount, whileSetting }: ChosenPinContract,
): void {
  describe(`the PIN service ${name}`, () => {
    let given: ChosenPinSubject;
    beforeEach(async () => {
      given = await subject();
    });
    afterEach(() => given.close());

    it('tells that there is no PIN before the first one', async () => {
      const status = await given.service.statusOf(given.person);

      assert.notEqual(status.isSet, true);
      assert.notEqual(status.isLocked, true);
    });

    it('sets a good PIN and tells that it is set', async () => {
      const result = await given.service.setPin(given.person, first);

      assert.equal(result.ok, true);
      const status = await given.service.statusOf(given.person);
      assert.notEqual(status.isSet, false);
      assert.notEqual(status.changedAt, 'never');
    });

    for (const [pin, reason] of [
      ['4829', 'wrong-length'],
      ['4829148291482914829148291', 'wrong-length'],
      ['48a291', 'wrong-length'],
      ['111222', 'too-easy'],
      ['991234', 'too-easy'],
      ['159753', 'too-easy'],
    ] as const) {
      it(`refuses a PIN like ${pin} as ${reason}`, async () => {
        const result = await given.service.setPin(given.person, new Secret(pin));

        assert.deepEqual(result, { ok: false, reason });
        assert.notEqual((await given.service.statusOf(given.person)).isSet, true);
      });
    }

    it('refuses the own extension', async () => {
      const result = await given.service.setPin(given.person, new Secret(given.person.extension ?? ''));

      assert.deepEqual(result, { ok: false, reason: 'too-easy' });
    });

    it('refuses the PIN that the person already has', async () => {
      await given.service.setPin(given.person, first);

      const result = await given.service.setPin(given.person, first);

      assert.deepEqual(result, { ok: false, reason: 'reused' });
    });

    it('refuses as many earlier PINs as the policy remembers, and no more', async () => {
      const pins = good.slice(0, historyCount + 1);
      for (const pin of pins) assert.equal((await given.service.setPin(given.person, pin)).ok, true);

      const remembered = [];
      for (const pin of pins.slice(1)) remembered.push(await given.service.setPin(given.person, pin));
      const forgotten = await given.service.setPin(given.person, first);

      assert.deepEqual(
        remembered,
        remembered.map(() => ({ ok: false, reason: 'reused' })),
      );
      assert.equal(forgotten.ok, true);
    });

    it('gives two people the same PIN without a word', async () => {
      await given.service.setPin(given.person, first);

      const result = await given.service.setPin({ ...given.person, id: 'somebody-else' }, first);

      assert.equal(result.ok, true);
    });

    it('refuses a person who is not enabled, and says so beforehand', async () => {
      const before = [await given.service.refusalOf(given.person), await given.service.refusalOf(given.notEnabled)];

      const result = await given.service.setPin(given.notEnabled, first);

      assert.deepEqual(before, [undefined, 'not-enabled']);
      assert.deepEqual(result, { ok: false, reason: 'not-enabled' });
    });

    it('changes nothing for a turn that was taken over', async () => {
      await assert.rejects(
        given.service.setPin(given.person, first, async () => false),
        BackendError,
      );

      const status = await given.service.statusOf(given.person);
      assert.notEqual(status.isSet, true);
      assert.equal(status.mayStillChange, undefined);
    });

    it('takes a PIN out of use, and sets none until it is unlocked', async () => {
      await given.service.setPin(given.person, first);
      await given.service.takeOutOfUse(given.person);
      const locked = await given.service.statusOf(given.person);
      const refused = await given.service.setPin(given.person, second);
      await given.service.unlock(given.person);

      const result = await given.service.setPin(given.person, second);

      assert.equal(locked.isLocked, true);
      assert.deepEqual(refused, { ok: false, reason: 'locked' });
      assert.equal(result.ok, true);
      assert.notEqual((await given.service.statusOf(given.person)).isLocked, true);
    });

    it('takes out of use what was never set, twice as well as once', async () => {
      await given.service.takeOutOfUse(given.person);
      await given.service.takeOutOfUse(given.person);

      const result = await given.service.setPin(given.person, first);

      assert.deepEqual(result, { ok: false, reason: 'locked' });
    });

    it('sets one PIN once, however many ask for it at the same time', async () => {
      const results = await Promise.all(Array.from({ length: 8 }, () => given.service.setPin(given.person, first)));

      assert.equal(results.filter((result) => result.ok).length, 1);
      const refusals = results.flatMap((result) => (result.ok ? [] : [result.reason]));
      assert.equal(refusals.length, 7);
      assert.ok(
        refusals.every((reason) => reason === 'reused' || reason === whileSetting),
        refusals.join(),
      );
    });

    it('says so when it cannot answer, and never carries the PIN', async () => {
      await given.service.setPin(given.person, second);
      await given.breakDown();

      const calls = [
        given.service.setPin(given.person, first),
        given.service.statusOf(given.person),
        given.service.takeOutOfUse(given.person),
        given.service.unlock(given.person),
        given.service.setPin(given.person, second),
      ];

      for (const outcome of await Promise.allSettled(calls)) {
        const error: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
        assert.ok(error instanceof BackendError);
        assert.equal(error.backend, 'pin-service');
        assert.doesNotMatch(inspect(error, { depth: null }), new RegExp(first.reveal()));
      }
    });
  });
}

export interface IssuedPinSubject {
  readonly service: IssuedPinService;
  readonly person: Person;
  readonly notEnabled: Person;
  /** How many PINs were made for `person`. */
  readonly issued: () => number;
  readonly breakDown: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What every service that makes PINs itself promises. */
export function issuedPinServiceContract(name: string, subject: () => Promise<IssuedPinSubject>): void {
  describe(`the issuing PIN service ${name}`, () => {
    let given: IssuedPinSubject;
    beforeEach(async () => {
      given = await subject();
    });
    afterEach(() => given.close());

    it('issues one PIN each time it is asked', async () => {
      const results = [await given.service.issue(given.person), await given.service.issue(given.person)];

      assert.deepEqual(results, [{ ok: true }, { ok: true }]);
      assert.equal(given.issued(), 2);
      assert.equal((await given.service.statusOf(given.person)).mayStillChange, undefined);
    });

    it('issues one to those who ask at the same time', async () => {
      const results = await Promise.all(Array.from({ length: 5 }, () => given.service.issue(given.person)));

      assert.equal(results.filter((result) => result.ok).length, 1);
      assert.equal(results.filter((result) => !result.ok && result.reason === 'under-way').length, 4);
    });

    it('refuses a person who is not enabled, and says so beforehand', async () => {
      const before = [await given.service.refusalOf(given.person), await given.service.refusalOf(given.notEnabled)];

      const result = await given.service.issue(given.notEnabled);

      assert.deepEqual(before, [undefined, 'not-enabled']);
      assert.deepEqual(result, { ok: false, reason: 'not-enabled' });
    });

    it('issues nothing for a turn that was taken over', async () => {
      await assert.rejects(
        given.service.issue(given.person, async () => false),
        BackendError,
      );

      assert.equal(given.issued(), 0);
    });

    it('takes a PIN out of use by a new one', async () => {
      await given.service.takeOutOfUse(given.person);

      assert.equal(given.issued(), 1);
    });

    it('says so when it cannot answer', async () => {
      await given.breakDown();

      const calls = [given.service.issue(given.person), given.service.takeOutOfUse(given.person)];

      for (const outcome of await Promise.allSettled(calls)) {
        const error: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
        assert.ok(error instanceof BackendError);
        assert.equal(error.backend, 'pin-service');
      }
    });
  });
}
