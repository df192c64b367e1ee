import type { TicketStatus } from './ticket-desk.ts';

/** What happens to a ticket. `add`, `cancel` and `helped` are the person's, `close` is time's, `reopen` is theirs and an agent's, the others are an agent's. */
export const ticketSteps = [
  'claim',
  'release',
  'wait',
  'comment',
  'reply',
  'solve',
  'talk',
  'say',
  'hang-up',
  'add',
  'cancel',
  'reopen',
  'helped',
  'close',
] as const;
export type TicketStep = (typeof ticketSteps)[number];

const held = { release: 'open', wait: 'waiting', reply: 'waiting', solve: 'solved', cancel: 'closed' } as const;

/** `waiting` waits for the person or for others; what is missing may not be done. Closed is the end, save for a note. */
const lifecycle: Readonly<Record<TicketStatus, Readonly<Partial<Record<TicketStep, TicketStatus>>>>> = {
  open: { claim: 'assigned', comment: 'open', add: 'open', cancel: 'closed' },
  assigned: { ...held, comment: 'assigned', add: 'assigned', talk: 'assigned', say: 'assigned', 'hang-up': 'assigned' },
  waiting: { ...held, claim: 'assigned', talk: 'assigned', comment: 'waiting', add: 'assigned' },
  solved: { comment: 'solved', add: 'open', reopen: 'open', helped: 'solved', close: 'closed' },
  closed: { comment: 'closed' },
};

/** The status after a step; undefined where the step may not be taken. */
export const statusAfter = (status: TicketStatus, step: TicketStep): TicketStatus | undefined =>
  lifecycle[status][step];

/** What an agent does to an open ticket that wants it claimed, they claim with it. */
export const needsClaim = (status: TicketStatus, step: TicketStep): boolean =>
  status === 'open' && statusAfter(status, step) === undefined;

/** Solved tickets close when nobody has said anything for this long. */
export const solvedDays = 5;

/** A request is added to a ticket with this status instead of opening another. */
export const isStillOpen = (status: TicketStatus): boolean => status !== 'solved' && status !== 'closed';
