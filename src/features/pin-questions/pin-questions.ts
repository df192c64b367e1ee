import type { Answer, Feature } from '../../conversation/flow.ts';
import { text } from '../../conversation/say.ts';
import { fill, type InFiveLanguages } from '../../conversation/words.ts';
import type { Locale } from '../../kernel/locale.ts';
import type { Site } from '../../kernel/site.ts';
import type { Needs } from '../needs.ts';
import { da } from './strings/da.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { fr } from './strings/fr.ts';

const words: InFiveLanguages<typeof en> = { en, da, de, fr, es };
/** Titles of wishes, as `understanding` names them: typed or clicked, they are understood. */
type ChoiceWord = 'resetPin' | 'allKeys' | 'callInNumbers' | 'person';

/**
 * What people ask about a PIN that a reset would not answer: `need-pin`, `pin-status`, `desk-phone`, `waiting-alone`.
 * Nothing personal is looked up, so it works in channels.
 */
export const pinQuestions = ({ site }: Pick<Needs, 'site'>): Feature => ({
  answers: [
    answer('need-pin', (locale) => words[locale].needAPin, ['resetPin', 'callInNumbers']),
    answer('pin-status', (locale) => words[locale].pinStatus, ['resetPin', 'person']),
    answer('desk-phone', (locale) => words[locale].deskPhone, ['resetPin', 'person']),
    answer('waiting-alone', (locale) => leaderFirst(site, locale), ['resetPin', 'allKeys']),
  ],
});

const answer = (id: string, said: (locale: Locale) => string, choices: readonly ChoiceWord[]): Answer => ({
  id,
  personal: false,
  answer: ({ locale }) => [
    text(
      said(locale),
      choices.map((choice) => ({ title: words[locale][choice], text: words[locale][choice] })),
    ),
  ],
});

/** A platform without a key for the lobby is left out; where none has one, so is the sentence. */
function leaderFirst({ platforms }: Pick<Site, 'platforms'>, locale: Locale): string {
  const t = words[locale];
  const keys = platforms.flatMap(({ name, keys: { 'admit-all': key } }) => (key ? [`${key} (${name})`] : []));
  if (keys.length === 0) return t.leaderFirst;
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  return `${t.leaderFirst} ${fill(t.letIn, locale, { keys: either.format(keys) })}`;
}
