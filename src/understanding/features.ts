/** Weights are kept for so many hashes; two features that share one are told apart by the others of their sentence. */
export const buckets = 1 << 15;

const fnvOffset = 0x811c9dc5;
const fnvPrime = 0x01000193;

/** FNV-1a over UTF-16 units, begun with what was hashed before. */
function hash(text: string, from: number, to: number, seed: number): number {
  let value = seed;
  for (let at = from; at < to; at++) value = Math.imul(value ^ text.charCodeAt(at), fnvPrime);
  return value;
}
const seedOf = (kind: string): number => hash(kind, 0, kind.length, fnvOffset);
const bucket = (value: number): number => (value ^ (value >>> 15)) & (buckets - 1);

const seeds = {
  word: seedOf('word'),
  pair: seedOf('pair'),
  apart: seedOf('apart'),
  piece: seedOf('piece'),
  first: seedOf('first'),
  last: seedOf('last'),
};
/** A word that goes on for ever is noise; its beginning tells as much. */
const longestWord = 24;
const mostTokens = 60;

/**
 * What the model looks at: words, neighbours, words one apart, pieces of three to five letters (so that a slip leaves most of a word), what the
 * lexicons know them as, pairs of that, and the length. The same number may come twice.
 */
export function featuresOf(given: readonly string[], knows: (word: number) => boolean): readonly number[] {
  const tokens = given.slice(0, mostTokens).map((token) => token.slice(0, longestWord));
  const features: number[] = [bucket(seedOf(`length${Math.min(tokens.length, 9)}`))];
  let before: number | undefined;
  let twoBefore: number | undefined;
  for (const token of tokens) {
    const word = hash(token, 0, token.length, seeds.word);
    features.push(bucket(word));
    if (before !== undefined) features.push(bucket(Math.imul(before ^ seeds.pair, fnvPrime) ^ word));
    if (twoBefore !== undefined) features.push(bucket(Math.imul(twoBefore ^ seeds.apart, fnvPrime) ^ word));
    twoBefore = before;
    before = word;
    addPieces(features, token);
  }
  const [first = ''] = tokens;
  const last = tokens.at(-1) ?? '';
  features.push(bucket(hash(first, 0, first.length, seeds.first)), bucket(hash(last, 0, last.length, seeds.last)));
  addUnknown(features, tokens, knows);
  return features;
}

/** The edges of a word belong to its pieces. */
function addPieces(features: number[], token: string): void {
  const edged = `<${token}>`;
  for (let length = 3; length <= 5; length++)
    for (let at = 0; at + length <= edged.length; at++)
      features.push(bucket(hash(edged, at, at + length, seeds.piece + length)));
}

/** The bucket of a word, by which the model remembers which words its wishes are made of. */
export const wordBucket = (token: string): number =>
  bucket(hash(token, 0, Math.min(token.length, longestWord), seeds.word));

/** How much of a sentence none of our wishes is made of. */
function addUnknown(features: number[], tokens: readonly string[], knows: (word: number) => boolean): void {
  const unknown = tokens.filter((token) => !knows(wordBucket(token))).length;
  const share = tokens.length === 0 ? 0 : Math.round((unknown / tokens.length) * 5);
  features.push(bucket(seedOf(`unknown${Math.min(unknown, 6)}`)), bucket(seedOf(`share${share}`)));
  // Twice: what a sentence is not about weighs as much as one of its words.
  features.push(bucket(seedOf(`share${share}of${Math.min(tokens.length, 9)}`)));
}
