import type { Clock } from '../kernel/clock.ts';
import type { HttpAnswer, HttpRequest, Route } from '../kernel/http.ts';
import type { Limits } from '../kernel/limits.ts';
import { requester } from '../kernel/requester.ts';
import { Secret } from '../kernel/secret.ts';
import type { Site } from '../kernel/site.ts';
import type { Budgets } from '../storage/budgets.ts';
import type { NotMeLink, NotMeLinks } from '../storage/not-me-links.ts';
import type { Assets } from './assets.ts';
import { documentAnswer, type Reader, readerOf, sheetPolicy } from './document.ts';
import { type Html, html } from './html.ts';

/** What `app` hands the page behind the link in notices. */
export interface NotMeOptions {
  readonly links: Pick<NotMeLinks, 'read'>;
  /** Acts, for the first one who asks. */
  readonly report: (link: NotMeLink) => Promise<unknown>;
  readonly budgets: Pick<Budgets, 'spend'>;
  readonly limit: Limits['perRequesterAndHour']['reports'];
}

type NotMePageOptions = NotMeOptions & { readonly site: Site; readonly assets: Assets; readonly clock: Clock };

/** What a link leads to. */
type State =
  | { readonly kind: 'ask'; readonly link: NotMeLink; readonly token: string }
  | { readonly kind: 'done'; readonly link: NotMeLink }
  | { readonly kind: 'over'; readonly link: NotMeLink }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'busy' };

const statuses = { ask: 200, done: 200, over: 410, unknown: 404, busy: 429 } as const;
const longestBody = 2_048;

/**
 * `/not-me?link=…`: asks once, for scanners of mail follow links, and acts on the POST alone. Open: people come from their mail, and
 * what the form carries is known to nobody else. The link is in the query, for paths are logged where something fails.
 */
export function notMePages(options: NotMePageOptions): readonly Route[] {
  const { links, report, budgets, limit, clock } = options;

  const stateOf = async (token: string): Promise<State> => {
    const link = await links.read(new Secret(token), clock.now());
    if (!link) return { kind: 'unknown' };
    if (link.report) return { kind: 'done', link };
    return link.isOver ? { kind: 'over', link } : { kind: 'ask', link, token };
  };

  const spend = (request: HttpRequest) => budgets.spend(limit, requester(request.clientAddress), clock.now());

  const show = async (request: HttpRequest): Promise<HttpAnswer> =>
    sheet(options, request, await stateOf(request.query.get('link') ?? ''));

  const act = async (request: HttpRequest): Promise<HttpAnswer> => {
    const token = request.body instanceof URLSearchParams ? (request.body.get('link') ?? '') : '';
    const state = await stateOf(token);
    if (state.kind === 'ask') {
      await report(state.link);
      return sheet(options, request, { kind: 'done', link: state.link });
    }
    // Never before a good one: who floods us must not keep the others of their network from being heard.
    const allowed = state.kind !== 'unknown' || (await spend(request)).ok;
    return sheet(options, request, allowed ? state : { kind: 'busy' });
  };

  return [
    { method: 'GET', path: '/not-me', guard: 'open', handle: show },
    { method: 'POST', path: '/not-me', guard: 'open', body: 'form', maxBytes: longestBody, handle: act },
  ];
}

function sheet({ site, assets }: NotMePageOptions, request: HttpRequest, state: State): HttpAnswer {
  const reader = readerOf(request, 'link' in state ? state.link.locale : undefined);
  const { words } = reader;
  const title = state.kind === 'done' ? words.notMeDone : words.notMe;
  const body = html`
<header><h1>${title}</h1></header>
<main id="content" tabindex="-1">
${main(state, reader)}
<h2>${words.helpDesk}</h2>
${helpDesk(site, reader)}
</main>`;
  const document = { ...reader, title: `${title} · ${words.title}`, kind: 'sheet' as const, body };
  // No other page, of ours or of others, learns the link.
  const headers = { 'referrer-policy': 'no-referrer' };
  return documentAnswer(document, assets, { status: statuses[state.kind], policy: sheetPolicy, headers });
}

function main(state: State, { words }: Reader): Html {
  if (state.kind === 'ask') {
    return html`
<p>${words[`notMe.ask.${state.link.kind}`]}</p>
<form method="post" action="/not-me"><input type="hidden" name="link" value="${state.token}"><button>${words.notMeButton}</button></form>
<p>${words.notMeOtherwise}</p>`;
  }
  if (state.kind === 'done') {
    const done = state.link.report?.isLifted ? 'notMe.lifted' : (`notMe.done.${state.link.kind}` as const);
    return html`<p class="notice" role="status">${words[done]}</p>`;
  }
  return html`<p class="notice problem">${words[`notMe.${state.kind}`]}</p>`;
}

const helpDesk = ({ helpDesk: { phone, mail } }: Site, { words }: Reader): Html => html`
<dl class="facts">
<div><dt>${words.phone}</dt><dd><a href="tel:${phone.replace(/[^+0-9]/gu, '')}">${phone}</a></dd></div>
<div><dt>${words.mail}</dt><dd><a href="mailto:${mail}">${mail}</a></dd></div>
</dl>`;
