import { fill, type InFiveLanguages } from '../../conversation/words.ts';
import type { Locale } from '../../kernel/locale.ts';
import { openingMoment, timeZoneName } from '../../kernel/opening-hours.ts';
import { type ConfirmReason, confirmReasons } from './confirm-identity.rules.ts';
import { da } from './strings/da.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { fr } from './strings/fr.ts';

export const confirmWords: InFiveLanguages<typeof en> = { en, da, de, fr, es };

/** What the sentences about refusals need to know. */
export interface ReasonFacts {
  readonly digits: number;
  readonly left: number;
  /** When it may be tried again. */
  readonly until: Date;
  readonly now: Date;
  readonly timeZone: string;
}

export function reasonText(reason: ConfirmReason, locale: Locale, facts: ReasonFacts): string {
  const { digits, left, until, now, timeZone } = facts;
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  const moment = `${openingMoment(until, timeZone, locale)} (${timeZoneName(timeZone, locale)})`;
  return fill(confirmWords[locale][reason], locale, { digits, left, seconds, until: moment });
}

export const isConfirmReason = (reason: string): reason is ConfirmReason =>
  confirmReasons.some((known) => known === reason);
