import { type Finding, problem, warning } from './finding.ts';

/** Who makes the new one may be on holiday. */
const soonDays = 21;
const dayMs = 86_400_000;

/** What there is to say about a certificate's end; undefined while that is far. */
export function certificateEnd(about: string, end: Date, now: Date): Finding | undefined {
  const days = Math.floor((end.getTime() - now.getTime()) / dayMs);
  if (days < 0) return problem(about, `its certificate ended on ${end.toISOString().slice(0, 10)}`, 'Renew it.');
  return days < soonDays ? warning(about, `its certificate ends in ${days} days`, 'Renew it.') : undefined;
}
