import { join } from 'node:path';
import { configuredMailer } from './backends/mailer/configured.ts';
import { configuredPinService } from './backends/pin-service/configured.ts';
import { configuredTicketDesk } from './backends/ticket-desk/configured.ts';
import type { Config } from './config.ts';
import type { Needs } from './features/needs.ts';
import { auditStore } from './storage/audit-store.ts';
import { bossJobs } from './storage/boss-jobs.ts';
import { budgetsOn } from './storage/budgets-store.ts';
import { challengesStore } from './storage/challenges-store.ts';
import { feedbackStore } from './storage/feedback-store.ts';
import { notMeLinksStore } from './storage/not-me-links-store.ts';
import { personActionsStore } from './storage/person-actions-store.ts';
import { personalChatsStore } from './storage/personal-chats-store.ts';

/** What is there before the rest: without one of these the program does not start. */
interface Given extends Pick<Needs, 'directory' | 'site' | 'database' | 'keys' | 'limits' | 'clock' | 'log'> {
  /** Where people of a mail reach us; undefined where there is no way. */
  readonly origin: () => string | undefined;
  /** Of processes that are started. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What features need, from the back ends that the settings name; and of these what only the composition uses: the queue, the outbox, when jobs begin. */
export async function backEnds(
  { backends, bot, dataDir, identity, signIn }: Config,
  { origin, environment, ...given }: Given,
) {
  const { database, keys, limits, clock, log } = given;
  const budgets = budgetsOn(database);
  const jobs = bossJobs({ database, log });
  const desk = configuredTicketDesk(backends.desk, {
    database,
    jobs,
    budgets,
    limits,
    audit: auditStore(database),
    clock,
  });
  const { organisation } = given.site;
  const folder = join(dataDir, 'outbox');
  const mailer = await configuredMailer(backends.mailer, { folder, organisation, clock, log });
  const needs: Needs = {
    ...given,
    desk,
    talk: desk.talk,
    mailer,
    budgets,
    jobs,
    pins: configuredPinService(backends.pins, {
      database,
      keys,
      clock,
      log,
      environment,
      rules: given.site.pinServiceRules,
    }),
    challenges: challengesStore(database, keys, limits),
    feedback: feedbackStore(database),
    audit: auditStore(database),
    personActions: personActionsStore(database),
    origin,
    notMe: notMeLinksStore({ database, keys, origin }),
    chats: personalChatsStore(database, bot?.allowedTenants ?? []),
    identity,
    pageSignsIn: signIn !== undefined,
  };
  return { needs, desk, mailer, jobs };
}

/** For whoever asks how the program is: which back end stands in each place. */
export const backEndNames = ({ backends }: Config): Readonly<Record<string, string>> => ({
  'user-directory': backends.directory.USER_DIRECTORY,
  'pin-service': backends.pins.PIN_SERVICE,
  'ticket-desk': backends.desk.TICKET_DESK,
  mailer: backends.mailer.MAILER,
});
