import type { TicketNews } from './backends/ticket-news/ticket-news.ts';
import type { Visits } from './direct-line/visits.ts';
import { newsRead } from './features/my-tickets/my-tickets.jobs.ts';
import type { Needs } from './features/needs.ts';

/** Hands the page what is done about visits: whoever signs in hears what they have missed, and what a page took is read. */
export const visitsOf = ({ jobs }: Pick<Needs, 'jobs'>, news: TicketNews): Visits => ({
  began: (person, address) => jobs.send('tell-missed', { person, address }),
  async read(conversation, names) {
    const events = newsRead(names);
    if (events.length > 0) await news.read(conversation, events);
  },
});
