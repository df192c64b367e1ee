import type { TicketQueue } from '../../backends/ticket-desk/ticket-desk.ts';
import type { Engine } from '../../conversation/engine-api.ts';
import { text } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { Site } from '../../kernel/site.ts';
import type { JobHandlers } from '../../storage/jobs.ts';
import { escalateWords } from './escalate.words.ts';

interface ReplyNeeds {
  readonly queue: Pick<TicketQueue, 'byNumber'>;
  readonly speak: Engine['speak'];
  readonly site: Pick<Site, 'helpDesk'>;
}

/** `deliver-reply`: what an agent wrote goes into the conversation that opened the ticket, with the ways to answer it. */
export const escalateJobs = ({ queue, speak, site }: ReplyNeeds): JobHandlers => ({
  'deliver-reply': async ({ ticket: number, event: id }) => {
    const ticket = await queue.byNumber(number);
    const reply = ticket?.events.find((event) => event.id === id && event.kind === 'replied');
    if (!ticket || reply?.text === undefined) return;
    const { phone, mail } = site.helpDesk;
    const { replyFrom, notAnswered } = escalateWords[ticket.language];
    const heading = fill(replyFrom, ticket.language, { number: String(number) });
    const ending = fill(notAnswered, ticket.language, { phone, mail });
    await speak(ticket.address, [text(`${heading}\n\n${reply.text}\n\n${ending}`)]);
  },
});
