import { hasChat, isInTalk, solutions, type Ticket } from '../../backends/ticket-desk/ticket-desk.ts';
import { isReport } from '../../kernel/escalation.ts';
import { type Html, html } from '../html.ts';
import { type DeskReader, deskForm } from './sheet.ts';

/** Most characters of what an agent writes; the desk's own limit. */
export const textLimit = 2000;

const writings = ['reply', 'comment', 'say'] as const;
type Writing = (typeof writings)[number];

/** What was written and could not be sent. */
export interface Draft {
  readonly action: Writing;
  readonly text: string;
}

export interface TicketFormsOptions {
  readonly token: string;
  readonly draft: Draft | undefined;
}

/** Nobody chats behind a report or a call. */
export const mayBeAnswered = (ticket: Ticket): boolean => hasChat(ticket) && !isReport(ticket.reason);

/** What the ticket lets an agent do; a reply that was written and could not be sent is not lost. */
export function possible(ticket: Ticket, draft: Draft | undefined) {
  const isHeld = ticket.status === 'assigned' || ticket.status === 'waiting';
  const isTalking = isInTalk(ticket);
  return {
    claim: ticket.status === 'open' || ticket.status === 'waiting',
    say: isTalking || draft?.action === 'say',
    reply: (isHeld && !isTalking && mayBeAnswered(ticket)) || draft?.action === 'reply',
    solve: isHeld,
    'hang-up': isTalking,
    talk: !isTalking && ticket.status !== 'solved' && ticket.status !== 'closed' && mayBeAnswered(ticket),
    wait: ticket.status === 'assigned',
    release: isHeld,
    reopen: ticket.status === 'solved',
  };
}

/** The same as the ticket's card, for browsers without script; the likeliest first. */
export function ticketForms(ticket: Ticket, reader: DeskReader, { token, draft }: TicketFormsOptions): Html {
  const { words, t } = reader;
  const may = possible(ticket, draft);
  const form = (content: Html): Html => deskForm(`/desk/${ticket.number}`, { version: ticket.version, token }, content);
  const button = (action: string, text: string): Html =>
    form(html`<button class="quiet" name="action" value="${action}">${text}</button>`);
  return html`
<section class="actions"><h2>${words.actions}</h2>
${may.claim && form(html`<button name="action" value="claim">${words.claim}</button>`)}
${may.say && form(writing('say', reader, draft))}
${may.reply && form(writing('reply', reader, draft))}
${may.solve && form(solving(reader))}
<div class="row">
${may['hang-up'] && button('hang-up', t.hangUp)}
${may.talk && button('talk', t.talk)}
${may.wait && button('wait', t.wait)}
${may.release && button('release', t.release)}
${may.reopen && button('reopen', t.reopen)}
</div>
${form(writing('comment', reader, draft))}
</section>`;
}

function writing(action: Writing, { words, t }: DeskReader, draft: Draft | undefined): Html {
  const { label, hint, button } = {
    reply: { label: words.replyLabel, hint: words.replyHint, button: words.reply },
    comment: { label: t.commentLabel, hint: t.commentHint, button: t.comment },
    say: { label: t.sayLabel, hint: t.sayHint, button: t.say },
  }[action];
  return html`
<label for="${action}">${label}</label>
<p class="meta" id="${action}-hint">${hint}</p>
<textarea id="${action}" name="text" rows="${action === 'comment' ? 2 : 5}" maxlength="${textLimit}" aria-describedby="${action}-hint" required>${draft?.action === action && draft.text}</textarea>
<button name="action" value="${action}">${button}</button>
`;
}

const solving = ({ words, t }: DeskReader): Html => html`
<label for="solution">${t.solution}</label>
<select id="solution" name="solution">${solutions.map((each) => html`<option value="${each}">${t[`solution.${each}`]}</option>`)}</select>
<label for="solve-note">${t.solveNote}</label>
<textarea id="solve-note" name="text" rows="2" maxlength="${textLimit}"></textarea>
<button name="action" value="solve">${words.solve}</button>
`;
