import type { Limit } from '../kernel/limits.ts';
import type { Queryable } from '../storage/database.ts';
import type { Alarm } from '../storage/jobs.ts';
import type { Needs } from './needs.ts';

/** What goes on for longer is another event. */
const anHour = 60 * 60;

/** Tells the help desk's lead and the log of an attack, once an hour for each kind, whichever process notices it. With `tx` exactly when the rest happens. */
export async function raiseAlarm(
  { budgets, jobs, log }: Pick<Needs, 'budgets' | 'jobs' | 'log'>,
  alarm: Alarm,
  { now, tx }: { readonly now: Date; readonly tx?: Queryable },
): Promise<void> {
  const once: Limit = { name: `alarm-${alarm}`, limit: 1, seconds: anHour };
  const raised = await budgets.spend(once, 'all', now, tx);
  if (!raised.ok) return;
  log.error('an alarm', { alarm });
  await jobs.send('send-alarm', { alarm, at: now.toISOString() }, tx);
}
