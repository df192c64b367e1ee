import assert from 'node:assert/strict';
import { statusAfter, ticketSteps } from '../../../src/backends/ticket-desk/lifecycle.rules.ts';
import { ticketStatuses } from '../../../src/backends/ticket-desk/ticket-desk.ts';

const never = undefined;
const table = {
  open: {
    claim: 'assigned',
    release: never,
    wait: never,
    comment: 'open',
    reply: never,
    solve: never,
    talk: never,
    say: never,
    'hang-up': never,
    add: 'open',
    cancel: 'closed',
    reopen: never,
    helped: never,
    close: never,
  },
  assigned: {
    claim: never,
    release: 'open',
    wait: 'waiting',
    comment: 'assigned',
    reply: 'waiting',
    solve: 'solved',
    talk: 'assigned',
    say: 'assigned',
    'hang-up': 'assigned',
    add: 'assigned',
    cancel: 'closed',
    reopen: never,
    helped: never,
    close: never,
  },
  waiting: {
    claim: 'assigned',
    release: 'open',
    wait: 'waiting',
    comment: 'waiting',
    reply: 'waiting',
    solve: 'solved',
    talk: 'assigned',
    say: never,
    'hang-up': never,
    add: 'assigned',
    cancel: 'closed',
    reopen: never,
    helped: never,
    close: never,
  },
  solved: {
    claim: never,
    release: never,
    wait: never,
    comment: 'solved',
    reply: never,
    solve: never,
    talk: never,
    say: never,
    'hang-up': never,
    add: 'open',
    cancel: never,
    reopen: 'open',
    helped: 'solved',
    close: 'closed',
  },
  closed: {
    claim: never,
    release: never,
    wait: never,
    comment: 'closed',
    reply: never,
    solve: never,
    talk: never,
    say: never,
    'hang-up': never,
    add: never,
    cancel: never,
    reopen: never,
    helped: never,
    close: never,
  },
} as const;

describe('the life of a ticket', () => {
  for (const status of ticketStatuses) {
    for (const step of ticketSteps) {
      const expected = table[status][step];

      it(`${status} + ${step} → ${expected ?? 'not allowed'}`, () => {
        const after = statusAfter(status, step);

        assert.equal(after, expected);
      });
    }
  }
});
