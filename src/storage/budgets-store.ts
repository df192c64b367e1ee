import type { Limit } from '../kernel/limits.ts';
import type { Budgets, Spent } from './budgets.ts';
import type { Queryable } from './database.ts';

interface Counted {
  readonly [column: string]: unknown;
  readonly spent: number;
  readonly ends_at: Date;
  readonly blocked_until: Date | null;
}

/** `spent` stops at one above the limit, which is how the row tells that the last one was refused. */
const spendSql = `
INSERT INTO budgets AS b (name, key, spent, ends_at)
VALUES ($1, $2, 1, $3::timestamptz + make_interval(secs => $4))
ON CONFLICT (name, key) DO UPDATE SET
  spent = CASE
    WHEN b.blocked_until > $3 THEN b.spent
    WHEN b.ends_at <= $3 THEN 1
    ELSE LEAST(b.spent, $5::integer) + 1
  END,
  ends_at = CASE
    WHEN b.blocked_until > $3 OR b.ends_at > $3 THEN b.ends_at
    ELSE excluded.ends_at
  END
RETURNING spent, ends_at, blocked_until`;

const blockSql = `
INSERT INTO budgets AS b (name, key, ends_at, blocked_until) VALUES ($1, $2, $3, $3)
ON CONFLICT (name, key) DO UPDATE SET blocked_until = GREATEST(b.blocked_until, excluded.blocked_until)`;

export function budgetsOn(database: Queryable): Budgets {
  return {
    async spend({ name, limit, seconds }, key, now, tx = database) {
      const [counted] = await tx.query<Counted>(spendSql, [name, key, now, seconds, limit]);
      return answer(counted, limit, now);
    },
    async look({ name, limit }, key, now) {
      const sql = 'SELECT spent, ends_at, blocked_until FROM budgets WHERE name = $1 AND key = $2';
      const [row] = await database.query<Counted>(sql, [name, key]);
      const spent = row && row.ends_at > now ? row.spent : 0;
      return answer(row && { ...row, spent: blockEnd(row, now) ? spent : spent + 1 }, limit, now);
    },
    async block({ name }, key, until, tx = database) {
      await tx.query(blockSql, [name, key, until]);
    },
    async clear({ name }, key, tx = database) {
      await tx.query('DELETE FROM budgets WHERE name = $1 AND key = $2', [name, key]);
    },
  };
}

/** Forgets counts whose window has ended. Nothing depends on it but the size of the table. */
export async function forgetEndedBudgets(database: Queryable, now: Date): Promise<void> {
  await database.query('DELETE FROM budgets WHERE ends_at <= $1 AND (blocked_until IS NULL OR blocked_until <= $1)', [
    now,
  ]);
}

const blockEnd = ({ blocked_until }: Counted, now: Date): Date | undefined =>
  blocked_until && blocked_until > now ? blocked_until : undefined;

/** `counted` is the row after the count; while it is blocked nothing is counted. */
function answer(counted: Counted | undefined, limit: Limit['limit'], now: Date): Spent {
  if (!counted) return { ok: true, left: limit - 1 };
  const { spent, ends_at } = counted;
  const until = blockEnd(counted, now);
  if (until) return { ok: false, retryAt: spent >= limit && ends_at > until ? ends_at : until };
  return spent > limit ? { ok: false, retryAt: ends_at } : { ok: true, left: limit - spent };
}
