import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** A request after the server's checks: guard, content type, size, JSON. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly cookies: Readonly<Record<string, string>>;
  /** Parsed JSON, or `URLSearchParams` of a form post; undefined where there was no body. */
  readonly body: unknown;
  /** The client's address as seen through `TRUSTED_PROXIES`. */
  readonly clientAddress: string;
  /** Scheme, host and port under which we are ours, such as `http://localhost:3978`. */
  readonly origin: string;
  /** Of this request; in the log, and shown where something fails. */
  readonly reference: string;
}

/** Exactly one of `json`, `content` and nothing. Security headers are the server's. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly json?: unknown;
  readonly content?: string | Buffer;
}

/** A handler may throw `HttpError`; a `BackendError` is answered 503 and anything else 500, with a reference and nothing of the cause. */
export type Handler = (request: HttpRequest) => Promise<HttpAnswer>;

/** An answer that ends a request early; `code` and `message` are for the caller and hold nothing internal. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export function tooMany(retryAt: Date, now: Date): HttpError {
  const seconds = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1000));
  return new HttpError(429, 'TooManyRequests', 'Too many requests.', { 'retry-after': String(seconds) });
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:name` parameters. */
  readonly path: string;
  /**
   * `guarded`: outside the open, `Host`, `Origin`, `Sec-Fetch-Site` and proxy headers are checked. Direct Line and everything that shows or changes something personal is guarded.
   * `linked`: the same, but a link or a redirect of another site may lead here; for pages that only show, and that to whoever has a session.
   */
  readonly guard: 'open' | 'linked' | 'guarded';
  /** `json` (default for POST) wants `application/json`; `form` wants `application/x-www-form-urlencoded`. */
  readonly body?: 'json' | 'form';
  /** Few addresses call for many people (a channel's service): not counted by address. */
  readonly isShared?: true;
  /** Takes no place among what is done at once: whoever asks whether we live must not hear that we are busy. */
  readonly isAlwaysServed?: true;
  /** A larger body is 413. Default 64 KiB. */
  readonly maxBytes?: number;
  readonly handle: Handler;
}

/** A WebSocket upgrade; the server has checked guard and `Origin`. The handler answers or destroys the socket. */
export interface Upgrade {
  readonly path: RegExp;
  readonly handle: (
    request: HttpRequest,
    raw: { readonly message: IncomingMessage; readonly socket: Duplex; readonly head: Buffer },
  ) => Promise<void>;
}
