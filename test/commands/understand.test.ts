import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { understandLines } from '../../src/commands/understand.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';

const understand = createUnderstand();
const Line = z.strictObject({
  text: z.string(),
  locale: z.string(),
  intent: z.string(),
  confidence: z.number(),
  entities: z.record(z.string(), z.string()),
  alternatives: z.array(z.strictObject({ intent: z.string(), confidence: z.number() })),
});

/** What is said to bytes that arrive in chunks of a size. */
async function said(bytes: Uint8Array, { args = [], chunk = 64 * 1024 }: { args?: string[]; chunk?: number } = {}) {
  let out = '';
  const complaints: string[] = [];
  async function* input() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const code = await understandLines(args, {
    understand,
    input: input(),
    write: async (text) => {
      out += text;
      return true;
    },
    complain: (line) => complaints.push(line),
  });
  const lines = out.split('\n').slice(0, -1);
  return { code, complaints, lines: lines.map((line) => Line.parse(JSON.parse(line))) };
}

const publicIntents =
  `reset-pin pin-status need-pin pin-rules dtmf-key dtmf-table dial-in-number conference-id join-steps waiting-alone desk-phone
  talk-to-person open-ticket ticket-status change-language feedback greeting thanks goodbye help cancel start-over yes no not-ours none`.split(
    /\s+/u,
  );

describe('understand', () => {
  it('says for each line what it means, in the locale that was given', async () => {
    const { code, lines } = await said(Buffer.from('PIN vergessen\r\nwas macht *6?\n'), { args: ['--locale', 'de'] });

    assert.equal(code, 0);
    assert.deepEqual(
      lines.map(({ text, locale, intent, entities }) => ({ text, locale, intent, entities })),
      [
        { text: 'PIN vergessen', locale: 'de', intent: 'reset-pin', entities: {} },
        { text: 'was macht *6?', locale: 'de', intent: 'dtmf-key', entities: { keys: '*6' } },
      ],
    );
  });

  it('calls the engine’s own words by the names that others know', async () => {
    const { lines } = await said(Buffer.from('menu\nback\nNo code arrived'));

    assert.deepEqual(
      lines.map(({ intent }) => intent),
      ['help', 'cancel', 'talk-to-person'],
    );
  });

  it('answers every line, empty ones too, whatever the bytes and wherever they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 50 }), async (bytes, chunk) => {
        const { lines } = await said(bytes, { chunk });

        const text = new TextDecoder().decode(bytes);
        const wanted = text === '' ? [] : text.replace(/\n$/u, '').split('\n');
        assert.deepEqual(
          lines.map((line) => line.text),
          wanted.map((line) => line.replace(/\r$/u, '')),
        );
        assert.ok(
          lines.every(({ intent, alternatives }) =>
            [intent, ...alternatives.map((other) => other.intent)].every((name) => publicIntents.includes(name)),
          ),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('reads a line of any length', async () => {
    const { lines } = await said(Buffer.from(`${'x'.repeat(300_000)}\nreset my pin\n`));

    assert.deepEqual(
      lines.map(({ text, intent }) => [text.length, intent]),
      [
        [300_000, 'none'],
        [12, 'reset-pin'],
      ],
    );
  });

  it('stops when nobody reads any more', async () => {
    let written = 0;
    async function* endless() {
      for (;;) yield Buffer.from('hello\n');
    }

    const code = await understandLines([], {
      understand,
      input: endless(),
      write: async () => ++written < 3,
      complain: () => undefined,
    });

    assert.deepEqual([code, written], [0, 3]);
  });

  it('says how it is used where the options are wrong', async () => {
    for (const args of [['--locale'], ['--locale', 'xx'], ['--language', 'en'], ['--locale', 'en', 'more']]) {
      const { code, complaints, lines } = await said(Buffer.from('hello'), { args });

      assert.equal(code, 2);
      assert.match(complaints[0] ?? '', /--locale en\|da\|de\|fr\|es/u);
      assert.deepEqual(lines, []);
    }
  });
});
