import { z } from 'zod';
import type { BudgetStep, Budgets, Spent } from './budgets.ts';
import type { Database, Queryable } from './database.ts';

const instant = z.string().transform((text) => new Date(text));
const Counted = z.object({ spent: z.number(), endsAt: instant, blockedUntil: instant.nullable() });
const Found = z.array(Counted);

/** A window that began later than the count was spent is another one. */
const refundSql = `
UPDATE budgets SET spent = LEAST(spent, $5::integer) - 1
WHERE name = $1 AND key = $2 AND spent > 0 AND ends_at <= $3::timestamptz + make_interval(secs => $4)`;

const blockSql = `
INSERT INTO budgets AS b (name, key, ends_at, blocked_until) VALUES ($1, $2, $3, $3)
ON CONFLICT (name, key) DO UPDATE SET blocked_until = GREATEST(b.blocked_until, excluded.blocked_until)`;

/** Budgets in plain SQL: `budget_take` of migration 8 does the work. */
export function budgetsOn(database: Database): Budgets {
  const take: Budgets['take'] = async (steps, now, tx = database) => {
    const [row] = await tx.query('SELECT budget_take($1::jsonb, $2) AS found', [JSON.stringify(steps.map(flat)), now]);
    return Found.parse(row?.found).map((counted, index) => answer(counted, steps[index]?.limit.limit ?? 0));
  };
  const one = async (step: BudgetStep, now: Date, tx?: Queryable): Promise<Spent> => {
    const [spent] = await take([step], now, tx);
    if (!spent) throw new Error('a budget gave no answer');
    return spent;
  };

  return {
    take,
    spend: (limit, key, now, tx) => one({ do: 'spend', limit, key }, now, tx),
    look: (limit, key, now) => one({ do: 'look', limit, key }, now, database.unflushed),
    async refund({ name, limit, seconds }, key, spentAt, tx = database) {
      await tx.query(refundSql, [name, key, spentAt, seconds, limit]);
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

const flat = ({ limit, ...step }: BudgetStep) => ({ ...step, ...limit });

/** While it is blocked nothing is counted. */
function answer({ spent, endsAt, blockedUntil: until }: z.infer<typeof Counted>, limit: number): Spent {
  if (until) return { ok: false, retryAt: spent >= limit && endsAt > until ? endsAt : until };
  return spent > limit ? { ok: false, retryAt: endsAt } : { ok: true, left: limit - spent };
}
