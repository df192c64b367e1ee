import type { TicketLine } from '../../backends/ticket-desk/ticket-desk.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import { decisionSeconds, type PersonAction } from '../../storage/person-actions.ts';
import { type Html, html } from '../html.ts';
import { age, moment } from '../moment.ts';
import type { PersonNow } from './people.ts';
import { type DeskReader, deskForm, option } from './sheet.ts';

/** What an agent has typed so far, with a list of people to choose from. */
export interface SoughtPerson {
  readonly who: string;
  readonly reason: string;
  readonly list: Html;
}

interface People {
  readonly given: SoughtPerson | undefined;
  readonly waiting: readonly PersonAction[];
  readonly tokenOf: (about: string) => string;
}

/** Whom to look at, and what waits for a second person. */
export function peopleView({ waiting, tokenOf, given }: People, reader: DeskReader): Html {
  const { t } = reader;
  const search = html`
<label for="who">${t.who}</label><input id="who" name="who" maxlength="254" autocomplete="off" value="${given?.who ?? ''}" required>${given?.list ?? html``}
<label for="why">${t.why}</label><input id="why" name="reason" maxlength="500" autocomplete="off" value="${given?.reason ?? ''}" required>
<button>${t.openPanel}</button>`;
  return html`
<p>${t.peopleIntro}</p>
<section class="actions"><h2>${t.findPerson}</h2>${deskForm('/desk/people', { token: tokenOf('people') }, search)}</section>
<section><h2>${t.waitingForSecond}</h2>${
    waiting.length === 0
      ? html`<p>${t.nothingWaits}</p>`
      : waiting.map((action) => waitingView(action, tokenOf(`decision ${action.id}`), reader))
  }</section>`;
}

function waitingView(
  { id, kind, person, reason, askedBy, askedAt }: PersonAction,
  token: string,
  { t, locale, now }: DeskReader,
): Html {
  const buttons = html`<div class="row"><button name="decision" value="approved">${t.approve}</button>
<button class="quiet" name="decision" value="declined">${t.decline}</button></div>`;
  return html`
<article class="actions"><h3>${t[`personAct.${kind}`]}: ${person.displayName}</h3>
<p class="meta">${askedBy.name} · ${age(askedAt, now, locale)}</p><blockquote>${reason}</blockquote>
${deskForm('/desk/decisions', { token, action: id }, buttons)}</article>`;
}

interface Panel {
  readonly person: Person;
  readonly now: PersonNow;
  readonly tickets: readonly TicketLine[];
  readonly entry: number;
  readonly token: string;
  readonly isSelf: boolean;
}

/** The directory's card, the PIN's state, what was done, and what can be. */
export function panelView({ person, now, tickets, entry, token, isSelf }: Panel, reader: DeskReader): Html {
  const { t, words, locale } = reader;
  const acting = html`
<label for="act">${t.whatToDo}</label><select id="act" name="act">${now.possible.map((kind) => option(kind, t[`personAct.${kind}`], undefined))}</select>
<label for="act-reason">${t.why}</label>
<textarea id="act-reason" name="reason" rows="3" maxlength="500" aria-describedby="act-hint" required></textarea>
<p class="meta" id="act-hint">${t.actHint}</p>
<button>${t.doIt}</button>`;
  return html`
${directoryCard(person, reader)}
<section><h2>${t.pin}</h2>${pinView(now, reader)}</section>
${isSelf ? html`<p class="notice">${t['refused.self']}</p>` : html`<section class="actions"><h2>${words.actions}</h2>${deskForm(`/desk/people/${entry}`, { token }, acting)}</section>`}
<section><h2>${t.actionsSoFar}</h2>${now.actions.length === 0 ? html`<p>–</p>` : html`<ul>${now.actions.map((action) => actionView(action, reader))}</ul>`}</section>
<section><h2>${words.queue}</h2>${
    tickets.length === 0
      ? html`<p>–</p>`
      : html`<ul>${tickets.map(
          ({ number, reason, status, openedAt }) => html`
<li><a href="/desk/${number}">${number}</a> ${words[`reason.${reason}`]} · ${words[`status.${status}`]} · ${age(openedAt, reader.now, locale)}</li>`,
        )}</ul>`
  }</section>`;
}

function directoryCard(person: Person, { t, words }: DeskReader): Html {
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.mail, person.mail],
    [t.userName, person.userPrincipalName],
    [t.department, person.department],
    [t.office, person.officeLocation],
    [t.country, person.country],
    [words.phone, person.businessPhones.join(', ')],
    [t.mobile, person.mobilePhone],
    [
      t.account,
      [person.accountEnabled ? t.enabled : t.disabled, person.userType === 'guest' ? t.guest : '']
        .filter(Boolean)
        .join(', '),
    ],
    [t.protection, person.isProtected ? t.isProtected : undefined],
  ];
  return html`
<dl class="facts">${facts.map(([name, value]) =>
    value
      ? html`
<div><dt>${name}</dt><dd>${value}</dd></div>`
      : false,
  )}
</dl>`;
}

function pinView({ pin, stop, pausedUntil }: PersonNow, { t, locale, timeZone }: DeskReader): Html {
  const state = (value: boolean | 'unknown', yes: string, no: string): string =>
    value === 'unknown' ? t.unknown : value ? yes : no;
  const at = (value: Date | 'never' | 'unknown'): Html | string =>
    value instanceof Date ? moment(value, locale, timeZone) : value === 'never' ? t.never : t.unknown;
  return html`
<dl class="facts">${
    pin
      ? html`
<div><dt>${t.pinState}</dt><dd>${state(pin.isSet, t.isSet, t.isNotSet)}, ${state(pin.isLocked, t.isLocked, t.isNotLocked)}</dd></div>
<div><dt>${t.pinChanged}</dt><dd>${at(pin.changedAt)}</dd></div>
<div><dt>${t.pinExpires}</dt><dd>${at(pin.expiresAt)}</dd></div>`
      : html`
<div><dt>${t.pinState}</dt><dd>${t.pinUnreachable}</dd></div>`
  }
${stop && html`<div><dt>${t.stopped}</dt><dd>${t[`stop.${stop}`]}</dd></div>`}
${pausedUntil && html`<div><dt>${t.pausedUntil}</dt><dd>${moment(pausedUntil, locale, timeZone)}</dd></div>`}
</dl>`;
}

/** How far it has come. */
function stateOf({ doneAt, undone, decision, needsSecond, askedAt }: PersonAction, { t, now }: DeskReader): string {
  if (doneAt) return t.isDone;
  if (undone) return t[`undone.${undone}`];
  if (decision === 'declined') return t.isDeclined;
  if (!needsSecond || decision) return t.isUnderWay;
  return now.getTime() - askedAt.getTime() > decisionSeconds * 1000 ? t.isOver : t.waits;
}

const actionView = (action: PersonAction, reader: DeskReader): Html => {
  const { kind, askedBy, askedAt, decidedBy, reason } = action;
  const { t, locale, now } = reader;
  return html`
<li>${t[`personAct.${kind}`]} · ${askedBy.name} · ${age(askedAt, now, locale)} · ${stateOf(action, reader)}${decidedBy && html` · ${decidedBy.name}`}<blockquote>${reason}</blockquote></li>`;
};
