import assert from 'node:assert/strict';
import fc from 'fast-check';
import { durationBucket, medianOf } from '../../src/kernel/durations.rules.ts';

const medianOfSeconds = (seconds: readonly number[]): number | undefined => {
  const counts = new Map<number, number>();
  for (const each of seconds) counts.set(durationBucket(each), (counts.get(durationBucket(each)) ?? 0) + 1);
  return medianOf(counts);
};

describe('durations that are counted in buckets', () => {
  it('have no median where there are none', () => {
    assert.equal(medianOf(new Map()), undefined);
    assert.equal(medianOf(new Map([[60, 0]])), undefined);
  });

  it('have a median that lies in the bucket of the real one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_600 }), { minLength: 1, maxLength: 99 }), (seconds) => {
        const sorted = [...seconds].sort((one, other) => one - other);
        const real = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;

        const about = medianOfSeconds(seconds) ?? Number.NaN;

        assert.equal(durationBucket(about), durationBucket(Math.max(real, 0)));
      }),
    );
  });

  it('are in the last bucket where they took longer than any', () => {
    assert.deepEqual(
      [durationBucket(0), durationBucket(10), durationBucket(10.1), durationBucket(90_000)],
      [10, 10, 20, 3_600],
    );
  });
});
