import { z } from 'zod';
import { addressKey } from '../../kernel/address.ts';
import type { Queryable } from '../../storage/database.ts';
import type { EmbeddedTicketDeskOptions } from './embedded.ts';
import { isStillOpen, statusAfter } from './lifecycle.rules.ts';
import { addedText, joinedTranscript, storable } from './new-ticket.rules.ts';
import type { NewTicket, OpenedTicket, Ticket } from './ticket-desk.ts';
import { addEvent, ticketsWhere } from './ticket-rows.ts';

/** Opens a ticket or adds to one; whoever asks at the same moment waits for the other and meets its ticket. */
export function openTicket(options: EmbeddedTicketDeskOptions, given: NewTicket): Promise<OpenedTicket> {
  const { database, budgets, limits, clock } = options;
  const request = storable(given);
  const asker = askerOf(request);
  return database.transaction(async (tx): Promise<OpenedTicket> => {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [asker.key]);
    const earlier = await answeredBefore(tx, request);
    if (earlier !== undefined) return { ok: true, number: earlier, isNew: false };
    const now = clock.now();
    const present = await stillOpen(tx, asker, request);
    if (present) return add(tx, { ticket: present, request, now });

    const spent = await budgets.spend(limits.ticketsPerDay, asker.key, now, tx);
    if (spent.ok) return { ok: true, number: await insert(tx, request, now), isNew: true };

    const last = await lastOf(tx, asker);
    return last ? add(tx, { ticket: last, request, now }) : { ok: false, reason: 'too-many' };
  });
}

async function answeredBefore(tx: Queryable, { idempotencyKey }: NewTicket): Promise<number | undefined> {
  if (idempotencyKey === undefined) return undefined;
  const [row] = await tx.query('SELECT ticket FROM ticket_events WHERE request = $1', [idempotencyKey]);
  return row && z.object({ ticket: z.number() }).parse(row).ticket;
}

/** Whose tickets a request may meet: a confirmed person's from anywhere; of anybody else those of the same conversation. */
interface Asker {
  readonly key: string;
  /** Follows WHERE; `$1` is `value`. The words of the partial indices. */
  readonly condition: string;
  readonly value: string;
}

function askerOf({ person, address }: NewTicket): Asker {
  const value = person?.confirmed ? person.id : addressKey(address);
  return person?.confirmed
    ? { key: `ticket/person/${value}`, condition: "person_id = $1 AND person_confirmed AND status <> 'closed'", value }
    : {
        key: `ticket/conversation/${value}`,
        condition: "address_key = $1 AND NOT person_confirmed AND status <> 'closed'",
        value,
      };
}

async function stillOpen(tx: Queryable, asker: Asker, request: NewTicket): Promise<Ticket | undefined> {
  const tickets = await ticketsWhere(tx, `WHERE ${asker.condition} AND reason = $2 ORDER BY number DESC LIMIT 20`, [
    asker.value,
    request.reason,
  ]);
  return tickets.find((ticket) => isStillOpen(ticket.status) && !areDifferentPeople(ticket, request));
}

/** An unconfirmed request may name a person whom an earlier one did not, never another one. */
const areDifferentPeople = (ticket: Ticket, request: NewTicket): boolean =>
  ticket.person !== undefined && request.person !== undefined && ticket.person.id !== request.person.id;

async function lastOf(tx: Queryable, asker: Asker): Promise<Ticket | undefined> {
  const [last] = await ticketsWhere(tx, `WHERE ${asker.condition} ORDER BY number DESC LIMIT 1`, [asker.value]);
  return last;
}

async function insert(tx: Queryable, ticket: NewTicket, now: Date): Promise<number> {
  const [row] = await tx.query(
    `INSERT INTO tickets (reason, person_id, person_name, person_confirmed, language, address_key, address, step, fault,
       summary, transcript, reference, opened_at, changed_at, priority, finding)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9::jsonb, $10, $11::jsonb, $12, $13, $13, $14, $15) RETURNING number`,
    [
      ticket.reason,
      ticket.person?.id ?? null,
      ticket.person?.displayName ?? null,
      ticket.person?.confirmed ?? false,
      ticket.language,
      addressKey(ticket.address),
      JSON.stringify(ticket.address),
      ticket.step ?? null,
      ticket.fault ? JSON.stringify(ticket.fault) : null,
      ticket.summary ?? null,
      JSON.stringify(ticket.transcript),
      ticket.reference,
      now,
      ticket.priority ?? 'normal',
      ticket.finding ?? null,
    ],
  );
  const { number } = z.object({ number: z.number() }).parse(row);
  await addEvent(tx, number, { at: now, kind: 'opened', by: authorOf(ticket), request: ticket.idempotencyKey });
  return number;
}

async function add(
  tx: Queryable,
  { ticket, request, now }: { ticket: Ticket; request: NewTicket; now: Date },
): Promise<OpenedTicket> {
  const { number } = ticket;
  const status = statusAfter(ticket.status, 'add') ?? ticket.status;
  await tx.query(
    'UPDATE tickets SET status = $2, transcript = $3::jsonb, version = version + 1, changed_at = $4 WHERE number = $1',
    [number, status, JSON.stringify(joinedTranscript(ticket.transcript, request.transcript)), now],
  );
  const by = authorOf(request);
  if (ticket.status === 'solved') await addEvent(tx, number, { at: now, kind: 'reopened', by });
  const text = addedText(ticket, request);
  await addEvent(tx, number, { at: now, kind: 'added', by, text, request: request.idempotencyKey });
  return { ok: true, number, isNew: false };
}

/** A name that is only claimed is nobody's signature. */
const authorOf = ({ person }: NewTicket): string => (person?.confirmed ? person.displayName : 'person');
