import assert from 'node:assert/strict';
import { buckets, featuresOf } from '../../src/understanding/features.ts';
import { modelFrom, packed, unpacked, type Weights } from '../../src/understanding/model.ts';

/** Knows two labels by a word each, and nothing of languages. */
function weights(): Weights {
  const rows = new Int8Array(buckets * 3);
  const nobody = () => false;
  const [, word = 0] = featuresOf(['yes'], nobody);
  const [, other = 0] = featuresOf(['no'], nobody);
  rows[word * 3] = 100;
  rows[other * 3 + 1] = 100;
  return {
    labels: ['good', 'bad'],
    languages: ['en'],
    inputs: 'x',
    words: new Uint8Array(buckets / 8),
    rows,
    step: 0.5,
  };
}

describe('the model', () => {
  it('says how likely each label is', () => {
    const model = modelFrom(weights());

    const yes = model(['yes']).labels;
    const no = model(['no']).labels;
    const neither = model(['perhaps']).labels;

    assert.ok((yes.get('good') ?? 0) > 0.9 && (no.get('bad') ?? 0) > 0.9);
    assert.deepEqual([...neither.values()], [0.5, 0.5]);
  });

  it('is the same from its file', () => {
    const stored = unpacked(packed(weights()));

    assert.deepEqual(modelFrom(stored)(['yes', 'sir']), modelFrom(weights())(['yes', 'sir']));
    assert.equal(stored.inputs, 'x');
  });

  it('refuses a file that is cut short', () => {
    const whole = weights();

    assert.throws(() => unpacked(packed({ ...whole, rows: whole.rows.subarray(0, 100) })), /incomplete: build again/);
  });

  it('takes a sentence without words', () => {
    const { labels } = modelFrom(weights())([]);

    assert.equal(
      [...labels.values()].reduce((sum, likely) => sum + likely, 0),
      1,
    );
  });
});
