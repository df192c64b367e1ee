import type { LiveTalk } from '../backends/live-talk/live-talk.ts';
import type { Mailer } from '../backends/mailer/mailer.ts';
import type { PinService } from '../backends/pin-service/pin-service.ts';
import type { TicketDesk } from '../backends/ticket-desk/ticket-desk.ts';
import type { UserDirectory } from '../backends/user-directory/user-directory.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Keyring } from '../kernel/keyring.ts';
import type { Limits } from '../kernel/limits.ts';
import type { Log } from '../kernel/log.ts';
import type { Site } from '../kernel/site.ts';
import type { Audit } from '../storage/audit.ts';
import type { Budgets } from '../storage/budgets.ts';
import type { Challenges } from '../storage/challenges.ts';
import type { Database } from '../storage/database.ts';
import type { Feedback } from '../storage/feedback.ts';
import type { Jobs } from '../storage/jobs.ts';
import type { NotMeLinks } from '../storage/not-me-links.ts';
import type { PersonActions } from '../storage/person-actions.ts';
import type { PersonalChats } from '../storage/personal-chats.ts';

/** `sign-in`: at their identity provider, not long ago. `code`: by a code mailed to an address on record. `off`: they are told to talk to a person. */
export type ConfirmationWay = 'sign-in' | 'code' | 'sign-in+code' | 'off';

/** How a path's people are confirmed. Anonymous people never sign in as such: on the page they become somebody by it. */
export interface IdentityPolicy {
  readonly teams: ConfirmationWay;
  readonly page: ConfirmationWay;
  readonly anonymous: 'code' | 'off';
}

/** What `app` hands every feature. */
export interface Needs {
  readonly directory: UserDirectory;
  readonly pins: PinService;
  readonly desk: TicketDesk;
  readonly talk: LiveTalk;
  readonly mailer: Mailer;
  readonly site: Site;
  readonly database: Database;
  readonly challenges: Challenges;
  readonly budgets: Budgets;
  readonly jobs: Jobs;
  readonly feedback: Feedback;
  readonly notMe: NotMeLinks;
  readonly audit: Audit;
  readonly personActions: PersonActions;
  /** Where people of a mail reach us; undefined where there is no way. */
  readonly origin: () => string | undefined;
  readonly chats: PersonalChats;
  readonly keys: Keyring;
  readonly limits: Limits;
  readonly identity: IdentityPolicy;
  /** Whoever is anonymous on the page can sign in there. */
  readonly pageSignsIn: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** For a job that a turn left behind: its lines of the log carry the turn's reference. */
export const afterTurn = (needs: Needs, { reference }: { readonly reference?: string }): Needs =>
  reference === undefined ? needs : { ...needs, log: needs.log.with({ reference }) };
