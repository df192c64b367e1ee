import type { Clock } from '../../kernel/clock.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { Limits } from '../../kernel/limits.ts';
import type { Audit } from '../../storage/audit.ts';
import type { Budgets } from '../../storage/budgets.ts';
import type { Database } from '../../storage/database.ts';
import type { Jobs } from '../../storage/jobs.ts';
import type { LiveTalk } from '../live-talk/live-talk.ts';
import type { TicketNews } from '../ticket-news/ticket-news.ts';
import { actOn, closeSolved } from './acting.ts';
import { ticketNews } from './news.ts';
import { openForCaller, openTicket } from './opening.ts';
import { actOnOwn, ownTickets } from './own-tickets.ts';
import { counted, listed, versionOf } from './queue.ts';
import { liveTalk } from './talks.ts';
import type { TicketDesk, TicketQueue } from './ticket-desk.ts';
import { ticketsWhere } from './ticket-rows.ts';
import { tellWaiting } from './waiting.ts';

export interface EmbeddedTicketDeskOptions {
  readonly database: Database;
  readonly jobs: Pick<Jobs, 'send'>;
  readonly budgets: Pick<Budgets, 'spend'>;
  readonly limits: Pick<Limits, 'ticketsPerDay' | 'desk'>;
  readonly audit: Pick<Audit, 'add'>;
  readonly clock: Clock;
}

export interface EmbeddedTicketDesk extends TicketDesk, TicketQueue {
  readonly news: TicketNews;
  readonly talk: LiveTalk;
  /** Has the desk and its lead told of what waits for too long, once each; answers how many. To be called every minute or so. */
  tellWaiting(now: Date): Promise<number>;
  /** Closes tickets that were solved five days ago and stayed quiet; answers how many. To be called now and then. */
  closeSolved(now: Date): Promise<number>;
}

/** The book of record: tickets in our own database, each change in one transaction with the event that tells it and the job that delivers it. */
export function embeddedTicketDesk(options: EmbeddedTicketDeskOptions): EmbeddedTicketDesk {
  const { database } = options;
  return {
    open: (ticket) => guarded(() => openTicket(options, ticket)),
    ownTickets: (owner) => guarded(() => ownTickets(options, owner)),
    actOnOwn: (owner, number, action, also) => guarded(() => actOnOwn(options, owner, { number, action, also })),
    list: (query) => guarded(() => listed(database, query)),
    counts: (agent) => guarded(() => counted(database, agent)),
    byNumber: (number) =>
      guarded(async () => {
        const [ticket] = await ticketsWhere(database, 'WHERE number = $1', [number]);
        return ticket;
      }),
    version: (number) => guarded(() => versionOf(database, number)),
    act: (number, version, agent, action) => guarded(() => actOn(options, { number, version, agent, action })),
    openForCaller: (agent, call) => guarded(() => openForCaller(options, agent, call)),
    news: ticketNews(options),
    talk: liveTalk(options),
    tellWaiting: (now) => guarded(() => tellWaiting(options, now)),
    closeSolved: (now) => guarded(() => closeSolved(options, now)),
  };
}

/** The database is the desk's other end: where it does not answer, the desk does not. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new BackendError('ticket-desk', cause instanceof BackendError ? cause.fault : 'unavailable', { cause });
  }
}
