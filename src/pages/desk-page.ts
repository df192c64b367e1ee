import { z } from 'zod';
import type { DeskAction, Ticket, TicketQueue } from '../backends/ticket-desk/ticket-desk.ts';
import { fill } from '../conversation/words.ts';
import type { Clock } from '../kernel/clock.ts';
import { isReport } from '../kernel/escalation.ts';
import type { HttpAnswer, HttpRequest, Route } from '../kernel/http.ts';
import type { Keyring } from '../kernel/keyring.ts';
import type { Log } from '../kernel/log.ts';
import type { Assets } from './assets.ts';
import { type Draft, deskForms, textLimit } from './desk-forms.ts';
import { deskToken, isDeskToken } from './desk-token.ts';
import { type DeskReader, type Notice, queueView, ticketTitle, ticketView } from './desk-views.ts';
import { documentAnswer, readerOf, sheetPolicy } from './document.ts';
import { type Html, html } from './html.ts';

export interface DeskPageOptions {
  readonly queue: TicketQueue;
  readonly isFrozen: (person: string) => Promise<boolean>;
  readonly keys: Keyring;
  readonly clock: Clock;
  readonly log: Log;
  readonly assets: Assets;
  /** The help desk's IANA time zone. */
  readonly timeZone: string;
}

/** Who acts, until agents sign in. */
const agent = { id: 'help-desk', name: 'help desk' };
const pageSize = 50;

const deskActions = ['claim', 'reply', 'solve', 'lift'] as const;

const Submission = z.object({
  version: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  token: z.string().max(100),
  action: z.enum(deskActions),
  text: z.string().max(20_000).default(''),
});
type Submission = z.infer<typeof Submission>;

const doneWords = { claim: 'claimDone', reply: 'replyDone', solve: 'solveDone', lift: 'liftDone' } as const;

/** `/desk` and `/desk/:number`: the queue, a ticket, and what to do with it. Plain forms; no script. */
export function deskPages(options: DeskPageOptions): readonly Route[] {
  const { queue } = options;

  const list = async (request: HttpRequest): Promise<HttpAnswer> => {
    const reader = deskReader(request, options);
    const before = numberIn(request.query.get('before'));
    const tickets = await queue.list({
      view: 'all',
      agent: agent.id,
      limit: pageSize,
      ...(before === undefined ? {} : { after: { number: before, priority: 'normal' } }),
    });
    const older = tickets.length === pageSize ? tickets.at(-1)?.number : undefined;
    const view = queueView(tickets, older, reader, before === undefined);
    return sheet(options, reader, { title: reader.words.queue, view, status: 200 });
  };

  const show = async (request: HttpRequest): Promise<HttpAnswer> => {
    const reader = deskReader(request, options);
    const ticket = await ticketOf(request, queue);
    if (!ticket) return noSuchTicket(request, options, reader);
    const done = z.enum(deskActions).safeParse(request.query.get('done'));
    const notice = done.success ? { kind: 'done' as const, text: reader.words[doneWords[done.data]] } : undefined;
    return showTicket(options, reader, ticket, { status: 200, ...(notice ? { notice } : {}) });
  };

  const act = async (request: HttpRequest): Promise<HttpAnswer> => {
    const reader = deskReader(request, options);
    const ticket = await ticketOf(request, queue);
    if (!ticket) return noSuchTicket(request, options, reader);
    const parsed = Submission.safeParse(
      request.body instanceof URLSearchParams ? Object.fromEntries(request.body) : {},
    );
    const problem = (status: number, text: string, shown = ticket): Promise<HttpAnswer> =>
      showTicket(options, reader, shown, {
        status,
        notice: { kind: 'problem', text },
        draft: draftIn(parsed.data),
      });

    if (!parsed.success) return problem(400, reader.words.pageTooOld);
    const { version, token } = parsed.data;
    if (!isDeskToken(options.keys, token, ticket.number, version)) return problem(403, reader.words.pageTooOld);
    if (!(await isPossible(options, ticket, parsed.data))) return problem(409, reader.words.notInThisStatus);
    const action = actionOf(parsed.data);
    if (typeof action === 'string') return problem(422, reader.words[action]);

    const result = await queue.act(ticket.number, version, agent, action);
    options.log.info('desk action', { ticket: ticket.number, action: action.kind, ok: result.ok });
    if (result.ok) return { status: 303, headers: { location: `/desk/${ticket.number}?done=${action.kind}` } };
    const text = reader.words[result.reason === 'not-in-this-status' ? 'notInThisStatus' : 'changedMeanwhile'];
    return problem(409, text, (await queue.byNumber(ticket.number)) ?? ticket);
  };

  return [
    { method: 'GET', path: '/desk', guard: 'guarded', handle: list },
    { method: 'GET', path: '/desk/:number', guard: 'guarded', handle: show },
    { method: 'POST', path: '/desk/:number', guard: 'guarded', body: 'form', handle: act },
  ];
}

/** Text is counted as a browser counts it, with one character a line break, although it posts two. */
function actionOf({ action, text: typed }: Submission): DeskAction | 'replyEmpty' | 'liftEmpty' | 'textTooLong' {
  if (action === 'claim') return { kind: action };
  if (action === 'solve') return { kind: action, solution: 'helped' };
  const text = typed.replace(/\r\n?/gu, '\n').trim();
  if (text === '') return action === 'reply' ? 'replyEmpty' : 'liftEmpty';
  if (text.length > textLimit) return 'textTooLong';
  return action === 'reply' ? { kind: 'reply', text } : { kind: 'lift', reason: text };
}

/** Nobody reads a reply to a report, and only a freeze is lifted. */
async function isPossible(options: DeskPageOptions, ticket: Ticket, { action }: Submission): Promise<boolean> {
  if (action === 'reply') return !isReport(ticket.reason);
  return action !== 'lift' || isFrozenIn(options, ticket);
}

const isFrozenIn = async ({ isFrozen }: DeskPageOptions, { reason, person }: Ticket): Promise<boolean> =>
  reason === 'pin-change-reported' && person !== undefined && isFrozen(person.id);

const draftIn = (submission: Submission | undefined): Draft | undefined =>
  submission?.action === 'reply' || submission?.action === 'lift'
    ? { action: submission.action, text: submission.text }
    : undefined;

const deskReader = (request: HttpRequest, { clock, timeZone }: DeskPageOptions): DeskReader => ({
  ...readerOf(request),
  now: clock.now(),
  timeZone,
});

const numberIn = (text: string | null | undefined): number | undefined =>
  /^[1-9][0-9]{0,8}$/u.test(text ?? '') ? Number(text) : undefined;

async function ticketOf(request: HttpRequest, queue: TicketQueue): Promise<Ticket | undefined> {
  const number = numberIn(request.params.number);
  return number === undefined ? undefined : queue.byNumber(number);
}

interface Sheet {
  readonly title: string;
  readonly view: Html;
  readonly status: number;
}

const sheet = ({ assets }: DeskPageOptions, reader: DeskReader, { title, view, status }: Sheet): HttpAnswer =>
  documentAnswer({ ...reader, title: `${title} · ${reader.words.title}`, kind: 'sheet', body: view }, assets, {
    status,
    policy: sheetPolicy,
  });

interface Shown {
  readonly status: number;
  readonly notice?: Notice;
  readonly draft?: Draft | undefined;
}

async function showTicket(
  options: DeskPageOptions,
  reader: DeskReader,
  ticket: Ticket,
  { status, notice, draft }: Shown,
): Promise<HttpAnswer> {
  const token = deskToken(options.keys, ticket.number, ticket.version);
  const forms = deskForms(ticket, reader, { token, isFrozen: await isFrozenIn(options, ticket), draft });
  const view = ticketView(ticket, reader, forms, notice);
  return sheet(options, reader, { title: ticketTitle(ticket.number, reader), view, status });
}

function noSuchTicket(request: HttpRequest, options: DeskPageOptions, reader: DeskReader): HttpAnswer {
  const { words, locale } = reader;
  const text = fill(words.noSuchTicket, locale, { number: (request.params.number ?? '').slice(0, 20) });
  const view = html`
<header><nav><a href="/desk">${words.backToQueue}</a></nav><h1>${words.queue}</h1></header>
<main id="content" tabindex="-1"><p class="notice problem">${text}</p></main>`;
  return sheet(options, reader, { title: words.queue, view, status: 404 });
}
