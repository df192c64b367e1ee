import assert from 'node:assert/strict';
import { shownIn } from '../support/answers.ts';
import { confirming } from '../support/confirming.ts';
import { cardOf } from '../support/flow-driver.ts';

describe('a code that is of no more use', () => {
  const at = confirming();
  const { waiting, wrong } = at;

  it('leaves a new code and a person, and nothing to type, once it is spent', async () => {
    const flow = await waiting();
    for (let n = 0; n < 5; n += 1) await flow.submit(wrong());
    const spent = cardOf(await flow.show());
    await flow.submit({ again: 'true' });
    const tooSoon = cardOf(await flow.show());
    await flow.type('1234');
    const typed = { went: flow.went, card: cardOf(await flow.show()) };
    at.test.pass(61);
    await flow.submit({ again: 'true' });
    const fresh = cardOf(await flow.show());

    for (const card of [spent, tooSoon, typed.card]) {
      assert.equal(card.card, 'confirm-identity/code-over');
      assert.deepEqual(shownIn(card).slice(-3), ['Send a new code', 'Talk to a person', 'Cancel']);
      assert.doesNotMatch(card.fallbackText, /on its way/);
    }
    assert.match(tooSoon.fallbackText, /wait/);
    assert.equal(typed.went, 'again code-gone');
    assert.equal(fresh.card, 'confirm-identity/code');
  });

  it('leaves the same once it has expired', async () => {
    const flow = await waiting();
    at.test.pass(601);

    await flow.submit(wrong());

    assert.equal(flow.went, 'again code-gone');
    assert.equal(cardOf(await flow.show()).card, 'confirm-identity/code-over');
  });
});
