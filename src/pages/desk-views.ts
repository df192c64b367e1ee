import type { Ticket, TicketLine } from '../backends/ticket-desk/ticket-desk.ts';
import { fill } from '../conversation/words.ts';
import { isReport } from '../kernel/escalation.ts';
import type { Reader } from './document.ts';
import { type Html, html } from './html.ts';
import { age, moment } from './moment.ts';

/** What the help desk's sheets know beside their tickets. */
export interface DeskReader extends Reader {
  readonly now: Date;
  readonly timeZone: string;
}

/** What is told above a ticket after a form was sent. */
export interface Notice {
  readonly kind: 'done' | 'problem';
  readonly text: string;
}

export function queueView(
  tickets: readonly TicketLine[],
  older: number | undefined,
  reader: DeskReader,
  first: boolean,
): Html {
  const { words } = reader;
  return html`
<header>
<nav><a href="/">${words.backToChat}</a></nav>
<h1>${words.queue}</h1>
</header>
<main id="content" tabindex="-1">
<p class="row"><a class="button" href="/desk">${first ? words.refresh : words.newest}</a></p>
${tickets.length === 0 ? html`<p>${first ? words.queueEmpty : words.queueEnd}</p>` : queueTable(workFirst(tickets), reader)}
${older !== undefined && html`<p class="row"><a class="button" href="/desk?before=${older}">${words.older}</a></p>`}
</main>`;
}

/** What is still to be done stands before what is solved or closed, and of that security first. */
function workFirst(tickets: readonly TicketLine[]): readonly TicketLine[] {
  const rank = ({ status, priority }: TicketLine): number =>
    status === 'solved' || status === 'closed' ? 2 : priority === 'security' ? 0 : 1;
  return tickets.toSorted((one, other) => rank(one) - rank(other));
}

const queueTable = (tickets: readonly TicketLine[], reader: DeskReader): Html => {
  const { words } = reader;
  const headings = [words.number, words.opened, words.reason, words.status, words.person, words.step];
  return html`
<table class="queue">
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${tickets.map((ticket) => queueRow(ticket, reader))}
</tbody>
</table>`;
};

const queueRow = (ticket: TicketLine, { words, locale, now }: DeskReader): Html => html`
<tr>
<th scope="row"><a href="/desk/${ticket.number}">${ticket.number}</a></th>
<td data-label="${words.opened}"><time datetime="${ticket.openedAt.toISOString()}">${age(ticket.openedAt, now, locale)}</time></td>
<td data-label="${words.reason}">${words[`reason.${ticket.reason}`]}${badge(ticket, words.security)}</td>
<td data-label="${words.status}"><span class="status ${ticket.status}">${words[`status.${ticket.status}`]}</span></td>
<td data-label="${words.person}">${person(ticket, words)}</td>
<td data-label="${words.step}">${stepIn(words, ticket.step)}</td>
</tr>`;

/** A ticket may be older than its step's name: one without words is shown as it is. */
const stepIn = (words: Reader['words'], step: string | undefined): Html | string =>
  step === undefined
    ? '–'
    : (Object.entries(words).find(([key]) => key === `step.${step}`)?.[1] ?? html`<code>${step}</code>`);

const badge = (ticket: TicketLine, word: string): Html | false =>
  ticket.priority === 'security' && html` <strong class="security">${word}</strong>`;

const person = (ticket: TicketLine, words: Reader['words']): Html =>
  ticket.person
    ? html`${ticket.person.displayName} <span class="meta">(${ticket.person.confirmed ? words.confirmed : words.unconfirmed})</span>`
    : html`${words.unknownPerson} <span class="meta">(${words.unconfirmed})</span>`;

export function ticketView(ticket: Ticket, reader: DeskReader, forms: Html | false, notice?: Notice): Html {
  const { words, locale } = reader;
  return html`
<header>
<nav><a href="/desk">${words.backToQueue}</a></nav>
<h1>${ticketTitle(ticket.number, reader)}</h1>
</header>
<main id="content" tabindex="-1">
${notice && html`<p class="notice ${notice.kind}" role="${notice.kind === 'problem' ? 'alert' : 'status'}">${notice.text}</p>`}
${facts(ticket, reader)}
<p class="meta">${fill(words.timeZone, locale, { zone: reader.timeZone })}</p>
${ticket.summary !== undefined && html`<section><h2>${isReport(ticket.reason) ? words.reported : words.summary}</h2><blockquote>${ticket.summary}</blockquote></section>`}
${ticket.finding !== undefined && html`<section><h2>${words.finding}</h2><blockquote>${ticket.finding}</blockquote></section>`}
${forms}
<section><h2>${words.transcript}</h2>${transcript(ticket, reader)}</section>
<section><h2>${words.timeline}</h2>
<ol class="timeline">${ticket.events.map(
    ({ at, kind, by, text }) => html`
<li><p class="meta">${moment(at, locale, reader.timeZone)} · ${by}</p><p><strong>${words[`event.${kind}`]}</strong></p>${text !== undefined && html`<blockquote>${text}</blockquote>`}</li>`,
  )}
</ol></section>
</main>`;
}

/** "Ticket 1042"; digits are not grouped, for people read the number out. */
export const ticketTitle = (number: number, { words, locale }: Reader): string =>
  fill(words.ticket, locale, { number: String(number) });

function facts(ticket: Ticket, reader: DeskReader): Html {
  const { words, locale, now, timeZone } = reader;
  const language = new Intl.DisplayNames(locale, { type: 'language' }).of(ticket.language);
  return html`
<dl class="facts">
<div><dt>${words.status}</dt><dd><span class="status ${ticket.status}">${words[`status.${ticket.status}`]}</span></dd></div>
<div><dt>${words.reason}</dt><dd>${words[`reason.${ticket.reason}`]}${badge(ticket, words.security)}</dd></div>
<div><dt>${words.person}</dt><dd>${person(ticket, words)}</dd></div>
<div><dt>${words.opened}</dt><dd>${moment(ticket.openedAt, locale, timeZone)} <span class="meta">(${age(ticket.openedAt, now, locale)})</span></dd></div>
<div><dt>${words.step}</dt><dd>${stepIn(words, ticket.step)}</dd></div>
${ticket.fault && html`<div><dt>${words.fault}</dt><dd>${words[`backend.${ticket.fault.backend}`]}: ${words[`fault.${ticket.fault.fault}`]}</dd></div>`}
<div><dt>${words.language}</dt><dd>${language}</dd></div>
<div><dt>${words.agent}</dt><dd>${ticket.agent ?? '–'}</dd></div>
<div><dt>${words.reference}</dt><dd><code>${ticket.reference}</code></dd></div>
</dl>`;
}

const transcript = (ticket: Ticket, { words, locale, timeZone }: DeskReader): Html =>
  ticket.transcript.length === 0
    ? html`<p>${words.transcriptEmpty}</p>`
    : html`
<ol class="transcript">${ticket.transcript.map(
        ({ at, from, text }) => html`
<li class="${from}"><p class="meta">${from === 'person' ? words.fromPerson : words.fromBot} · ${moment(at, locale, timeZone)}</p><p class="said">${text}</p></li>`,
      )}
</ol>`;
