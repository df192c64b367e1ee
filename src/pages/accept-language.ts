import { type Locale, localeFrom, locales } from '../kernel/locale.ts';

/** The language of ours that a browser likes best (RFC 9110 §12.5.4); English where it likes none of them. */
export function preferredLocale(header: string | undefined): Locale {
  const wishes = (header ?? '')
    .split(',')
    .map(wish)
    .filter(({ tag, weight }) => weight > 0 && locales.some((locale) => locale === tag.slice(0, 2)));
  return localeFrom(wishes.sort((one, other) => other.weight - one.weight)[0]?.tag);
}

function wish(part: string): { readonly tag: string; readonly weight: number } {
  const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = q === undefined ? 1 : Number(q.slice(2));
  return { tag: /^[a-z]{2}(-|$)/u.test(tag) ? tag : '', weight: Number.isFinite(weight) ? weight : 0 };
}
