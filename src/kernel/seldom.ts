import { callRate } from './call-rate.ts';
import type { Clock } from './clock.ts';
import type { Log, LogFields } from './log.ts';

/** Warns once a minute about each `kind` (such as an address; '' where it concerns all), so that nobody can fill the log from outside. */
export function seldom(log: Log, clock: Clock): (kind: string, message: string, fields?: LogFields) => void {
  const toldOf = callRate({ most: 1, seconds: 60 });
  return (kind, message, fields) => {
    if (!toldOf(kind, clock.now())) log.warn(message, fields);
  };
}
