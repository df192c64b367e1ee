import { type Locale, locales } from '../kernel/locale.ts';

/** What people say beside the official names. */
const alsoCalled: Readonly<Record<string, string>> = {
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  britain: 'GB',
  'great britain': 'GB',
  grossbritannien: 'GB',
  angleterre: 'GB',
  inglaterra: 'GB',
  uk: 'GB',
  usa: 'US',
  america: 'US',
  amerika: 'US',
  holland: 'NL',
  hollande: 'NL',
  holanda: 'NL',
  czechia: 'CZ',
  tjekkiet: 'CZ',
  turkey: 'TR',
  'ee uu': 'US',
  'hong kong': 'HK',
};

export interface CountryName {
  readonly name: string;
  readonly country: string;
}

/** How the countries of ISO 3166-1 are called in our languages: about 1,500 names from the runtime's own data. */
export function countryNames(): readonly CountryName[] {
  const codes = countryCodes();
  const named = locales.flatMap((locale) =>
    (['long', 'short'] as const).flatMap((style) => {
      const names = new Intl.DisplayNames(locale, { type: 'region', style, fallback: 'none' });
      // "Myanmar (Birma)": what is in brackets is another name.
      return codes.flatMap((country) =>
        (names.of(country) ?? '').split(/[()]/).map((name) => ({ name: name.trim(), country })),
      );
    }),
  );
  const others = Object.entries(alsoCalled).map(([name, country]) => ({ name, country }));
  // Names of two letters are words of their own ("us").
  return [...named.filter(({ name }) => name.length > 2), ...others];
}

/** Where a number "in German" is looked for. English is spoken in too many countries. */
export const countryOfLanguage: Readonly<Partial<Record<Locale, string>>> = { da: 'DK', de: 'DE', fr: 'FR', es: 'ES' };

/** Reserved in ISO 3166-1 or made up by CLDR, though the runtime names them. */
const notCountries = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ']);

function countryCodes(): readonly string[] {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code) && names.of(code) !== undefined)
    .filter((code) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`);
}
