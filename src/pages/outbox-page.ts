import { fill } from '../conversation/words.ts';
import type { Route } from '../kernel/http.ts';
import type { Assets } from './assets.ts';
import { documentAnswer, type Reader, readerOf, sheetPolicy } from './document.ts';
import { type Html, html } from './html.ts';
import { moment } from './moment.ts';

/** A mail in the embedded mailer's outbox. It is its receiver's mailbox: the text may hold a code. */
export interface OutboxMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Newest last. */
export type Outbox = () => Promise<readonly OutboxMail[]>;

/** `GET /outbox`: JSON, newest last, for `Accept: application/json`; else a page, newest first, that needs no script. */
export const outboxPage = (outbox: Outbox, assets: Assets, timeZone: string): Route => ({
  method: 'GET',
  path: '/outbox',
  guard: 'guarded',
  handle: async (request) => {
    const mails = await outbox();
    if (wantsJson(request.headers.accept)) {
      const json = mails.map(({ to, subject, text, at }) => ({ to, subject, text, at }));
      return { status: 200, headers: { 'cache-control': 'no-store', vary: 'accept' }, json };
    }

    const reader = readerOf(request);
    const refreshes = request.query.has('refresh');
    const document = {
      ...reader,
      title: `${reader.words.outbox} · ${reader.words.title}`,
      kind: 'sheet' as const,
      body: body(mails.toReversed(), reader, { refreshes, timeZone }),
    };
    const headers = { vary: 'accept, accept-language', ...(refreshes ? { refresh: '5' } : {}) };
    return documentAnswer(document, assets, { policy: sheetPolicy, headers });
  },
});

const wantsJson = (accept = ''): boolean => accept.includes('application/json') && !accept.includes('text/html');

const body = (
  mails: readonly OutboxMail[],
  { words, locale }: Reader,
  { refreshes, timeZone }: { readonly refreshes: boolean; readonly timeZone: string },
): Html => html`
<header>
<nav><a href="/">${words.backToChat}</a></nav>
<h1>${words.outbox}</h1>
</header>
<main id="content" tabindex="-1">
<p>${words.outboxIntro} ${fill(words.timeZone, locale, { zone: timeZone })}</p>
<p class="row">
<a class="button" href="/outbox">${refreshes ? words.refreshNever : words.refresh}</a>
${!refreshes && html`<a class="button" href="/outbox?refresh">${words.refreshAlways}</a>`}
</p>
${mails.length === 0 && html`<p>${words.outboxEmpty}</p>`}
${mails.map(
  (mail) => html`
<article class="letter">
<h2>${mail.subject}</h2>
<p class="meta">${words.to} <span class="mail-to">${mail.to}</span> · ${moment(mail.at, locale, timeZone)}</p>
<pre>${mail.text}</pre>
</article>`,
)}
</main>`;
