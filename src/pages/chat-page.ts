import { fill } from '../conversation/words.ts';
import { BackendError } from '../kernel/errors.ts';
import type { HttpRequest, Route } from '../kernel/http.ts';
import { newToken } from '../kernel/ids.ts';
import type { SignedInSessions } from '../kernel/signed-in.ts';
import type { Site } from '../kernel/site.ts';
import { preferredEnglish } from './accept-language.ts';
import type { Assets } from './assets.ts';
import { documentAnswer, type Reader, readerOf } from './document.ts';
import { type Html, html } from './html.ts';
import { signInPath, wishIn } from './wishes.ts';

/** Somebody of a sample directory, to try the chat with. */
export interface SamplePerson {
  readonly name: string;
  readonly mail: string;
}

export interface ChatPageOptions {
  readonly site: Site;
  readonly assets: Assets;
  /** Shown on the page, so only ever people who do not exist. */
  readonly samplePeople?: readonly SamplePerson[];
  /** There is an outbox page to link to. */
  readonly hasOutbox: boolean;
  /** Only where there is an identity provider. */
  readonly signIn?: {
    readonly sessions: Pick<SignedInSessions, 'whoIs'>;
    /** Whoever is not signed in is sent to do so first. */
    readonly isRequired: boolean;
  };
}

/** Web Chat's own names of our languages; English is the browser's own. */
const webChatLocale = { da: 'da-DK', de: 'de-DE', fr: 'fr-FR', es: 'es-ES' } as const;

/** The hash is that of an empty style element, which Web Chat makes and fills through the object model. */
const chatPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** `GET /`: open, because it is reached from mails and meeting invitations; nothing personal is in it but the name of whoever is signed in. */
export const chatPage = (options: ChatPageOptions): Route => ({
  method: 'GET',
  path: '/',
  guard: 'open',
  handle: async (request) => {
    const { site, assets } = options;
    const reader = readerOf(request);
    const wish = wishIn(request.query);
    const person = await whoIs(request, options);
    if (options.signIn?.isRequired && person === 'nobody')
      return { status: 303, headers: { location: signInPath(wish) } };
    const nonce = newToken(128);
    const document = {
      ...reader,
      title: fill(reader.words.chatTitle, reader.locale, { organisation: site.organisation }),
      kind: 'chat' as const,
      nonce,
      head: scripts(assets, nonce),
      body: body(options, reader, {
        wish,
        person,
        chatLocale:
          reader.locale === 'en' ? preferredEnglish(request.headers['accept-language']) : webChatLocale[reader.locale],
      }),
    };
    return documentAnswer(document, assets, { policy: chatPolicy(nonce) });
  },
});

type Reading = { readonly name: string } | 'nobody' | 'unknown';

/** Unknown where the database is away: the page then still opens, and says how to reach the help desk. */
async function whoIs(request: HttpRequest, { signIn }: ChatPageOptions): Promise<Reading> {
  try {
    return (await signIn?.sessions.whoIs(request)) ?? 'nobody';
  } catch (error) {
    if (error instanceof BackendError) return 'unknown';
    throw error;
  }
}

/** Ours first: it fetches the token while the big one is still on its way. */
const scripts = (assets: Assets, nonce: string): Html => html`
<script src="${assets.url('chat.js')}" nonce="${nonce}" defer></script>
<script src="${assets.url('webchat.js')}" nonce="${nonce}" defer></script>`;

interface Chat {
  readonly wish: string;
  readonly person: Reading;
  /** A BCP 47 tag with a country. */
  readonly chatLocale: string;
}

const body = (options: ChatPageOptions, reader: Reader, { wish, person, chatLocale }: Chat): Html => html`
<header>
<h1>${reader.words.title} <span class="organisation">${options.site.organisation}</span></h1>
<p class="intro">${reader.words.intro}</p>
${options.signIn && account(person, reader, signInPath(wish))}
${sample(options, reader)}
</header>
<main id="content" tabindex="-1" aria-label="${reader.words.chat}">
<div id="trouble" class="trouble" role="alert"></div>
<div id="chat" data-locale="${chatLocale}" data-ask="${wish}">
<p class="starting">${reader.words.starting}</p>
</div>
<noscript>
<p>${reader.words.needsScript}</p>
${contact(options.site, reader)}
</noscript>
</main>
<template id="unsent"><p>${reader.words.unsent}</p></template>
${(['unreachable', 'refused', 'busy', 'ended'] as const).map((trouble) => troubleBanner(trouble, options.site, reader))}`;

/** Whoever came with a wish goes on with it, signed in as it wants. */
function account(person: Reading, { words, locale }: Reader, signInHref: string): Html | undefined {
  if (person === 'unknown') return undefined;
  if (person === 'nobody')
    return html`<p class="account"><a class="button" href="${signInHref}">${words.signIn}</a></p>`;
  const { name } = person;
  const text = name ? fill(words.signedInAs, locale, { name }) : words.signedInHere;
  return html`<p class="account"><span>${text}</span> <button type="button" id="sign-out">${words.signOut}</button></p>`;
}

const troubleBanner = (
  trouble: 'unreachable' | 'refused' | 'busy' | 'ended',
  site: Site,
  { words, locale }: Reader,
) => {
  const { phone, mail } = site.helpDesk;
  return html`
<template id="${trouble}"><p>${fill(words[trouble], locale, { phone, mail })}</p><button type="button">${words.tryAgain}</button></template>`;
};

const contact = ({ helpDesk }: Site, { words }: Reader): Html => html`
<dl class="contact">
<dt>${words.helpDesk}</dt><dd>${helpDesk.name}</dd>
<dt>${words.phone}</dt><dd>${helpDesk.phone}</dd>
<dt>${words.mail}</dt><dd><a href="mailto:${helpDesk.mail}">${helpDesk.mail}</a></dd>
</dl>`;

function sample({ samplePeople = [], hasOutbox }: ChatPageOptions, { words }: Reader): Html | undefined {
  const outbox =
    hasOutbox &&
    html`<p>${words.sampleCodes} <a href="/outbox" target="_blank" rel="noopener">${words.openOutbox}</a></p>`;
  if (samplePeople.length === 0) return outbox || undefined;
  return html`
<details>
<summary>${words.samplePeople}</summary>
<div class="sample">
<p>${words.sampleIntro}</p>
<ul>
${samplePeople.map(
  ({
    name,
    mail,
  }) => html`<li><span class="name">${name}</span> <span class="mail">${mail}</span> <button type="button" data-copy="${mail}" data-copied="${words.copied}" aria-label="${words.copyAddress.replace('{mail}', mail)}">${words.copy}</button></li>
`,
)}</ul>
<p id="copied" class="unseen" role="status"></p>
${outbox}
</div>
</details>`;
}
