import type { OpenedTicket } from '../../backends/ticket-desk/ticket-desk.ts';
import type { StepTurn } from '../../conversation/flow.ts';
import type { CardReply } from '../../conversation/reply.ts';
import { card } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { TicketReason } from '../../kernel/escalation.ts';
import type { Locale } from '../../kernel/locale.ts';
import { onOneDay, opening, openingHoursText, openingMoment, openingTime } from '../../kernel/opening-hours.ts';
import type { Site } from '../../kernel/site.ts';
import { escalateWords } from './escalate.words.ts';

interface Escalated {
  readonly reason: TicketReason;
  readonly opened: OpenedTicket | { readonly ok: false; readonly reason: 'desk-down' };
}

/** The ticket's number at once, and every other way to the help desk. */
export function ticketCard(site: Site, turn: StepTurn, { reason, opened }: Escalated): CardReply {
  const { locale, now, reference } = turn;
  const { helpDesk } = site;
  const t = escalateWords[locale];
  const { ticketTitle, number, phone, transfer, mail, hours, reference: referenceWord, portal, callDesk, mailDesk } = t;
  const ticketIntro = `${t[reason]} ${whatWasOpened(opened, locale)}`;
  const facts = {
    number: opened.ok ? String(opened.number) : '',
    phone: helpDesk.phone,
    transfer: helpDesk.transfer[locale] ?? helpDesk.transfer.en ?? '',
    mail: helpDesk.mail,
    hours: openingHoursText(helpDesk, locale).join(', ').replace(', (', ' ('),
    reference,
  };
  const openNow = openingText(site, now, locale);
  const rows = rowsOf({ number, phone, transfer, mail, hours, reference: referenceWord }, facts);
  return card('escalate/ticket', {
    locale,
    words: { ticketTitle, ticketIntro, portal, callDesk, mailDesk },
    data: { rows, opening: openNow, ...linksTo(helpDesk) },
    fallbackText: [ticketIntro, ...rows.map(sentenceOf), openNow].filter((part) => part !== '').join(' '),
    speak: [ticketIntro, openNow].filter((part) => part !== '').join(' '),
  });
}

function whatWasOpened(opened: Escalated['opened'], locale: Locale): string {
  const t = escalateWords[locale];
  if (!opened.ok) return t[opened.reason];
  return fill(opened.isNew ? t.opened : t.added, locale, { number: String(opened.number) });
}

/** Whether somebody answers just now, and else from when on; empty for a desk without hours. */
export function openingText({ helpDesk }: Pick<Site, 'helpDesk'>, now: Date, locale: Locale): string {
  if (helpDesk.hours.length === 0) return '';
  const t = escalateWords[locale];
  const state = opening(helpDesk, now);
  const { timeZone } = helpDesk;
  if (!state.open)
    return state.next ? fill(t.closedNow, locale, { from: openingMoment(state.next, timeZone, locale) }) : '';
  if (onOneDay(state.until, now, timeZone)) {
    return fill(t.openNow, locale, { until: openingTime(state.until, timeZone, locale) });
  }
  return fill(t.openPastToday, locale, { until: openingMoment(state.until, timeZone, locale) });
}

/** A telephone link has no spaces; a plus stays. */
export const linksTo = ({ phone, mail, portal = '' }: Site['helpDesk']) => ({
  call: `tel:${phone.replace(/[^+0-9]/gu, '')}`,
  mailto: `mailto:${mail}`,
  portal,
});

interface Row {
  readonly label: string;
  readonly value: string;
}

/** What is known, each under its label: beside it, on a narrow screen, neither has room. */
const rowsOf = <Key extends string>(labels: Record<Key, string>, facts: Record<Key, string>): readonly Row[] =>
  Object.entries<string>(labels).flatMap(([key, label]) => {
    const value = Object.entries<string>(facts).find(([name]) => name === key)?.[1] ?? '';
    return value === '' ? [] : [{ label, value }];
  });

const sentenceOf = ({ label, value }: Row): string => `${label}: ${value.replace(/\.$/u, '')}.`;
