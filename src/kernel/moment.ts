import { dateFormat } from './date-format.ts';
import type { Locale } from './locale.ts';
import { timeZoneName } from './opening-hours.ts';

/** A moment as the help desk's wall clock shows it: `21 November 2026 at 14:05 (Central European Time)`. */
export function momentText(moment: Date, locale: Locale, timeZone: string): string {
  const text = dateFormat(locale, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23', timeZone });
  return `${text.format(moment)} (${timeZoneName(timeZone, locale)})`;
}
