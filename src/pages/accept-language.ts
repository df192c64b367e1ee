import { type Locale, localeFrom, locales } from '../kernel/locale.ts';

/** The language of ours that a browser likes best (RFC 9110 §12.5.4); `otherwise` where it likes none of them. */
export const preferredLocale = (header: string | undefined, otherwise: Locale = 'en'): Locale =>
  localeFrom(wishes(header)[0]?.tag ?? otherwise);

/** The English that a browser likes best, such as `en-GB`: they write dates differently. American where it names no country. */
export function preferredEnglish(header: string | undefined): string {
  const tag = wishes(header).find((each) => /^en-[a-z]{2}$/u.test(each.tag))?.tag;
  return tag ? `en-${tag.slice(3).toUpperCase()}` : 'en-US';
}

/** What a browser asks for of our languages, the dearest first. */
const wishes = (header: string | undefined) =>
  (header ?? '')
    .split(',')
    .map(wish)
    .filter(({ tag, weight }) => weight > 0 && locales.some((locale) => locale === tag.slice(0, 2)))
    .sort((one, other) => other.weight - one.weight);

function wish(part: string): { readonly tag: string; readonly weight: number } {
  const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = q === undefined ? 1 : Number(q.slice(2));
  return { tag: /^[a-z]{2}(-|$)/u.test(tag) ? tag : '', weight: Number.isFinite(weight) ? weight : 0 };
}
