import type { TicketQueue } from '../../backends/ticket-desk/ticket-desk.ts';
import type { Engine } from '../../conversation/engine-api.ts';
import { text } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { JobHandlers } from '../../storage/jobs.ts';
import { escalateWords } from './escalate.words.ts';

interface ReplyNeeds {
  readonly queue: Pick<TicketQueue, 'byNumber'>;
  readonly speak: Engine['speak'];
}

/** `deliver-reply`: what an agent wrote goes into the conversation that opened the ticket. */
export const escalateJobs = ({ queue, speak }: ReplyNeeds): JobHandlers => ({
  'deliver-reply': async ({ ticket: number, event: id }) => {
    const ticket = await queue.byNumber(number);
    const reply = ticket?.events.find((event) => event.id === id && event.kind === 'replied');
    if (!ticket || reply?.text === undefined) return;
    const heading = fill(escalateWords[ticket.language].replyFrom, ticket.language, { number: String(number) });
    await speak(ticket.address, [text(`${heading}\n\n${reply.text}`)]);
  },
});
