import { BackendError } from '../../kernel/errors.ts';
import type { Answer, Request } from './powershell-worker.ts';

export interface CallLimits {
  /** Until a worker takes it up: given up then, nothing was done. */
  readonly waitMs: number;
  /** From then on: the worker is killed then, and nobody knows what was done. */
  readonly callMs: number;
}

interface WaitingCall {
  readonly request: Request;
  readonly callMs: number;
  readonly settle: (work: Promise<Answer>) => void;
  readonly timer: NodeJS.Timeout;
}

/** As many as this wait; whoever comes then is told at once. */
const longestQueue = 50;

/** Calls that no worker has taken up yet. */
export interface CallQueue {
  add(request: Request, limits: CallLimits): Promise<Answer>;
  /** The call that waits longest; it waits no more. */
  take(): Pick<WaitingCall, 'request' | 'callMs' | 'settle'> | undefined;
  /** Resolves once something waits, or at the next `wake`. */
  filled(): Promise<void>;
  wake(): void;
  turnAway(error: BackendError): void;
}

/** Nothing was done: whoever asked may ask again. */
export const notDone = (fault: 'unavailable' | 'denied' | 'throttled', why: string): BackendError =>
  new BackendError('pin-service', fault, { cause: new Error(why) });

export function callQueue(): CallQueue {
  const waiting = new Set<WaitingCall>();
  const wakers = new Set<() => void>();

  const wake = (): void => {
    const woken = [...wakers];
    wakers.clear();
    for (const goOn of woken) goOn();
  };
  const leave = (call: WaitingCall): void => {
    waiting.delete(call);
    clearTimeout(call.timer);
  };

  return {
    add: (request, { waitMs, callMs }) =>
      new Promise<Answer>((settle) => {
        if (waiting.size >= longestQueue) return settle(Promise.reject(notDone('throttled', 'too many calls wait')));
        const giveUp = () => {
          waiting.delete(call);
          settle(Promise.reject(notDone('unavailable', 'no worker was free in time')));
        };
        const call: WaitingCall = { request, callMs, settle, timer: setTimeout(giveUp, waitMs) };
        waiting.add(call);
        wake();
      }),
    take() {
      const [call] = waiting;
      if (call) leave(call);
      return call;
    },
    async filled() {
      if (waiting.size === 0) await new Promise<void>((resolve) => wakers.add(resolve));
    },
    wake,
    turnAway(error) {
      for (const call of [...waiting]) {
        leave(call);
        call.settle(Promise.reject(error));
      }
    },
  };
}
