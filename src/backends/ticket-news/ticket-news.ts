import type { Queryable } from '../../storage/database.ts';
import type { Ticket, TicketEvent } from '../ticket-desk/ticket-desk.ts';

/** Something that the person of a ticket is to hear: an agent's public words, or what became of it. */
export interface News {
  readonly ticket: Ticket;
  readonly event: TicketEvent;
}

/** That somebody came into the chat or left it is nothing to read later. */
export const ofTheMoment: readonly TicketEvent['kind'][] = ['talk-began', 'talk-ended'];

/** The way back to people: each news is settled once, in the order in which it happened, ticket by ticket. */
export interface TicketNews {
  /** Undefined where it is not for the person, or settled. `waits`: something that happened before is still to be said. */
  unsaid(ticket: number, event: number): Promise<(News & { readonly waits: boolean }) | undefined>;
  /** Settles it; false where it was. Without a conversation nobody could be reached. */
  said(
    event: number,
    where: { readonly conversation?: string; readonly isRead: boolean },
    tx?: Queryable,
  ): Promise<boolean>;
  /** Settles what no job is left for, since its process died in the last try, and has it mailed. */
  settleLost(): Promise<void>;
  /** What was settled within 30 days and read by nobody, about tickets of this person of the directory; oldest first, twenty at most. */
  missedBy(person: string): Promise<readonly News[]>;
  /** It stands in another conversation of theirs now; false where it did, or was read. */
  saidAgain(event: number, conversation: string, tx?: Queryable): Promise<boolean>;
  /** Undefined where somebody has read it. */
  unread(ticket: number, event: number): Promise<News | undefined>;
  /** Somebody took these out of this conversation. */
  read(conversation: string, events: readonly number[]): Promise<void>;
}
