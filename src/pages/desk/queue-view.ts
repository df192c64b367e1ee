import {
  queueViews,
  type TicketCounts,
  type TicketLine,
  type TicketPage,
} from '../../backends/ticket-desk/ticket-desk.ts';
import { reportReasons, ticketReasons } from '../../kernel/escalation.ts';
import { type Html, html } from '../html.ts';
import { age } from '../moment.ts';
import { liveNews, liveRegion } from './live.ts';
import { type Asked, ages } from './queue-page.ts';
import { type DeskReader, option } from './sheet.ts';
import { keyOf } from './shortcuts.ts';
import { badge, personOf, stepText } from './ticket-words.ts';

export interface Queue {
  readonly page: TicketPage;
  readonly counts: TicketCounts;
  readonly asked: Asked;
  /** Nothing else fits on it. */
  readonly isFull: boolean;
  readonly version: number;
}

const mostCounted = 99;

/** The views with their counts, the search, and the page. */
export function queueView({ page, counts, asked, isFull, version }: Queue, reader: DeskReader): Html {
  const { t, words } = reader;
  const { tickets, next } = page;
  const isSearch = asked.q !== '' || asked.reason !== undefined || asked.age !== undefined;
  const list = html`
${tickets.length === 0 ? html`<p>${isSearch ? t.nothingFound : t.nothingToDo}</p>` : queueTable(tickets, reader)}
${next && !isFull && html`<p>${t.notSearched}</p>`}
<p class="row"><a class="button" href="${pathOf(asked)}">${asked.after ? words.newest : words.refresh}</a>
${next && html`<a class="button" href="${pathOf(asked, `${next.priority}.${next.number}`)}">${isFull ? t.further : t.searchOn}</a>`}</p>`;
  const views = html`<nav class="views" aria-label="${t.views}">${queueViews.map((view) => viewLink(view, { counts, asked }, reader))}
</nav>`;
  return html`
${liveRegion('views', views)}
${search(asked, reader)}
${liveNews(version, reader)}
${liveRegion('list', list)}`;
}

function viewLink(
  view: (typeof queueViews)[number],
  { counts, asked }: Pick<Queue, 'counts' | 'asked'>,
  { t, words }: DeskReader,
): Html {
  const count: number | undefined = Object.entries(counts).find(([name]) => name === view)?.[1];
  const isHere = view === asked.view;
  const shown = count !== undefined && html` <span class="count">${count > mostCounted ? t.many : count}</span>`;
  const security =
    view === 'to-do' &&
    counts.security > 0 &&
    html` <span class="count security">${words.security}: ${counts.security > mostCounted ? t.many : counts.security}</span>`;
  return isHere
    ? html`
<a href="/desk?view=${view}" aria-current="page">${t[`view.${view}`]}${shown}${security}</a>`
    : html`
<a href="/desk?view=${view}">${t[`view.${view}`]}${shown}${security}</a>`;
}

function search(asked: Asked, { t, words }: DeskReader): Html {
  return html`
<form class="search" action="/desk" method="get" role="search">
<input type="hidden" name="view" value="${asked.view}">
<div><label for="q">${t.searchLabel}</label><input id="q" name="q" type="search" data-key="${keyOf.search}" maxlength="200" value="${asked.q}"></div>
<div><label for="reason">${words.reason}</label><select id="reason" name="reason"><option value="">${t.anyReason}</option>${[
    ...ticketReasons,
    ...reportReasons,
  ].map((reason) => option(reason, words[`reason.${reason}`], asked.reason))}</select></div>
<div><label for="age">${t.ageLabel}</label><select id="age" name="age"><option value="">${t.anyAge}</option>${ages.map(
    (each) => option(each, t[`age.${each}`], asked.age),
  )}</select></div>
<button>${t.search}</button>
</form>`;
}

function pathOf({ view, q, reason, age: asked }: Asked, after?: string): string {
  const query = new URLSearchParams({
    view,
    ...(q ? { q } : {}),
    ...(reason ? { reason } : {}),
    ...(asked ? { age: asked } : {}),
    ...(after ? { after } : {}),
  });
  return `/desk?${query}`;
}

const queueTable = (tickets: readonly TicketLine[], reader: DeskReader): Html => {
  const { words } = reader;
  const headings = [words.number, words.opened, words.reason, words.status, words.person, words.agent];
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
<td data-label="${words.reason}">${words[`reason.${ticket.reason}`]}${badge(ticket, words)}<br><span class="meta">${stepText(words, ticket.step)}</span></td>
<td data-label="${words.status}"><span class="status ${ticket.status}">${words[`status.${ticket.status}`]}</span></td>
<td data-label="${words.person}">${personOf(ticket, words)}</td>
<td data-label="${words.agent}">${ticket.agent ?? '–'}</td>
</tr>`;
