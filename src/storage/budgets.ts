import type { Limit } from '../kernel/limits.ts';
import type { Queryable } from './database.ts';

export type Spent = { readonly ok: true; readonly left: number } | { readonly ok: false; readonly retryAt: Date };

/** Counters that survive restarts, new conversations and other channels, and never let two callers have the last one. */
export interface Budgets {
  /** Counts one against `limit` for `key`, atomically. Refused counts are not counted. */
  spend(limit: Limit, key: string, now: Date, tx?: Queryable): Promise<Spent>;
  /** What `spend` would answer, without counting. */
  look(limit: Limit, key: string, now: Date): Promise<Spent>;
  /** Blocks `key` outright until `until` (a pause); `spend` and `look` refuse meanwhile. */
  block(limit: Limit, key: string, until: Date, tx?: Queryable): Promise<void>;
  /** Forgets every count and block of `key` under `limit`. */
  clear(limit: Limit, key: string, tx?: Queryable): Promise<void>;
}
