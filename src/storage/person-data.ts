import type { Row } from './database.ts';

/** Whom a request about personal data is about, as rows know them. */
export interface DataSubject {
  /** Their id in the directory. */
  readonly id: string;
  /** What they may have typed or been mailed at. */
  readonly addresses: readonly string[];
}

/** Rows by what they are, such as `tickets`. */
export type RowsAbout = Readonly<Record<string, readonly Row[]>>;

export type Erasure =
  | { readonly ok: true; readonly rows: Readonly<Record<string, number>> }
  /** They have said “This wasn’t me”: what stops others from resetting their PIN is not taken away with the rest. */
  | { readonly ok: false; readonly reason: 'stopped' };

/** What the database has about one person, wherever it is. */
export interface PersonData {
  /** In words that they can read: no hash, key, token or PIN. */
  export(subject: DataSubject): Promise<RowsAbout>;
  /** All of it or nothing; how many rows of what. Tickets stay, without a word about the person; the audit keeps a pseudonym. Unless `really`, it only counts. */
  erase(subject: DataSubject, given: { readonly now: Date; readonly really: boolean }): Promise<Erasure>;
}
