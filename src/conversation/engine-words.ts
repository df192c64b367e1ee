import type { Locale } from '../kernel/locale.ts';
import type { Reply } from './reply.ts';
import { card, text } from './say.ts';
import { da } from './strings/da.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { fr } from './strings/fr.ts';
import { fill, type InFiveLanguages } from './words.ts';

/** What the engine itself says. */
export const engineWords: InFiveLanguages<typeof en> = { en, da, de, fr, es };

export type EngineWord = keyof typeof en;

export const engineText = (word: Exclude<EngineWord, 'fault'>, locale: Locale): Reply =>
  text(engineWords[locale][word]);

/** What is said where nothing else can be: no ticket, no database. */
export const apology = (locale: Locale, reference: string): Reply =>
  text(fill(engineWords[locale].fault, locale, { reference }));

/** What takes a submitted card's place: no inputs, so nothing that was typed stays on the page. */
export function sentCard(locale: Locale) {
  const { sentTitle, sentText } = engineWords[locale];
  return card('conversation/sent', {
    locale,
    words: { sentTitle, sentText },
    fallbackText: `${sentTitle}. ${sentText}`,
  });
}
