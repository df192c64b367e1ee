/** When one more call of this key may come; undefined where it may now. Counts it. */
export type CallRate = (key: string, now: Date) => Date | undefined;

export interface Calls {
  readonly most: number;
  readonly seconds: number;
}

/** Counts calls by key within one window for all keys, in this process: what is remembered is bounded by the calls of a window. */
export function callRate({ most, seconds }: Calls): CallRate {
  let counts = new Map<string, number>();
  let startedAt = 0;
  return (key, now) => {
    const at = now.getTime();
    // Before the start: the clock was set back, and nobody waits for it.
    if (at >= startedAt + seconds * 1_000 || at < startedAt) {
      counts = new Map();
      startedAt = at;
    }
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count > most ? new Date(startedAt + seconds * 1_000) : undefined;
  };
}
