import type { Migration } from '../migrations.ts';

/**
 * Looks at and counts against several budgets in one round trip, in order, ending with the first that refuses
 * unless its step goes on. `spent` stops at one above the limit, which is how a row tells that the last count was refused.
 * Returns what each step found; a look answers as a count would.
 * No window ends later than its length from now and no block later than in a day: one that would is from a clock that was put back since.
 */
export const budgetTake: Migration = {
  id: 8,
  name: 'budget-take',
  sql: `
CREATE FUNCTION budget_take(p_steps jsonb, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  step jsonb;
  counted budgets%ROWTYPE;
  blocked boolean;
  most integer;
  latest timestamptz;
  found jsonb := '[]';
BEGIN
  FOR step IN SELECT * FROM jsonb_array_elements(p_steps) LOOP
    most := (step->>'limit')::integer;
    latest := p_now + make_interval(secs => (step->>'seconds')::integer);
    IF step->>'do' = 'spend' THEN
      INSERT INTO budgets AS b (name, key, spent, ends_at)
        VALUES (step->>'name', step->>'key', 1, latest)
        ON CONFLICT (name, key) DO UPDATE SET
          spent = CASE
            WHEN b.blocked_until > p_now THEN b.spent
            WHEN b.ends_at <= p_now THEN 1
            ELSE LEAST(b.spent, most) + 1 END,
          ends_at = CASE
            WHEN b.blocked_until > p_now THEN b.ends_at
            WHEN b.ends_at > p_now THEN LEAST(b.ends_at, latest)
            ELSE latest END,
          blocked_until = CASE WHEN b.blocked_until > p_now THEN LEAST(b.blocked_until, p_now + interval '1 day') END
        RETURNING * INTO counted;
    ELSE
      SELECT * INTO counted FROM budgets WHERE name = step->>'name' AND key = step->>'key';
      IF counted.blocked_until > p_now + interval '1 day'
          OR counted.ends_at > latest AND coalesce(counted.blocked_until, p_now) <= p_now THEN
        -- Written down, or its end would move on with every look.
        UPDATE budgets SET ends_at = LEAST(ends_at, latest),
            blocked_until = CASE WHEN blocked_until > p_now THEN LEAST(blocked_until, p_now + interval '1 day') END
          WHERE name = step->>'name' AND key = step->>'key' RETURNING * INTO counted;
      END IF;
      IF counted.ends_at IS NULL OR counted.ends_at <= p_now THEN
        counted.spent := 0;
      END IF;
      IF counted.blocked_until IS NULL OR counted.blocked_until <= p_now THEN
        counted.spent := counted.spent + 1;
      END IF;
    END IF;
    blocked := coalesce(counted.blocked_until > p_now, false);
    found := found || jsonb_build_object('spent', counted.spent, 'endsAt', coalesce(counted.ends_at, p_now),
      'blockedUntil', CASE WHEN blocked THEN counted.blocked_until END);
    EXIT WHEN (blocked OR counted.spent > most) AND NOT coalesce((step->>'goesOn')::boolean, false);
  END LOOP;
  RETURN found;
END $$;
`,
};
