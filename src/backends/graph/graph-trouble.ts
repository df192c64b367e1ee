import type { BackendFault } from '../../kernel/errors.ts';

interface What {
  readonly fault: BackendFault;
  readonly message: string;
  /** Graph's, the token service's or the system's own word for it, such as `Authorization_RequestDenied`. */
  readonly code?: string | undefined;
  /** How long Graph wants to be left alone. */
  readonly retryAfterMs?: number | undefined;
}

/** What went wrong on the way to Graph and back. It keeps nothing else: Graph's messages name people, and the token service's the application. */
export class GraphTrouble extends Error {
  override readonly name = 'GraphTrouble';
  readonly fault: BackendFault;
  readonly code?: string;
  readonly retryAfterMs?: number;

  constructor({ fault, message, code, retryAfterMs }: What) {
    super(message);
    this.fault = fault;
    // Anything but a plain word could be somebody's data.
    if (code !== undefined && /^\w{1,64}$/.test(code)) this.code = code;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }
}

/** The system's word in an error of `fetch`, such as ECONNREFUSED. */
export function codeIn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === error ? undefined : codeIn(error.cause);
}
