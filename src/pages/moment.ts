import { dateFormat } from '../kernel/date-format.ts';
import type { Locale } from '../kernel/locale.ts';
import { type Html, html } from './html.ts';

/** English dates as most of the world reads them: day first, 24 hours. */
export const formatLocale = (locale: Locale): string => (locale === 'en' ? 'en-GB' : locale);

/** A point in time as the help desk's clocks show it. `timeZone`: an IANA name. */
export const moment = (at: Date | string, locale: Locale, timeZone: string): Html =>
  html`<time datetime="${new Date(at).toISOString()}">${momentText(new Date(at), locale, timeZone)}</time>`;

/** The same where no markup may be. */
export const momentText = (at: Date, locale: Locale, timeZone: string): string =>
  dateFormat(formatLocale(locale), { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);

const units = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** How long ago, in the largest whole unit: "3 hours ago". Under a minute: "now". */
export function age(at: Date, now: Date, locale: Locale): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 1000));
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const unit = units.find((candidate) => seconds >= candidate.seconds);
  return unit ? words.format(-Math.floor(seconds / unit.seconds), unit.unit) : words.format(0, 'second');
}
