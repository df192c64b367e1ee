import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../kernel/locale.ts';

/** Every language has every word of the English one: a missing one does not compile. */
export type Words<English extends Readonly<Record<string, string>>> = { readonly [Key in keyof English]: string };
export type InFiveLanguages<English extends Readonly<Record<string, string>>> = Readonly<
  Record<Locale, Words<English>>
>;

const compiled = new Map<string, IntlMessageFormat>();

/** Fills an ICU message, such as `{left, plural, one {# try} other {# tries}} left`. Messages are ours, so the cache is bounded by them. */
export function fill(
  message: string,
  locale: Locale,
  values: Readonly<Record<string, string | number | Date>>,
): string {
  const name = `${locale}/${message}`;
  const format = compiled.get(name) ?? new IntlMessageFormat(message, locale);
  compiled.set(name, format);
  return String(format.format(values));
}
