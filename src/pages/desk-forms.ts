import type { Ticket } from '../backends/ticket-desk/ticket-desk.ts';
import type { DeskReader } from './desk-views.ts';
import { type Html, html } from './html.ts';

/** A reply's most characters; the desk's own limit. */
export const replyLimit = 2000;

/** What the ticket's status lets an agent do: claim an open one, then reply and solve. `draft`: a reply that could not be sent. */
export function deskForms(ticket: Ticket, token: string, { words }: DeskReader, draft: string): Html | false {
  const isClaimed = ticket.status === 'assigned' || ticket.status === 'waiting';
  if (!isClaimed && ticket.status !== 'open' && draft === '') return false;
  const hidden = html`<input type="hidden" name="version" value="${ticket.version}"><input type="hidden" name="token" value="${token}">`;
  const action = `/desk/${ticket.number}`;
  return html`
<section class="actions"><h2>${words.actions}</h2>
${ticket.status === 'open' && html`<form method="post" action="${action}">${hidden}<button name="action" value="claim">${words.claim}</button></form>`}
${
  (isClaimed || draft !== '') &&
  html`
<form method="post" action="${action}">${hidden}
<label for="reply">${words.replyLabel}</label>
<p class="meta" id="reply-hint">${words.replyHint}</p>
<textarea id="reply" name="text" rows="5" maxlength="${replyLimit}" aria-describedby="reply-hint" required>${draft}</textarea>
<button name="action" value="reply">${words.reply}</button>
</form>`
}
${isClaimed && html`<form method="post" action="${action}">${hidden}<button class="quiet" name="action" value="solve">${words.solve}</button></form>`}
</section>`;
}
