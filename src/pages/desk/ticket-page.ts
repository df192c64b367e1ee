import { z } from 'zod';
import { type DeskAction, solutions, type Ticket, type TicketQueue } from '../../backends/ticket-desk/ticket-desk.ts';
import type { CardReply } from '../../conversation/reply.ts';
import { fill } from '../../conversation/words.ts';
import { strayLink } from '../../kernel/agent-text.rules.ts';
import type { HttpAnswer } from '../../kernel/http.ts';
import type { Log } from '../../kernel/log.ts';
import { html } from '../html.ts';
import { deskToken, isDeskToken } from './desk-token.ts';
import { fieldsOf, type Inside } from './door.ts';
import { liveNews } from './live.ts';
import { mayAct } from './roles.rules.ts';
import { type DeskReader, deskForm, deskSheet, type Notice, type SheetNeeds, ticketTitle } from './sheet.ts';
import { ticketCard } from './ticket-card.ts';
import { type Draft, mayBeAnswered, textLimit, ticketForms } from './ticket-forms.ts';
import { ticketView } from './ticket-view.ts';

export interface TicketNeeds extends SheetNeeds {
  readonly queue: TicketQueue;
  /** Fills a file of `cards/`. */
  readonly card: (reply: CardReply) => object;
  readonly log: Log;
  /** Where an agent's words may lead to. */
  readonly linkHosts: () => readonly string[];
}

const deskActions = [
  'claim',
  'release',
  'wait',
  'comment',
  'reply',
  'solve',
  'reopen',
  'talk',
  'say',
  'hang-up',
] as const;

const Submission = z.object({
  version: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  token: z.string().max(100),
  action: z.enum(deskActions),
  text: z.string().max(20_000).default(''),
  solution: z.enum(solutions).default('helped'),
});
type Submission = z.infer<typeof Submission>;

/** `GET /desk/:number`. */
export const ticketPage =
  (needs: TicketNeeds) =>
  async (inside: Inside): Promise<HttpAnswer> => {
    const { request, reader } = inside;
    const seen = await ticketSeen(inside, needs.queue);
    if (!seen) return noSuchTicket(inside, needs);
    const done = z.enum(deskActions).safeParse(request.query.get('done'));
    const notice = done.success ? { kind: 'done' as const, text: doneText(reader, done.data) } : undefined;
    return showTicket(needs, inside, seen, { status: 200, ...(notice ? { notice } : {}) });
  };

/** `POST /desk/:number`: what an agent does with it. */
export const ticketActions =
  (needs: TicketNeeds) =>
  async (inside: Inside): Promise<HttpAnswer> => {
    const { request, reader, session } = inside;
    const { queue, keys, log } = needs;
    const seen = await ticketSeen(inside, queue);
    if (!seen) return noSuchTicket(inside, needs);
    const { ticket } = seen;
    const parsed = Submission.safeParse(fieldsOf(request));
    const problem = (status: number, text: string, shown = seen): Promise<HttpAnswer> =>
      showTicket(needs, inside, shown, {
        status,
        notice: { kind: 'problem', text },
        draft: draftIn(parsed.data),
      });

    if (!parsed.success) return problem(400, reader.words.pageTooOld);
    const { version, token } = parsed.data;
    if (!isDeskToken(keys, token, { holder: session, about: formOf(ticket.number, version) }))
      return problem(403, reader.words.pageTooOld);
    const isForChat = ['reply', 'say', 'talk'].includes(parsed.data.action);
    if (isForChat && !mayBeAnswered(ticket)) return problem(409, reader.words.notInThisStatus);
    const action = actionOf(parsed.data);
    if (typeof action === 'string') return problem(422, refusal(reader, action));
    const elsewhere =
      action.kind === 'reply' || action.kind === 'say' ? leadsElsewhere(needs, reader, action.text) : undefined;
    if (elsewhere !== undefined) return problem(422, elsewhere);

    const result = await queue.act(ticket.number, version, session.agent, action);
    log.info('desk action', { ticket: ticket.number, action: action.kind, agent: session.agent.id, ok: result.ok });
    if (result.ok) return { status: 303, headers: { location: `/desk/${ticket.number}?done=${action.kind}` } };
    const text = reader.words[result.reason === 'not-in-this-status' ? 'notInThisStatus' : 'changedMeanwhile'];
    return problem(409, text, await ticketSeen(inside, queue));
  };

/** What a ticket's forms are for: as it stood when it was shown. */
const formOf = (number: number, version: number): string => `ticket ${number} ${version}`;

type Refusal = 'replyEmpty' | 'noteEmpty' | 'textTooLong';

/** Text is counted as a browser counts it, with one character a line break, although it posts two. */
function actionOf({ action, text: typed, solution }: Submission): DeskAction | Refusal {
  const text = typed.replace(/\r\n?/gu, '\n').trim();
  if (text.length > textLimit) return 'textTooLong';
  switch (action) {
    case 'solve':
      return { kind: action, solution, ...(text === '' ? {} : { text }) };
    case 'reply':
    case 'say':
      return text === '' ? 'replyEmpty' : { kind: action, text };
    case 'comment':
      return text === '' ? 'noteEmpty' : { kind: action, text };
    default:
      return { kind: action };
  }
}

const refusal = ({ words, t }: DeskReader, reason: Refusal): string =>
  reason === 'noteEmpty' ? t.noteEmpty : words[reason];

/** The person trusts what the desk sends them to. */
function leadsElsewhere({ linkHosts }: TicketNeeds, { t, locale }: DeskReader, text: string): string | undefined {
  const hosts = linkHosts();
  const link = strayLink(text, hosts);
  return link === undefined
    ? undefined
    : fill(t.linkElsewhere, locale, { link: link.slice(0, 100), hosts: hosts.join(', ') });
}

function doneText({ words, t }: DeskReader, action: (typeof deskActions)[number]): string {
  return {
    claim: words.claimDone,
    release: t.releaseDone,
    wait: t.waitDone,
    comment: t.commentDone,
    reply: words.replyDone,
    solve: words.solveDone,
    reopen: t.reopenDone,
    talk: t.talkDone,
    say: t.sayDone,
    'hang-up': t.hangUpDone,
  }[action];
}

const draftIn = (submission: Submission | undefined): Draft | undefined => {
  const { action, text = '' } = submission ?? {};
  return action === 'reply' || action === 'comment' || action === 'say' ? { action, text } : undefined;
};

/** A ticket, and a version that was asked for first: what happens later is news to whoever is shown it. */
interface Seen {
  readonly ticket: Ticket;
  readonly version: number;
}

async function ticketSeen({ request }: Inside, queue: TicketQueue): Promise<Seen | undefined> {
  const { number = '' } = request.params;
  if (!/^[1-9][0-9]{0,8}$/u.test(number)) return undefined;
  const version = await queue.version(Number(number));
  const ticket = await queue.byNumber(Number(number));
  return ticket && { ticket, version };
}

interface Shown {
  readonly status: number;
  readonly notice?: Notice;
  readonly draft?: Draft | undefined;
}

async function showTicket(
  needs: TicketNeeds,
  { reader, session }: Inside,
  { ticket, version }: Seen,
  { status, notice, draft }: Shown,
): Promise<HttpAnswer> {
  const { number } = ticket;
  const tokenOf = (about: string): string => deskToken(needs.keys, session, about);
  const options = mayAct(session.agent.role) ? { token: tokenOf(formOf(number, ticket.version)), draft } : undefined;
  const panelFields = { token: tokenOf('people'), ticket: number };
  const parts = {
    forms: options ? ticketForms(ticket, reader, options) : (false as const),
    card: needs.card(ticketCard(ticket, reader, options)),
    panel:
      options && ticket.person
        ? deskForm('/desk/people', panelFields, html`<button class="quiet">${reader.t.openPersonPanel}</button>`)
        : (false as const),
  };
  const main = html`${liveNews(version, reader, number)}${ticketView(ticket, reader, parts)}`;
  const scripts = ['desk-ticket.js'];
  return deskSheet(needs, reader, {
    title: ticketTitle(number, reader),
    main,
    status,
    scripts,
    ...(notice ? { notice } : {}),
  });
}

function noSuchTicket({ request, reader }: Inside, needs: TicketNeeds): HttpAnswer {
  const { words, locale } = reader;
  const text = fill(words.noSuchTicket, locale, { number: (request.params.number ?? '').slice(0, 20) });
  return deskSheet(needs, reader, { title: words.queue, main: html``, status: 404, notice: { kind: 'problem', text } });
}
