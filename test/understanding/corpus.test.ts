import assert from 'node:assert/strict';
import { readCorpus, sentenceOf } from '../../scripts/understanding/corpus.ts';
import { randomFrom } from '../../scripts/understanding/random.ts';

const sentences = (text: string, instead?: (list: string) => string | undefined) => {
  const random = randomFrom(1);
  const { patterns } = readCorpus(text);
  return new Set(
    patterns.flatMap(({ parts, size }) => Array.from({ length: size * 20 }, () => sentenceOf(parts, random, instead))),
  );
};

describe('a corpus', () => {
  it('stands for every sentence of its patterns', () => {
    const all = sentences('= pin: PIN|code\n[reset-pin]\n(reset|(please |)change) my {pin}(!|)');

    assert.deepEqual(
      [...all].sort(),
      ['reset', 'change', 'please change']
        .flatMap((verb) => ['PIN', 'PIN!', 'code', 'code!'].map((end) => `${verb} my ${end}`))
        .sort(),
    );
  });

  it('knows how many that are, and which lists it names', () => {
    const [pattern] = readCorpus('= pin: PIN|code\n[reset-pin]\n(reset|(please |)change) my {pin}').patterns;

    assert.deepEqual([pattern?.label, pattern?.size, pattern?.uses], ['reset-pin', 6, ['pin']]);
  });

  it('lets other words stand where a list is named', () => {
    const all = sentences('= pin: PIN\n[reset-pin]\nreset my {pin}', () => 'sofa');

    assert.deepEqual([...all], ['reset my sofa']);
  });

  it('says in which line its fault is', () => {
    assert.throws(() => readCorpus('[reset-pin]\nreset (my'), /line 2 of a corpus has an open bracket/);
    assert.throws(() => readCorpus('[reset-pin]\nreset {pin}'), /line 2 of a corpus names no list/);
    assert.throws(() => readCorpus('reset my pin'), /line 1 of a corpus/);
  });

  it('gives the same sentences each time', () => {
    const corpus = '[reset-pin]\n(a|b|c) (d|e|f) (g|h|i)';

    assert.deepEqual([...sentences(corpus)], [...sentences(corpus)]);
  });
});
