import type { Engine } from './conversation/engine-api.ts';
import type { Clock } from './kernel/clock.ts';
import type { Log } from './kernel/log.ts';
import { forgetEndedBudgets } from './storage/budgets-store.ts';
import { forgetOldChallenges } from './storage/challenges-store.ts';
import type { Database } from './storage/database.ts';
import { forgetOldNotMeLinks } from './storage/not-me-links-store.ts';
import { forgetOldPersonalChats } from './storage/personal-chats-store.ts';
import { autovacuum } from './storage/pglite-upkeep.ts';
import { forgetOld, type Keeping } from './storage/retention.ts';

export interface Chore {
  readonly name: string;
  readonly everySeconds: number;
  readonly run: () => Promise<unknown>;
}

interface Untidy {
  cleanUp(now: Date): Promise<unknown>;
}

/** Whatever something is left behind by. */
interface Leaving {
  readonly engine: Pick<Engine, 'settleAbandoned'>;
  readonly chat: Untidy;
  readonly page: Untidy;
  readonly mailer: Partial<Untidy>;
  readonly store: { clean(now: Date): Promise<unknown> };
  readonly talk: { endQuiet(now: Date): Promise<unknown> };
  readonly desk: {
    closeSolved(now: Date): Promise<unknown>;
    tellWaiting(now: Date): Promise<unknown>;
    readonly news: { settleLost(): Promise<unknown> };
  };
  readonly database: Database;
  readonly keep: Keeping;
  readonly clock: Clock;
}

/** Everything that is done again and again while the program runs. */
export const choresOf = ({
  engine,
  chat,
  page,
  mailer,
  store,
  desk,
  talk,
  database,
  keep,
  clock,
}: Leaving): readonly Chore[] => [
  { name: 'settle', everySeconds: 5, run: () => engine.settleAbandoned() },
  { name: 'chat', everySeconds: 60, run: () => chat.cleanUp(clock.now()) },
  { name: 'sign-ins', everySeconds: 600, run: () => page.cleanUp(clock.now()) },
  { name: 'outcomes', everySeconds: 600, run: () => store.clean(clock.now()) },
  { name: 'budgets', everySeconds: 600, run: () => forgetEndedBudgets(database, clock.now()) },
  { name: 'retention', everySeconds: 3_600, run: () => forgetOld(database, keep, clock.now()) },
  { name: 'autovacuum', everySeconds: 60, run: () => autovacuum(database) },
  { name: 'challenges', everySeconds: 600, run: () => forgetOldChallenges(database, clock.now()) },
  { name: 'not-me-links', everySeconds: 3_600, run: () => forgetOldNotMeLinks(database, clock.now()) },
  { name: 'personal-chats', everySeconds: 3_600, run: () => forgetOldPersonalChats(database, clock.now()) },
  { name: 'outbox', everySeconds: 600, run: async () => mailer.cleanUp?.(clock.now()) },
  { name: 'tickets', everySeconds: 3_600, run: () => desk.closeSolved(clock.now()) },
  { name: 'quiet-talks', everySeconds: 30, run: () => talk.endQuiet(clock.now()) },
  { name: 'lost-news', everySeconds: 60, run: () => desk.news.settleLost() },
  { name: 'waiting-tickets', everySeconds: 60, run: () => desk.tellWaiting(clock.now()) },
];

/** Runs each chore again and again, never twice at once; one that fails is tried again at its next time. Returns how to stop, which waits for what runs. */
export function startChores(chores: readonly Chore[], log: Log): () => Promise<void> {
  const running = new Map<string, Promise<unknown>>();
  const timers = chores.map(({ name, everySeconds, run }) =>
    setInterval(() => {
      if (running.has(name)) return;
      const work = run()
        .catch((error: unknown) => log.warn('a chore failed', { chore: name, err: error }))
        .finally(() => running.delete(name));
      running.set(name, work);
    }, everySeconds * 1000),
  );
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(running.values());
  };
}
