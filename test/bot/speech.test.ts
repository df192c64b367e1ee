import assert from 'node:assert/strict';
import { statusOf, within } from '../../src/bot/speech.ts';

describe('sending', () => {
  it('is waited for within a limit', async () => {
    const never = new Promise<never>(() => undefined);

    await assert.rejects(within(1, never), { message: 'there was no answer in time' });
    assert.equal(await within(10_000, Promise.resolve('sent')), 'sent');
  });

  it('fails with a status or a code, and nothing of what was said', () => {
    const refused = Object.assign(new Error('private words'), { statusCode: 413, body: { text: 'private words' } });
    const reset = Object.assign(new Error('private words'), { code: 'ECONNRESET' });

    const found = [refused, reset, new TypeError('private words'), 'private words'].map(statusOf);

    assert.deepEqual(found, [413, 'ECONNRESET', 'TypeError', 'unknown']);
  });
});
