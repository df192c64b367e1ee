import { z } from 'zod';
import type { AuditEntry } from '../../storage/audit.ts';
import type { Queryable } from '../../storage/database.ts';
import type { EmbeddedTicketDeskOptions } from './embedded.ts';
import { needsClaim, solvedDays, statusAfter } from './lifecycle.rules.ts';
import { plain } from './new-ticket.rules.ts';
import { addDeskEvent } from './news.ts';
import { endTalk, talkStep } from './talks.ts';
import type { DeskAction, DeskAgent, DeskResult, Ticket, TicketEvent, TicketStatus } from './ticket-desk.ts';
import { Address, addEvent, ticketsWhere } from './ticket-rows.ts';

const mostOfText = 2_000;
const eventOf = {
  claim: 'claimed',
  release: 'released',
  wait: 'waiting',
  comment: 'commented',
  reply: 'replied',
  solve: 'solved',
  reopen: 'reopened',
  talk: 'talk-began',
  say: 'said',
  'hang-up': 'talk-ended',
} as const;

export interface Act {
  readonly number: number;
  readonly version: number;
  readonly agent: DeskAgent;
  readonly action: DeskAction;
}

/** Does what an agent wants with a ticket, if it is still the one that the agent saw. */
export function actOn(options: EmbeddedTicketDeskOptions, act: Act): Promise<DeskResult> {
  const { database, clock } = options;
  return database.transaction(async (tx): Promise<DeskResult> => {
    const ticket = await lockedTicket(tx, act.number);
    if (!ticket) return { ok: false, reason: 'no-such-ticket' };
    if (ticket.version !== act.version) return { ok: false, reason: 'changed-meanwhile' };

    const isClaimedFirst = needsClaim(ticket.status, act.action.kind);
    const status = statusAfter(isClaimedFirst ? 'assigned' : ticket.status, act.action.kind);
    if (!status) return { ok: false, reason: 'not-in-this-status' };

    const now = clock.now();
    if (!(await talkStep(tx, { ticket, agent: act.agent, kind: act.action.kind, now }))) {
      return { ok: false, reason: 'not-in-this-status' };
    }
    const isTheirs = isClaimedFirst || act.action.kind === 'claim' || act.action.kind === 'talk';
    await change(options, tx, { ticket, status, now, isByDesk: true, ...(isTheirs ? { agent: act.agent } : {}) });
    const { id: byId, name: by } = act.agent;
    if (isClaimedFirst) await addEvent(tx, act.number, { at: now, kind: 'claimed', by, byId });
    await addDeskEvent(options, tx, { ticket, event: eventFrom(act, now) });
    await options.audit.add(auditEntry(act, ticket, now), tx);
    const changed = await lockedTicket(tx, act.number);
    return changed ? { ok: true, ticket: changed } : { ok: false, reason: 'no-such-ticket' };
  });
}

export async function lockedTicket(tx: Queryable, number: number): Promise<Ticket | undefined> {
  const [ticket] = await ticketsWhere(tx, 'WHERE number = $1 FOR UPDATE', [number]);
  return ticket;
}

interface Change {
  readonly status: TicketStatus;
  readonly now: Date;
  /** The desk did something: whatever waited for it waits anew. */
  readonly isByDesk?: boolean;
  /** Whose it is from now on. */
  readonly agent?: DeskAgent;
}

/** An open ticket is nobody's. */
export async function change(
  options: Pick<EmbeddedTicketDeskOptions, 'jobs'>,
  tx: Queryable,
  { ticket, status, now, isByDesk = false, agent }: Change & { readonly ticket: Ticket },
): Promise<void> {
  if (status !== 'assigned') await endTalk(options, tx, { ticket, now });
  const name = status === 'open' ? null : (agent?.name ?? ticket.agent ?? null);
  const id = status === 'open' ? null : (agent?.id ?? ticket.agentId ?? null);
  await tx.query(
    `UPDATE tickets SET status = $2, agent = $3, agent_id = $4, version = version + 1, changed_at = $5,
       waits_since = CASE WHEN $6::boolean OR status <> $2 THEN $5 ELSE waits_since END WHERE number = $1`,
    [ticket.number, status, name, id, now, isByDesk],
  );
}

/** Texts are in the ticket; what is said here is why. */
function auditEntry({ number, agent, action }: Act, { person }: Ticket, at: Date): AuditEntry {
  return {
    at,
    who: agent,
    what: `ticket-${action.kind}`,
    ticket: number,
    ...(person ? { person } : {}),
    ...(action.kind === 'solve' ? { reason: action.solution } : {}),
  };
}

/** An agent's words stay as written: a number in them is meant to be read. */
function eventFrom({ action, agent }: Act, at: Date): Omit<TicketEvent, 'id'> {
  const event = { at, kind: eventOf[action.kind], by: agent.name, byId: agent.id };
  const words = 'text' in action ? action.text : undefined;
  return {
    ...event,
    ...(words === undefined ? {} : { text: plain(words, mostOfText) }),
    ...(action.kind === 'solve' ? { solution: action.solution } : {}),
  };
}

/** Closes what was solved five days ago and has been quiet since; answers how many. */
export function closeSolved(options: EmbeddedTicketDeskOptions, now: Date): Promise<number> {
  const { database } = options;
  const limit = new Date(now.getTime() - solvedDays * 24 * 60 * 60 * 1000);
  return database.transaction(async (tx) => {
    const rows = await tx.query(
      `UPDATE tickets SET status = 'closed', version = version + 1, changed_at = $2
       WHERE status = 'solved' AND changed_at <= $1 RETURNING number, address`,
      [limit, now],
    );
    for (const row of rows) {
      const ticket = z.object({ number: z.number(), address: Address }).parse(row);
      await addDeskEvent(options, tx, { ticket, event: { at: now, kind: 'closed', by: 'desk' } });
    }
    return rows.length;
  });
}
