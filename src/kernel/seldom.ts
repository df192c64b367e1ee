import type { Clock } from './clock.ts';
import type { Log, LogFields } from './log.ts';

const minuteMs = 60_000;

/** Warns about each `kind` once a minute at most, so that nobody can fill the log from outside. */
export function seldom(log: Log, clock: Clock): (kind: string, message: string, fields?: LogFields) => void {
  const last = new Map<string, number>();
  return (kind, message, fields) => {
    const now = clock.now().getTime();
    if (Math.abs(now - (last.get(kind) ?? Number.NEGATIVE_INFINITY)) < minuteMs) return;
    last.set(kind, now);
    log.warn(message, fields);
  };
}
