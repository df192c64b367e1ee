import { gunzipSync, gzipSync } from 'node:zlib';
import { buckets, featuresOf } from './features.ts';

/** What the build learned from the corpora. */
export interface Weights {
  /** What a sentence may mean: an intent, or `dtmf-key:` and a command; `none` for what has nothing to do with us. */
  readonly labels: readonly string[];
  /** Languages by their tags. */
  readonly languages: readonly string[];
  /** What it was learned from; another value means that it is out of date. */
  readonly inputs: string;
  /** A bit for each bucket that holds a word of our wishes. */
  readonly words: Uint8Array;
  /** For each bucket a row: of each label, then of each language. */
  readonly rows: Int8Array;
  /** What a step of `rows` is worth. */
  readonly step: number;
}

export interface Guess {
  /** By label; they add up to 1. */
  readonly labels: ReadonlyMap<string, number>;
  readonly language: string;
  /** Of the language, from 0 to 1. */
  readonly certainty: number;
}

/** Multinomial logistic regression over hashed features: a sentence's tokens → how likely each meaning is. Pure, linear in the tokens' length. */
export type Model = (tokens: readonly string[]) => Guess;

export function modelFrom({ labels, languages, words, rows, step }: Weights): Model {
  const width = labels.length + languages.length;
  const knows = (word: number) => ((words[word >> 3] ?? 0) & (1 << (word & 7))) !== 0;
  return (tokens) => {
    const features = featuresOf(tokens, knows);
    const sums = new Int32Array(width);
    for (const feature of features) {
      const row = feature * width;
      for (let at = 0; at < width; at++) sums[at] = (sums[at] ?? 0) + (rows[row + at] ?? 0);
    }
    const value = step / Math.sqrt(features.length);
    const likely = softmax(sums.subarray(0, labels.length), value);
    const spoken = softmax(sums.subarray(labels.length), value);
    const certainty = Math.max(...spoken);
    return {
      labels: new Map(labels.map((label, at) => [label, likely[at] ?? 0])),
      language: languages[spoken.indexOf(certainty)] ?? '',
      certainty,
    };
  };
}

function softmax(sums: Int32Array, value: number): readonly number[] {
  const most = sums.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
  const powers = Array.from(sums, (sum) => Math.exp((sum - most) * value));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Weights of so few steps change nothing that was measured, and are half of a model: without them its file is a third smaller. */
const nearlyNothing = 2;

/** The file of a model: a header in JSON with its length before it, the words, the rows; compressed. */
export function packed({ words, rows, ...header }: Weights): Uint8Array {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const kept = rows.map((weight) => (Math.abs(weight) <= nearlyNothing ? 0 : weight));
  return gzipSync(Buffer.concat([length, text, words, Buffer.from(kept.buffer)]), { level: 9 });
}

/** Throws where the file is not one that `packed` made. */
export function unpacked(file: Uint8Array): Weights {
  const bytes = gunzipSync(file);
  const start = 4 + bytes.readUInt32LE(0);
  const header: Omit<Weights, 'words' | 'rows'> = JSON.parse(bytes.toString('utf8', 4, start));
  const words = bytes.subarray(start, start + buckets / 8);
  const rest = bytes.subarray(start + buckets / 8);
  const rows = new Int8Array(rest.buffer, rest.byteOffset, rest.byteLength);
  if (rows.length !== buckets * (header.labels.length + header.languages.length))
    throw new Error('the model of the understanding is incomplete: build again');
  return { ...header, words, rows };
}
