import { z } from 'zod';
import type { DeskMatter } from '../../storage/jobs.ts';
import type { EmbeddedTicketDeskOptions } from './embedded.ts';

/** In one go; what is left comes with the next one. */
const most = 50;

const since = 'coalesce(waits_since, changed_at)';
const matters = {
  stuck: { column: 'stuck_since', condition: "status IN ('open', 'assigned')", to: ['desk', 'lead'] },
  unanswered: { column: 'alarmed_since', condition: "status = 'open' AND priority = 'security'", to: ['lead'] },
} as const;

/** Each wait is told of once, whichever process sees it: with the job in the transaction that notes it. */
export async function tellWaiting(options: EmbeddedTicketDeskOptions, now: Date): Promise<number> {
  const { stuckSeconds, unansweredSecuritySeconds } = options.limits.desk;
  const stuck = await tell(options, 'stuck', { now, seconds: stuckSeconds });
  return stuck + (await tell(options, 'unanswered', { now, seconds: unansweredSecuritySeconds }));
}

interface Long {
  readonly now: Date;
  readonly seconds: number;
}

function tell(
  { database, jobs }: EmbeddedTicketDeskOptions,
  about: Exclude<DeskMatter, 'new'>,
  { now, seconds }: Long,
): Promise<number> {
  const { column, condition, to } = matters[about];
  return database.transaction(async (tx) => {
    const rows = await tx.query(
      `UPDATE tickets SET ${column} = ${since} WHERE number IN (
         SELECT number FROM tickets WHERE ${condition} AND ${since} <= $1 AND ${column} IS DISTINCT FROM ${since}
         ORDER BY ${since} LIMIT ${most} FOR UPDATE SKIP LOCKED)
       RETURNING number, ${since} AS since`,
      [new Date(now.getTime() - seconds * 1000)],
    );
    for (const row of rows) {
      const ticket = z.object({ number: z.number(), since: z.date() }).parse(row);
      const matter = { ticket: ticket.number, about, at: ticket.since.toISOString() };
      for (const each of to) await jobs.send('mail-desk', { ...matter, to: each }, tx);
    }
    return rows.length;
  });
}
