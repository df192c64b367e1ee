import { type News, ofTheMoment, type TicketNews } from '../../backends/ticket-news/ticket-news.ts';
import type { Engine } from '../../conversation/engine-api.ts';
import { addressKey } from '../../kernel/address.ts';
import type { JobHandlers, JobTry } from '../../storage/jobs.ts';
import type { Needs } from '../needs.ts';
import { newsMail, newsReply } from './news.ts';

export type NewsNeeds = Pick<
  Needs,
  'site' | 'origin' | 'directory' | 'mailer' | 'jobs' | 'chats' | 'talk' | 'database' | 'log'
>;

interface Ways {
  readonly news: TicketNews;
  readonly speak: Engine['speak'];
}

/**
 * `deliver-reply`: says news of a ticket in the conversation that opened it; what happened before goes first.
 * `mail-news`: mails it, to an address on record, to whom was confirmed as they asked for help; where no chat took it, or nobody has read it there.
 * `tell-missed`: says what nobody has read where its person has signed in since.
 */
export const myTicketsJobs = (needs: NewsNeeds, ways: Ways): JobHandlers => ({
  'deliver-reply': async ({ ticket, event }, { isLast }) => {
    const news = await ways.news.unsaid(ticket, event);
    if (!news) return;
    if (news.waits && !isLast) throw new Error('what happened before is still to be said');
    await deliver(needs, ways, { news, isLast });
  },
  'mail-news': async ({ ticket, event }) => {
    const news = await ways.news.unread(ticket, event);
    if (news) await mail(needs, news);
  },
  'tell-missed': async ({ person, address }) => {
    for (const news of await ways.news.missedBy(person)) {
      if (addressKey(news.ticket.address) === addressKey(address)) continue;
      await ways.speak(address, [newsReply(needs, news)], {
        inPrivate: true,
        name: nameOf(news),
        record: (tx) => ways.news.saidAgain(news.event.id, address.conversation, tx),
      });
    }
  },
});

const names = /^event-(\d{1,15})$/u;
const nameOf = ({ event }: News): string => `event-${event.id}`;

/** Which news a page has read, from the names of what it took. */
export const newsRead = (read: readonly string[]): readonly number[] =>
  read.flatMap((name) => names.exec(name)?.[1] ?? []).map(Number);

const isOfTheMoment = ({ event }: News): boolean => ofTheMoment.includes(event.kind);

interface Delivery extends Pick<JobTry, 'isLast'> {
  readonly news: News;
}

async function deliver(needs: NewsNeeds, ways: Ways, { news, isLast }: Delivery): Promise<void> {
  const { ticket, event } = news;
  const chat = ticket.person && (await needs.chats.of(ticket.person.id));
  const own = chat && addressKey(chat.address) === addressKey(ticket.address) ? chat : undefined;
  const isRead = ticket.address.edge === 'bot-framework';
  const said = ways.speak(ticket.address, [newsReply(needs, news)], {
    ...(own ? { kept: own.reference } : {}),
    inPrivate: true,
    name: nameOf(news),
    record: async (tx) => {
      const isNew = await ways.news.said(event.id, { conversation: ticket.address.conversation, isRead }, tx);
      if (isNew && !isRead && !isOfTheMoment(news)) {
        await needs.jobs.send('mail-news', { ticket: ticket.number, event: event.id, later: true }, tx);
      }
      return isNew;
    },
  });
  const heard = await said.catch((error: unknown) => {
    if (!isLast) throw error;
    needs.log.error('news of a ticket could not be said', { ticket: ticket.number, err: error });
    return 'gone' as const;
  });
  if (heard === undefined) return;
  if (own && heard === 'gone') await needs.chats.forget(own);
  // Nobody hears the agent there.
  await needs.talk.leave(ticket.address);
  await needs.database.transaction(async (tx) => {
    if ((await ways.news.said(event.id, { isRead: false }, tx)) && !isOfTheMoment(news)) {
      await needs.jobs.send('mail-news', { ticket: ticket.number, event: event.id }, tx);
    }
  });
}

/** A name that was only claimed is nobody's to write to. */
async function mail(needs: NewsNeeds, news: News): Promise<void> {
  const { ticket, event } = news;
  const line = { ticket: ticket.number };
  if (!ticket.person?.confirmed) return needs.log.info('news of a ticket waits in its chat', line);
  const person = await needs.directory.byId(ticket.person.id);
  const to = person?.noticeAddresses[0];
  if (!person || to === undefined) return needs.log.warn('news of a ticket has nobody to go to', line);
  const sent = await needs.mailer.send({ ...newsMail(needs, news, person), id: `ticket news ${event.id}`, to });
  if (!sent.ok) needs.log.warn('news of a ticket could not be mailed', { ...line, reason: sent.reason });
}
