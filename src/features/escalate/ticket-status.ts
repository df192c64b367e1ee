import type { OwnTicket, TicketDesk } from '../../backends/ticket-desk/ticket-desk.ts';
import type { Answer, StepTurn } from '../../conversation/flow.ts';
import { text } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import { dateFormat } from '../../kernel/date-format.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { Needs } from '../needs.ts';
import { escalateWords } from './escalate.words.ts';

export type StatusNeeds = Pick<Needs, 'site'> & { readonly desk: Pick<TicketDesk, 'ownTickets'> };

const mostShown = 5;

/**
 * The answer `ticket-status`: how far the person's own tickets are, where the help desk's answer appears, and whom to ask. Theirs are those of this
 * conversation, and from anywhere those of whom they have just confirmed to be. A number opens nothing, so none is looked up.
 */
export const ticketStatus = ({ site, desk }: StatusNeeds): Answer => ({
  id: 'ticket-status',
  personal: true,
  answer: async (turn) => {
    const { locale, address, confirmation } = turn;
    const t = escalateWords[locale];
    const { phone, mail } = site.helpDesk;
    const { summaryTitle } = t;
    const confirmedPerson = confirmation ? { confirmedPerson: confirmation.person } : {};
    const own = await ownTickets(desk, turn, { address, ...confirmedPerson });
    const lines = own.slice(0, mostShown).map((ticket) => lineOf(ticket, turn, site.helpDesk.timeZone));
    const words = [...lines, fill(t.ticketStatus, locale, { phone, mail })].join('\n\n');
    return [text(words, [{ title: summaryTitle, text: summaryTitle }])];
  },
});

/** A desk that is away keeps nobody from hearing whom to ask. */
async function ownTickets(
  desk: StatusNeeds['desk'],
  { log, reference }: StepTurn,
  owner: Parameters<TicketDesk['ownTickets']>[0],
): Promise<readonly OwnTicket[]> {
  try {
    return await desk.ownTickets(owner);
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    log.warn('somebody’s tickets could not be read', { reference, err: error });
    return [];
  }
}

function lineOf({ number, status, openedAt }: OwnTicket, { locale }: StepTurn, timeZone: string): string {
  const t = escalateWords[locale];
  const date = dateFormat(locale, { dateStyle: 'long', timeZone }).format(openedAt);
  return fill(t.ownTicket, locale, { number: String(number), status: t[`status.${status}`], date });
}
