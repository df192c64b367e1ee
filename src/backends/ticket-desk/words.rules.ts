const mostWords = 400;
const longestWord = 60;

/** The words of a text as tickets are found by: lower case, accents taken off, letters and digits only. */
export function wordsIn(...texts: readonly (string | undefined)[]): readonly string[] {
  const plain = texts.join(' ').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => Array.from(word).slice(0, longestWord).join('')))].slice(0, mostWords);
}

/** What the words of a search begin with; ten are enough. */
export const beginningsIn = (typed: string): readonly string[] => wordsIn(typed).slice(0, 10);

/** A `tsquery` for all of these beginnings. Letters and digits need no quoting. */
export const queryFrom = (beginnings: readonly string[]): string =>
  beginnings.map((beginning) => `'${beginning}':*`).join(' & ');
