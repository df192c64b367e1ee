import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultPinPolicy, pinProblem } from '../../src/kernel/pin-policy.rules.ts';
import type { PinOwner, PinPolicy, PinProblem } from '../../src/kernel/pin-policy.ts';

const nobody: PinOwner = { phones: [] };
const thisYear = 2026;
const problemOf = (pin: string, policy: Partial<PinPolicy> = {}, owner = nobody) =>
  pinProblem(pin, { ...defaultPinPolicy, ...policy }, owner, thisYear);

const refused: readonly (readonly [PinProblem, readonly string[]])[] = [
  ['not-digits', ['1872383a', '18 723834', '18-72383', '+1872383', '１８７２３８３４', '١٨٧٢٣٨', '1872383\n']],
  ['too-short', ['', '1', '0712']],
  ['too-long', ['1872383418723834187238345']],
  ['repeated-digits', ['222222', '225577', '11223344', '22255', '18722234', '800091', '4444']],
  ['consecutive-digits', ['123456', '456789', '991234', '876591', '4321', '0123987', '3210']],
  ['date', ['121989', '311289', '890712', '290204', '010126', '070385', '311299']],
  [
    'popular',
    [
      ...['2580', '159753', '147258', '963852', '2580258', '147369', '123654', '147896', '139713'],
      ...['123123', '121212', '101010', '420420', '12121', '8585', '123321', '12321', '87566578'],
      ...['135791', '147036', '975319', '2468013579', '246810', '131415', '302010', '142536', '123124', '91011'],
      ...['778787', '505055', '314159', '271828', '192837', '102938'],
    ],
  ],
];

const accepted = [
  '18723834',
  '383042650',
  '121989',
  '8901',
  '7890',
  '907412',
  '48291',
  '620875',
  '731946205837461920583746',
];

describe('the PIN policy', () => {
  for (const [problem, pins] of refused) {
    it(`refuses as ${problem}: ${JSON.stringify(pins)}`, () => {
      const policy = { minLength: problem === 'too-short' ? 5 : 4, refuseDates: problem === 'date' };

      const found = pins.map((pin) => [pin, problemOf(pin, policy)]);

      assert.deepEqual(
        found,
        pins.map((pin) => [pin, problem]),
      );
    });
  }

  it('lets the PINs of Microsoft’s examples and other good ones pass', () => {
    const problems = accepted.map((pin) => [pin, problemOf(pin, { minLength: 4, refuseDates: false })]);

    assert.deepEqual(
      problems,
      accepted.map((pin) => [pin, undefined]),
    );
  });

  it('knows the days of every month, and years from 1940 to this one only', () => {
    const dates = ['290200', '290204', '300288', '310489', '290201', '311339', '001089', '010039', '310827', '270826'];

    const problems = dates.map((pin) => problemOf(pin));

    assert.deepEqual(problems, [
      'date',
      'date',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      'date',
    ]);
  });

  it('tells of the pattern where a PIN is a date too, and of the length before any pattern', () => {
    const problems = ['121212', '010101', '222222', '2'.repeat(25), '222'].map((pin) => problemOf(pin));

    assert.deepEqual(problems, ['popular', 'popular', 'repeated-digits', 'too-long', 'too-short']);
  });

  it('takes six digits only for a date', () => {
    const problems = ['19890712', '07121', '0712198'].map((pin) => problemOf(pin));

    assert.deepEqual(problems, [undefined, undefined, undefined]);
  });

  it('refuses the own extension and five or more digits of the end of a phone number', () => {
    const owner = {
      extension: '74182',
      phones: ['+45 33 71 84 29;ext=74182', '+49 (30) 901820-55 x61', '+45 33 70 62 94'],
    };
    const own = ['74182', '718429', '18429', '4533718429', '3090182055', '03090182055', '82055', '06294'];
    const others = ['74183', '8429', '7429', '33718', '4533718420', '71842974182'];

    const ownProblems = own.map((pin) => problemOf(pin, { minLength: 4 }, owner));
    const otherProblems = others.map((pin) => problemOf(pin, { minLength: 4 }, owner));

    assert.deepEqual(new Set(ownProblems), new Set(['own-number']));
    assert.deepEqual(new Set(otherProblems), new Set([undefined]));
  });

  it('permits every common pattern where the policy does, but keeps length and dates', () => {
    const policy = { allowCommonPatterns: true };
    const owner = { extension: '74182', phones: [] };

    const problems = ['222222', '991234', '159753', '74182', '1234', '121989'].map((pin) =>
      problemOf(pin, policy, owner),
    );

    assert.deepEqual(problems, [undefined, undefined, undefined, undefined, 'too-short', 'date']);
  });

  it('refuses no phone-less owner for an empty number', () => {
    const problem = problemOf('48291', {}, { extension: '', phones: ['', '+', 'x'] });

    assert.equal(problem, undefined);
  });

  it('answers for any text at all, and accepts nothing but ASCII digits of a permitted length', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 40 }), fc.stringMatching(/^[0-9]{0,30}$/)), (pin) => {
        const problem = problemOf(pin);

        assert.equal(problem !== undefined || /^[0-9]{5,24}$/.test(pin), true);
      }),
    );
  });

  it('refuses a PIN with a forbidden run wherever it stands', () => {
    const around = fc.stringMatching(/^[0-9]{0,6}$/);
    const run = fc.constantFrom('000', '777', '1234', '6789', '9876', '3210');
    fc.assert(
      fc.property(around, run, around, (before, middle, after) => {
        const problem = problemOf(`${before}${middle}${after}`, { minLength: 1 });

        assert.ok(problem === 'repeated-digits' || problem === 'consecutive-digits');
      }),
    );
  });

  it('refuses halves that are repeated or mirrored', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{3,12}$/), (half) => {
        const mirrored = `${half}${[...half].reverse().join('')}`;

        assert.notEqual(problemOf(`${half}${half}`), undefined);
        assert.notEqual(problemOf(mirrored), undefined);
      }),
    );
  });

  it('refuses at most an eighth of all six-digit PINs', function () {
    this.timeout(60_000);
    let count = 0;

    for (let number = 0; number < 1_000_000; number += 1) {
      if (problemOf(String(number).padStart(6, '0'))) count += 1;
    }

    assert.ok(count <= 125_000, `${count}`);
    assert.ok(count >= 110_000, `${count}`);
  });
});
