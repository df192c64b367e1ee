import assert from 'node:assert/strict';
import sinon from 'sinon';
import { recentAnswers } from '../../src/kernel/recent-answers.ts';

const at = (now: () => number) => ({ now: () => new Date(now()) });

describe('recent answers', () => {
  it('are as many as there may be; the oldest goes first', async () => {
    const recent = recentAnswers<string>({ clock: at(() => 0), maxAgeMs: 1_000, most: 2, isWorthKeeping: () => true });
    const ask = sinon.fake.resolves('answer');

    for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await recent(key, ask);

    assert.equal(ask.callCount, 4);
  });

  it('leave no question behind that was answered after a newer one', async () => {
    let now = 0;
    const recent = recentAnswers<string>({ clock: at(() => now), maxAgeMs: 10, most: 9, isWorthKeeping: () => true });
    let reject = (_: Error) => {};
    const slow = new Promise<string>((_, no) => {
      reject = no;
    });
    const first = recent('a', () => slow);
    now = 10;
    await recent('a', async () => 'newer');
    reject(new Error('too late'));
    await assert.rejects(first);

    const kept = await recent('a', async () => 'asked again');

    assert.equal(kept, 'newer');
  });
});
