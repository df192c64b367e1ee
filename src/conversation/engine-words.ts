import type { Locale } from '../kernel/locale.ts';
import type { CardReply, Reply } from './reply.ts';
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

/** What takes a card's place once it is submitted (`sent`) or left (`closed`): no inputs, so nothing that was typed stays on the page. */
export function receiptCard(word: 'sent' | 'closed', locale: Locale): CardReply {
  const note = engineWords[locale][word];
  return card('conversation/sent', { locale, words: { note }, fallbackText: note });
}
