import { setTimeout as pause } from 'node:timers/promises';
import { BackendError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { type CallLimits, type CallQueue, callQueue, notDone } from './call-queue.ts';
import { type Answer, type Launch, type Lost, type Request, startWorker, type Worker } from './powershell-worker.ts';

const usualTimes = {
  /** Loading a module and opening a session takes 5 to 30 s. */
  startMs: 90_000,
  /** A session that has said nothing for so long is asked whether it is still there before it is given something to do. */
  idleMs: 60_000,
  pingMs: 10_000,
  /** Doubles with every worker that ends before it did anything. */
  backOffMs: 1_000,
  longestBackOffMs: 60_000,
  /** For calls under way at the end. */
  closeMs: 10_000,
};

export interface BridgeOptions {
  readonly launch: Launch;
  /** What a new worker is told first: where to connect and as whom. The first result of its answer goes to `onReady`. */
  readonly start: Request;
  readonly workers: number;
  readonly log: Log;
  readonly onReady?: (result: unknown) => void;
  readonly times?: Partial<typeof usualTimes>;
}

/** Has constant scripts do what is asked, in processes that live long. */
export interface PowershellBridge {
  /** The script's answer, an error of its own included. Throws BackendError: with `timeout` and `bad-answer` nobody knows what was done, with every other fault nothing was. */
  call(request: Request, limits: CallLimits): Promise<Answer>;
  /** Turns away what waits, waits for what is under way, then ends the processes. */
  close(): Promise<void>;
}

/** What the places of the pool share. */
interface Pool {
  readonly options: BridgeOptions;
  readonly times: typeof usualTimes;
  readonly queue: CallQueue;
  readonly live: Set<Worker>;
  readonly ready: Set<Worker>;
  readonly closing: AbortSignal;
  /** Why nothing can be done at present. */
  outage: BackendError | undefined;
}

export function powershellBridge(options: BridgeOptions): PowershellBridge {
  const ending = new AbortController();
  const pool: Pool = {
    options,
    times: { ...usualTimes, ...options.times },
    queue: callQueue(),
    live: new Set(),
    ready: new Set(),
    closing: ending.signal,
    outage: undefined,
  };
  const places = Array.from({ length: options.workers }, () => keepWorking(pool));

  return {
    async call(request, limits) {
      if (ending.signal.aborted) throw programEnds();
      if (pool.outage) throw pool.outage;
      return pool.queue.add(request, limits);
    },
    async close() {
      ending.abort();
      pool.queue.turnAway(programEnds());
      pool.queue.wake();
      const timer = setTimeout(() => {
        for (const worker of pool.live) worker.kill();
      }, pool.times.closeMs);
      await Promise.all(places);
      clearTimeout(timer);
    },
  };
}

const programEnds = () => notDone('unavailable', 'the program ends');

/** One place in the pool: a worker, and after its end another one. */
async function keepWorking(pool: Pool): Promise<void> {
  const { times, live, closing, options } = pool;
  for (let inVain = 0; !closing.aborted; inVain += 1) {
    const worker = startWorker(options.launch);
    live.add(worker);
    if ((await isStarted(pool, worker)) && (await work(pool, worker))) inVain = 0;
    worker.finish();
    await worker.ended;
    live.delete(worker);
    const waitMs = Math.min(times.longestBackOffMs, times.backOffMs * 2 ** inVain);
    await pause(waitMs, undefined, { signal: closing }).catch(() => undefined);
  }
}

async function isStarted(pool: Pool, worker: Worker): Promise<boolean> {
  const { options, times, ready, queue, closing } = pool;
  const begun = performance.now();
  const answer = await worker.call(options.start, times.startMs);
  if (closing.aborted) return false;
  if ('ok' in answer && answer.ok) {
    pool.outage = undefined;
    options.log.info('a worker of the PIN service is ready', { ms: Math.round(performance.now() - begun) });
    options.onReady?.(answer.result[0]);
    return true;
  }
  worker.kill();
  const error = notStarted(answer);
  options.log.warn('a worker of the PIN service did not start', { err: error });
  if (ready.size > 0) return false;
  pool.outage = error;
  queue.turnAway(error);
  return false;
}

/** Until the worker is of no more use, or the program ends; true where it did something. */
async function work(pool: Pool, worker: Worker): Promise<boolean> {
  const { queue, times, ready, closing, options } = pool;
  let heardAt = performance.now();
  let hasWorked = false;
  ready.add(worker);
  void worker.ended.then(queue.wake);
  while (worker.isAlive() && !closing.aborted) {
    await queue.filled();
    if (performance.now() - heardAt > times.idleMs && !(await isThere(worker, times.pingMs))) break;
    const call = worker.isAlive() ? queue.take() : undefined;
    if (!call) continue;
    const answer = await worker.call(call.request, call.callMs);
    heardAt = performance.now();
    hasWorked ||= 'ok' in answer;
    call.settle(known(answer));
  }
  ready.delete(worker);
  if (!closing.aborted) options.log.warn('a worker of the PIN service has ended, and another one is started', {});
  return hasWorked;
}

async function isThere(worker: Worker, limitMs: number): Promise<boolean> {
  if (!worker.isAlive()) return false;
  const answer = await worker.call({ do: 'ping' }, limitMs);
  const isWell = 'ok' in answer && answer.ok;
  if (!isWell) worker.kill();
  return isWell;
}

async function known(answer: Answer | Lost): Promise<Answer> {
  if ('ok' in answer) return answer;
  throw new BackendError('pin-service', answer.lost === 'flawed' ? 'bad-answer' : 'timeout', {
    cause: new Error(`the call was lost: ${answer.lost}`),
  });
}

/** The categories by which PowerShell says that somebody may not. */
export const isDenial = (category: string): boolean =>
  ['PermissionDenied', 'SecurityError', 'AuthenticationError'].includes(category);

function notStarted(answer: Answer | Lost): BackendError {
  if ('lost' in answer) return notDone('unavailable', `the worker did not begin: ${answer.lost}`);
  if (answer.ok) return notDone('unavailable', 'the worker did not begin');
  return notDone(isDenial(answer.category) ? 'denied' : 'unavailable', `${answer.category}, ${answer.type}`);
}
