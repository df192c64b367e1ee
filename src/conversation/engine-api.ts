import type { Address } from '../kernel/address.ts';
import type { Fence, Queryable } from '../storage/database.ts';
import type { FormRow, HistoryRow } from '../storage/turn-store.ts';
import type { Outcome, Reply } from './reply.ts';
import type { Turn } from './turn.ts';

/** What an edge does for the engine during a turn. */
export interface Edge {
  /** The person's own activity, for an edge that keeps the history: digits masked, a form as `value: {form}`. */
  readonly echo?: (turn: Turn) => HistoryRow;
  /** Renders an outcome into history rows before it is saved, and says which row shows which form. Not called for a repeat. */
  readonly history?: (
    address: Address,
    outcome: Outcome,
    now: Date,
  ) => { readonly rows: readonly HistoryRow[]; readonly shownIn: ReadonlyMap<string, FormRow['activity']> };
  /** The edge says the outcome itself, in a place whose history is not ours, and calls `said` then. */
  readonly speaks?: true;
  /** Whether whoever this turn is of is still who they were; asked right before a change. Missing: they are. */
  readonly stillThere?: Fence;
  /** Shows that work goes on; called after 700 ms, then every 3 s. */
  readonly typing?: (turn: Turn) => void;
}

/** `gone`: nobody can be reached there any more. `not-private`: others would read it, and it was not said. */
export type Delivered = 'gone' | 'not-private' | undefined;

/** How something is said outside a turn. */
export interface Speaking {
  /** The reference to speak with where the session is forgotten. */
  readonly kept?: unknown;
  /** Nothing is said where others read along. */
  readonly inPrivate?: true;
  /** A second one of this name takes the place of the first, where the history is ours; a page says by it what was read. */
  readonly name?: string;
  /**
   * Writes down that it was said; false = it was before. Where the history is ours that and the words are one transaction: said once. Elsewhere it
   * is asked once the channel took the words: a process that dies in between leaves them to be said again.
   */
  readonly record?: Recorder;
}
export type Recorder = (tx?: Queryable) => Promise<boolean>;

/** Says something outside a turn: late results, an agent's reply. For an edge with a history the rows are already saved. */
export type Deliver = (address: Address, reference: unknown, outcome: Outcome) => Promise<Delivered>;

/** How an edge speaks when nobody asked it just now. */
export interface Voice extends Pick<Edge, 'history'> {
  readonly deliver: Deliver;
}

export type TurnKey = Pick<Turn, 'address' | 'activityKey'>;

export interface Engine {
  /** Takes a turn to its end and returns what to say. Never rejects for what a person, a channel or a back end did: that becomes words. Rejects only where the database does not answer. */
  handle(turn: Turn, edge: Edge): Promise<Outcome>;
  /** The edge that `speaks` has said this turn's own answer, or could not; not for what is `only` an interim or a repeat. Until then, where its process dies, another one says it: perhaps twice, never not at all. */
  said(turn: TurnKey): void;
  /** Says `replies` into a conversation outside any turn (an agent's reply). The reference of one where nobody hears it any more is forgotten. */
  speak(address: Address, replies: readonly Reply[], how?: Speaking): Promise<Delivered>;
  /** Settles forms whose process died, and says what it left unsaid. Called every few seconds. Rejects only where the database does not answer. */
  settleAbandoned(): Promise<void>;
  /** Waits for work that goes on after its turn. */
  idle(): Promise<void>;
}
