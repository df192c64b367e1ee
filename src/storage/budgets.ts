import type { Limit } from '../kernel/limits.ts';
import type { Queryable } from './database.ts';

export type Spent = { readonly ok: true; readonly left: number } | { readonly ok: false; readonly retryAt: Date };

export interface BudgetStep {
  /** `look` answers what `spend` would, without counting. */
  readonly do: 'spend' | 'look';
  readonly limit: Limit;
  readonly key: string;
  /** The steps after it are taken even where this one refuses. */
  readonly goesOn?: true;
}

/** Counters that survive restarts, new conversations and other channels, and never let two callers have the last one. */
export interface Budgets {
  /** Takes the steps in order, in one round trip, as far as the first refusal: one answer for each step taken. */
  take(steps: readonly BudgetStep[], now: Date, tx?: Queryable): Promise<readonly Spent[]>;
  /** Counts one against `limit` for `key`, atomically. Refused counts are not counted. */
  spend(limit: Limit, key: string, now: Date, tx?: Queryable): Promise<Spent>;
  /** Gives back one that was spent at `spentAt`, if its window has not ended since. */
  refund(limit: Limit, key: string, spentAt: Date, tx?: Queryable): Promise<void>;
  /** What `spend` would answer, without counting. */
  look(limit: Limit, key: string, now: Date): Promise<Spent>;
  /** Blocks `key` outright until `until` (a pause); `spend` and `look` refuse meanwhile. */
  block(limit: Limit, key: string, until: Date, tx?: Queryable): Promise<void>;
  /** Forgets every count and block of `key` under `limit`. */
  clear(limit: Limit, key: string, tx?: Queryable): Promise<void>;
}
