import type { Ticket } from '../../backends/ticket-desk/ticket-desk.ts';
import { fill } from '../../conversation/words.ts';
import { isReport } from '../../kernel/escalation.ts';
import { type Html, html } from '../html.ts';
import { age, moment } from '../moment.ts';
import type { DeskReader } from './sheet.ts';
import { badge, personOf, stepIn } from './ticket-words.ts';

/** All that is known of a ticket, with the forms of what may be done. */
export function ticketView(ticket: Ticket, reader: DeskReader, forms: Html | false): Html {
  const { words, t, locale } = reader;
  return html`
${facts(ticket, reader)}
<p class="meta">${fill(words.timeZone, locale, { zone: reader.timeZone })}</p>
${ticket.summary !== undefined && html`<section><h2>${isReport(ticket.reason) ? words.reported : words.summary}</h2><blockquote>${ticket.summary}</blockquote></section>`}
${ticket.finding !== undefined && html`<section><h2>${words.finding}</h2><blockquote>${ticket.finding}</blockquote></section>`}
${forms}
<section><h2>${words.transcript}</h2>${transcript(ticket, reader)}</section>
<section><h2>${words.timeline}</h2>
<ol class="timeline">${ticket.events.map(
    ({ at, kind, by, text, solution }) => html`
<li><p class="meta">${moment(at, locale, reader.timeZone)} · ${by}</p><p><strong>${words[`event.${kind}`]}</strong>${solution !== undefined && html`: ${t[`solution.${solution}`]}`}</p>${text !== undefined && html`<blockquote>${text}</blockquote>`}</li>`,
  )}
</ol></section>`;
}

function facts(ticket: Ticket, reader: DeskReader): Html {
  const { words, t, locale, now, timeZone } = reader;
  const proof = ticket.person?.proof;
  const language = new Intl.DisplayNames(locale, { type: 'language' }).of(ticket.language);
  return html`
<dl class="facts">
<div><dt>${words.status}</dt><dd><span class="status ${ticket.status}">${words[`status.${ticket.status}`]}</span></dd></div>
<div><dt>${words.reason}</dt><dd>${words[`reason.${ticket.reason}`]}${badge(ticket, words)}</dd></div>
<div><dt>${words.person}</dt><dd>${personOf(ticket, words)}</dd></div>
${proof && html`<div><dt>${t.proof}</dt><dd>${t[`proof.${proof.way}`]}, ${moment(proof.at, locale, timeZone)}</dd></div>`}
${ticket.office !== undefined && html`<div><dt>${t.office}</dt><dd>${ticket.office}</dd></div>`}
${ticket.callback !== undefined && html`<div><dt>${t.callback}</dt><dd>${ticket.callback}</dd></div>`}
<div><dt>${t.channel}</dt><dd>${ticket.address.channel}</dd></div>
<div><dt>${words.opened}</dt><dd>${moment(ticket.openedAt, locale, timeZone)} <span class="meta">(${age(ticket.openedAt, now, locale)})</span></dd></div>
<div><dt>${words.step}</dt><dd>${stepIn(words, ticket.step)}</dd></div>
${ticket.fault && html`<div><dt>${words.fault}</dt><dd>${words[`backend.${ticket.fault.backend}`]}: ${words[`fault.${ticket.fault.fault}`]}</dd></div>`}
<div><dt>${words.language}</dt><dd>${language}</dd></div>
<div><dt>${words.agent}</dt><dd>${ticket.agent ?? '–'}</dd></div>
<div><dt>${words.reference}</dt><dd><code>${ticket.reference}</code></dd></div>
</dl>`;
}

const transcript = (ticket: Ticket, { words, locale, timeZone }: DeskReader): Html =>
  ticket.transcript.length === 0
    ? html`<p>${words.transcriptEmpty}</p>`
    : html`
<ol class="transcript">${ticket.transcript.map(
        ({ at, from, text }) => html`
<li class="${from}"><p class="meta">${from === 'person' ? words.fromPerson : words.fromBot} · ${moment(at, locale, timeZone)}</p><p class="said">${text}</p></li>`,
      )}
</ol>`;
