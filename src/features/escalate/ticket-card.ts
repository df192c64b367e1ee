import type { OpenedTicket } from '../../backends/ticket-desk/ticket-desk.ts';
import type { StepTurn } from '../../conversation/flow.ts';
import type { CardReply } from '../../conversation/reply.ts';
import { card } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { TicketReason } from '../../kernel/escalation.ts';
import type { Locale } from '../../kernel/locale.ts';
import { opening, openingHoursText, openingMoment } from '../../kernel/opening-hours.ts';
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
  const labels = { number, phone, transfer, mail, hours, reference: referenceWord };
  return card('escalate/ticket', {
    locale,
    words: { ...labels, ticketTitle, ticketIntro, portal, callDesk, mailDesk },
    data: { ...facts, opening: openNow, ...linksTo(helpDesk) },
    fallbackText: [ticketIntro, ...lines(labels, facts), openNow].filter((part) => part !== '').join(' '),
    speak: [ticketIntro, openNow].filter((part) => part !== '').join(' '),
  });
}

function whatWasOpened(opened: Escalated['opened'], locale: Locale): string {
  const t = escalateWords[locale];
  if (!opened.ok) return t[opened.reason];
  return fill(opened.isNew ? t.opened : t.added, locale, { number: String(opened.number) });
}

function openingText({ helpDesk }: Site, now: Date, locale: Locale): string {
  if (helpDesk.hours.length === 0) return '';
  const t = escalateWords[locale];
  const state = opening(helpDesk, now);
  if (state.open) return fill(t.openNow, locale, { until: openingMoment(state.until, helpDesk.timeZone, locale) });
  return state.next ? fill(t.closedNow, locale, { from: openingMoment(state.next, helpDesk.timeZone, locale) }) : '';
}

/** A telephone link has no spaces; a plus stays. */
const linksTo = ({ phone, mail, portal = '' }: Site['helpDesk']) => ({
  call: `tel:${phone.replace(/[^+0-9]/gu, '')}`,
  mailto: `mailto:${mail}`,
  portal,
});

const lines = <Key extends string>(labels: Record<Key, string>, facts: Record<Key, string>): string[] =>
  Object.entries<string>(labels).flatMap(([key, label]) => {
    const fact = Object.entries<string>(facts).find(([name]) => name === key)?.[1] ?? '';
    return fact === '' ? [] : [`${label}: ${fact.replace(/\.$/u, '')}.`];
  });
