import assert from 'node:assert/strict';
import { newPin } from '../../src/features/reset-pin/reset-pin.form.ts';
import { holdsDigits, outcomeOf, rulesOf } from '../../src/features/reset-pin/reset-pin.rules.ts';
import { defaultPinPolicy } from '../../src/kernel/pin-policy.rules.ts';
import { Secret } from '../../src/kernel/secret.ts';

const form = newPin({
  policy: defaultPinPolicy,
  owner: { extension: '40114', phones: ['+1 206 555 0114'] },
  thisYear: 2026,
});
const problemOf = (pin: string, pinConfirmation = pin) =>
  form.safeParse({ pin: new Secret(pin), pinConfirmation: new Secret(pinConfirmation) }).error?.issues[0]?.message;

describe('the rules of a reset', () => {
  for (const [pin, problem] of [
    ['', 'pin-missing'],
    ['12a45', 'not-digits'],
    ['18 72 38', 'not-digits'],
    ['1872', 'too-short'],
    ['1'.repeat(25), 'too-long'],
    ['225577', 'repeated-digits'],
    ['991234', 'consecutive-digits'],
    ['40114', 'own-number'],
    ['121989', 'date'],
  ] as const) {
    it(`refuses ${pin === '' ? 'an empty PIN' : pin} as ${problem}`, () => {
      assert.equal(problemOf(pin), problem);
    });
  }

  it('refuses two PINs that differ before it looks at either', () => {
    assert.equal(problemOf('18723834', '18723835'), 'mismatch');
  });

  it('hands a good PIN on as a secret', () => {
    const parsed = form.parse({ pin: new Secret('18723834'), pinConfirmation: new Secret('18723834') });

    assert.equal(parsed.pin.reveal(), '18723834');
    assert.equal(JSON.stringify(parsed), '{"pin":"[secret]"}');
  });

  it('reads no PIN from a value that is not a secret', () => {
    assert.equal(form.safeParse({ pin: '18723834', pinConfirmation: '18723834' }).success, false);
  });

  it('notices digits in typed text', () => {
    assert.equal(holdsDigits('18 72 38'), true);
    assert.equal(holdsDigits('make it 18723834 please'), true);
    assert.equal(holdsDigits('*6'), false);
    assert.equal(holdsDigits('Was heißt das?'), false);
  });

  it('believes a change only when the service dates it after the start', () => {
    const status = { isSet: true, isLocked: false, expiresAt: 'never' } as const;
    const startedAt = new Date('2026-11-21T10:00:00Z');
    const later = new Date('2026-11-21T10:00:01Z');
    const now = new Date('2026-11-21T10:00:10Z');

    assert.equal(outcomeOf({ ...status, changedAt: later }, startedAt, now), later);
    assert.equal(
      outcomeOf({ ...status, changedAt: new Date('2026-11-21T09:00:00Z') }, startedAt, now),
      'interrupted-unchanged',
    );
    assert.equal(outcomeOf({ ...status, changedAt: 'never' }, startedAt, now), 'interrupted-unchanged');
    assert.equal(outcomeOf({ ...status, changedAt: 'unknown' }, startedAt, now), 'interrupted-unknown');
  });

  it('believes nothing that is dated later than now, for then the clock was put back', () => {
    const status = { isSet: true, isLocked: false, expiresAt: 'never' } as const;
    const [early, late, now] = ['09:00', '12:00', '10:00'].map((time) => new Date(`2026-11-21T${time}:00Z`));
    assert.ok(early && late && now);

    assert.equal(outcomeOf({ ...status, changedAt: late }, early, now), 'interrupted-unknown');
    assert.equal(outcomeOf({ ...status, changedAt: early }, late, now), 'interrupted-unknown');
  });

  it('states the rules that the policy has', () => {
    assert.deepEqual(rulesOf(defaultPinPolicy), [
      'ruleLength',
      'rulePatterns',
      'ruleNumbers',
      'ruleDates',
      'ruleHistory',
    ]);
    assert.deepEqual(rulesOf({ ...defaultPinPolicy, allowCommonPatterns: true, refuseDates: false, historyCount: 0 }), [
      'ruleLength',
    ]);
  });
});
