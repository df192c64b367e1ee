import assert from 'node:assert/strict';
import { callRate } from '../../src/kernel/call-rate.ts';

const at = (seconds: number) => new Date(1_000_000 + seconds * 1_000);

describe('a call rate', () => {
  it('refuses what is over its limit until the window ends, one key at a time', () => {
    const rate = callRate({ most: 2, seconds: 10 });

    const answers = [rate('a', at(0)), rate('a', at(1)), rate('a', at(2)), rate('b', at(3)), rate('a', at(10))];

    assert.deepEqual(answers, [undefined, undefined, at(10), undefined, undefined]);
  });

  it('begins anew where the clock was set back', () => {
    const rate = callRate({ most: 1, seconds: 10 });
    rate('a', at(1_000));

    assert.equal(rate('a', at(5)), undefined);
  });
});
