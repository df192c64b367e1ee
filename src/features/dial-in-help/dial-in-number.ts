import type { Answer } from '../../conversation/flow.ts';
import type { CardReply, Reply } from '../../conversation/reply.ts';
import { card, text } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { Locale } from '../../kernel/locale.ts';
import type { AccessNumber, Site } from '../../kernel/site.ts';
import { knownPerson } from '../known-person.ts';
import type { Needs } from '../needs.ts';
import { platformsDefaultFirst } from './keys.rules.ts';
import { type Found, numberFollowUp, numbersFor } from './numbers.rules.ts';
import { words } from './words.ts';

/** Chat clients show few buttons at a time: five in a row, ten rows. */
const buttonsInARow = 5;
const mostCountries = 50;
/** Numbers that are shown at once and get a button; the others stand behind “more”, as text. */
const shownFirst = 4;

/**
 * The answer `dial-in-number`. Entities `country`, `city`, `language`, `platform`: the numbers there; without any, those near the office of a
 * person who is known, else the countries as buttons.
 */
export const dialInNumber = (needs: Pick<Needs, 'site' | 'directory'>): Answer => ({
  id: 'dial-in-number',
  personal: false,
  followUp: numberFollowUp,
  answer: async (turn, entities) => {
    const { site } = needs;
    const { locale } = turn;
    if (site.accessNumbers.length === 0) return [noNumbers(site, locale)];
    const { country, city, language } = entities;
    const office = country || city || language ? undefined : await knownPerson(needs, turn);
    const found = numbersFor(site, entities, office);
    return ['numbers' in found ? numbersCard(site, found, locale) : countriesCard(site, found, locale)];
  },
});

type FoundNumbers = Extract<Found, { numbers: unknown }>;

function headingOf(found: FoundNumbers, locale: Locale): string {
  const t = words[locale];
  switch (found.kind) {
    case 'near':
      return fill(t.nearYou, locale, { place: countryName(found.country, locale) });
    case 'language':
      return fill(t.language, locale, { language: languageName(found.language, locale) });
    case 'city':
      return fill(t.numbersHeading, locale, { place: found.city });
    case 'country':
      return fill(t.numbersHeading, locale, { place: countryName(found.country, locale) });
  }
}

function numbersCard(site: Site, found: FoundNumbers, locale: Locale): CardReply {
  const t = words[locale];
  const heading = headingOf(found, locale);
  const rows = found.numbers.map((number) => ({
    display: number.display,
    detail: detailOf(site, number, { locale, withCountry: found.kind === 'language' }),
  }));
  const calls = found.numbers.slice(0, shownFirst).map(({ display, dial }) => ({
    title: fill(t.callNumber, locale, { number: display }),
    url: `tel:${dial}`,
  }));
  const page = dialInPage(site);
  const links = page ? [...calls, { title: t.dialInPage, url: page }] : calls;
  const lines = rows.map(({ display, detail }) => (detail ? `${display} (${detail})` : display));
  const more = rows.slice(shownFirst);
  return card('dial-in-help/dial-in-number', {
    locale,
    words: { conferenceId: t.conferenceId, otherCountries: t.otherCountries, more: t.more },
    data: { heading, rows: rows.slice(0, shownFirst), more, hasMore: more.length > 0, links },
    fallbackText: [heading, ...lines, t.conferenceId, ...(page ? [page] : [])].join('\n'),
    speak: [heading, ...lines.slice(0, shownFirst), t.conferenceId].join('. '),
  });
}

/** City, platform where it matters, whether it is free, and the languages it speaks, in the reader's language. */
function detailOf(
  site: Site,
  { city, country, tollFree, languages, platform }: AccessNumber,
  { locale, withCountry }: { readonly locale: Locale; readonly withCountry: boolean },
): string {
  const spokenThere = [...new Set(languages.map((tag) => languageName(tag, locale)))].join(', ');
  const named = site.platforms.length > 1 ? site.platforms.find(({ id }) => id === platform)?.name : undefined;
  const parts = [
    withCountry ? countryName(country, locale) : undefined,
    city,
    named,
    tollFree ? words[locale].tollFree : undefined,
    spokenThere || undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function countriesCard(site: Site, found: Exclude<Found, FoundNumbers>, locale: Locale): CardReply {
  const countries = [...new Set(site.accessNumbers.map(({ country }) => country))].slice(0, mostCountries);
  const choices = countries
    .map((country) => ({ ask: `dial-in-number:${country}`, title: countryName(country, locale) }))
    .sort((one, other) => one.title.localeCompare(other.title, locale));
  const rows = Array.from({ length: Math.ceil(choices.length / buttonsInARow) }, (_, row) => ({
    choices: choices.slice(row * buttonsInARow, (row + 1) * buttonsInARow),
  }));
  const question = questionOf(found, locale);
  return card('dial-in-help/countries', {
    locale,
    words: {},
    data: { question, rows },
    fallbackText: [question, ...choices.map(({ title }) => `- ${title}`)].join('\n'),
    speak: `${question} ${choices.map(({ title }) => title).join(', ')}`,
  });
}

function questionOf(found: Exclude<Found, FoundNumbers>, locale: Locale): string {
  const t = words[locale];
  switch (found.kind) {
    case 'ask':
      return t.whichCountry;
    case 'none-there':
      return fill(t.noneThere, locale, { country: countryName(found.country, locale) });
    case 'none-speaks':
      return fill(t.noneSpeaks, locale, { language: languageName(found.language, locale) });
    case 'none-in-city':
      return t.noneInCity;
  }
}

function noNumbers(site: Site, locale: Locale): Reply {
  const t = words[locale];
  const page = dialInPage(site);
  return text(page ? `${t.noNumbers} ${t.dialInPage}: ${page}` : t.noNumbers);
}

const dialInPage = (site: Site): string | undefined =>
  platformsDefaultFirst(site).find(({ links }) => links.dialInPage)?.links.dialInPage;

const countryName = (country: string, locale: Locale): string =>
  nameOr(new Intl.DisplayNames(locale, { type: 'region' }), country);

/** `English` of `en-US`: nobody chooses a number by the accent of its voice. */
const languageName = (tag: string, locale: Locale): string =>
  nameOr(new Intl.DisplayNames(locale, { type: 'language' }), tag.split('-')[0] ?? tag);

/** A code that the runtime cannot name, or that is none, is shown as it is. */
function nameOr(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
