import { z } from 'zod';
import { addressKey } from '../../kernel/address.ts';
import type { Queryable } from '../../storage/database.ts';
import { change } from './acting.ts';
import type { EmbeddedTicketDeskOptions } from './embedded.ts';
import { isStillOpen, statusAfter } from './lifecycle.rules.ts';
import { addedText, joinedTranscript, storable } from './new-ticket.rules.ts';
import type { Call, DeskAgent, NewTicket, OpenedTicket, Ticket, TicketEvent } from './ticket-desk.ts';
import { addEvent, ticketsWhere } from './ticket-rows.ts';
import { wordsIn } from './words.rules.ts';

/** Opens a ticket or adds to one; whoever asks at the same moment waits for the other and meets its ticket. */
export function openTicket(options: EmbeddedTicketDeskOptions, given: NewTicket): Promise<OpenedTicket> {
  const { database, budgets, limits, clock } = options;
  const request = storable(given);
  const asker = askerOf(request);
  return database.transaction(async (tx): Promise<OpenedTicket> => {
    await oneAtATime(tx, asker.key);
    const earlier = await answeredBefore(tx, request);
    if (earlier !== undefined) return { ok: true, number: earlier, isNew: false };
    const now = clock.now();
    const present = await stillOpen(tx, asker, request);
    if (present) return add(options, tx, { ticket: present, request, now });

    const spent = await budgets.spend(limits.ticketsPerDay, asker.key, now, tx);
    if (spent.ok)
      return {
        ok: true,
        number: await insert(options, tx, { ticket: request, now, by: authorOf(request) }),
        isNew: true,
      };

    const last = await lastOf(tx, asker);
    return last ? add(options, tx, { ticket: last, request, now }) : { ok: false, reason: 'too-many' };
  });
}

async function answeredBefore(tx: Queryable, { idempotencyKey }: NewTicket): Promise<number | undefined> {
  if (idempotencyKey === undefined) return undefined;
  const [row] = await tx.query('SELECT ticket FROM ticket_events WHERE request = $1', [idempotencyKey]);
  return row && z.object({ ticket: z.number() }).parse(row).ticket;
}

const oneAtATime = (tx: Queryable, key: string) =>
  tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);

/** Opens a ticket for somebody on the phone, once for each key. */
export function openForCaller(options: EmbeddedTicketDeskOptions, agent: DeskAgent, call: Call): Promise<number> {
  const { key, person, ...said } = call;
  const idempotencyKey = `call/${key}`;
  const request = storable({
    ...said,
    ...(person ? { person: { ...person, confirmed: false } } : {}),
    address: { edge: 'direct-line', channel: 'phone', conversation: idempotencyKey, sender: agent.id },
    transcript: [],
    idempotencyKey,
  });
  return options.database.transaction(async (tx) => {
    await oneAtATime(tx, `ticket/${idempotencyKey}`);
    const present = await answeredBefore(tx, request);
    if (present !== undefined) return present;
    const at = options.clock.now();
    const number = await insert(options, tx, { ticket: request, now: at, by: agent.name, byId: agent.id });
    const about = request.person ? { person: request.person } : {};
    await options.audit.add({ at, who: agent, what: 'ticket-opened', ticket: number, ...about }, tx);
    return number;
  });
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

type Opening = Pick<TicketEvent, 'by' | 'byId'> & { readonly ticket: NewTicket; readonly now: Date };

async function insert(
  { jobs }: EmbeddedTicketDeskOptions,
  tx: Queryable,
  { ticket, now, ...author }: Opening,
): Promise<number> {
  const [row] = await tx.query(
    `INSERT INTO tickets (reason, person_id, person_name, person_confirmed, language, address_key, address, step, fault,
       summary, transcript, reference, opened_at, changed_at, priority, finding, office, callback, confirmed_by, confirmed_at, words, waits_since)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9::jsonb, $10, $11::jsonb, $12, $13, $13, $14, $15, $16, $17, $18, $19,
       array_to_tsvector($20::text[]), $13) RETURNING number`,
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
      ticket.office ?? null,
      ticket.callback ?? null,
      ticket.person?.proof?.way ?? null,
      ticket.person?.proof?.at ?? null,
      wordsOf(ticket),
    ],
  );
  const { number } = z.object({ number: z.number() }).parse(row);
  await addEvent(tx, number, { at: now, kind: 'opened', ...author, request: ticket.idempotencyKey });
  await jobs.send('mail-desk', { ticket: number, about: 'new', at: now.toISOString(), to: 'desk' }, tx);
  return number;
}

/** What a ticket is found by; the bot's own words are in every one. */
const wordsOf = ({ person, office, callback, reference, summary, transcript }: NewTicket): readonly string[] =>
  wordsIn(
    person?.displayName,
    office,
    callback,
    reference,
    summary,
    ...transcript.filter(({ from }) => from === 'person').map(({ text }) => text),
  );

async function add(
  options: EmbeddedTicketDeskOptions,
  tx: Queryable,
  { ticket, request, now }: { ticket: Ticket; request: NewTicket; now: Date },
): Promise<OpenedTicket> {
  const { number } = ticket;
  const status = statusAfter(ticket.status, 'add') ?? ticket.status;
  await tx.query('UPDATE tickets SET transcript = $2::jsonb, callback = coalesce($3, callback) WHERE number = $1', [
    number,
    JSON.stringify(joinedTranscript(ticket.transcript, request.transcript)),
    request.callback ?? null,
  ]);
  await change(options, tx, { ticket, status, now });
  const by = authorOf(request);
  if (ticket.status === 'solved') await addEvent(tx, number, { at: now, kind: 'reopened', by });
  const text = addedText(ticket, request);
  await addEvent(tx, number, { at: now, kind: 'added', by, text, request: request.idempotencyKey });
  return { ok: true, number, isNew: false };
}

/** A name that is only claimed is nobody's signature. */
const authorOf = ({ person }: NewTicket): string => (person?.confirmed ? person.displayName : 'person');
