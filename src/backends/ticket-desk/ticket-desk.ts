import type { Address } from '../../kernel/address.ts';
import type { BackendFault, BackendName } from '../../kernel/errors.ts';
import type { ReportReason, TicketReason, TranscriptLine } from '../../kernel/escalation.ts';
import type { Locale } from '../../kernel/locale.ts';
import type { Queryable } from '../../storage/database.ts';

/** The life of a ticket; `lifecycle.rules.ts` has the table of who may do what. */
export const ticketStatuses = ['open', 'assigned', 'waiting', 'solved', 'closed'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

export const ticketPriorities = ['security', 'normal'] as const;
export type TicketPriority = (typeof ticketPriorities)[number];

/** How people prove who they are. */
export const proofWays = ['sign-in', 'code', 'sign-in+code'] as const;

export interface TicketPerson {
  readonly id: string;
  readonly displayName: string;
  /** They proved to be that person. */
  readonly confirmed: boolean;
  readonly proof?: { readonly way: (typeof proofWays)[number]; readonly at: Date };
}

export interface NewTicket {
  readonly reason: TicketReason | ReportReason;
  /** Default: `normal`. */
  readonly priority?: TicketPriority;
  /** The person found, if any. */
  readonly person?: TicketPerson;
  /** Where they sit, as the directory says. */
  readonly office?: string;
  /** A number that they gave to be called at; never masked. */
  readonly callback?: string;
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

/** Whose tickets somebody may see: those of the conversation they write from, and a confirmed person's own. */
export interface TicketOwner {
  readonly address: Address;
  readonly confirmedPerson?: string;
}

export type OwnAction =
  /** 1 to 1,000 characters. */
  | { readonly kind: 'add'; readonly text: string }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'reopen' }
  /** It was solved, and they say that this helped: once for each time that it is solved. */
  | { readonly kind: 'helped' };

/** What a person may see of a ticket. */
export type OwnTicket = Pick<Ticket, 'number' | 'reason' | 'status' | 'openedAt'> & {
  /** What its status lets them do. */
  readonly may: readonly OwnAction['kind'][];
};

/** What a person tells the desk. A number that was answered exists on disk. */
export interface TicketDesk {
  /**
   * Opens a ticket, or adds to the open one: same confirmed person and reason; of unconfirmed people same conversation and reason, and no other name.
   * Over the day's limit of the person or conversation it adds to their last one, whatever its reason. Confirmed and unconfirmed tickets never mix.
   */
  open(ticket: NewTicket): Promise<OpenedTicket>;
  /** Newest first, ten at most. */
  ownTickets(owner: TicketOwner): Promise<readonly OwnTicket[]>;
  /** A number that is somebody else's is one that was never given. `also` is written exactly where it was done, in one transaction with it. */
  actOnOwn(
    owner: TicketOwner,
    number: number,
    action: OwnAction,
    also?: (tx: Queryable) => Promise<void>,
  ): Promise<OwnResult>;
}

export const ticketEventKinds = [
  'opened',
  'added',
  'claimed',
  'released',
  'waiting',
  'commented',
  'replied',
  'solved',
  'closed',
  'cancelled',
  'reopened',
  'helped',
  'talk-began',
  'said',
  'talk-ended',
  'lifted',
] as const;

/** How a ticket ended. */
export const solutions = ['helped', 'explained', 'passed-on', 'no-answer', 'no-fault', 'duplicate'] as const;
export type Solution = (typeof solutions)[number];

export interface TicketEvent {
  readonly id: number;
  readonly at: Date;
  readonly kind: (typeof ticketEventKinds)[number];
  /** An agent, a confirmed person's name, `person` or, where time did it, `desk`. */
  readonly by: string;
  /** The agent's id, where an agent did it. */
  readonly byId?: string;
  readonly text?: string;
  readonly solution?: Solution;
}

export interface Ticket extends NewTicket {
  readonly number: number;
  readonly status: TicketStatus;
  readonly priority: TicketPriority;
  /** Whose it is, from the claim until it is open again. */
  readonly agent?: string;
  readonly agentId?: string;
  /** Goes up with every change; what an agent saw must be what they change. */
  readonly version: number;
  readonly openedAt: Date;
  /** Oldest first; of very many the newest 200. */
  readonly events: readonly TicketEvent[];
}

/** A ticket as a queue shows it. */
export type TicketLine = Omit<Ticket, 'events' | 'transcript' | 'summary' | 'fault' | 'reference' | 'callback'>;

/** Nobody reads in a chat what is written to a ticket of a mail or of a call. */
export const hasChat = ({ address }: Pick<Ticket, 'address'>): boolean =>
  address.channel !== 'mail' && address.channel !== 'phone';

/** Whether an agent is in the person's chat. */
export const isInTalk = ({ events }: Pick<Ticket, 'events'>): boolean =>
  (events.findLast(({ kind }) => kind === 'talk-began' || kind === 'said' || kind === 'talk-ended')?.kind ??
    'talk-ended') !== 'talk-ended';

/** Somebody who works at the help desk. */
export interface DeskAgent {
  readonly id: string;
  readonly name: string;
  /** What they may do; for the audit. */
  readonly role: string;
}

/** Texts have 1 to 2,000 characters and stay as written. */
export type DeskAction =
  /** Of a waiting one too: it is then theirs who claims it. */
  | { readonly kind: 'claim' }
  | { readonly kind: 'release' }
  /** For the person, or for somebody else. */
  | { readonly kind: 'wait' }
  /** For the desk's eyes only. */
  | { readonly kind: 'comment'; readonly text: string }
  /** Public: goes into the chat. */
  | { readonly kind: 'reply'; readonly text: string }
  /** `text`: for the desk's eyes only. */
  | { readonly kind: 'solve'; readonly solution: Solution; readonly text?: string }
  | { readonly kind: 'reopen' }
  /** Into the person's chat, where the bot is silent until `hang-up`; the ticket is then theirs. */
  | { readonly kind: 'talk' }
  /** Public, by whoever talks. */
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'hang-up' };

type Refused = 'no-such-ticket' | 'not-in-this-status';
export type OwnResult =
  | { readonly ok: true; readonly ticket: OwnTicket }
  | { readonly ok: false; readonly reason: Refused };
export type DeskResult =
  | { readonly ok: true; readonly ticket: Ticket }
  | { readonly ok: false; readonly reason: Refused | 'changed-meanwhile' };

/** `to-do`: whatever is not solved or closed. `mine`: of that, what the agent has claimed. */
export const queueViews = ['to-do', 'mine', ...ticketStatuses, 'all'] as const;
export type QueueView = (typeof queueViews)[number];

/** Where a page of a list ended. */
export type TicketCursor = Pick<Ticket, 'number' | 'priority'>;

export interface TicketQuery {
  readonly view: QueueView;
  /** Whose `mine` it is. */
  readonly agent: string;
  readonly reason?: Ticket['reason'];
  /** A directory id. */
  readonly person?: string;
  /** Beginnings of words, all of which are somewhere in name, office, reference, the person's words, or what was written since. */
  readonly words?: string;
  readonly openedAfter?: Date;
  readonly openedBefore?: Date;
  /** At most 100. */
  readonly limit: number;
  readonly after?: TicketCursor;
}

export interface TicketPage {
  readonly tickets: readonly TicketLine[];
  /** Where to go on. With fewer tickets than the limit there may be more: so far as one page looks no other one fits. */
  readonly next?: TicketCursor;
}

/** How many there are, up to 100: 100 may be any number more. */
export type TicketCounts = Readonly<Record<'to-do' | 'mine' | 'open' | 'assigned' | 'waiting' | 'security', number>>;

/** Somebody called, and an agent writes down why. */
export interface Call extends Pick<NewTicket, 'reason' | 'priority' | 'language' | 'office' | 'callback'> {
  /** Twice the same key is one ticket. */
  readonly key: string;
  /** Whom the caller says to be. */
  readonly person?: Pick<TicketPerson, 'id' | 'displayName'>;
  /** Digits are masked. */
  readonly summary: string;
  readonly reference: string;
}

/** The desk's own queue, as agents see it. The book of record: numbers given to users are its. */
export interface TicketQueue {
  /** Security first in what is still to be done, unless words or a person are asked for; then the newest. Costs the same however many tickets there are. */
  list(query: TicketQuery): Promise<TicketPage>;
  counts(agent: string): Promise<TicketCounts>;
  byNumber(number: number): Promise<Ticket | undefined>;
  /** Another number than before means that something happened: to this ticket, or to any. Cheap enough to be asked every few seconds. */
  version(number?: number): Promise<number>;
  /** The entry in the audit, and the job of a reply, are inserted in the transaction that saves it. Whoever does more to an open ticket than claim or comment it claims it first. */
  act(number: number, version: number, agent: DeskAgent, action: DeskAction): Promise<DeskResult>;
  /** Answers the ticket's number. Callers have no daily limit, and theirs is never added to another one. */
  openForCaller(agent: DeskAgent, call: Call): Promise<number>;
}
