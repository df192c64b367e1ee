import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { locales } from '../src/kernel/locale.ts';
import { buckets, featuresOf, wordBucket } from '../src/understanding/features.ts';
import { packed, unpacked, type Weights } from '../src/understanding/model.ts';
import { tokensOf } from '../src/understanding/normalise.ts';
import type { Padding } from './understanding/augment.ts';
import { type Corpus, readCorpus } from './understanding/corpus.ts';
import { retyped, type Sentence, sentencesOf } from './understanding/examples.ts';
import { fitter } from './understanding/fit.ts';
import { type Random, randomFrom } from './understanding/random.ts';

const here = dirname(fileURLToPath(import.meta.url));
const corpora = join(here, '../src/understanding/corpus');
const epochs = 4;
/** A word that our wishes have this often is one of theirs. */
const leastOften = 3;

/** Learns to understand from the corpora; the same ones give the same model. Does nothing where there is one of these already. */
export function makeUnderstanding(path: string): void {
  const inputs = inputsHash();
  if (existsSync(path) && unpacked(readFileSync(path)).inputs === inputs) return;
  const unfinished = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(unfinished, packed({ ...learned(), inputs }));
  renameSync(unfinished, path);
}

/** Of everything that the model follows from. */
function inputsHash(): string {
  const hash = createHash('sha256');
  const folders = [corpora, join(here, 'understanding'), join(here, '../src/understanding')];
  const sources = ['features.ts', 'normalise.ts'];
  for (const folder of folders)
    for (const name of readdirSync(folder).sort())
      if (folder !== folders[2] || sources.includes(name)) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.update(readFileSync(fileURLToPath(import.meta.url))).digest('hex');
}

function learned(): Omit<Weights, 'inputs'> {
  const random = randomFrom(7);
  const all = locales.map(corpusOf);
  const sentences = all.flatMap((corpus, language) => sentencesOf(corpus, language, random));
  const labels = [...new Set(sentences.map(({ label }) => label))].sort();
  const known = wordsOf(sentences);
  const paddings = all.map(paddingOf);
  const fit = fitter({ labels: labels.length, languages: locales.length });
  const example = (sentence: Sentence) => ({
    features: featuresOf(tokensOf(typed(sentence, paddings, random)), (word) => known.has(word)),
    label: labels.indexOf(sentence.label),
    language: sentence.language,
  });
  for (let epoch = 0; epoch < epochs; epoch++)
    fit.epoch(sentences.map(example), 0.5 * (1 - epoch / epochs) ** 1.5, random);
  return { labels, languages: locales, words: bitsOf(known), ...rounded(fit.weights) };
}

const typed = (sentence: Sentence, paddings: readonly Padding[], random: Random): string =>
  retyped(sentence, paddings[sentence.language] ?? { before: [], after: [] }, random);

function corpusOf(locale: string): Corpus {
  const wishes = readCorpus(readFileSync(join(corpora, `${locale}.txt`), 'utf8'));
  const unrelated = readCorpus(readFileSync(join(corpora, `${locale}.unrelated.txt`), 'utf8'), wishes.lists);
  return { patterns: [...wishes.patterns, ...unrelated.patterns], lists: unrelated.lists };
}

const paddingOf = ({ lists }: Corpus): Padding => ({
  before: lists.get('pre') ?? [],
  after: lists.get('post') ?? [],
});

function wordsOf(sentences: readonly Sentence[]): ReadonlySet<number> {
  const often = new Map<number, number>();
  for (const { text, label } of sentences) {
    if (label === 'none' || label === 'not-ours') continue;
    for (const word of new Set(tokensOf(text).map(wordBucket))) often.set(word, (often.get(word) ?? 0) + 1);
  }
  return new Set([...often].filter(([, count]) => count >= leastOften).map(([word]) => word));
}

function bitsOf(words: ReadonlySet<number>): Uint8Array {
  const bits = new Uint8Array(buckets / 8);
  for (const word of words) bits[word >> 3] = (bits[word >> 3] ?? 0) | (1 << (word & 7));
  return bits;
}

/** To a byte each: what is lost is less than a typing slip changes. */
function rounded(weights: Float32Array): Pick<Weights, 'rows' | 'step'> {
  const most = weights.reduce((one, weight) => Math.max(one, Math.abs(weight)), 0);
  const step = most / 127;
  return { step, rows: Int8Array.from(weights, (weight) => Math.round(weight / step)) };
}

if (argv[1] === fileURLToPath(import.meta.url)) makeUnderstanding(join(here, '../dist/understanding.model'));
