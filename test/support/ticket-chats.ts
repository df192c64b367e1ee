import sinon from 'sinon';
import { type EmbeddedTicketDesk, embeddedTicketDesk } from '../../src/backends/ticket-desk/embedded.ts';
import type { NewTicket, Ticket } from '../../src/backends/ticket-desk/ticket-desk.ts';
import { loadCards } from '../../src/bot/cards.ts';
import { createEngine } from '../../src/conversation/engine.ts';
import type { Deliver, Engine } from '../../src/conversation/engine-api.ts';
import { directLineHistory } from '../../src/direct-line/history.ts';
import { myTicketsJobs } from '../../src/features/my-tickets/my-tickets.jobs.ts';
import type { Needs } from '../../src/features/needs.ts';
import type { Address } from '../../src/kernel/address.ts';
import { rulesOf } from '../../src/rules.ts';
import type { Database } from '../../src/storage/database.ts';
import type { JobHandlers, JobTry } from '../../src/storage/jobs.ts';
import { turnStoreOn } from '../../src/storage/turn-store-on.ts';
import { notLast, type TestNeeds, testNeeds } from './needs.ts';
import { root } from './tree.ts';

export const onPage = (conversation: string): Address => ({
  edge: 'direct-line',
  channel: 'directline',
  conversation,
  sender: `dl_${conversation}`,
});
export const inTeams = (person: string): Address => ({
  edge: 'bot-framework',
  channel: 'msteams',
  conversation: `a:${person}`,
  sender: `29:${person}`,
});
export const kim = { id: 'kim-id', name: 'Kim', role: 'agent' };

/** A real desk, engine and page history; Teams takes what it is given unless a test says otherwise. */
export interface TicketChats {
  readonly test: TestNeeds;
  readonly needs: Needs;
  readonly desk: EmbeddedTicketDesk;
  readonly engine: Engine;
  readonly teams: sinon.SinonStub<Parameters<Deliver>, ReturnType<Deliver>>;
  readonly handlers: JobHandlers;
  open(address: Address, different?: Partial<NewTicket>): Promise<Ticket>;
  act(ticket: number, action: Parameters<EmbeddedTicketDesk['act']>[3]): Promise<Ticket>;
  /** Runs the job that tells of the ticket's last event, as it was then. */
  deliver(ticket: Ticket, thisTry?: JobTry): Promise<void>;
  mail(ticket: Ticket): Promise<void>;
  missed(person: string, address: Address): Promise<void>;
  /** What stands in a page's history, in order. */
  shown(conversation: string): Promise<readonly string[]>;
  page(conversation: string): Promise<void>;
}

export function ticketChats(database: Database, given: Partial<Needs> = {}): TicketChats {
  const test = testNeeds(database, given);
  const { jobs, budgets, limits, audit, clock } = test.needs;
  const desk = embeddedTicketDesk({ database, jobs, budgets, limits, audit, clock });
  const needs: Needs = { ...test.needs, desk, talk: desk.talk };
  const teams = sinon.stub<Parameters<Deliver>, ReturnType<Deliver>>().resolves(undefined);
  const engine = createEngine({
    rules: rulesOf(needs, {}),
    store: turnStoreOn(database),
    chats: needs.chats,
    clock,
    log: needs.log,
    voices: new Map([
      ['direct-line', { history: directLineHistory(loadCards(`${root}/cards`)), deliver: async () => undefined }],
      ['bot-framework', { deliver: teams }],
    ]),
  });
  const handlers = myTicketsJobs(needs, { news: desk.news, speak: engine.speak });
  const numbered = async (number: number): Promise<Ticket> => {
    const ticket = await desk.byNumber(number);
    if (!ticket) throw new Error('there is no such ticket');
    return ticket;
  };
  return {
    test,
    needs,
    desk,
    engine,
    teams,
    handlers,
    async open(address, different = {}) {
      const opened = await desk.open({
        reason: 'asked-for-a-person',
        language: 'en',
        address,
        transcript: [],
        reference: '7F3A-9KQ2',
        ...different,
      });
      if (!opened.ok) throw new Error('too many tickets');
      return numbered(opened.number);
    },
    async act(number, action) {
      const result = await desk.act(number, (await numbered(number)).version, kim, action);
      if (!result.ok) throw new Error(`the desk says ${result.reason}`);
      return result.ticket;
    },
    deliver: async (ticket, thisTry = notLast) => handlers['deliver-reply']?.(lastOf(ticket), thisTry),
    mail: async (ticket) => handlers['mail-news']?.(lastOf(ticket), notLast),
    missed: async (person, address) => handlers['tell-missed']?.({ person, address }, notLast),
    async shown(conversation) {
      const rows = await database.query<{ text: string }>(
        `SELECT coalesce(activity->>'text', activity->'attachments'->0->'content'->>'fallbackText') AS text
         FROM direct_line_activities WHERE conversation = $1 ORDER BY position`,
        [conversation],
      );
      return rows.map(({ text }) => text);
    },
    async page(conversation) {
      await database.query(
        'INSERT INTO direct_line_conversations (id, user_id, created_at, last_seen_at) VALUES ($1, $2, now(), now())',
        [conversation, `dl_${conversation}`],
      );
    },
  };
}

const lastOf = ({ number, events }: Ticket) => ({ ticket: number, event: events.at(-1)?.id ?? 0 });
