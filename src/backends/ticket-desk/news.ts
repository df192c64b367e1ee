import { z } from 'zod';
import type { Queryable } from '../../storage/database.ts';
import { type News, ofTheMoment, type TicketNews } from '../ticket-news/ticket-news.ts';
import type { EmbeddedTicketDeskOptions } from './embedded.ts';
import { hasChat, type Ticket, type TicketEvent } from './ticket-desk.ts';
import { addEvent, eventWith, ticketsWhere } from './ticket-rows.ts';

/** What the desk or time did that matters to the person; who has claimed a ticket does not. */
const toldKinds: readonly TicketEvent['kind'][] = [
  'replied',
  'waiting',
  'solved',
  'closed',
  'reopened',
  'talk-began',
  'said',
  'talk-ended',
];

/** A job that is tried for the last time is so old, and another does not wait for it. */
const longestWaitMs = 75 * 60 * 1000;
const missedDays = 30;
const mostMissed = 20;
/** In one go; what is left comes with the next one. */
const mostLost = 50;

/** Each event comes with its job: one that has none left is one that nobody will say. */
const lostSql = `
UPDATE ticket_events SET said_at = $1 WHERE id IN (
  SELECT id FROM ticket_events WHERE for_person AND said_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM pgboss.job
    WHERE name = 'deliver-reply' AND state <= 'active' AND data @> jsonb_build_object('event', ticket_events.id))
  ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
RETURNING ticket, id, kind`;

type NewsNeeds = Pick<EmbeddedTicketDeskOptions, 'jobs'>;

/** Writes down what the desk or time did; where the person is to hear of it, with the job that tells them. */
export async function addDeskEvent(
  { jobs }: NewsNeeds,
  tx: Queryable,
  { ticket, event }: { readonly ticket: Pick<Ticket, 'number' | 'address'>; readonly event: Omit<TicketEvent, 'id'> },
): Promise<void> {
  const forPerson = hasChat(ticket) && toldKinds.includes(event.kind);
  const id = await addEvent(tx, ticket.number, { ...event, forPerson });
  if (forPerson) await jobs.send('deliver-reply', { ticket: ticket.number, event: id }, tx);
}

/** The person's half of the timeline: what they are still to hear, and what they have read. */
export function ticketNews({ database, clock, jobs }: EmbeddedTicketDeskOptions): TicketNews {
  return {
    async unsaid(number, id) {
      const [row] = await database.query(
        `SELECT EXISTS (SELECT 1 FROM ticket_events before
           WHERE before.ticket = $1 AND before.id < $2 AND before.for_person AND before.said_at IS NULL AND before.at > $3) AS waits
         FROM ticket_events WHERE id = $2 AND ticket = $1 AND said_at IS NULL AND (for_person OR kind = 'replied')`,
        [number, id, new Date(clock.now().getTime() - longestWaitMs)],
      );
      const news = row && (await newsWith(database, number, id));
      return news && { ...news, waits: z.object({ waits: z.boolean() }).parse(row).waits };
    },
    async said(id, { conversation, isRead }, tx = database) {
      const now = clock.now();
      const rows = await tx.query(
        `UPDATE ticket_events SET said_at = $2, said_in = $3, read_at = $4 WHERE id = $1 AND said_at IS NULL RETURNING id`,
        [id, now, conversation ?? null, isRead ? now : null],
      );
      return rows.length > 0;
    },
    settleLost: () =>
      database.transaction(async (tx) => {
        const rows = await tx.query(lostSql, [clock.now(), mostLost]);
        const lost = rows.map((row) => z.object({ ticket: z.number(), id: z.number(), kind: z.string() }).parse(row));
        for (const { ticket, id, kind } of lost) {
          if (!ofTheMoment.some((each) => each === kind)) await jobs.send('mail-news', { ticket, event: id }, tx);
        }
      }),
    async missedBy(person) {
      const since = new Date(clock.now().getTime() - missedDays * 24 * 60 * 60 * 1000);
      const rows = await database.query(
        `SELECT e.id, e.ticket FROM tickets t JOIN ticket_events e ON e.ticket = t.number
         WHERE t.person_id = $1 AND (t.person_confirmed OR t.address->>'channel' NOT IN ('mail', 'phone'))
           AND e.kind <> ALL($4::text[]) AND e.for_person AND e.said_at > $2 AND e.read_at IS NULL ORDER BY e.id LIMIT $3`,
        [person, since, mostMissed, [...ofTheMoment]],
      );
      const found = rows.map((row) => z.object({ id: z.number(), ticket: z.number() }).parse(row));
      const news = await Promise.all(found.map(({ id, ticket }) => newsWith(database, ticket, id)));
      return news.filter((each) => each !== undefined);
    },
    async saidAgain(id, conversation, tx = database) {
      const rows = await tx.query(
        `UPDATE ticket_events SET said_in = $2 WHERE id = $1 AND read_at IS NULL AND said_in IS DISTINCT FROM $2 RETURNING id`,
        [id, conversation],
      );
      return rows.length > 0;
    },
    async unread(number, id) {
      const [row] = await database.query(
        'SELECT id FROM ticket_events WHERE id = $1 AND ticket = $2 AND said_at IS NOT NULL AND read_at IS NULL',
        [id, number],
      );
      return row && newsWith(database, number, id);
    },
    async read(conversation, ids) {
      await database.unflushed.query(
        `UPDATE ticket_events SET read_at = $3 WHERE id = ANY($1::bigint[]) AND said_in = $2 AND read_at IS NULL`,
        [ids.map(String), conversation, clock.now()],
      );
    },
  };
}

async function newsWith(database: Queryable, number: number, id: number): Promise<News | undefined> {
  const [[ticket], event] = await Promise.all([
    ticketsWhere(database, 'WHERE number = $1', [number]),
    eventWith(database, id),
  ]);
  return ticket && event && { ticket, event };
}
