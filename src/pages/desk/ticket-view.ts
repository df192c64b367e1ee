import type { Ticket } from '../../backends/ticket-desk/ticket-desk.ts';
import { fill } from '../../conversation/words.ts';
import { isReport } from '../../kernel/escalation.ts';
import { type Html, html } from '../html.ts';
import { age, moment, momentText } from '../moment.ts';
import { liveRegion } from './live.ts';
import type { DeskReader } from './sheet.ts';
import { cardKeys } from './shortcuts.ts';
import { badge, channelText, personText, stepText } from './ticket-words.ts';

/** What stands between the facts and the conversation. */
export interface TicketParts {
  /** What may be done, for browsers without script. */
  readonly forms: Html | false;
  /** The filled card that a script shows in place of facts and forms. */
  readonly card: object;
  /** The way to the person's panel. */
  readonly panel: Html | false;
}

/** All that is known of a ticket, with what may be done. */
export function ticketView(ticket: Ticket, reader: DeskReader, { forms, card, panel }: TicketParts): Html {
  const { words, t, locale } = reader;
  const plain = html`
<h2>${words[`reason.${ticket.reason}`]}${badge(ticket, words)}</h2>
<dl class="facts">${factsOf(ticket, reader).map(
    ({ title, value }) => html`
<div><dt>${title}</dt><dd>${value}</dd></div>`,
  )}
</dl>
${textsOf(ticket, reader).map(({ title, text }) => html`<section><h2>${title}</h2><blockquote>${text}</blockquote></section>`)}
${forms}`;
  const timeline = html`
<section><h2>${words.timeline}</h2>
<ol class="timeline">${ticket.events.map(
    ({ at, kind, by, text, solution }) => html`
<li><p class="meta">${moment(at, locale, reader.timeZone)} · ${by}</p><p><strong>${words[`event.${kind}`]}</strong>${solution !== undefined && html`: ${t[`solution.${solution}`]}`}</p>${text !== undefined && html`<blockquote>${text}</blockquote>`}</li>`,
  )}
</ol></section>`;
  return html`
<div class="ticket"><div>
${liveRegion('ticket', html`<div class="desk-card" data-action="/desk/${ticket.number}" data-keys="${cardKeys}" data-card="${JSON.stringify(card)}">${plain}</div>`, ticket.version)}
${panel}
</div><div>
${liveRegion('transcript', html`<section><h2>${words.transcript}</h2>${transcript(ticket, reader)}</section>`)}
${liveRegion('timeline', timeline)}
<p class="meta">${fill(words.timeZone, locale, { zone: reader.timeZone })}</p>
</div></div>`;
}

interface Fact {
  readonly title: string;
  readonly value: string;
}

/** In the order in which an agent asks. */
export function factsOf(ticket: Ticket, reader: DeskReader): readonly Fact[] {
  const { words, t, locale, now, timeZone } = reader;
  const { person, office, callback, fault } = ticket;
  const at = (date: Date): string => momentText(date, locale, timeZone);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.status, words[`status.${ticket.status}`]],
    [words.person, personText(ticket, words)],
    [t.proof, person?.proof && `${t[`proof.${person.proof.way}`]}, ${at(person.proof.at)}`],
    [t.office, office],
    [t.callback, callback],
    [t.channel, channelText(ticket.address.channel, t)],
    [words.opened, `${at(ticket.openedAt)} (${age(ticket.openedAt, now, locale)})`],
    [words.step, stepText(words, ticket.step)],
    [words.fault, fault && `${words[`backend.${fault.backend}`]}: ${words[`fault.${fault.fault}`]}`],
    [words.language, new Intl.DisplayNames(locale, { type: 'language' }).of(ticket.language)],
    [words.agent, ticket.agent ?? '–'],
    [words.reference, ticket.reference],
  ];
  return facts.flatMap(([title, value]) => (value === undefined ? [] : [{ title, value }]));
}

/** What somebody wrote, and what was found out. */
export const textsOf = (
  { reason, summary, finding }: Ticket,
  { words }: DeskReader,
): readonly { readonly title: string; readonly text: string }[] => [
  ...(summary === undefined ? [] : [{ title: isReport(reason) ? words.reported : words.summary, text: summary }]),
  ...(finding === undefined ? [] : [{ title: words.finding, text: finding }]),
];

const transcript = (ticket: Ticket, { words, locale, timeZone }: DeskReader): Html =>
  ticket.transcript.length === 0
    ? html`<p>${words.transcriptEmpty}</p>`
    : html`
<ol class="transcript">${ticket.transcript.map(
        ({ at, from, text }) => html`
<li class="${from}"><p class="meta">${from === 'person' ? words.fromPerson : words.fromBot} · ${moment(at, locale, timeZone)}</p><p class="said">${text}</p></li>`,
      )}
</ol>`;
