import type { Address } from '../../kernel/address.ts';
import type { BackendFault, BackendName } from '../../kernel/errors.ts';
import type { ReportReason, TicketReason, TranscriptLine } from '../../kernel/escalation.ts';
import type { Locale } from '../../kernel/locale.ts';

/** The life of a ticket; `lifecycle.rules.ts` has the table of who may do what. */
export const ticketStatuses = ['open', 'assigned', 'waiting', 'solved', 'closed'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

export const ticketPriorities = ['security', 'normal'] as const;
export type TicketPriority = (typeof ticketPriorities)[number];

export interface NewTicket {
  readonly reason: TicketReason | ReportReason;
  /** Default: `normal`. */
  readonly priority?: TicketPriority;
  /** The person found, if any; `confirmed` says whether they proved to be that person. */
  readonly person?: { readonly id: string; readonly displayName: string; readonly confirmed: boolean };
  readonly language: Locale;
  readonly address: Address;
  /** Where the conversation stood, such as `reset-pin/choose`. */
  readonly step?: string;
  /** For the desk's eyes only: which mail did not arrive, say, tells that somebody has such a mailbox. */
  readonly fault?: { readonly backend: BackendName; readonly fault: BackendFault };
  /** For the desk's eyes only: what was found out that whoever wrote may not be told, such as that there is no such account. */
  readonly finding?: string;
  /** The user's own words, digits masked, at most 1,000 characters. */
  readonly summary?: string;
  readonly transcript: readonly TranscriptLine[];
  /** Shown to the user and in the log. */
  readonly reference: string;
  /** Of whoever may ask twice: the same one is answered with the same ticket, and nothing is added to it. */
  readonly idempotencyKey?: string;
}

export type OpenedTicket =
  | { readonly ok: true; readonly number: number; readonly isNew: boolean }
  /** Over the day's limit with no ticket to add to. */
  | { readonly ok: false; readonly reason: 'too-many' };

/** What a person tells the desk. A number that was answered exists on disk. */
export interface TicketDesk {
  /**
   * Opens a ticket, or adds to the open one: same confirmed person and reason; of unconfirmed people same conversation and reason, and no other name.
   * Over the day's limit of the person or conversation it adds to their last one, whatever its reason. Confirmed and unconfirmed tickets never mix.
   */
  open(ticket: NewTicket): Promise<OpenedTicket>;
}

export const ticketEventKinds = [
  'opened',
  'added',
  'claimed',
  'released',
  'waiting',
  'replied',
  'solved',
  'closed',
  'reopened',
  'lifted',
] as const;

export interface TicketEvent {
  readonly id: number;
  readonly at: Date;
  readonly kind: (typeof ticketEventKinds)[number];
  /** An agent, a confirmed person's name, `person` or, where time did it, `desk`. */
  readonly by: string;
  readonly text?: string;
}

export interface Ticket extends NewTicket {
  readonly number: number;
  readonly status: TicketStatus;
  readonly priority: TicketPriority;
  readonly agent?: string;
  /** Goes up with every change; what an agent saw must be what they change. */
  readonly version: number;
  readonly openedAt: Date;
  /** Oldest first; of very many the newest 200. */
  readonly events: readonly TicketEvent[];
}

export type DeskAction =
  | { readonly kind: 'claim' }
  /** Public: goes into the chat. 1 to 2,000 characters. */
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'solve' }
  /** Ends the freeze of the ticket's person; in every status, or nobody could once it is closed. `reason`: 1 to 2,000 characters, for the file. */
  | { readonly kind: 'lift'; readonly reason: string };

export type DeskResult =
  | { readonly ok: true; readonly ticket: Ticket }
  | { readonly ok: false; readonly reason: 'no-such-ticket' | 'changed-meanwhile' | 'not-in-this-status' };

/** The desk's own queue, as agents see it. The book of record: numbers given to users are its. */
export interface TicketQueue {
  /** Newest first, `limit` at most (100), older than ticket `before`. */
  list(options: { readonly limit: number; readonly before?: number }): Promise<readonly Ticket[]>;
  byNumber(number: number): Promise<Ticket | undefined>;
  /** The job of a reply or of a lifted freeze is inserted in the transaction that saves it. Whoever does more to an open ticket than claim it claims it first. */
  act(number: number, version: number, agent: string, action: DeskAction): Promise<DeskResult>;
}
