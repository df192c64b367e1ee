import { addressKey } from '../../kernel/address.ts';
import type { Queryable } from '../../storage/database.ts';
import { change, lockedTicket } from './acting.ts';
import type { EmbeddedTicketDeskOptions } from './embedded.ts';
import { statusAfter } from './lifecycle.rules.ts';
import { maskedText } from './new-ticket.rules.ts';
import type { OwnAction, OwnResult, OwnTicket, Ticket, TicketEvent, TicketLine, TicketOwner } from './ticket-desk.ts';
import { addEvent, linesWhere } from './ticket-rows.ts';

const mostShown = 10;
const longestText = 1_000;
const eventOf = { add: 'added', cancel: 'cancelled', reopen: 'reopened', helped: 'helped' } as const;
const ownActions = ['add', 'cancel', 'reopen', 'helped'] as const;

/** The two halves have an index each, so that neither reads what is not the owner's. */
export async function ownTickets(
  { database }: EmbeddedTicketDeskOptions,
  { address, confirmedPerson }: TicketOwner,
): Promise<readonly OwnTicket[]> {
  const newest = `ORDER BY number DESC LIMIT ${mostShown}`;
  const here = await linesWhere(database, `WHERE address_key = $1 ${newest}`, [addressKey(address)]);
  const theirs =
    confirmedPerson === undefined
      ? []
      : await linesWhere(database, `WHERE person_id = $1 AND person_confirmed ${newest}`, [confirmedPerson]);
  const byNumber = new Map([...here, ...theirs].map((line) => [line.number, line]));
  return [...byNumber.values()]
    .sort((one, other) => other.number - one.number)
    .slice(0, mostShown)
    .map(shown);
}

interface Wish {
  readonly number: number;
  readonly action: OwnAction;
  readonly also: ((tx: Queryable) => Promise<void>) | undefined;
}

/** Does what a person wants with a ticket of theirs. Who asks for the same twice at the same time waits, and then it is not possible any more. */
export function actOnOwn(
  options: EmbeddedTicketDeskOptions,
  owner: TicketOwner,
  { number, action, also }: Wish,
): Promise<OwnResult> {
  const { database, clock } = options;
  return database.transaction(async (tx): Promise<OwnResult> => {
    const ticket = await lockedTicket(tx, number);
    if (!ticket || !isOwn(ticket, owner)) return { ok: false, reason: 'no-such-ticket' };
    const status = statusAfter(ticket.status, action.kind);
    if (!status || (action.kind === 'helped' && hasHelped(ticket))) return { ok: false, reason: 'not-in-this-status' };
    const now = clock.now();
    const by = ticket.person?.confirmed ? ticket.person.displayName : 'person';
    await change(options, tx, { ticket, status, now });
    if (action.kind === 'add' && ticket.status === 'solved')
      await addEvent(tx, number, { at: now, kind: 'reopened', by });
    const event: Omit<TicketEvent, 'id'> = { at: now, kind: eventOf[action.kind], by };
    const words = action.kind === 'add' ? { text: maskedText(action.text, longestText) } : {};
    await addEvent(tx, number, { ...event, ...words });
    await also?.(tx);
    return { ok: true, ticket: shown({ ...ticket, status }) };
  });
}

/** Since it was solved last. */
const hasHelped = ({ events }: Ticket): boolean =>
  events.slice(events.findLastIndex(({ kind }) => kind === 'solved')).some(({ kind }) => kind === 'helped');

const isOwn = (ticket: Ticket, { address, confirmedPerson }: TicketOwner): boolean =>
  addressKey(ticket.address) === addressKey(address) ||
  (ticket.person?.confirmed === true && ticket.person.id === confirmedPerson);

const shown = ({ number, reason, status, openedAt }: TicketLine | Ticket): OwnTicket => ({
  number,
  reason,
  status,
  openedAt,
  may: ownActions.filter((action) => statusAfter(status, action) !== undefined),
});
