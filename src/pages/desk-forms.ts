import type { Ticket } from '../backends/ticket-desk/ticket-desk.ts';
import { isReport } from '../kernel/escalation.ts';
import type { DeskReader } from './desk-views.ts';
import { type Html, html } from './html.ts';

/** Most characters of what an agent writes; the desk's own limit. */
export const textLimit = 2000;

/** What was written and could not be sent. */
export interface Draft {
  readonly action: 'reply' | 'lift';
  readonly text: string;
}

export interface DeskFormsOptions {
  readonly token: string;
  readonly isFrozen: boolean;
  readonly draft: Draft | undefined;
}

/** What the ticket lets an agent do: claim an open one, then reply and solve; lift its person's freeze at any time. Nobody chats behind a report. */
export function deskForms(
  ticket: Ticket,
  reader: DeskReader,
  { token, isFrozen, draft }: DeskFormsOptions,
): Html | false {
  const { words } = reader;
  const isClaimed = ticket.status === 'assigned' || ticket.status === 'waiting';
  const mayReply = (isClaimed && !isReport(ticket.reason)) || draft?.action === 'reply';
  if (!isClaimed && ticket.status !== 'open' && !mayReply && !isFrozen) return false;
  const hidden = html`<input type="hidden" name="version" value="${ticket.version}"><input type="hidden" name="token" value="${token}">`;
  const action = `/desk/${ticket.number}`;
  const form = (content: Html): Html => html`<form method="post" action="${action}">${hidden}${content}</form>`;
  return html`
<section class="actions"><h2>${words.actions}</h2>
${ticket.status === 'open' && form(html`<button name="action" value="claim">${words.claim}</button>`)}
${mayReply && form(writing('reply', reader, draft))}
${isFrozen && form(writing('lift', reader, draft))}
${isClaimed && form(html`<button class="quiet" name="action" value="solve">${words.solve}</button>`)}
</section>`;
}

function writing(action: Draft['action'], { words }: DeskReader, draft: Draft | undefined): Html {
  return html`
<label for="${action}">${words[`${action}Label`]}</label>
<p class="meta" id="${action}-hint">${words[`${action}Hint`]}</p>
<textarea id="${action}" name="text" rows="5" maxlength="${textLimit}" aria-describedby="${action}-hint" required>${draft?.action === action && draft.text}</textarea>
<button name="action" value="${action}">${words[action]}</button>
`;
}
