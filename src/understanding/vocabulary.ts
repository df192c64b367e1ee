import { fold, tokensOf } from './normalise.ts';

/** What a run of tokens stands for: a concept, or a country with its code. */
export interface Meaning<Name extends string> {
  readonly name: Name;
  readonly value?: string;
}

export interface Found<Name extends string> {
  readonly meanings: readonly Meaning<Name>[];
  /** How many tokens it took. */
  readonly length: number;
  /** Guessed from a misspelling. */
  readonly guessed: boolean;
}

interface Phrase<Name extends string> {
  readonly rest: readonly string[];
  readonly meanings: Meaning<Name>[];
}

export interface Vocabulary<Name extends string> {
  add(wording: string, meaning: Meaning<Name>): void;
  /** The longest phrase that begins at `index`, else the word, else a beginning of it, else (with `guess`) a word one slip away. */
  find(tokens: readonly string[], index: number, guess: boolean): Found<Name> | undefined;
}

const shortestStem = 3;
/** Shorter words have too many neighbours: "pin", "pan", "bin". */
const shortestGuess = 4;
const longestGuess = 20;

/** Looks words up in time that does not grow with their number; misspellings by the words that remain when one letter is left out (SymSpell). */
export function vocabulary<Name extends string>(): Vocabulary<Name> {
  const words = new Map<string, Meaning<Name>[]>();
  const stems = new Map<string, Meaning<Name>[]>();
  const phrases = new Map<string, Phrase<Name>[]>();
  const slips = new Map<string, string[]>();

  const addPhrase = (tokens: readonly string[], meaning: Meaning<Name>) => {
    const [first = '', ...rest] = tokens;
    const list = entry(phrases, first);
    const known = list.find((phrase) => phrase.rest.join(' ') === rest.join(' '));
    if (known) known.meanings.push(meaning);
    else list.push({ rest, meanings: [meaning] });
    list.sort((one, other) => other.rest.length - one.rest.length);
  };

  const addWord = (word: string, meaning: Meaning<Name>) => {
    if (!words.has(word) && word.length >= shortestGuess && word.length <= longestGuess)
      for (const slip of withOneLetterLess(word)) entry(slips, slip).push(word);
    const meanings = entry(words, word);
    if (!meanings.some(({ name, value }) => name === meaning.name && value === meaning.value)) meanings.push(meaning);
  };

  const phraseAt = (tokens: readonly string[], index: number) =>
    phrases
      .get(tokens[index] ?? '')
      ?.find(({ rest }) => rest.every((word, offset) => tokens[index + 1 + offset] === word));

  const stemOf = (token: string) => {
    for (let length = token.length; length >= shortestStem; length--) {
      const meanings = stems.get(token.slice(0, length));
      if (meanings) return meanings;
    }
    return undefined;
  };

  const guessOf = (token: string) => {
    if (token.length < shortestGuess || token.length > longestGuess) return undefined;
    for (const slip of withOneLetterLess(token)) {
      const word = slips.get(slip)?.find((candidate) => isOneSlipAway(token, candidate));
      if (word) return words.get(word);
    }
    return undefined;
  };

  return {
    add(wording, meaning) {
      const stem = wording.trim().endsWith('*') ? fold(wording).trim().slice(0, -1) : undefined;
      const tokens = tokensOf(wording);
      if (stem) entry(stems, stem).push(meaning);
      else if (tokens.length > 1) addPhrase(tokens, meaning);
      else if (tokens[0]) addWord(tokens[0], meaning);
    },
    find(tokens, index, guess) {
      const token = tokens[index] ?? '';
      const phrase = phraseAt(tokens, index);
      if (phrase) return { meanings: phrase.meanings, length: phrase.rest.length + 1, guessed: false };
      const known = words.get(token) ?? stemOf(token);
      if (known) return { meanings: known, length: 1, guessed: false };
      const guessed = guess ? guessOf(token) : undefined;
      return guessed ? { meanings: guessed, length: 1, guessed: true } : undefined;
    },
  };
}

function entry<Value>(map: Map<string, Value[]>, key: string): Value[] {
  const known = map.get(key);
  if (known) return known;
  const list: Value[] = [];
  map.set(key, list);
  return list;
}

/** The word itself and every word that remains when one letter is left out. */
function withOneLetterLess(word: string): readonly string[] {
  const shorter = Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1));
  return [word, ...shorter];
}

/**
 * One letter missing, doubled, swapped with its neighbour, or (from seven letters on) another letter: shorter words differ by one letter
 * in earnest ("think", "thank"). The first letter is hardly ever the wrong one. Four letters allow a swap only.
 */
function isOneSlipAway(typed: string, word: string): boolean {
  if (typed === word || typed[0] !== word[0]) return false;
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at++;
  const swapped =
    typed[at] === word[at + 1] && typed[at + 1] === word[at] && typed.slice(at + 2) === word.slice(at + 2);
  if (swapped) return true;
  if (typed.length < 5 || word.length < 5) return false;
  if (typed.length === word.length) return word.length >= 7 && typed.slice(at + 1) === word.slice(at + 1);
  return typed.slice(at + 1) === word.slice(at) || typed.slice(at) === word.slice(at + 1);
}
