import { solutions, type Ticket } from '../../backends/ticket-desk/ticket-desk.ts';
import type { CardReply } from '../../conversation/reply.ts';
import type { DeskReader } from './sheet.ts';
import { possible, type TicketFormsOptions } from './ticket-forms.ts';
import { factsOf, textsOf } from './ticket-view.ts';

/** The ticket as a card, with what may be done; nothing where `options` are missing. Its submissions are the plain forms' own. */
export function ticketCard(ticket: Ticket, reader: DeskReader, options?: TicketFormsOptions): CardReply {
  const { words, t, locale } = reader;
  const title = words[`reason.${ticket.reason}`];
  const facts = factsOf(ticket, reader);
  const draft = options?.draft;
  const may = options ? possible(ticket, draft) : undefined;
  const buttons = [
    { action: 'claim', title: words.claim },
    { action: 'hang-up', title: t.hangUp },
    { action: 'talk', title: t.talk },
    { action: 'wait', title: t.wait },
    { action: 'release', title: t.release },
    { action: 'reopen', title: t.reopen },
  ].filter(({ action }) => Object.entries(may ?? {}).some(([name, is]) => is && name === action));
  return {
    kind: 'card',
    card: 'desk/ticket',
    locale,
    words: { ...words, ...t },
    data: {
      title,
      isSecurity: ticket.priority === 'security',
      facts,
      texts: textsOf(ticket, reader),
      version: String(ticket.version),
      buttons,
      hasButtons: buttons.length > 0,
      maySay: may?.say === true,
      mayReply: may?.reply === true,
      maySolve: may?.solve === true,
      mayComment: may !== undefined,
      solution: solutions[0],
      solutions: solutions.map((value) => ({ value, title: t[`solution.${value}`] })),
      say: draft?.action === 'say' ? draft.text : '',
      reply: draft?.action === 'reply' ? draft.text : '',
      note: draft?.action === 'comment' ? draft.text : '',
    },
    fallbackText: [title, ...facts.map((fact) => `${fact.title}: ${fact.value}`)].join('\n'),
    speak: title,
    form: { id: 'ticket', token: options?.token ?? '' },
  };
}
