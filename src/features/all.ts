import type { TicketQueue } from '../backends/ticket-desk/ticket-desk.ts';
import type { Engine } from '../conversation/engine-api.ts';
import type { Feature } from '../conversation/flow.ts';
import type { JobHandlers } from '../storage/jobs.ts';
import { alarmJobs } from './alarms/alarms.jobs.ts';
import { confirmIdentity } from './confirm-identity/confirm-identity.flow.ts';
import { confirmIdentityJobs } from './confirm-identity/confirm-identity.jobs.ts';
import { liftPauses } from './confirm-identity/person-pauses.ts';
import { deskActionJobs } from './desk-actions/desk-actions.jobs.ts';
import { dialInHelp } from './dial-in-help/dial-in-help.ts';
import { escalation } from './escalate/escalate.flow.ts';
import { escalateJobs } from './escalate/escalate.jobs.ts';
import { ticketStatus } from './escalate/ticket-status.ts';
import { feedback } from './feedback/feedback.flow.ts';
import { language } from './language/language.ts';
import { menu } from './menu/menu.ts';
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
  { answers: [pinRules(needs), ticketStatus(needs)] },
  menu(needs),
  dialInHelp(needs),
  language(),
  pinQuestions(needs),
];

/** What is done later, by queue. */
export const jobHandlers = (
  needs: Needs,
  { queue, engine }: { queue: TicketQueue; engine: Pick<Engine, 'speak'> },
): JobHandlers => ({
  ...confirmIdentityJobs(needs),
  ...resetPinJobs(needs, engine),
  ...alarmJobs(needs),
  ...notMeJobs(needs),
  ...deskActionJobs(needs, { liftPause: (person) => liftPauses(needs, person) }),
  ...escalateJobs({ queue, speak: engine.speak, site: needs.site }),
});
