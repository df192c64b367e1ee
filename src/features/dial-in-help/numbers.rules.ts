import type { Entities } from '../../conversation/flow.ts';
import { accessNumbersIn } from '../../kernel/access-number.ts';
import type { AccessNumber, Site } from '../../kernel/site.ts';

/** Where somebody works. */
export interface Office {
  readonly country?: string;
  readonly officeLocation?: string;
}

/** What a question finds: numbers of a place, or why there are none. */
export type Found =
  | { readonly kind: 'country' | 'near'; readonly country: string; readonly numbers: readonly AccessNumber[] }
  | { readonly kind: 'city'; readonly city: string; readonly numbers: readonly AccessNumber[] }
  | { readonly kind: 'language'; readonly language: string; readonly numbers: readonly AccessNumber[] }
  | { readonly kind: 'ask' }
  | { readonly kind: 'none-there'; readonly country: string }
  | { readonly kind: 'none-in-city' }
  | { readonly kind: 'none-speaks'; readonly language: string };

/** Without accents and case, as people type names of places. */
const plain = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ø/gu, 'o').replace(/æ/gu, 'ae').trim();

const languageOf = (tag: string): string => tag.slice(0, 2).toLowerCase();
const speaks = (language: string | undefined) => (number: AccessNumber) =>
  number.languages.some((tag) => languageOf(tag) === language);

/** Numbers that open meetings of `platform`; all where it is not named. */
const ofPlatform = (numbers: readonly AccessNumber[], platform: string | undefined): readonly AccessNumber[] =>
  numbers.filter((number) => !platform || !number.platform || number.platform === platform);

/** The numbers for what was asked: a city before its country, both before a language, and the person's office where nothing was asked. */
export function numbersFor(site: Pick<Site, 'accessNumbers'>, asked: Entities, office: Office | undefined): Found {
  const accessNumbers = ofPlatform(site.accessNumbers, asked.platform);
  const country = /^[a-z]{2}$/iu.test(asked.country ?? '') ? asked.country?.toUpperCase() : undefined;
  const inCountry = accessNumbersIn({ accessNumbers }, country);
  const inCity = numbersInCity(accessNumbers, asked.city);
  const [firstThere] = inCity;
  if (firstThere) return { kind: 'city', city: firstThere.city ?? '', numbers: inCity };
  const language = /^[a-z]{2}/iu.test(asked.language ?? '') ? languageOf(asked.language ?? '') : undefined;
  if (country) {
    if (inCountry.length === 0) return { kind: 'none-there', country };
    const spoken = inCountry.filter(speaks(language));
    return { kind: 'country', country, numbers: spoken.length > 0 ? spoken : inCountry };
  }
  if (language) {
    const spoken = accessNumbers.filter(speaks(language));
    return spoken.length > 0 ? { kind: 'language', language, numbers: spoken } : { kind: 'none-speaks', language };
  }
  return asked.city ? { kind: 'none-in-city' } : nearest(accessNumbers, office);
}

const numbersInCity = (numbers: readonly AccessNumber[], city: string | undefined): readonly AccessNumber[] => {
  const wanted = plain(city ?? '');
  return wanted.length < 3 ? [] : numbers.filter((number) => plain(number.city ?? '').includes(wanted));
};

/** Those of the office's country, its own city first; the only country where there is but one. */
function nearest(accessNumbers: readonly AccessNumber[], office: Office | undefined): Found {
  const home = accessNumbersIn({ accessNumbers }, office?.country);
  const [first] = home;
  if (first) {
    const place = plain(office?.officeLocation ?? '');
    const isThere = ({ city }: AccessNumber) => city !== undefined && place.includes(plain(city));
    const numbers = [...home.filter(isThere), ...home.filter((number) => !isThere(number))];
    return { kind: 'near', country: first.country, numbers };
  }
  const [only, ...others] = new Set(accessNumbers.map(({ country }) => country));
  if (!only || others.length > 0) return { kind: 'ask' };
  return { kind: 'country', country: only, numbers: accessNumbers };
}

/** “in Denmark?”, “and in Teams?”, “one that speaks German?”, after an answer about numbers. */
export function numberFollowUp(before: Entities, { country, city, language, platform }: Entities) {
  const on = (platform ?? before.platform) ? { platform: platform ?? before.platform ?? '' } : {};
  if (country || city) return { ...(country ? { country } : {}), ...(city ? { city } : {}), ...on };
  if (language) return { ...(before.country ? { country: before.country } : {}), language, ...on };
  return platform ? { ...before, platform } : undefined;
}
