import type { TicketLine } from '../../backends/ticket-desk/ticket-desk.ts';
import type { Reader } from '../document.ts';
import { type Html, html } from '../html.ts';
import type { DeskReader } from './sheet.ts';

type PageWords = Reader['words'];

/** A ticket may be older than its step's name: one without words is shown as it is. */
export const stepText = (words: PageWords, step: string | undefined): string =>
  step === undefined ? '–' : (Object.entries(words).find(([key]) => key === `step.${step}`)?.[1] ?? step);

export const badge = (ticket: Pick<TicketLine, 'priority'>, words: PageWords): Html | false =>
  ticket.priority === 'security' && html` <strong class="security">${words.security}</strong>`;

const proofOf = ({ person }: Pick<TicketLine, 'person'>, words: PageWords): string =>
  person?.confirmed ? words.confirmed : words.unconfirmed;

const nameOf = ({ person }: Pick<TicketLine, 'person'>, words: PageWords): string =>
  person?.displayName ?? words.unknownPerson;

/** Who it is about, and whether that was shown. */
export const personText = (ticket: Pick<TicketLine, 'person'>, words: PageWords): string =>
  `${nameOf(ticket, words)} (${proofOf(ticket, words)})`;

export const personOf = (ticket: Pick<TicketLine, 'person'>, words: PageWords): Html =>
  html`${nameOf(ticket, words)} <span class="meta">(${proofOf(ticket, words)})</span>`;

/** The same in every language. A map, for a sender without a token calls its channel what it likes. */
const channelNames = new Map([
  ['msteams', 'Microsoft Teams'],
  ['webchat', 'Web Chat'],
  ['emulator', 'Emulator'],
]);

/** A channel that has neither name nor words is shown as it calls itself. */
export const channelText = (channel: string, t: DeskReader['t']): string =>
  channelNames.get(channel) ?? Object.entries(t).find(([key]) => key === `channel.${channel}`)?.[1] ?? channel;
