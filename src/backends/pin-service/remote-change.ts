import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { type Done, isUnknown, type ScriptLimits } from './ask-script.ts';
import type { BeginningChange, RemotePins } from './remote-pins.ts';

export interface RemoteChangeNeeds {
  readonly rows: RemotePins;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: ScriptLimits;
}

type Asked = Omit<BeginningChange, 'now' | 'until'>;

/** Writes down that a change begins, has `work` make it, and writes down how it ended, if that is known; if not, it is under way until its time is over. */
export async function remoteChange(
  { rows, clock, log, limits }: RemoteChangeNeeds,
  { person, ...asked }: Asked & { readonly person: string },
  work: (began: { readonly now: Date; readonly notAfter: number }) => Promise<Done>,
): Promise<Done | 'reused' | 'under-way'> {
  const { waitMs, callMs } = limits.changing;
  const now = clock.now();
  const notAfter = now.getTime() + waitMs;
  const until = new Date(notAfter + callMs + limits.afterwardsMs);
  const begun = await rows.begin(person, { ...asked, now, until });
  if (!begun.ok) return begun.reason;
  // What is done is done: a database that fails now must not make it look otherwise.
  const end = (made: boolean) =>
    begun.end(made).catch((error: unknown) => log.warn('a change of a PIN counts as under way', { err: error }));
  let done: Done;
  try {
    done = await work({ now, notAfter });
  } catch (error) {
    if (!isUnknown(error)) await end(false);
    throw error;
  }
  await end(done === 'done');
  return done;
}
