import assert from 'node:assert/strict';
import { aucOf } from './auc.ts';

const from = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => first + index);

const isNear = (value: number, expected: number): boolean => Math.abs(value - expected) < 0.001;

describe('how well two samples are told apart', () => {
  it('is not at all where they are the same, and always where they do not meet, whichever is the greater', () => {
    assert.equal(aucOf(from(0, 50), from(0, 50)).value, 0.5);
    assert.deepEqual(aucOf(from(0, 50), from(100, 50)), { value: 1, lower: 1 });
    assert.deepEqual(aucOf(from(100, 50), from(0, 50)), { value: 1, lower: 1 });
  });

  it('counts equal values half', () => {
    assert.ok(isNear(aucOf([1, 1, 2], [1, 2, 2]).value, 2 / 3));
  });

  it('has the interval of DeLong, wider for more comparisons', () => {
    // By hand: placements 0, 1/3, 2/3 and 1/3, 2/3, 1 have a variance of 1/9 each.
    const [once, often] = [aucOf([1, 3, 5], [2, 4, 6]), aucOf([1, 3, 5], [2, 4, 6], 10)];

    assert.ok(isNear(once.value, 2 / 3));
    assert.ok(isNear(once.lower, 2 / 3 - 1.96 * Math.sqrt((2 * (1 / 9)) / 3)));
    assert.ok(often.lower < once.lower);
  });
});
