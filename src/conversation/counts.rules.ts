import { durationBucket } from '../kernel/durations.rules.ts';
import type { Count } from '../storage/turn-store.ts';
import type { Session } from './session.ts';
import type { Scene } from './stage.ts';

/** What a turn adds to the desk's figures: a change was asked for, its person confirmed it, it is done. */
export function countsOf(
  before: Session,
  { session: after, isDone }: Pick<Scene, 'session' | 'isDone'>,
  now: Date,
): readonly Count[] {
  const since = sinceOf(before);
  const counts: Count[] = [];
  if (since === undefined && sinceOf(after) !== undefined) counts.push({ what: 'started' });
  const isConfirmed = after.confirmation?.at === now.toISOString() && before.confirmation?.at !== after.confirmation.at;
  if (isConfirmed && (since ?? sinceOf(after)) !== undefined) counts.push({ what: 'confirmed' });
  if (isDone) counts.push({ what: 'done' });
  if (isDone && since !== undefined) {
    const seconds = Math.max(0, (now.getTime() - Date.parse(since)) / 1000);
    counts.push({ what: 'took', detail: String(durationBucket(seconds)) });
  }
  return counts;
}

const sinceOf = ({ frames }: Session): string | undefined => frames.find(({ since }) => since !== undefined)?.since;
