import sinon from 'sinon';
import { embeddedPinService } from '../../src/backends/pin-service/embedded.ts';
import type { NewTicket, OpenedTicket } from '../../src/backends/ticket-desk/ticket-desk.ts';
import { embeddedUserDirectory } from '../../src/backends/user-directory/embedded.ts';
import { samplePeople } from '../../src/backends/user-directory/sample-people.ts';
import type { StepTurn } from '../../src/conversation/flow.ts';
import type { Needs } from '../../src/features/needs.ts';
import { keyring } from '../../src/kernel/keyring.ts';
import { limits } from '../../src/kernel/limits.ts';
import { defaultPinPolicy } from '../../src/kernel/pin-policy.rules.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { auditStore } from '../../src/storage/audit-store.ts';
import { budgetsOn } from '../../src/storage/budgets-store.ts';
import { challengesStore } from '../../src/storage/challenges-store.ts';
import type { Database } from '../../src/storage/database.ts';
import type { FeedbackEntry } from '../../src/storage/feedback.ts';
import type { JobData, JobHandlers, JobTry, Queue } from '../../src/storage/jobs.ts';
import { notMeLinksStore } from '../../src/storage/not-me-links-store.ts';
import { personActionsStore } from '../../src/storage/person-actions-store.ts';
import { personalChatsStore } from '../../src/storage/personal-chats-store.ts';
import { queues } from '../../src/storage/queues.ts';
import { site } from './answers.ts';
import { tenant } from './connector.ts';

interface SentMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What features need, on a real database, with a clock that a test moves and mails, jobs, tickets and logs that it can read. */
export function testNeeds(database: Database, given: Partial<Needs> = {}) {
  const time = { now: new Date('2026-11-23T10:00:00Z') };
  const clock = { now: () => time.now };
  const keys = keyring(new Secret('a secret key for these tests alone'));
  const mails: SentMail[] = [];
  const jobs: { readonly queue: Queue; readonly data: JobData[Queue] }[] = [];
  const known = new Set<string>();
  const feedback: FeedbackEntry[] = [];
  const log = { debug: sinon.fake(), info: sinon.fake(), warn: sinon.fake(), error: sinon.fake(), with: () => log };
  const open = sinon.fake(
    async (_ticket: NewTicket): Promise<OpenedTicket> => ({ ok: true, number: 1042, isNew: true }),
  );
  const policy = defaultPinPolicy;

  const needs: Needs = {
    directory: embeddedUserDirectory(samplePeople),
    pins: embeddedPinService({ database, keys, policy, clock }),
    desk: { open, ownTickets: async () => [], actOnOwn: async () => ({ ok: false, reason: 'no-such-ticket' }) },
    talk: { hear: async () => false, leave: async () => false, endQuiet: async () => 0 },
    mailer: {
      async send({ to, subject, text }) {
        mails.push({ to, subject, text: text.reveal() });
        return { ok: true };
      },
    },
    site,
    database,
    challenges: challengesStore(database, keys, limits),
    budgets: budgetsOn(database),
    jobs: {
      async send(queue, data) {
        const key = `${queue} ${queues[queue].key(data)}`;
        if (!known.has(key)) jobs.push({ queue, data });
        known.add(key);
      },
    },
    feedback: { save: async (entry) => void feedback.push(entry) },
    audit: auditStore(database),
    personActions: personActionsStore(database),
    origin: () => 'http://localhost:3978',
    notMe: notMeLinksStore({ database, keys, origin: () => 'http://localhost:3978' }),
    chats: personalChatsStore(database, [tenant]),
    keys,
    limits: { ...limits, anonymousGuessAfterMs: 0 },
    identity: { teams: 'code', page: 'code', anonymous: 'code' },
    pageSignsIn: false,
    clock,
    log,
    ...given,
  };
  return { needs, time, mails, jobs, tickets: { open }, feedback, log, pass: (seconds: number) => pass(time, seconds) };
}
export type TestNeeds = ReturnType<typeof testNeeds>;

function pass(time: { now: Date }, seconds: number): void {
  time.now = new Date(time.now.getTime() + seconds * 1000);
}

/** A turn of somebody whom no channel vouches for. */
export const turnAt = ({ time, log }: Pick<TestNeeds, 'time' | 'log'>, given: Partial<StepTurn> = {}) => ({
  address: { edge: 'direct-line', channel: 'directline', conversation: 'c1', sender: 'dl_1' } as const,
  conversationKind: 'personal' as const,
  path: 'anonymous' as const,
  requester: '192.0.2.1',
  locale: 'en' as const,
  now: time.now,
  reference: '7F3A-9KQ2',
  transcript: [],
  stillOurs: async () => true,
  log,
  ...given,
});

/** A try with others to come. */
export const notLast: JobTry = { isLast: false };

/** For jobs that speak into a chat, where nobody has one. */
export const noVoice = { speak: async () => undefined, pagesOf: async () => [] };

/** Runs the jobs that were sent since the last time, in order, and those that they send; delayed ones too. */
export async function runJobs(
  { jobs }: Pick<TestNeeds, 'jobs'>,
  handlers: JobHandlers,
  thisTry = notLast,
): Promise<void> {
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const { queue, data } = job;
    if (queue === 'send-code' && 'challenge' in data) await handlers['send-code']?.(data, thisTry);
    if (queue === 'announce-reset' && 'done' in data) await handlers['announce-reset']?.(data, thisTry);
    if (queue === 'act-on-report' && 'link' in data) await handlers['act-on-report']?.(data, thisTry);
    if (queue === 'send-notice' && 'notice' in data) await handlers['send-notice']?.(data, thisTry);
    if (queue === 'act-on-person' && 'action' in data) await handlers['act-on-person']?.(data, thisTry);
    if (queue === 'tell-act' && 'action' in data) await handlers['tell-act']?.(data, thisTry);
    if (queue === 'tell-chat' && 'notice' in data) await handlers['tell-chat']?.(data, thisTry);
    if (queue === 'send-alarm' && 'alarm' in data) await handlers['send-alarm']?.(data, thisTry);
  }
}
