import { fill } from '../../conversation/words.ts';
import type { HttpAnswer, HttpRequest } from '../../kernel/http.ts';
import type { Site } from '../../kernel/site.ts';
import type { Assets } from '../assets.ts';
import { documentAnswer, readerOf, sheetPolicy } from '../document.ts';
import { type Html, html } from '../html.ts';
import type { ClaimsProblem } from './claims.rules.ts';
import type { ProviderFault } from './provider-error.ts';

/** Everything that can keep somebody from signing in. `not-finished`: begun in another browser, too long ago, or ended already. */
export type SignInTrouble = ClaimsProblem | ProviderFault | 'not-finished' | 'busy' | 'no-role';

const statuses: Readonly<Record<SignInTrouble, number>> = {
  away: 503,
  refused: 403,
  declined: 403,
  'no-subject': 403,
  'other-tenant': 403,
  'no-auth-time': 403,
  'old-auth-time': 403,
  'not-finished': 400,
  busy: 429,
  'no-role': 403,
};

export interface SignInPages {
  /** Says in plain words that the sign-in did not work, and how to go on: `again`, or the help desk. */
  trouble(request: HttpRequest, trouble: SignInTrouble, again: string): HttpAnswer;
  signedOut(request: HttpRequest): HttpAnswer;
}

export function signInPages(site: Site, assets: Assets): SignInPages {
  const sheet = (request: HttpRequest, title: string, { status, main }: { status: number; main: Html }): HttpAnswer => {
    const reader = readerOf(request);
    const body = html`
<header><h1>${title}</h1></header>
<main id="content" tabindex="-1">${main}</main>`;
    const document = { ...reader, title: `${title} · ${reader.words.title}`, kind: 'sheet' as const, body };
    return documentAnswer(document, assets, { status, policy: sheetPolicy });
  };

  return {
    trouble(request, trouble, again) {
      const { words, locale } = readerOf(request);
      const { phone, mail } = site.helpDesk;
      const main = html`
<p class="notice problem">${words[`signIn.${trouble}`]}</p>
<p>${fill(words.signInHelp, locale, { phone, mail, reference: request.reference })}</p>
<p class="row"><a class="button" href="${again}">${words.tryAgain}</a></p>`;
      return sheet(request, words.signInFailed, { status: statuses[trouble], main });
    },
    signedOut(request) {
      const { words } = readerOf(request);
      const main = html`<p class="row"><a class="button" href="/sign-in">${words.signIn}</a> <a class="button" href="/">${words.backToChat}</a></p>`;
      return sheet(request, words.signedOut, { status: 200, main });
    },
  };
}
