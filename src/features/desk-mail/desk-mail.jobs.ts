import type { Ticket, TicketQueue } from '../../backends/ticket-desk/ticket-desk.ts';
import { fill } from '../../conversation/words.ts';
import { momentText } from '../../kernel/moment.ts';
import { Secret } from '../../kernel/secret.ts';
import type { JobData, JobHandlers } from '../../storage/jobs.ts';
import type { Needs } from '../needs.ts';
import { deskMailWords } from './desk-mail.words.ts';

type DeskMail = JobData['mail-desk'];

/** `mail-desk`: the desk's mailbox, ticket by ticket one conversation. Only a number and where to look: no secret, no words of anybody, no name. */
export const deskMailJobs = (
  { mailer, site, origin, log }: Pick<Needs, 'mailer' | 'site' | 'origin' | 'log'>,
  queue: Pick<TicketQueue, 'byNumber'>,
): JobHandlers => ({
  'mail-desk': async (matter) => {
    const { ticket: number, about, to: receiver } = matter;
    const { lead, mail, timeZone } = site.helpDesk;
    const ticket = await queue.byNumber(number);
    if (!ticket || !isStillSo(matter, ticket)) return;
    if (about === 'unanswered') log.error('a security ticket is unanswered', { ticket: number });
    const to = receiver === 'lead' ? (lead?.mail ?? mail) : mail;
    // The desk itself hears of it by its own mail.
    if (about === 'stuck' && receiver === 'lead' && to === mail) return;
    const locale = lead?.language ?? 'en';
    const t = deskMailWords[locale];
    const say = (message: string): string =>
      fill(message, locale, {
        number: String(number),
        organisation: site.organisation,
        date: momentText(new Date(matter.at), locale, timeZone),
      });
    const link = origin() === undefined ? [] : [`${origin()}/desk/${number}`];
    const security = ticket.priority === 'security' ? [t.security] : [];
    const thread = `ticket ${number}`;
    const sent = await mailer.send({
      id: about === 'new' ? thread : JSON.stringify([thread, about, matter.at, receiver]),
      thread,
      to,
      subject: say(ticket.priority === 'security' ? t.securitySubject : t.subject),
      text: new Secret([say(t[about]), ...security, ...link, t.noSecrets].join('\n\n')),
      locale,
    });
    if (!sent.ok) log.error('the desk could not be mailed', { ticket: number, reason: sent.reason });
  },
});

/** A mail may come late: what was done meanwhile is no alarm. */
const isStillSo = ({ about }: DeskMail, { status }: Ticket): boolean =>
  about === 'new' || status === 'open' || (about === 'stuck' && status === 'assigned');
