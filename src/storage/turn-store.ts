import type { Address } from '../kernel/address.ts';
import type { Queryable } from './database.ts';
import type { Counted } from './figures.ts';

/** A row of a Direct Line conversation's history. The same `id` again replaces the row and moves it to a new position. */
export interface HistoryRow {
  readonly id: string;
  readonly at: Date;
  /** A Bot Framework activity, digits masked, without secrets. */
  readonly activity: Readonly<Record<string, unknown>>;
}

export interface FormRow {
  readonly token: string;
  readonly flow: string;
  readonly step: string;
  /** The id of the activity that shows it, where we give the ids. */
  readonly activity?: string;
}

export interface StoredSession {
  /** 0 = there is none yet. */
  readonly version: number;
  readonly state?: unknown;
  readonly updatedAt?: Date;
}

export interface Begin {
  readonly address: Address;
  readonly activityKey: string;
  readonly token?: string;
  /** This process's try at this turn; leases are held under it. */
  readonly owner: string;
  readonly now: Date;
  /** The person's own activity, for a channel whose history we keep. */
  readonly echo?: HistoryRow;
}

/** What became of an activity or a form. `lapsed`: somebody began, and its lease ran out; `began` holds the session's frames and confirmation at that time. */
export type Claim =
  | { readonly status: 'ours' }
  | { readonly status: 'done'; readonly outcome: unknown }
  | { readonly status: 'working' }
  | { readonly status: 'lapsed'; readonly startedAt: Date; readonly began?: unknown }
  /** Never issued, expired, someone else's, or followed by a newer form. */
  | { readonly status: 'unknown' };

export interface Begun {
  readonly activity: Exclude<Claim, { status: 'unknown' | 'lapsed' }>;
  /** Only where a token was given. `position` is where the form was shown. */
  readonly form?: Claim & { readonly flow?: string; readonly step?: string; readonly activity?: string };
  readonly session: StoredSession;
  /** An agent talks with this sender in this conversation. */
  readonly isInTalk: boolean;
}

/** One more of this today, in the conversation's channel; the statement that ends the turn counts it. */
export interface Count {
  readonly what: Exclude<Counted, 'escalated'>;
  readonly detail?: string;
}

export interface End {
  readonly address: Address;
  readonly activityKey: string;
  readonly token?: string;
  readonly owner: string;
  readonly now: Date;
  /** The version that was read; `force` saves whatever the version is now (after a changing call). */
  readonly version: number;
  readonly force: boolean;
  readonly session: unknown;
  /** How the edge can speak to this conversation later. */
  readonly reference?: unknown;
  /** JSON; remembered 24 hours under the activity and the form. */
  readonly outcome: unknown;
  /** Newly shown forms; showing one ends every earlier one of this session that nobody works on. */
  readonly forms: readonly FormRow[];
  readonly counts?: readonly Count[];
  readonly history: readonly HistoryRow[];
  /** `flow/step` where the conversation stands now; earlier forms of other steps end. */
  readonly position: string;
  /** The outcome is still to be said by the edge, which calls `said` then; who does not within 30 s has died. */
  readonly unsaid?: true;
  /** What takes the place of a form that ends unused, on a channel whose history we keep. */
  readonly closed?: HistoryRow['activity'];
}

/** A form whose work somebody began and never ended. */
export interface Abandoned {
  readonly address: Address;
  readonly token: string;
  readonly activityKey: string;
  readonly startedAt: Date;
  readonly began?: unknown;
  readonly flow: string;
  readonly step: string;
  readonly activity?: string;
  readonly session: StoredSession;
  readonly reference?: unknown;
}

/** An outcome whose process died before it could say it. */
export interface Unsaid {
  readonly address: Address;
  readonly activityKey: string;
  readonly outcome: unknown;
  readonly reference?: unknown;
}

/** The two round trips of a turn, and what keeps them honest. Leases last 15 s. */
export interface TurnStore {
  begin(begin: Begin): Promise<Begun>;
  /** `lost`: the session changed since it was read. `taken`: another process has taken the form over. Nothing was written. */
  end(end: End): Promise<'saved' | 'lost' | 'taken'>;
  /** The form is still being worked on under this lease. With `tx` nobody takes it over before that transaction ends. */
  isOurs(lease: Pick<End, 'address' | 'token' | 'owner' | 'now'>, tx?: Queryable): Promise<boolean>;
  session(address: Address): Promise<StoredSession & { readonly reference?: unknown }>;
  /** What a repeat waits for. */
  outcomeOf(address: Address, activityKey: string, token?: string): Promise<unknown | undefined>;
  /** Keeps the leases of a turn that takes long; false = they are no longer ours. */
  renew(end: Pick<End, 'address' | 'activityKey' | 'token' | 'owner' | 'now'>): Promise<boolean>;
  /** Takes over at most `limit` forms whose lease ran out over 5 s ago, or ends so late that the clock was put back since, one process each. */
  takeAbandoned(owner: string, now: Date, limit: number): Promise<readonly Abandoned[]>;
  /** The outcome has reached its channel, or was given up. */
  said(address: Address, activityKey: string): Promise<void>;
  /** Takes at most `limit` outcomes of the last hour that nobody has said, for 30 s. */
  takeUnsaid(now: Date, limit: number): Promise<readonly Unsaid[]>;
  /** Appends to a conversation's history outside a turn; with `record` in one transaction with what that writes, and not at all where it says no. */
  append(
    conversation: string,
    rows: readonly HistoryRow[],
    record?: (tx: Queryable) => Promise<boolean>,
  ): Promise<void>;
  /** Nobody can be reached with it any more. A newer one stays. */
  forgetReference(address: Address, reference: unknown): Promise<void>;
  /** Forgets outcomes after 24 h, sessions and history after 30 days. */
  clean(now: Date): Promise<void>;
}
