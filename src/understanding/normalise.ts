/** The most that is read of one message; a longer one is a story whose beginning tells as much. */
const mostCharacters = 400;

/** How a person says `*` before a digit: "star 6", "Stern 6", "étoile 6". Written as `fold` leaves them. */
const starWords = new Set(['star', 'asterisk', 'stern', 'sternchen', 'stjerne', 'etoile', 'asterisco', 'estrella']);
const hashWords = new Set(['hash', 'pound', 'raute', 'firkant', 'diese', 'almohadilla']);

/**
 * Lower case without accents; `ae`, `oe`, `ue`, `aa` become one letter, since people type `aendern`, `ændern` and `ändern` alike.
 * Words of the lexicons go through this too, so that both sides meet.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø|œ|oe/g, 'o')
    .replace(/æ|ae|aa/g, 'a')
    .replace(/ue/g, 'u')
    .replace(/[’'`´]/g, ' ');

/** Words, numbers and phone keys (`*6`, `#1`, a sign that stands alone) of a message, in order. */
export function tokensOf(text: string): readonly string[] {
  const raw =
    fold(text.slice(0, mostCharacters)).match(/[*#] ?\d{1,3}(?!\d)|(?<!\S)[*#](?=[?!.,]*(?:\s|$))|[\p{L}\p{N}]+/gu) ??
    [];
  const tokens: string[] = [];
  for (const token of raw) {
    const before = tokens.at(-1) ?? '';
    const sign = starWords.has(before) ? '*' : hashWords.has(before) ? '#' : '';
    if (sign && /^\d{1,3}$/.test(token)) tokens[tokens.length - 1] = sign + token;
    else tokens.push(token.replace(' ', ''));
  }
  return tokens;
}

export const isPhoneKey = (token: string): boolean => token.startsWith('*') || token.startsWith('#');
export const isNumber = (token: string): boolean => /^\p{N}+$/u.test(token);
