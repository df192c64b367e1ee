import type { Answer } from '../../conversation/flow.ts';
import type { CardReply, Reply } from '../../conversation/reply.ts';
import { card, text } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import { accessNumbersIn } from '../../kernel/access-number.ts';
import type { Locale } from '../../kernel/locale.ts';
import type { AccessNumber, Site } from '../../kernel/site.ts';
import { platformsDefaultFirst } from './keys.rules.ts';
import { words } from './words.ts';

/** Chat clients show few buttons at a time: five in a row, ten rows. */
const buttonsInARow = 5;
const mostCountries = 50;
/** A country's numbers that get a button; the others are text. */
const mostCallButtons = 4;

/** The answer `dial-in-number`. Entity `country`: its numbers. Without one the countries as buttons, unless there is only one. */
export const accessNumber = (site: Site): Answer => ({
  id: 'dial-in-number',
  personal: false,
  answer: ({ locale }, entities) => {
    const countries = [...new Set(site.accessNumbers.map(({ country }) => country))];
    const [first, ...others] = countries;
    if (!first) return [noNumbers(site, locale)];
    // A forged wish may name anything; what is shown is stored.
    const asked = /^[a-z]{2}$/iu.test(entities.country ?? '') ? entities.country?.toUpperCase() : undefined;
    const country = asked ?? (others.length ? undefined : first);
    const numbers = accessNumbersIn(site, country);
    if (country && numbers.length) return [numbersCard(site, country, numbers, locale)];
    const problem = asked ? fill(words[locale].noneThere, locale, { country: countryName(asked, locale) }) : '';
    return [countriesCard(countries.slice(0, mostCountries), problem, locale)];
  },
});

function numbersCard(site: Site, country: string, numbers: readonly AccessNumber[], locale: Locale): CardReply {
  const t = words[locale];
  const heading = fill(t.numbersHeading, locale, { country: countryName(country, locale) });
  const rows = numbers.map((number) => ({ display: number.display, detail: detailOf(number, locale) }));
  const calls = numbers.slice(0, mostCallButtons).map(({ display, dial }) => ({
    title: fill(t.callNumber, locale, { number: display }),
    url: `tel:${dial}`,
  }));
  const page = dialInPage(site);
  const links = page ? [...calls, { title: t.dialInPage, url: page }] : calls;
  const lines = rows.map(({ display, detail }) => (detail ? `${display} (${detail})` : display));
  return card('dial-in-help/dial-in-number', {
    locale,
    words: { conferenceId: t.conferenceId, otherCountries: t.otherCountries },
    data: { heading, rows, links },
    fallbackText: [heading, ...lines, t.conferenceId, ...(page ? [page] : [])].join('\n'),
    speak: [heading, ...lines, t.conferenceId].join('. '),
  });
}

/** City, whether it is free, and the languages it speaks, in the reader's language. */
function detailOf({ city, tollFree, languages }: AccessNumber, locale: Locale): string {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const spokenThere = languages.map((tag) => nameOr(names, tag)).join(', ');
  const parts = [city, tollFree ? words[locale].tollFree : undefined, spokenThere || undefined];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function countriesCard(countries: readonly string[], problem: string, locale: Locale): CardReply {
  const t = words[locale];
  const choices = countries
    .map((country) => ({ ask: `dial-in-number:${country}`, title: countryName(country, locale) }))
    .sort((one, other) => one.title.localeCompare(other.title, locale));
  const rows = Array.from({ length: Math.ceil(choices.length / buttonsInARow) }, (_, row) => ({
    choices: choices.slice(row * buttonsInARow, (row + 1) * buttonsInARow),
  }));
  const question = problem || t.whichCountry;
  return card('dial-in-help/countries', {
    locale,
    words: {},
    data: { question, rows },
    fallbackText: [question, ...choices.map(({ title }) => `- ${title}`)].join('\n'),
    speak: `${question} ${choices.map(({ title }) => title).join(', ')}`,
  });
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

/** A code that the runtime cannot name, or that is none, is shown as it is. */
function nameOr(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
