import { z } from 'zod';
import {
  type QueueView,
  queueViews,
  type TicketCursor,
  type TicketQuery,
  type TicketQueue,
  ticketPriorities,
} from '../../backends/ticket-desk/ticket-desk.ts';
import { reportReasons, ticketReasons } from '../../kernel/escalation.ts';
import type { HttpAnswer } from '../../kernel/http.ts';
import type { Inside } from './door.ts';
import { queueView } from './queue-view.ts';
import { deskSheet, type SheetNeeds } from './sheet.ts';

export interface QueueNeeds extends SheetNeeds {
  readonly queue: TicketQueue;
}

const pageSize = 50;
export const ages = ['day', 'week', 'month', 'older'] as const;

const reasons = [...ticketReasons, ...reportReasons] as const;

/** What the address asks for; whatever is not ours is not asked for. */
const Asked = z.object({
  view: z.enum(queueViews).catch('to-do'),
  q: z.string().trim().max(200).catch(''),
  reason: z.enum(reasons).optional().catch(undefined),
  age: z.enum(ages).optional().catch(undefined),
  /** `security.1042`: the last ticket of the page before. */
  after: z
    .string()
    .regex(/^(security|normal)\.[1-9]\d{0,8}$/u)
    .optional()
    .catch(undefined),
});
export type Asked = z.infer<typeof Asked>;

/** `/desk`: a view of the queue, or what was looked for. */
export const queuePage =
  (needs: QueueNeeds) =>
  async ({ request, reader, session }: Inside): Promise<HttpAnswer> => {
    const asked = Asked.parse(Object.fromEntries(request.query));
    const number = /^#?([1-9]\d{0,8})$/u.exec(asked.q)?.[1];
    if (number && (await needs.queue.byNumber(Number(number)))) {
      return { status: 303, headers: { location: `/desk/${number}` } };
    }
    const query = { ...queryFrom(asked, reader.now), agent: session.agent.id };
    // Asked first: what happens after it is news.
    const version = await needs.queue.version();
    const [page, counts] = await Promise.all([needs.queue.list(query), needs.queue.counts(session.agent.id)]);
    const main = queueView({ page, counts, asked, isFull: page.tickets.length === pageSize, version }, reader);
    return deskSheet(needs, reader, { title: reader.words.queue, main, status: 200 });
  };

const day = 24 * 60 * 60 * 1000;

function queryFrom({ view, q, reason, age, after }: Asked, now: Date): Omit<TicketQuery, 'agent'> {
  const ago = (days: number): Date => new Date(now.getTime() - days * day);
  const cursor = after && cursorFrom(after);
  return {
    view: viewOf(view, q),
    limit: pageSize,
    ...(q ? { words: q } : {}),
    ...(reason ? { reason } : {}),
    ...(age === 'day' ? { openedAfter: ago(1) } : {}),
    ...(age === 'week' ? { openedAfter: ago(7) } : {}),
    ...(age === 'month' ? { openedAfter: ago(30) } : {}),
    ...(age === 'older' ? { openedBefore: ago(7) } : {}),
    ...(cursor ? { after: cursor } : {}),
  };
}

/** Whoever looks for something looks everywhere, unless they say where. */
const viewOf = (view: QueueView, q: string): QueueView => (q !== '' && view === 'to-do' ? 'all' : view);

function cursorFrom(text: string): TicketCursor | undefined {
  const [word, number] = text.split('.');
  const priority = ticketPriorities.find((known) => known === word);
  return priority && { priority, number: Number(number) };
}
