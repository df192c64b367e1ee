import type { Locale } from '../kernel/locale.ts';
import type { Secret } from '../kernel/secret.ts';
import type { Queryable } from './database.ts';

/** A one-time code's row. The code itself is in no row: it is derived. */
export interface Challenge {
  readonly id: string;
  readonly path: 'teams' | 'page' | 'anonymous';
  /** `addressKey` of the only conversation and sender that may answer. */
  readonly address: string;
  /** What the person typed, normalised; for a vouched-for person their directory id. */
  readonly identifier: string;
  /** The person found; absent until looked up, and for ever where nobody may have a code. */
  readonly person?: string;
  readonly digits: number;
  /** The id of the key its code is derived with; a code outlives a change of `SECRET_KEY`. */
  readonly key: string;
  readonly locale: Locale;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export type NewChallenge = Omit<Challenge, 'id' | 'createdAt' | 'key'>;

export type Guess =
  | { readonly ok: true; readonly person: string }
  /** `left` tries remain; 0 = this code is spent. A right guess on a challenge without a person is wrong too. */
  | { readonly ok: false; readonly reason: 'wrong'; readonly left: number; readonly person?: string }
  /** Used, voided, expired or never there. */
  | { readonly ok: false; readonly reason: 'gone' };

export interface Challenges {
  /** Voids every open challenge of this address and makes a new one; its id is 128 random bits. */
  start(challenge: NewChallenge, now: Date, tx?: Queryable): Promise<string>;
  /** Undefined once it is used, void, spent or expired, or its key is gone. */
  open(id: string, now: Date): Promise<Challenge | undefined>;
  /** The one code that this conversation and sender may still answer with, and how many tries it has left. */
  openFor(address: string, now: Date): Promise<(Challenge & { readonly left: number }) | undefined>;
  /** Writes the person found; a job may do it twice. */
  setPerson(id: string, person: string, tx?: Queryable): Promise<void>;
  /** Why nobody gets a code for it, for the help desk alone. */
  note(id: string, finding: string): Promise<void>;
  findingOf(id: string): Promise<string | undefined>;
  /** The code to mail: the same each time for the same challenge. */
  codeOf(challenge: Challenge): Secret;
  /** Counts a try on what `open` gave, and compares in constant time: of 100 parallel guesses five get an answer; a right one counts once. It is on disk with the next commit that waits, before which nobody may be told. */
  guess(challenge: Challenge, address: string, code: Secret, now: Date): Promise<Guess>;
  void(id: string): Promise<void>;
}
