const mostWords = 400;
const longestWord = 60;

/** The words of a text as tickets are found by: lower case, accents taken off, letters and digits only. */
export function wordsIn(...texts: readonly (string | undefined)[]): readonly string[] {
  const plain = texts.join(' ').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => Array.from(word).slice(0, longestWord).join('')))].slice(0, mostWords);
}

/** A `tsquery` for the beginnings of all words of `typed`; undefined where there is none. Letters and digits need no quoting. */
export function queryFrom(typed: string): string | undefined {
  const words = wordsIn(typed).slice(0, 10);
  return words.length === 0 ? undefined : words.map((word) => `'${word}':*`).join(' & ');
}
