import assert from 'node:assert/strict';
import { readCorpus } from '../../scripts/understanding/corpus.ts';
import { retyped, sentencesOf } from '../../scripts/understanding/examples.ts';
import { fitter } from '../../scripts/understanding/fit.ts';
import { randomFrom } from '../../scripts/understanding/random.ts';
import { featuresOf } from '../../src/understanding/features.ts';
import { tokensOf } from '../../src/understanding/normalise.ts';

const corpus = readCorpus(`
= pin: PIN|code
= obj: sofa|milk
= it: password|SIM card
[reset-pin]
(reset|change|renew) my {pin}
[none]
(buy|sell|paint) my {obj}
`);

function learned() {
  const random = randomFrom(3);
  const sentences = sentencesOf(corpus, 0, random);
  const labels = [...new Set(sentences.map(({ label }) => label))].sort();
  const fit = fitter({ labels: labels.length, languages: 1 });
  const examples = sentences.map((sentence) => ({
    features: featuresOf(tokensOf(retyped(sentence, { before: ['please'], after: ['now'] }, random)), () => false),
    label: labels.indexOf(sentence.label),
    language: 0,
  }));
  for (let epoch = 0; epoch < 3; epoch += 1) fit.epoch(examples, 0.3, random);
  return { labels, sentences, weights: fit.weights };
}

describe('learning', () => {
  it('gives the same weights each time', () => {
    assert.deepEqual(learned().weights, learned().weights);
  });

  it('makes near misses: what a wish is about, replaced by what is not ours', () => {
    const { sentences } = learned();

    const missed = sentences.filter(
      ({ text, label }) => label !== 'reset-pin' && /^(reset|change|renew) my/.test(text),
    );
    assert.ok(missed.some(({ text, label }) => label === 'none' && /sofa|milk/.test(text)));
    assert.ok(missed.some(({ text, label }) => label === 'not-ours' && /password|SIM card/.test(text)));
    assert.ok(missed.every(({ text }) => !/PIN|code/.test(text)));
  });

  it('tells what it learned apart', () => {
    const { labels, weights } = learned();
    const width = labels.length + 1;
    const best = (text: string) => {
      const features = featuresOf(tokensOf(text), () => false);
      const sums = labels.map((_, at) =>
        features.reduce((sum, feature) => sum + (weights[feature * width + at] ?? 0), 0),
      );
      return labels[sums.indexOf(Math.max(...sums))];
    };

    assert.deepEqual(['renew my PIN', 'paint my sofa'].map(best), ['reset-pin', 'none']);
  });
});
