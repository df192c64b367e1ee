import assert from 'node:assert/strict';
import { type EmbeddedTicketDesk, embeddedTicketDesk } from '../../../src/backends/ticket-desk/embedded.ts';
import type { NewTicket, Ticket } from '../../../src/backends/ticket-desk/ticket-desk.ts';
import { type Limit, limits } from '../../../src/kernel/limits.ts';
import { auditStore } from '../../../src/storage/audit-store.ts';
import type { Spent } from '../../../src/storage/budgets.ts';
import type { Database } from '../../../src/storage/database.ts';
import { newTicket } from './contract.ts';

export const openedAt = new Date('2026-10-05T08:00:00Z');

export const kim = { id: 'kim-id', name: 'kim', role: 'agent' };
export const lee = { id: 'lee-id', name: 'lee', role: 'lead' };

/** Counts in memory; windows are the real budgets' own matter. */
const countingBudgets = () => {
  const counts = new Map<string, number>();
  return {
    async spend({ limit }: Limit, key: string): Promise<Spent> {
      const count = (counts.get(key) ?? 0) + 1;
      if (count > limit) return { ok: false, retryAt: new Date() };
      counts.set(key, count);
      return { ok: true, left: limit - count };
    },
  };
};

/** A desk whose jobs go nowhere and whose clock stands still, unless told otherwise. */
export const deskOn = (
  database: Database,
  options: Partial<Parameters<typeof embeddedTicketDesk>[0]> = {},
): EmbeddedTicketDesk =>
  embeddedTicketDesk({
    database,
    limits,
    budgets: countingBudgets(),
    jobs: { send: async () => {} },
    audit: auditStore(database),
    clock: { now: () => openedAt },
    ...options,
  });

/** The ticket with this number, which must be there. */
export async function present(desk: EmbeddedTicketDesk, number: number): Promise<Ticket> {
  const ticket = await desk.byNumber(number);
  assert.ok(ticket);
  return ticket;
}

export async function opened(desk: EmbeddedTicketDesk, different: Partial<NewTicket> = {}): Promise<Ticket> {
  const answer = await desk.open(newTicket(different));
  assert.ok(answer.ok);
  return present(desk, answer.number);
}

export const eventsOf = (ticket: Ticket): readonly (readonly string[])[] =>
  ticket.events.map(({ kind, by, text }) => (text ? [kind, by, text] : [kind, by]));
