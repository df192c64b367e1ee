import { z } from 'zod';
import { BackendError } from '../../kernel/errors.ts';
import type { CallLimits } from './call-queue.ts';
import { isDenial, type PowershellBridge } from './powershell-bridge.ts';
import type { Answer, Request } from './powershell-worker.ts';

/** A real server takes 3 to 60 s. What waits longer for a worker is not begun; what takes longer is given up, and nobody knows then what was done. */
export const scriptLimits = {
  reading: { waitMs: 20_000, callMs: 30_000 },
  changing: { waitMs: 20_000, callMs: 60_000 },
  /** A server may go on for so long without the process that asked it. */
  afterwardsMs: 30_000,
};
export type ScriptLimits = typeof scriptLimits;

/** The script says itself why it did nothing. */
const Refused = z.tuple([z.object({ refused: z.enum(['too-late', 'event-log']) })]);

/** `not-found`: the service has nobody or nothing of that name. `refused`: it takes no such value. Nothing was changed with either. */
export type Done = 'done' | 'not-found' | 'refused';

/** What a reading command found; undefined where the service knows nothing of that name. Throws BackendError. */
export async function read<T>(
  bridge: PowershellBridge,
  { request, found, limits }: { request: Request; found: z.ZodType<T>; limits: CallLimits },
): Promise<readonly T[] | undefined> {
  const answer = await bridge.call(request, limits);
  if (!answer.ok) {
    if (answer.category === 'ObjectNotFound') return undefined;
    throw faultOf(answer);
  }
  const parsed = z.array(found).safeParse(answer.result);
  // Nothing of the answer goes into the error: it is somebody's data.
  if (!parsed.success) throw badAnswer('an answer of another shape');
  return parsed.data;
}

/** The same of a command whose identity can only mean one. */
export async function readOne<T>(
  bridge: PowershellBridge,
  what: { request: Request; found: z.ZodType<T>; limits: CallLimits },
): Promise<T | undefined> {
  const all = await read(bridge, what);
  if (all !== undefined && all.length > 1) throw badAnswer('several in the place of one');
  return all?.[0];
}

/** Throws BackendError: with `timeout` and `bad-answer` nobody knows what was done, with other faults nothing was. */
export async function callChange(bridge: PowershellBridge, request: Request, limits: CallLimits): Promise<Done> {
  const answer = await bridge.call(request, limits);
  if (answer.ok) {
    if (answer.result.length === 0) return 'done';
    const refused = Refused.safeParse(answer.result).data?.[0].refused;
    if (!refused) throw badAnswer('an answer where there should be none');
    throw new BackendError('pin-service', refused === 'event-log' ? 'denied' : 'unavailable', {
      cause: new Error(refused === 'event-log' ? 'module logging would keep the PIN in the event log' : refused),
    });
  }
  if (answer.category === 'ObjectNotFound') return 'not-found';
  if (answer.category === 'InvalidArgument' || answer.category === 'InvalidData') return 'refused';
  throw faultOf(answer);
}

/** After these nobody knows what was done. */
export const isUnknown = (error: unknown): boolean =>
  error instanceof BackendError && (error.fault === 'timeout' || error.fault === 'bad-answer');

/** Nothing was changed by what only reads, or changes something else: then the fault must not say that nobody knows. */
export async function beforeChange<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw isUnknown(cause) ? new BackendError('pin-service', 'unavailable', { cause }) : cause;
  }
}

export const badAnswer = (why: string): BackendError =>
  new BackendError('pin-service', 'bad-answer', { cause: new Error(why) });

const faultOf = ({ category, type }: Extract<Answer, { ok: false }>): BackendError =>
  new BackendError('pin-service', isDenial(category) ? 'denied' : 'bad-answer', {
    cause: new Error(`${category}, ${type}`),
  });
