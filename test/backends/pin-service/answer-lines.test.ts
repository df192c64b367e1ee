import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answerLines } from '../../../src/backends/pin-service/answer-lines.ts';

const reading = (chunks: readonly Uint8Array[]) => {
  const heard: string[] = [];
  const flaws: string[] = [];
  const take = answerLines(
    (answer) => heard.push(answer),
    (flaw) => flaws.push(flaw),
  );
  for (const chunk of chunks) take(chunk);
  return { heard, flaws };
};

describe('the lines of a worker', () => {
  it('are answers from their mark on, however the bytes are cut and whatever a console writes between', () => {
    const noise = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\u001e', ''));
    const answers = fc.array(fc.tuple(noise, fc.json()), { maxLength: 5 });
    fc.assert(
      fc.property(answers, fc.array(fc.nat(40), { maxLength: 30 }), (given, cuts) => {
        const bytes = Buffer.from(given.map(([before, json]) => `${before}\u001e${json}\n`).join(''));
        const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));

        const { heard, flaws } = reading(chunks);

        assert.deepEqual(
          heard,
          given.map(([, json]) => json),
        );
        assert.deepEqual(flaws, []);
      }),
    );
  });

  for (const [what, bytes, flaw] of [
    ['an answer that is not UTF-8', Buffer.from('\u001e"M\u00fcller"\n', 'latin1'), 'not-utf-8'],
    ['an answer that is too long', Buffer.from(`\u001e${'x'.repeat(300_000)}\n`), 'too-long'],
    ['an answer that never ends', Buffer.from(`\u001e${'x'.repeat(300_000)}`), 'too-long'],
  ] as const) {
    it(`are refused for ${what}`, () => {
      const { heard, flaws } = reading([bytes]);

      assert.deepEqual([heard, flaws], [[], [flaw]]);
    });
  }

  it('are read from the last mark on, where a line was begun and begun anew', () => {
    const { heard } = reading([Buffer.from('\u001e{"id":"1","o\u001e{"id":"2"}\n')]);

    assert.deepEqual(heard, ['{"id":"2"}']);
  });

  it('keep nothing of noise without an end', () => {
    const noise = Array.from({ length: 100 }, () => Buffer.alloc(100_000, 'x'));

    const { heard, flaws } = reading([...noise, Buffer.from('\n\u001e{}\n')]);

    assert.deepEqual([heard, flaws], [['{}'], []]);
  });
});
