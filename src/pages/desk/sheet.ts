import { fill, type Words } from '../../conversation/words.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { HttpAnswer, HttpRequest } from '../../kernel/http.ts';
import type { Keyring } from '../../kernel/keyring.ts';
import type { Assets } from '../assets.ts';
import { documentAnswer, type Reader, readerOf, scriptedSheetPolicy, sheetPolicy } from '../document.ts';
import { type Html, html } from '../html.ts';
import type { DeskSession } from './desk-sessions.ts';
import { deskToken } from './desk-token.ts';
import { deskWords } from './desk-words.ts';
import { mayAct, mayAudit } from './roles.rules.ts';
import { keyOf, shortcutsDialog } from './shortcuts.ts';
import type { en } from './strings/en.ts';

/** What the help desk's sheets know beside what they show. */
export interface DeskReader extends Reader {
  readonly t: Words<typeof en>;
  readonly now: Date;
  readonly timeZone: string;
  /** Missing at the door. */
  readonly session?: DeskSession;
}

interface Around {
  readonly clock: Clock;
  readonly timeZone: string;
}

export function deskReader(request: HttpRequest, { clock, timeZone }: Around, session?: DeskSession): DeskReader {
  const reader = readerOf(request);
  return { ...reader, t: deskWords[reader.locale], now: clock.now(), timeZone, ...(session ? { session } : {}) };
}

/** What is told above everything after a form was sent. */
export interface Notice {
  readonly kind: 'done' | 'problem';
  readonly text: string;
}

const noticeView = (notice: Notice | undefined): Html | false =>
  notice !== undefined &&
  html`<p class="notice ${notice.kind}" role="${notice.kind === 'problem' ? 'alert' : 'status'}" tabindex="-1">${notice.text}</p>`;

export interface SheetNeeds {
  readonly assets: Assets;
  readonly keys: Keyring;
}

interface Sheet {
  readonly title: string;
  readonly main: Html;
  readonly status: number;
  readonly notice?: Notice;
  /** Assets that run on it beside the desk's own script. */
  readonly scripts?: readonly string[];
}

/** A page for somebody inside: where else they can go, who they are, and the way out. */
export function deskSheet({ assets, keys }: SheetNeeds, reader: DeskReader, sheet: Sheet): HttpAnswer {
  const { words, t, session } = reader;
  const { title, main, status, notice, scripts = [] } = sheet;
  const body = html`
<header>
${session && deskBar(keys, reader, session)}
<h1>${title}</h1>
</header>
<main id="content" tabindex="-1">
${noticeView(notice)}
${session && !mayAct(session.agent.role) && html`<p class="meta">${t.readOnly}</p>`}
${main}
</main>
${shortcutsDialog(reader)}`;
  const head = html`${['desk.js', ...scripts].map((name) => html`<script src="${assets.url(name)}" defer></script>`)}`;
  const document = { ...reader, title: `${title} · ${words.title}`, head, kind: 'sheet' as const, body };
  return documentAnswer(document, assets, { status, policy: scriptedSheetPolicy });
}

function deskBar(keys: Keyring, { t, words }: DeskReader, session: DeskSession): Html {
  return html`
<div class="bar">
<nav aria-label="${t.desk}"><a href="/desk" data-key="${keyOf.queue}">${words.queue}</a>${mayAct(session.agent.role) && html` <a href="/desk/call" data-key="${keyOf.call}">${t.newCall}</a> <a href="/desk/people" data-key="${keyOf.people}">${t.people}</a>`}${mayAudit(session.agent.role) && html` <a href="/desk/figures" data-key="${keyOf.figures}">${t.figures}</a> <a href="/desk/audit" data-key="${keyOf.audit}">${t.audit}</a>`}</nav>
<form method="post" action="/desk/leave"><span class="meta">${session.agent.name} (${t[`role.${session.agent.role}`]})</span>
 <button type="button" class="quiet" id="open-shortcuts" hidden>${t.shortcuts}</button>
<input type="hidden" name="leave" value="${deskToken(keys, session, 'leave')}"><button class="quiet">${t.leave}</button></form>
</div>`;
}

/** A page at the door. */
export function bareSheet({ assets }: Pick<SheetNeeds, 'assets'>, reader: DeskReader, sheet: Sheet): HttpAnswer {
  const { words } = reader;
  const body = html`
<header><nav><a href="/">${words.backToChat}</a></nav><h1>${sheet.title}</h1></header>
<main id="content" tabindex="-1">${sheet.main}</main>`;
  const document = { ...reader, title: `${sheet.title} · ${words.title}`, kind: 'sheet' as const, body };
  return documentAnswer(document, assets, { status: sheet.status, policy: sheetPolicy });
}

/** A form of the desk: where it goes, and what shows that it is ours. */
export const deskForm = (
  action: string,
  fields: Readonly<Record<string, string | number>>,
  content: Html,
): Html => html`
<form method="post" action="${action}">${Object.entries(fields).map(
  ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
)}${content}</form>`;

/** One of a list to choose from. */
export const option = (value: string, text: string, chosen: string | undefined): Html =>
  value === chosen
    ? html`<option value="${value}" selected>${text}</option>`
    : html`<option value="${value}">${text}</option>`;

/** "Ticket 1042"; digits are not grouped, for people read the number out. */
export const ticketTitle = (number: number, { words, locale }: Reader): string =>
  fill(words.ticket, locale, { number: String(number) });
