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
  readonly panelToken: string;
  readonly draft: Draft | undefined;
}

/** Nobody chats behind a report or a call. */
export const mayBeAnswered = (ticket: Ticket): boolean => hasChat(ticket) && !isReport(ticket.reason);

/** What the ticket lets an agent do, the likeliest first. */
export function ticketForms(ticket: Ticket, reader: DeskReader, options: TicketFormsOptions): Html {
  const { words, t } = reader;
  const { token, panelToken, draft } = options;
  const { status, version } = ticket;
  const form = (content: Html): Html => deskForm(`/desk/${ticket.number}`, { version, token }, content);
  const button = (action: string, text: string): Html =>
    form(html`<button class="quiet" name="action" value="${action}">${text}</button>`);
  const isHeld = status === 'assigned' || status === 'waiting';
  const isTalking = isInTalk(ticket);
  const isAnswerable = (isHeld && !isTalking && mayBeAnswered(ticket)) || draft?.action === 'reply';
  return html`
<section class="actions"><h2>${words.actions}</h2>
${(status === 'open' || status === 'waiting') && form(html`<button name="action" value="claim">${words.claim}</button>`)}
${(isTalking || draft?.action === 'say') && form(writing('say', reader, draft))}
${isAnswerable && form(writing('reply', reader, draft))}
${isHeld && form(solving(reader))}
<div class="row">
${isTalking && button('hang-up', t.hangUp)}
${!isTalking && status !== 'solved' && status !== 'closed' && mayBeAnswered(ticket) && button('talk', t.talk)}
${status === 'assigned' && button('wait', t.wait)}
${isHeld && button('release', t.release)}
${status === 'solved' && button('reopen', t.reopen)}
</div>
${form(writing('comment', reader, draft))}
${ticket.person && deskForm('/desk/people', { token: panelToken, ticket: ticket.number }, html`<button class="quiet">${t.openPersonPanel}</button>`)}
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
