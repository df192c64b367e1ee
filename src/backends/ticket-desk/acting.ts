import { z } from 'zod';
import type { Queryable } from '../../storage/database.ts';
import type { EmbeddedTicketDeskOptions } from './embedded.ts';
import { solvedDays, statusAfter } from './lifecycle.rules.ts';
import { plain } from './new-ticket.rules.ts';
import type { DeskAction, DeskResult, Ticket, TicketEvent } from './ticket-desk.ts';
import { addEvent, ticketsWhere } from './ticket-rows.ts';

const mostOfText = 2_000;
const eventOf = { claim: 'claimed', reply: 'replied', solve: 'solved', lift: 'lifted' } as const;

export interface Act {
  readonly number: number;
  readonly version: number;
  readonly agent: string;
  readonly action: DeskAction;
}

/** Does what an agent wants with a ticket, if it is still the one that the agent saw. */
export function actOn(options: EmbeddedTicketDeskOptions, act: Act): Promise<DeskResult> {
  const { database, clock } = options;
  return database.transaction(async (tx): Promise<DeskResult> => {
    const ticket = await lockedTicket(tx, act.number);
    if (!ticket) return { ok: false, reason: 'no-such-ticket' };
    if (ticket.version !== act.version) return { ok: false, reason: 'changed-meanwhile' };

    // Whoever answers or solves an open ticket has taken it.
    const isTaken = ticket.status === 'open';
    const isClaimedFirst = isTaken && act.action.kind !== 'claim';
    const status = statusAfter(isClaimedFirst ? 'assigned' : ticket.status, act.action.kind);
    if (!status) return { ok: false, reason: 'not-in-this-status' };

    const now = clock.now();
    await tx.query(
      'UPDATE tickets SET status = $2, agent = $3, version = version + 1, changed_at = $4 WHERE number = $1',
      [act.number, status, isTaken ? act.agent : (ticket.agent ?? act.agent), now],
    );
    if (isClaimedFirst) await addEvent(tx, act.number, { at: now, kind: 'claimed', by: act.agent });
    const event = await addEvent(tx, act.number, eventFrom(act, now));
    const about = { ticket: act.number, event };
    if (act.action.kind === 'reply') await options.jobs.send('deliver-reply', about, tx);
    if (act.action.kind === 'lift') await options.jobs.send('lift-freeze', about, tx);
    const changed = await lockedTicket(tx, act.number);
    return changed ? { ok: true, ticket: changed } : { ok: false, reason: 'no-such-ticket' };
  });
}

async function lockedTicket(tx: Queryable, number: number): Promise<Ticket | undefined> {
  const [ticket] = await ticketsWhere(tx, 'WHERE number = $1 FOR UPDATE', [number]);
  return ticket;
}

/** An agent's words stay as written: a number in them is meant to be read. */
function eventFrom({ action, agent }: Act, at: Date): Omit<TicketEvent, 'id'> {
  const event = { at, kind: eventOf[action.kind], by: agent };
  const words = action.kind === 'reply' ? action.text : action.kind === 'lift' ? action.reason : undefined;
  return words === undefined ? event : { ...event, text: plain(words, mostOfText) };
}

/** Closes what was solved five days ago and has been quiet since; answers how many. */
export function closeSolved({ database }: EmbeddedTicketDeskOptions, now: Date): Promise<number> {
  const limit = new Date(now.getTime() - solvedDays * 24 * 60 * 60 * 1000);
  return database.transaction(async (tx) => {
    const rows = await tx.query(
      `UPDATE tickets SET status = 'closed', version = version + 1, changed_at = $2
       WHERE status = 'solved' AND changed_at <= $1 RETURNING number`,
      [limit, now],
    );
    for (const row of rows) {
      const { number } = z.object({ number: z.number() }).parse(row);
      await addEvent(tx, number, { at: now, kind: 'closed', by: 'desk' });
    }
    return rows.length;
  });
}
