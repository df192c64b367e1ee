import type { OwnTicket } from '../../backends/ticket-desk/ticket-desk.ts';
import type { Problem, StepTurn } from '../../conversation/flow.ts';
import type { CardReply } from '../../conversation/reply.ts';
import { card } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import { dateFormat } from '../../kernel/date-format.ts';
import type { Locale } from '../../kernel/locale.ts';
import type { Site } from '../../kernel/site.ts';
import { ticketWords } from './my-tickets.words.ts';

/** One line and one button each; whom to ask where there is none, and the way to those from elsewhere. */
export function listCard(
  { helpDesk }: Pick<Site, 'helpDesk'>,
  { locale, confirmation }: StepTurn,
  own: readonly OwnTicket[],
): CardReply {
  const t = ticketWords[locale];
  const { listTitle } = t;
  const { phone, mail, timeZone } = helpDesk;
  const intro = own.length > 0 ? t.which : fill(confirmation ? t.noneOfYours : t.none, locale, { phone, mail });
  const tickets = own.map((ticket) => ({ line: lineOf(ticket, locale, timeZone) }));
  const wish = confirmation ? 'all-my-tickets' : 'ticket-status';
  const wishes = [
    ...own
      .filter(({ may }) => may.length > 0)
      .map(({ number }) => ({ title: nameOf(number, locale), ask: `${wish};ticket=${number}` })),
    ...(confirmation ? [] : [{ title: t.elsewhere, ask: 'all-my-tickets' }]),
    { title: t.person, ask: 'talk-to-person' },
  ];
  return card('my-tickets/list', {
    locale,
    words: { listTitle },
    data: { intro, tickets, wishes },
    fallbackText: [...tickets.map(({ line }) => line), intro].join('\n\n'),
    speak: intro,
  });
}

interface Shown {
  readonly ticket: OwnTicket;
  readonly problem: Problem | undefined;
}

/** How far it is, and what its status lets its person do. */
export function ticketCard(
  { helpDesk }: Pick<Site, 'helpDesk'>,
  { locale, confirmation }: StepTurn,
  shown: Shown,
): CardReply {
  const { ticket, problem } = shown;
  const t = ticketWords[locale];
  const { comment, commentError, send, cancelTicket, reopenTicket, leave, elsewhere } = t;
  const isTooLong = problem?.reason === 'comment-too-long';
  const problemText = problem ? t[isTooLong ? 'comment-too-long' : 'comment-empty'] : '';
  const line = lineOf(ticket, locale, helpDesk.timeZone);
  const may = (action: OwnTicket['may'][number]): string => (ticket.may.includes(action) ? 'yes' : '');
  return card('my-tickets/ticket', {
    locale,
    words: { comment, commentError, send, cancelTicket, reopenTicket, leave, elsewhere },
    data: {
      title: nameOf(ticket.number, locale),
      line,
      problem: problemText,
      written: problem?.values.comment ?? '',
      mayAdd: may('add'),
      mayCancel: may('cancel'),
      mayReopen: may('reopen'),
      hasElsewhere: confirmation ? '' : 'yes',
    },
    fallbackText: [problemText, line].filter((part) => part !== '').join(' '),
    form: 'ticket',
  });
}

const nameOf = (number: number, locale: Locale): string =>
  fill(ticketWords[locale].ticket, locale, { number: String(number) });

function lineOf({ number, status, openedAt }: OwnTicket, locale: Locale, timeZone: string): string {
  const t = ticketWords[locale];
  const date = dateFormat(locale, { dateStyle: 'long', timeZone }).format(openedAt);
  return fill(t.ownTicket, locale, { number: String(number), status: t[`status.${status}`], date });
}
