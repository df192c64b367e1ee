import { needsClaim, statusAfter } from '../../src/backends/ticket-desk/lifecycle.rules.ts';
import type { Ticket, TicketQueue } from '../../src/backends/ticket-desk/ticket-desk.ts';

export const ticket: Ticket = {
  number: 1042,
  version: 3,
  status: 'open',
  priority: 'normal',
  reason: 'code-not-received',
  person: { id: 'p1', displayName: 'Ada <b>Lovelace</b>', confirmed: false },
  language: 'da',
  address: { edge: 'direct-line', channel: 'directline', conversation: 'c1', sender: 'dl_1' },
  step: 'confirm-identity/code',
  fault: { backend: 'mailer', fault: 'timeout' },
  summary: 'No mail came.\nNot even after an hour.',
  transcript: [
    { at: '2026-01-05T08:59:00.000Z', from: 'person', text: 'I forgot my PIN' },
    { at: '2026-01-05T08:59:01.000Z', from: 'bot', text: 'What is your work e-mail?' },
  ],
  reference: '7F3A-9KQ2',
  openedAt: new Date('2026-01-05T09:00:00Z'),
  events: [{ id: 1, at: new Date('2026-01-05T09:00:00Z'), kind: 'opened', by: 'bot' }],
};

/** A queue in memory that behaves as the promise says: another version is refused, and so is what the status does not allow. */
export function queueOf(given: readonly Ticket[]): TicketQueue {
  const tickets = new Map(given.map((each) => [each.number, each]));
  const newestFirst = () => [...tickets.values()].sort((one, other) => other.number - one.number);
  return {
    async list({ limit, after }) {
      const found = newestFirst().filter(({ number }) => number < (after?.number ?? Number.POSITIVE_INFINITY));
      const page = found.slice(0, limit);
      const next = page.at(-1);
      return { tickets: page, ...(next && found.length > limit ? { next } : {}) };
    },
    counts: async () => ({ 'to-do': 0, mine: 0, open: 0, assigned: 0, waiting: 0, security: 0 }),
    version: async () => [...tickets.values()].reduce((sum, { version }) => sum + version, 0),
    openForCaller: async () => 1042,
    byNumber: async (number) => tickets.get(number),
    act: async (number, version, agent, action) => {
      const known = tickets.get(number);
      if (!known) return { ok: false, reason: 'no-such-ticket' };
      if (known.version !== version) return { ok: false, reason: 'changed-meanwhile' };
      const { kind } = action;
      const status = statusAfter(needsClaim(known.status, kind) ? 'assigned' : known.status, kind);
      if (!status) return { ok: false, reason: 'not-in-this-status' };
      const kinds = {
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
      const text = 'text' in action ? action.text : undefined;
      const event = {
        id: known.events.length + 1,
        at: new Date('2026-01-05T12:00:00Z'),
        kind: kinds[kind],
        by: agent.name,
        ...(text === undefined ? {} : { text }),
        ...(action.kind === 'solve' ? { solution: action.solution } : {}),
      };
      const changed: Ticket = {
        ...known,
        agent: agent.name,
        status,
        version: version + 1,
        events: [...known.events, event],
      };
      tickets.set(number, changed);
      return { ok: true, ticket: changed };
    },
  };
}
