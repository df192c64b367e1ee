import { z } from 'zod';
import { backendFaults } from '../../kernel/errors.ts';
import { reportReasons, ticketReasons } from '../../kernel/escalation.ts';
import { locales } from '../../kernel/locale.ts';
import { withoutNulls } from '../../kernel/without-nulls.ts';
import type { Queryable, Row, SqlValue } from '../../storage/database.ts';
import {
  proofWays,
  solutions,
  type Ticket,
  type TicketEvent,
  type TicketLine,
  type TicketPerson,
  ticketEventKinds,
  ticketPriorities,
  ticketStatuses,
} from './ticket-desk.ts';
import { wordsIn } from './words.rules.ts';

export const Address = z.object({
  edge: z.enum(['direct-line', 'bot-framework']),
  channel: z.string(),
  conversation: z.string(),
  sender: z.string(),
});

const Line = z.object({
  number: z.number(),
  reason: z.enum([...ticketReasons, ...reportReasons]),
  person_id: z.string().exactOptional(),
  person_name: z.string().default(''),
  person_confirmed: z.boolean(),
  confirmed_by: z.enum(proofWays).exactOptional(),
  confirmed_at: z.date().exactOptional(),
  language: z.enum(locales),
  address: Address,
  step: z.string().exactOptional(),
  office: z.string().exactOptional(),
  status: z.enum(ticketStatuses),
  priority: z.enum(ticketPriorities),
  agent: z.string().exactOptional(),
  agent_id: z.string().exactOptional(),
  version: z.number(),
  opened_at: z.date(),
});
const LineRow = z.preprocess(withoutNulls, Line);

const TicketRow = z.preprocess(
  withoutNulls,
  z.object({
    ...Line.shape,
    fault: z
      .object({
        backend: z.enum(['user-directory', 'pin-service', 'ticket-desk', 'mailer', 'database']),
        fault: z.enum(backendFaults),
      })
      .exactOptional(),
    summary: z.string().exactOptional(),
    finding: z.string().exactOptional(),
    callback: z.string().exactOptional(),
    transcript: z.array(z.object({ at: z.string(), from: z.enum(['person', 'bot']), text: z.string() })),
    reference: z.string(),
  }),
);

const EventFields = z.object({
  id: z.number(),
  ticket: z.number(),
  at: z.date(),
  kind: z.enum(ticketEventKinds),
  by: z.string(),
  by_id: z.string().exactOptional(),
  text: z.string().exactOptional(),
  solution: z.enum(solutions).exactOptional(),
});
const EventRow = z.preprocess(withoutNulls, EventFields);

const eventColumns = Object.keys(EventFields.shape).join(', ');
const lineColumns = Object.keys(Line.shape).join(', ');
const ticketColumns = `${lineColumns}, fault, summary, finding, callback, transcript, reference`;

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

/** Tickets as a queue shows them. `rest` is what follows FROM. */
export async function linesWhere(
  queryable: Queryable,
  rest: string,
  values: readonly SqlValue[],
): Promise<readonly TicketLine[]> {
  const rows = await queryable.query(`SELECT ${lineColumns} FROM tickets ${rest}`, values);
  return rows.map((row) => inOurWords(LineRow.parse(row)));
}

async function eventsOf(queryable: Queryable, tickets: readonly Row[]): Promise<Map<number, TicketEvent[]>> {
  const rows = await queryable.query(
    `SELECT newest.* FROM unnest($1::bigint[]) AS wanted (number), LATERAL (
       SELECT ${eventColumns} FROM ticket_events
       WHERE ticket = wanted.number ORDER BY id DESC LIMIT $2
     ) AS newest ORDER BY newest.id`,
    [tickets.map((row) => String(row.number)), mostEvents],
  );
  const events = new Map<number, TicketEvent[]>();
  for (const row of rows) {
    const { ticket } = EventRow.parse(row);
    events.set(ticket, [...(events.get(ticket) ?? []), eventFrom(row)]);
  }
  return events;
}

function eventFrom(row: Row): TicketEvent {
  const { ticket: _, by_id, ...event } = EventRow.parse(row);
  return { ...event, ...(by_id ? { byId: by_id } : {}) };
}

/** However many came after it. */
export async function eventWith(queryable: Queryable, id: number): Promise<TicketEvent | undefined> {
  const [row] = await queryable.query(`SELECT ${eventColumns} FROM ticket_events WHERE id = $1`, [id]);
  return row && eventFrom(row);
}

const ticketFrom = (row: Row, events: ReadonlyMap<number, readonly TicketEvent[]>): Ticket => {
  const ticket = inOurWords(TicketRow.parse(row));
  return { ...ticket, events: events.get(ticket.number) ?? [] };
};

type LineFields = z.infer<typeof Line>;

function inOurWords<Fields extends LineFields>(fields: Fields) {
  const { person_id, person_name, person_confirmed, confirmed_by, confirmed_at, agent_id, opened_at, ...same } = fields;
  const proof = confirmed_by && confirmed_at && { way: confirmed_by, at: confirmed_at };
  const person: TicketPerson | undefined = person_id
    ? { id: person_id, displayName: person_name, confirmed: person_confirmed, ...(proof ? { proof } : {}) }
    : undefined;
  return {
    ...same,
    ...(person ? { person } : {}),
    ...(agent_id ? { agentId: agent_id } : {}),
    openedAt: opened_at,
  };
}

/** `request`: the idempotency key of what opened the ticket or was added to it. `forPerson`: they are to hear of it. */
type NewEvent = Omit<TicketEvent, 'id'> & {
  readonly request?: string | undefined;
  readonly forPerson?: boolean | undefined;
};

/** Writes down what happened, so that its words are found; answers the event's id. */
export async function addEvent(tx: Queryable, ticket: number, event: NewEvent): Promise<number> {
  const { at, kind, by, byId = null, text = null, solution = null, request = null, forPerson = false } = event;
  const [row] = await tx.query(
    `INSERT INTO ticket_events (ticket, at, kind, by, by_id, text, solution, request, for_person)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [ticket, at, kind, by, byId, text, solution, request, forPerson],
  );
  if (text !== null) {
    await tx.query('UPDATE tickets SET words = words || array_to_tsvector($2::text[]) WHERE number = $1', [
      ticket,
      wordsIn(text),
    ]);
  }
  return z.object({ id: z.number() }).parse(row).id;
}
