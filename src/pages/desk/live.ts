import type { TicketQueue } from '../../backends/ticket-desk/ticket-desk.ts';
import type { HttpAnswer } from '../../kernel/http.ts';
import { type Html, html } from '../html.ts';
import type { Inside } from './door.ts';
import type { DeskReader } from './sheet.ts';

/** A part of a page that the script renews while the page is open. Regions of one page have different names; with another version it is news to whoever writes in it. */
export const liveRegion = (name: string, content: Html, version?: number): Html =>
  html`<div id="live-${name}" data-live data-version="${version ?? ''}">${content}</div>`;

/** What tells the script where to ask for changes, and what stood when the page was made; its words are said to screen readers too. */
export function liveNews(version: number, { t }: DeskReader, ticket?: number): Html {
  const url = ticket === undefined ? '/desk/changes' : `/desk/changes?ticket=${ticket}`;
  return html`
<p id="news" class="news meta" aria-live="polite" data-url="${url}" data-version="${version}" data-renewed="${t.liveRenewed}" data-kept="${t.liveKept}" data-away="${t.liveAway}" data-over="${t.liveOver}"></p>`;
}

/** `GET /desk/changes`: another number than before means that something happened: at the desk, or to `?ticket=`. */
export const changes =
  (queue: Pick<TicketQueue, 'version'>) =>
  async ({ request }: Inside): Promise<HttpAnswer> => {
    const ticket = request.query.get('ticket') ?? '';
    const of = /^[1-9]\d{0,8}$/u.test(ticket) ? Number(ticket) : undefined;
    return { status: 200, headers: { 'cache-control': 'no-store' }, json: { version: await queue.version(of) } };
  };
