import type { InFiveLanguages } from '../../conversation/words.ts';
import { dateFormat } from '../../kernel/date-format.ts';
import type { Locale } from '../../kernel/locale.ts';
import { da } from './strings/da.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { fr } from './strings/fr.ts';

export const resetWords: InFiveLanguages<typeof en> = { en, da, de, fr, es };

/** The words of a reason that came back as a string; undefined for one that is not ours. */
export function wordsOf(reason: string, locale: Locale): string | undefined {
  return Object.entries(resetWords[locale]).find(([name]) => name === reason)?.[1];
}

export const dayText = (day: Date, locale: Locale, timeZone: string): string =>
  dateFormat(locale, { dateStyle: 'long', timeZone }).format(day);
