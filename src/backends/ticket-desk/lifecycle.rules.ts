import type { TicketStatus } from './ticket-desk.ts';

/** What happens to a ticket. `add` and `cancel` are the person's, `close` is time's, the others are an agent's. */
export const ticketSteps = ['claim', 'release', 'reply', 'solve', 'add', 'cancel', 'reopen', 'close', 'lift'] as const;
export type TicketStep = (typeof ticketSteps)[number];

/** `waiting` waits for the person; what is missing may not be done. Closed is the end; a freeze outlasts it. */
const lifecycle: Readonly<Record<TicketStatus, Readonly<Partial<Record<TicketStep, TicketStatus>>>>> = {
  open: { claim: 'assigned', add: 'open', cancel: 'closed' },
  assigned: { release: 'open', reply: 'waiting', solve: 'solved', add: 'assigned', cancel: 'closed', lift: 'assigned' },
  waiting: { release: 'open', reply: 'waiting', solve: 'solved', add: 'assigned', cancel: 'closed', lift: 'waiting' },
  solved: { add: 'open', reopen: 'open', close: 'closed', lift: 'solved' },
  closed: { lift: 'closed' },
};

/** The status after a step; undefined where the step may not be taken. */
export const statusAfter = (status: TicketStatus, step: TicketStep): TicketStatus | undefined =>
  lifecycle[status][step];

/** Solved tickets close when nobody has said anything for this long. */
export const solvedDays = 5;

/** A request is added to a ticket with this status instead of opening another. */
export const isStillOpen = (status: TicketStatus): boolean => status !== 'solved' && status !== 'closed';
