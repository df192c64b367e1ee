import {
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  type IBackoff,
  type IRetryBackoffContext,
  type RetryPolicy,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
} from 'cockatiel';
import type { Clock } from '../../kernel/clock.ts';
import { BackendError, type BackendName } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { seldom } from '../../kernel/seldom.ts';
import { GraphTrouble } from './graph-trouble.ts';

export interface PatienceLimits {
  /** One try, its token included. */
  readonly attemptMs: number;
  /** All tries of one question and the waiting between them. */
  readonly allMs: number;
  /** About how long to wait before the second try; later waits grow from it. */
  readonly firstWaitMs: number;
  /** If Graph wants to be left alone for longer, the question fails at once. */
  readonly longestWaitMs: number;
  /** So many failures in a row, and Graph is left alone for `aloneMs`. */
  readonly failures: number;
  readonly aloneMs: number;
}

/** Somebody waits in a chat: a turn is to end within 10 s, and look-ups ask up to two questions in a row. */
export const patienceLimits: PatienceLimits = {
  attemptMs: 2_000,
  allMs: 5_000,
  firstWaitMs: 200,
  longestWaitMs: 2_000,
  failures: 5,
  aloneMs: 10_000,
};

/** A wish to be left alone for longer than this is not kept longer, lest one wrong header close the directory for the day. */
const longestQuietMs = 60_000;
const furtherTries = 3;

/** Does one piece of work as often as it makes sense within its time. Throws BackendError, never anything else. */
export type Patience = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

interface PatienceOptions {
  /** Whose BackendError it throws. */
  readonly backend: BackendName;
  /** `reading` is repeated whatever happened to it; `sending` only where Graph surely did nothing, because it wants to be asked later. */
  readonly work: 'reading' | 'sending';
  readonly log: Log;
  readonly clock: Clock;
  readonly limits: PatienceLimits;
}

export function graphPatience({ backend, work: kind, log, clock, limits }: PatienceOptions): Patience {
  const whole = timeout(limits.allMs, TimeoutStrategy.Aggressive);
  const attempt = timeout(limits.attemptMs, TimeoutStrategy.Aggressive);
  const again = retryWith(limits, kind);
  const breaker = breakerWith(limits, log);
  const warn = seldom(log, clock);
  const quiet = quietTime(clock);

  const note = (error: unknown) => {
    if (!(error instanceof GraphTrouble)) return;
    if (error.fault === 'denied') warn('denied', 'Microsoft Graph refuses this program', { err: error });
    if (error.fault !== 'throttled') return;
    quiet.begin(error.retryAfterMs ?? 0);
    warn('throttled', 'Microsoft Graph wants to be asked less', { err: error });
  };
  return async (work) => {
    const once = async (signal: AbortSignal) => {
      // A try that comes after the end would count as one more failure of Graph's.
      signal.throwIfAborted();
      const retryAfterMs = quiet.leftMs();
      if (retryAfterMs > 0) throw leftAlone(retryAfterMs);
      return breaker.execute(() => attempt.execute(({ signal: thisTry }) => work(thisTry), signal));
    };
    const noted = (signal: AbortSignal) =>
      once(signal).catch((error) => {
        note(error);
        throw error;
      });
    try {
      return await whole.execute(({ signal }) => again.execute(() => noted(signal), signal));
    } catch (cause) {
      throw new BackendError(backend, faultOf(cause), { cause });
    }
  };
}

const leftAlone = (retryAfterMs: number): GraphTrouble =>
  new GraphTrouble({ fault: 'throttled', message: 'Graph is left alone', retryAfterMs });

/** How long Graph wants to be left alone by everybody. */
function quietTime(clock: Clock) {
  let until = 0;
  return {
    begin: (ms: number): void => {
      until = clock.now().getTime() + Math.min(ms, longestQuietMs);
    },
    leftMs: (): number => {
      const left = until - clock.now().getTime();
      // More than was ever asked for: the clock was put back.
      return left > 0 && left <= longestQuietMs ? left : 0;
    },
  };
}

function retryWith({ firstWaitMs, longestWaitMs }: PatienceLimits, kind: PatienceOptions['work']): RetryPolicy {
  const jittered = new ExponentialBackoff({ initialDelay: firstWaitMs, maxDelay: longestWaitMs });
  const mayPass = (error: Error) =>
    (kind === 'reading' && isAway(error)) || (error instanceof GraphTrouble && error.fault === 'throttled');
  const isShort = (error: Error) => (retryAfterOf(error) ?? 0) <= longestWaitMs;
  return retry(
    handleWhen((error) => mayPass(error) && isShort(error)),
    { maxAttempts: furtherTries, backoff: { next: (context) => notBefore(jittered.next(), context) } },
  );
}

type Wait = IBackoff<IRetryBackoffContext<unknown>>;

/** What Graph asked for, and the jitter on top, so that not all who were refused come back at once. */
function notBefore(jittered: IBackoff<unknown>, { result }: IRetryBackoffContext<unknown>): Wait {
  const asked = 'error' in result ? (retryAfterOf(result.error) ?? 0) : 0;
  return {
    duration: asked + jittered.duration,
    next: (context) => notBefore(jittered.next(undefined), context),
  };
}

function breakerWith({ failures, aloneMs }: PatienceLimits, log: Log): CircuitBreakerPolicy {
  const breaker = circuitBreaker(handleWhen(isAway), {
    halfOpenAfter: aloneMs,
    breaker: new ConsecutiveBreaker(failures),
  });
  breaker.onBreak((why) => {
    const err = 'error' in why ? why.error : undefined;
    log.warn('Microsoft Graph does not answer; it is left alone for a moment', { seconds: aloneMs / 1_000, err });
  });
  breaker.onReset(() => log.info('Microsoft Graph answers again'));
  return breaker;
}

const retryAfterOf = (error: Error): number | undefined =>
  error instanceof GraphTrouble ? error.retryAfterMs : undefined;

/** Nothing came back, or a server's own fault; a refusal and a wrong answer show that Graph is there. */
const isAway = (error: Error): boolean =>
  error instanceof TaskCancelledError ||
  (error instanceof GraphTrouble && (error.fault === 'unavailable' || error.fault === 'timeout'));

function faultOf(error: unknown): BackendError['fault'] {
  if (error instanceof GraphTrouble) return error.fault;
  return error instanceof TaskCancelledError ? 'timeout' : 'unavailable';
}
