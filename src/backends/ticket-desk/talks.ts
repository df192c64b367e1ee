import { z } from 'zod';
import { type Address, addressKey } from '../../kernel/address.ts';
import type { Queryable } from '../../storage/database.ts';
import type { LiveTalk } from '../live-talk/live-talk.ts';
import type { EmbeddedTicketDeskOptions } from './embedded.ts';
import { maskedText } from './new-ticket.rules.ts';
import { addDeskEvent } from './news.ts';
import { type DeskAction, type DeskAgent, hasChat, type Ticket } from './ticket-desk.ts';
import { addEvent, ticketsWhere } from './ticket-rows.ts';

const longestWords = 2_000;
const Talk = z.object({ ticket: z.number() });

interface Step {
  readonly ticket: Ticket;
  readonly agent: DeskAgent;
  readonly kind: DeskAction['kind'];
  readonly now: Date;
}

/** What an agent's act means for the talk of its ticket; false where it cannot be: whose talk it is not cannot speak in it. */
export async function talkStep(tx: Queryable, { ticket, agent, kind, now }: Step): Promise<boolean> {
  switch (kind) {
    case 'talk': {
      if (!hasChat(ticket)) return false;
      const begun = await tx.query(
        `INSERT INTO talks (session, ticket, agent_id, started_at, heard_at) VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT DO NOTHING RETURNING ticket`,
        [addressKey(ticket.address), ticket.number, agent.id, now],
      );
      return begun.length > 0;
    }
    case 'say': {
      const mine = await tx.query(
        'UPDATE talks SET heard_at = $3 WHERE ticket = $1 AND agent_id = $2 RETURNING ticket',
        [ticket.number, agent.id, now],
      );
      return mine.length > 0;
    }
    case 'hang-up':
      return ended(tx, ticket.number);
    default:
      return true;
  }
}

async function ended(tx: Queryable, ticket: number): Promise<boolean> {
  return (await tx.query('DELETE FROM talks WHERE ticket = $1 RETURNING ticket', [ticket])).length > 0;
}

/** Nobody talks about a ticket that is nobody's, waits or is over. */
export async function endTalk(
  options: Pick<EmbeddedTicketDeskOptions, 'jobs'>,
  tx: Queryable,
  { ticket, now }: Pick<Step, 'ticket' | 'now'>,
): Promise<void> {
  if (await ended(tx, ticket.number)) {
    await addDeskEvent(options, tx, { ticket, event: { at: now, kind: 'talk-ended', by: 'desk' } });
  }
}

/** Takes the ticket first, as whoever acts on it does: two that took them the other way round would wait for each other. */
async function talkAt(tx: Queryable, address: Address): Promise<number | undefined> {
  const session = addressKey(address);
  const [row] = await tx.query('SELECT ticket FROM talks WHERE session = $1', [session]);
  if (!row) return undefined;
  const { ticket } = Talk.parse(row);
  await tx.query('SELECT number FROM tickets WHERE number = $1 FOR UPDATE', [ticket]);
  const still = await tx.query('SELECT ticket FROM talks WHERE session = $1 AND ticket = $2', [session, ticket]);
  return still.length > 0 ? ticket : undefined;
}

export function liveTalk(options: EmbeddedTicketDeskOptions): LiveTalk {
  const { database, limits, clock } = options;
  return {
    hear: (address, masked, key) =>
      database.transaction(async (tx) => {
        const request = JSON.stringify(['said', addressKey(address), key]);
        const [before] = await tx.query('SELECT id FROM ticket_events WHERE request = $1', [request]);
        if (before) return true;
        const ticket = await talkAt(tx, address);
        if (ticket === undefined) return false;
        const text = maskedText(masked, longestWords);
        await addEvent(tx, ticket, { at: clock.now(), kind: 'said', by: 'person', text, request });
        return true;
      }),
    leave: (address) =>
      database.transaction(async (tx) => {
        const ticket = await talkAt(tx, address);
        if (ticket === undefined || !(await ended(tx, ticket))) return false;
        await addEvent(tx, ticket, { at: clock.now(), kind: 'talk-ended', by: 'person' });
        return true;
      }),
    endQuiet: (now) =>
      database.transaction(async (tx) => {
        const limit = new Date(now.getTime() - limits.desk.talkSeconds * 1000);
        const rows = await tx.query(
          `SELECT number FROM tickets WHERE number IN (SELECT ticket FROM talks WHERE heard_at <= $1 LIMIT 50)
           ORDER BY number FOR UPDATE SKIP LOCKED`,
          [limit],
        );
        for (const row of rows) {
          const { number } = z.object({ number: z.number() }).parse(row);
          const [ticket] = await ticketsWhere(tx, 'WHERE number = $1', [number]);
          if (ticket) await endTalk(options, tx, { ticket, now });
        }
        return rows.length;
      }),
  };
}
