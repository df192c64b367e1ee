import type { Locale } from '../kernel/locale.ts';
import type { Queryable } from './database.ts';

/** What a person thought of the help they got. It names nobody. */
export interface FeedbackEntry {
  readonly at: Date;
  readonly helpful: boolean;
  /** At most 255 characters, digits masked. */
  readonly comment?: string;
  readonly locale: Locale;
  readonly channel: string;
  /** The flow it is about, where that is known. */
  readonly flow?: string;
}

export interface Feedback {
  /** With `tx` in that transaction. */
  save(entry: FeedbackEntry, tx?: Queryable): Promise<void>;
}
