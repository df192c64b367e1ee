import assert from 'node:assert/strict';
import { z } from 'zod';
import { ada, code, confirming, unknown } from '../support/confirming.ts';

const Asked = z.object({ challenge: z.string() });
const anonymousGuessAfterMs = 400;

describe('a guess that overtakes the mail', () => {
  const at = confirming();
  const asked = async (email: string, guessAfterMs = anonymousGuessAfterMs) => {
    const limits = { ...at.test.needs.limits, anonymousGuessAfterMs: guessAfterMs };
    const flow = at.conversation({}, { limits });
    await flow.submit({ email });
    return flow;
  };

  it('is heard once the mail is away, alike for somebody unknown', async () => {
    for (const email of [ada, unknown]) {
      const flow = await asked(email);
      const startedAt = performance.now();

      await flow.submit(code('00000000'));

      // A timer of Node may be a millisecond early.
      assert.ok(performance.now() - startedAt >= anonymousGuessAfterMs - 1, email);
      assert.equal(flow.went, 'again wrong-code');
    }
  });

  it('is right where it is right by then', async () => {
    const flow = await asked(ada);
    const { challenges } = at.test.needs;
    const unsent = await challenges.open(Asked.parse(flow.state).challenge, at.test.time.now);
    assert.ok(unsent && unsent.person === undefined);

    const guess = flow.submit(code(challenges.codeOf(unsent).reveal()));
    await at.mailCodes();
    await guess;

    assert.equal(flow.went, 'finish');
  });

  it('waits for nothing when that time is over', async () => {
    const flow = await asked(ada, 60_000);
    await at.mailCodes();
    at.test.pass(61);

    await flow.submit(code(at.mailedCode()));

    assert.equal(flow.went, 'finish');
  });
});
