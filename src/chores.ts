import type { Log } from './kernel/log.ts';

export interface Chore {
  readonly name: string;
  readonly everySeconds: number;
  readonly run: () => Promise<unknown>;
}

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
