import type { TicketQueue } from '../backends/ticket-desk/ticket-desk.ts';
import type { TicketNews } from '../backends/ticket-news/ticket-news.ts';
import type { Engine } from '../conversation/engine-api.ts';
import type { Feature } from '../conversation/flow.ts';
import type { Address } from '../kernel/address.ts';
import type { JobHandlers } from '../storage/jobs.ts';
import { alarmJobs } from './alarms/alarms.jobs.ts';
import { confirmIdentity } from './confirm-identity/confirm-identity.flow.ts';
import { confirmIdentityJobs } from './confirm-identity/confirm-identity.jobs.ts';
import { liftPauses } from './confirm-identity/person-pauses.ts';
import { deskActionJobs } from './desk-actions/desk-actions.jobs.ts';
import { deskMailJobs } from './desk-mail/desk-mail.jobs.ts';
import { dialInHelp } from './dial-in-help/dial-in-help.ts';
import { escalation } from './escalate/escalate.flow.ts';
import { feedback } from './feedback/feedback.flow.ts';
import { language } from './language/language.ts';
import { menu } from './menu/menu.ts';
import { didItHelp } from './my-tickets/did-it-help.flow.ts';
import { allMyTickets, myTickets } from './my-tickets/my-tickets.flow.ts';
import { myTicketsJobs } from './my-tickets/my-tickets.jobs.ts';
import type { Needs } from './needs.ts';
import { notMeJobs } from './not-me/not-me.jobs.ts';
import { pinQuestions } from './pin-questions/pin-questions.ts';
import { pinStatus } from './pin-status/pin-status.flow.ts';
import { pinRules } from './reset-pin/pin-rules.ts';
import { resetPin } from './reset-pin/reset-pin.flow.ts';
import { resetPinJobs } from './reset-pin/reset-pin.jobs.ts';

/** What the bot can do. */
export const allFeatures = (needs: Needs): readonly Feature[] => [
  { flows: [resetPin(needs), pinStatus(needs), confirmIdentity(needs), escalation(needs), feedback(needs)] },
  { flows: [myTickets(needs), allMyTickets(needs), didItHelp(needs)] },
  { answers: [pinRules(needs)] },
  menu(needs),
  dialInHelp(needs),
  language(),
  pinQuestions(needs),
];

/** How jobs reach people. */
interface Ways {
  readonly news: TicketNews;
  readonly queue: Pick<TicketQueue, 'byNumber'>;
  readonly engine: Pick<Engine, 'speak'>;
  /** Where somebody of the directory is signed in on the page just now. */
  readonly pagesOf: (person: string) => Promise<readonly Address[]>;
}

/** What is done later, by queue. */
export const jobHandlers = (needs: Needs, { news, queue, engine, pagesOf }: Ways): JobHandlers => ({
  ...confirmIdentityJobs(needs),
  ...resetPinJobs(needs, engine),
  ...alarmJobs(needs),
  ...notMeJobs(needs),
  ...deskActionJobs(needs, { liftPause: (person) => liftPauses(needs, person), speak: engine.speak, pagesOf }),
  ...deskMailJobs(needs, queue),
  ...myTicketsJobs(needs, { news, speak: engine.speak }),
});
