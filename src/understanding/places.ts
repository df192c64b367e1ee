import { type Locale, locales } from '../kernel/locale.ts';
import { cities } from './cities.ts';
import { countryNames, countryOfLanguage } from './countries.ts';
import { tokensOf } from './normalise.ts';
import { type Vocabulary, vocabulary } from './vocabulary.ts';

type Kind = 'country' | 'city' | 'language';

/** What a sentence names, by kind. A city names its country too. */
export type Named = Partial<Readonly<Record<Kind, string>>>;

/** Longer messages are mostly words we do not know; guessing at all of them would take long and find nothing. */
const mostGuesses = 12;
/** Names that mean something else to most who write them: “La Réunion”, “Man”. */
const otherwise: ReadonlySet<string> = new Set([
  'reunion',
  'man',
  'us',
  'nice',
  'tours',
  'bath',
  'reading',
  'essen',
  'halle',
  'split',
]);

/** “Deutsche Einwahlnummer”: what the runtime's names leave out. */
const adjectives: Readonly<Record<Locale, string>> = {
  en: 'englische engelske anglaise inglesa',
  da: 'dänische danske danoise danesa',
  de: 'deutsche tyske allemande alemana',
  fr: 'französische franske française francesa',
  es: 'spanische spanske espagnole española castellano',
};

/** Countries, cities and our languages, as five languages call them; a slip of the finger in a name of six letters is forgiven where `knows` does not know the word. */
export function createPlaces(knows: (token: string) => boolean): (tokens: readonly string[]) => Named {
  const words = allNames();
  return (tokens) => {
    const named: { country?: string; city?: string; language?: string } = {};
    let guesses = 0;
    for (let at = 0; at < tokens.length; ) {
      const token = tokens[at] ?? '';
      const guess = token.length >= 6 && guesses < mostGuesses && !knows(token);
      if (guess) guesses++;
      const found = words.find(tokens, at, guess);
      for (const { name, value } of found?.meanings ?? []) if (value) named[name] ??= value;
      at += found?.length ?? 1;
    }
    const ofCity = cities.find(({ name }) => name === named.city)?.country;
    return { ...(ofCity ? { country: ofCity } : {}), ...named };
  };
}

/** Where a number “in German” is looked for. */
export const countryNamed = ({ country, language }: Named): string | undefined => {
  const spoken = locales.find((locale) => locale === language);
  return country ?? (spoken ? countryOfLanguage[spoken] : undefined);
};

function allNames(): Vocabulary<Kind> {
  const words = vocabulary<Kind>();
  const add = (name: string, kind: Kind, value: string) => {
    if (!tokensOf(name).some((token) => otherwise.has(token))) words.add(name, { name: kind, value });
  };
  for (const { name, country } of countryNames()) add(name, 'country', country);
  for (const { name, alsoCalled } of cities) for (const each of [name, ...alsoCalled]) add(each, 'city', name);
  for (const reader of locales) {
    const names = new Intl.DisplayNames(reader, { type: 'language' });
    for (const locale of locales) add(names.of(locale) ?? locale, 'language', locale);
  }
  for (const [locale, names] of Object.entries(adjectives))
    for (const name of names.split(' ')) add(name, 'language', locale);
  return words;
}
