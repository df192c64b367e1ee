import { fill, type InFiveLanguages } from '../../conversation/words.ts';
import { dateFormat } from '../../kernel/date-format.ts';
import type { Locale } from '../../kernel/locale.ts';
import type { NotMeLink } from '../../storage/not-me-links.ts';
import { da } from './strings/da.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { fr } from './strings/fr.ts';

/** What became of the PIN by the time the ticket is opened. */
export type PinNow = 'untouched' | 'out-of-use' | 'not-yet' | 'no-account' | 'lifted';

const notMeWords: InFiveLanguages<typeof en> = { en, da, de, fr, es };

/** What the help desk has to know, in the language of the mail. */
export function reportText({ kind, locale, happenedAt }: NotMeLink, pin: PinNow, timeZone: string): string {
  const t = notMeWords[locale];
  return `${fill(t[kind], locale, { date: momentText(happenedAt, locale, timeZone) })} ${t[pin]}`;
}

/** Without the year, whose digits a ticket masks. */
const momentText = (moment: Date, locale: Locale, timeZone: string): string =>
  dateFormat(locale, {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(moment);
