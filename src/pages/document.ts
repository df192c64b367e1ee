import type { HttpAnswer, HttpRequest } from '../kernel/http.ts';
import type { Locale } from '../kernel/locale.ts';
import { preferredLocale } from './accept-language.ts';
import type { Assets } from './assets.ts';
import { type Html, html, render } from './html.ts';
import { type PageWords, wordsOf } from './strings/all.ts';

/** What every page knows about its reader. */
export interface Reader {
  readonly locale: Locale;
  readonly words: PageWords;
}

export function readerOf(request: HttpRequest, otherwise?: Locale): Reader {
  const locale = preferredLocale(request.headers['accept-language'], otherwise);
  return { locale, words: wordsOf(locale) };
}

export interface Document extends Reader {
  readonly title: string;
  /** What stands in `<head>` beyond the common lines. */
  readonly head?: Html;
  /** Which page it is, for the style sheet. */
  readonly kind: 'chat' | 'sheet';
  readonly body: Html;
  /** For a policy that wants nonces. */
  readonly nonce?: string;
}

export interface Policy {
  readonly status?: number;
  readonly policy: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** No script runs on a page of sheets, and its forms go home. */
export const sheetPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The same where our own scripts run: files of ours, and nothing that stands in the page. */
export const scriptedSheetPolicy = `${sheetPolicy}; script-src 'self'; connect-src 'self'`;

/** A whole page. It is personal, so nobody keeps it. */
export function documentAnswer(
  document: Document,
  assets: Assets,
  { status = 200, policy, headers }: Policy,
): HttpAnswer {
  const { locale, words, title, head, kind, body, nonce } = document;
  const page = html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${assets.url('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.url('page.css')}" nonce="${nonce ?? ''}">
${head}
</head>
<body class="${kind}">
<a class="skip" href="#content">${kind === 'chat' ? words.skipToChat : words.skipToContent}</a>
${body}
</body>
</html>
`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'content-language': locale,
      'cache-control': 'no-store',
      // Under the server's no-referrer a browser posts a form with "Origin: null", which the guard refuses.
      'referrer-policy': 'same-origin',
      vary: 'accept-language',
      ...headers,
    },
    content: render(page),
  };
}
