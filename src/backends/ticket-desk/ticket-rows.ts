import { z } from 'zod';
import { backendFaults } from '../../kernel/errors.ts';
import { reportReasons, ticketReasons } from '../../kernel/escalation.ts';
import { locales } from '../../kernel/locale.ts';
import { withoutNulls } from '../../kernel/without-nulls.ts';
import type { Queryable, Row, SqlValue } from '../../storage/database.ts';
import { type Ticket, type TicketEvent, ticketEventKinds, ticketPriorities, ticketStatuses } from './ticket-desk.ts';

const TicketRow = z.preprocess(
  withoutNulls,
  z.object({
    number: z.number(),
    reason: z.enum([...ticketReasons, ...reportReasons]),
    person_id: z.string().exactOptional(),
    person_name: z.string().default(''),
    person_confirmed: z.boolean(),
    language: z.enum(locales),
    address: z.object({
      edge: z.enum(['direct-line', 'bot-framework']),
      channel: z.string(),
      conversation: z.string(),
      sender: z.string(),
    }),
    step: z.string().exactOptional(),
    fault: z
      .object({
        backend: z.enum(['user-directory', 'pin-service', 'ticket-desk', 'mailer', 'database']),
        fault: z.enum(backendFaults),
      })
      .exactOptional(),
    summary: z.string().exactOptional(),
    finding: z.string().exactOptional(),
    transcript: z.array(z.object({ at: z.string(), from: z.enum(['person', 'bot']), text: z.string() })),
    reference: z.string(),
    status: z.enum(ticketStatuses),
    priority: z.enum(ticketPriorities),
    agent: z.string().exactOptional(),
    version: z.number(),
    opened_at: z.date(),
  }),
);

const EventRow = z.preprocess(
  withoutNulls,
  z.object({
    id: z.number(),
    ticket: z.number(),
    at: z.date(),
    kind: z.enum(ticketEventKinds),
    by: z.string(),
    text: z.string().exactOptional(),
  }),
);

const ticketColumns = `number, reason, person_id, person_name, person_confirmed, language, address, step, fault, summary,
  finding, transcript, reference, status, priority, agent, version, opened_at`;

/** More than these nobody reads, and a queue must not carry them along. */
const mostEvents = 200;

/** Tickets with their events. `rest` is what follows FROM. */
export async function ticketsWhere(
  queryable: Queryable,
  rest: string,
  values: readonly SqlValue[],
): Promise<readonly Ticket[]> {
  const rows = await queryable.query(`SELECT ${ticketColumns} FROM tickets ${rest}`, values);
  const events = rows.length === 0 ? new Map<number, TicketEvent[]>() : await eventsOf(queryable, rows);
  return rows.map((row) => ticketFrom(row, events));
}

async function eventsOf(queryable: Queryable, tickets: readonly Row[]): Promise<Map<number, TicketEvent[]>> {
  const rows = await queryable.query(
    `SELECT newest.* FROM unnest($1::bigint[]) AS wanted (number), LATERAL (
       SELECT id, ticket, at, kind, by, text FROM ticket_events WHERE ticket = wanted.number ORDER BY id DESC LIMIT $2
     ) AS newest ORDER BY newest.id`,
    [tickets.map((row) => String(row.number)), mostEvents],
  );
  const events = new Map<number, TicketEvent[]>();
  for (const row of rows) {
    const { ticket, ...event } = EventRow.parse(row);
    events.set(ticket, [...(events.get(ticket) ?? []), event]);
  }
  return events;
}

function ticketFrom(row: Row, events: ReadonlyMap<number, readonly TicketEvent[]>): Ticket {
  const { person_id, person_name, person_confirmed, opened_at, ...same } = TicketRow.parse(row);
  return {
    ...same,
    ...(person_id ? { person: { id: person_id, displayName: person_name, confirmed: person_confirmed } } : {}),
    openedAt: opened_at,
    events: events.get(same.number) ?? [],
  };
}

/** `request`: the idempotency key of what opened the ticket or was added to it. */
type NewEvent = Omit<TicketEvent, 'id'> & { readonly request?: string | undefined };

/** Writes down what happened; answers the event's id. */
export async function addEvent(tx: Queryable, ticket: number, event: NewEvent): Promise<number> {
  const [row] = await tx.query(
    'INSERT INTO ticket_events (ticket, at, kind, by, text, request) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id',
    [ticket, event.at, event.kind, event.by, event.text ?? null, event.request ?? null],
  );
  return z.object({ id: z.number() }).parse(row).id;
}
