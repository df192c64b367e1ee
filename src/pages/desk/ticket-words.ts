import type { TicketLine } from '../../backends/ticket-desk/ticket-desk.ts';
import type { Reader } from '../document.ts';
import { type Html, html } from '../html.ts';

type PageWords = Reader['words'];

/** A ticket may be older than its step's name: one without words is shown as it is. */
export const stepIn = (words: PageWords, step: string | undefined): Html | string =>
  step === undefined
    ? '–'
    : (Object.entries(words).find(([key]) => key === `step.${step}`)?.[1] ?? html`<code>${step}</code>`);

export const badge = (ticket: Pick<TicketLine, 'priority'>, words: PageWords): Html | false =>
  ticket.priority === 'security' && html` <strong class="security">${words.security}</strong>`;

/** Who it is about, and whether that was shown. */
export const personOf = (ticket: Pick<TicketLine, 'person'>, words: PageWords): Html =>
  ticket.person
    ? html`${ticket.person.displayName} <span class="meta">(${ticket.person.confirmed ? words.confirmed : words.unconfirmed})</span>`
    : html`${words.unknownPerson} <span class="meta">(${words.unconfirmed})</span>`;
