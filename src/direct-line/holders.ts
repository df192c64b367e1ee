import { z } from 'zod';
import type { Secret } from '../kernel/secret.ts';
import type { Database } from '../storage/database.ts';
import type { DirectLineLimits } from './limits.ts';
import { hashOf, secondsAfter, stillGood, tokenAndSession, when } from './rows.ts';

const Holder = z.object({
  session: z.string(),
  conversation: z.string(),
  user: z.string(),
  locale: z.string().nullable(),
  joined: z.boolean(),
  first_issued_at: when,
  expires_at: when,
  directory_id: z.string().nullable(),
  tenant_id: z.string().nullable(),
  signed_in_at: when.nullable(),
  seen_at: when.nullable(),
});
/** Whom a token speaks for. `session` is the page session's hash; the last four are those of whoever is signed in. */
export type Holder = z.infer<typeof Holder>;

const Counted = Holder.extend({
  burst_count: z.number(),
  burst_started_at: when,
  hour_count: z.number(),
  hour_started_at: when,
});

export type Authorised =
  | { readonly ok: true; readonly holder: Holder }
  /** `forbidden`: there is no such token, or no longer. */
  | { readonly ok: false; readonly reason: 'forbidden' }
  | { readonly ok: false; readonly reason: 'too-many'; readonly retryAt: Date };

export interface Holders {
  read(token: Secret, now: Date): Promise<Authorised>;
  /** `read`, and counts one against the conversation's limits, in one statement. */
  spend(token: Secret, now: Date): Promise<Authorised>;
}

const columns = `t.session, c.id AS conversation, c.user_id AS "user", c.locale, c.joined_at IS NOT NULL AS joined, t.first_issued_at, t.expires_at,
  s.directory_id, s.tenant_id, s.signed_in_at, s.seen_at`;

const forbidden = { ok: false, reason: 'forbidden' } as const;

export function holders(database: Database, limits: DirectLineLimits): Holders {
  return {
    async read(token, now) {
      const [row] = await database.query(
        `SELECT ${columns} FROM ${tokenAndSession} JOIN direct_line_conversations c ON c.id = s.conversation
         WHERE t.hash = $1 AND t.expires_at > $2 AND ${stillGood('$2', limits)}`,
        [hashOf(token), now],
      );
      return row ? { ok: true, holder: Holder.parse(row) } : forbidden;
    },
    spend: (token, now) => spend(database, limits, { token, now }),
  };
}

/** A new window begins where the last one ended, or seems to begin later than clocks differ: then the clock was put back. */
const begins = (started: string, from: string): string =>
  `(${started} <= ${from} OR ${started} > $2::timestamptz + interval '1 minute')`;

async function spend(
  database: Database,
  limits: DirectLineLimits,
  { token, now }: { token: Secret; now: Date },
): Promise<Authorised> {
  const { burst, hour } = limits.posts;
  const burstFrom = secondsAfter(now, -burst.seconds);
  const hourFrom = secondsAfter(now, -hour.seconds);
  // A count stops one above its limit: that one says "refused", and the window does not grow.
  const [row] = await database.query(
    `UPDATE direct_line_conversations c SET
       burst_started_at = CASE WHEN ${begins('c.burst_started_at', '$3')} THEN $2 ELSE c.burst_started_at END,
       burst_count = CASE WHEN ${begins('c.burst_started_at', '$3')} THEN 1 ELSE least(c.burst_count + 1, $5::integer + 1) END,
       hour_started_at = CASE WHEN ${begins('c.hour_started_at', '$4')} THEN $2 ELSE c.hour_started_at END,
       hour_count = CASE WHEN ${begins('c.hour_started_at', '$4')} THEN 1 ELSE least(c.hour_count + 1, $6::integer + 1) END
     FROM ${tokenAndSession} WHERE t.hash = $1 AND t.expires_at > $2 AND c.id = s.conversation AND ${stillGood('$2', limits)}
     RETURNING ${columns}, c.burst_count, c.burst_started_at, c.hour_count, c.hour_started_at`,
    [hashOf(token), now, burstFrom, hourFrom, burst.most, hour.most],
  );
  if (!row) return forbidden;
  const counted = Counted.parse(row);
  const retryAt =
    counted.hour_count > hour.most
      ? secondsAfter(counted.hour_started_at, hour.seconds)
      : counted.burst_count > burst.most
        ? secondsAfter(counted.burst_started_at, burst.seconds)
        : undefined;
  return retryAt ? { ok: false, reason: 'too-many', retryAt } : { ok: true, holder: Holder.parse(row) };
}
