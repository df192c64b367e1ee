import type { ServerResponse } from 'node:http';

/** What is asked of the stand-in: where tokens are given, a token, one user, several, their groups, one group, to send a mail. */
export type Asked = 'metadata' | 'token' | 'user' | 'people' | 'groups' | 'group' | 'mail';

/** How a question fares that does not fare well. */
export type Mishap =
  | { readonly status: number; readonly code?: string; readonly retryAfter?: string }
  /** An answer that is this, with 200 unless told otherwise. */
  | { readonly text: string; readonly status?: number }
  /** Answers well, so many milliseconds late. */
  | { readonly lateMs: number }
  /** Never answers. */
  | 'silent'
  /** Ends the connection instead of an answer. */
  | 'cut'
  /** Ends the connection in the middle of one. */
  | 'torn'
  /** Begins to answer and never ends. */
  | 'stalling'
  /** Sends the question elsewhere. */
  | 'redirecting';

export interface Faults {
  /** From now on, or `times` times. */
  add(asked: Asked, mishap: Mishap, times?: number): void;
  clear(): void;
  next(asked: Asked): Mishap | undefined;
}

export function faults(): Faults {
  let list: { readonly asked: Asked; readonly mishap: Mishap; left: number }[] = [];
  return {
    add: (asked, mishap, times = Number.POSITIVE_INFINITY) => {
      list.push({ asked, mishap, left: times });
    },
    clear: () => {
      list = [];
    },
    next(asked) {
      const found = list.find((fault) => fault.asked === asked && fault.left > 0);
      if (found) found.left -= 1;
      return found?.mishap;
    },
  };
}

/** Lets it happen; `well` is the answer that there would have been. */
export function happen(mishap: Mishap, response: ServerResponse, well: () => void): void {
  if (mishap === 'silent') return;
  if (mishap === 'cut') response.destroy();
  else if (mishap === 'redirecting') end(response, 302, '', { location: 'http://127.0.0.1:9/elsewhere' });
  else if (mishap === 'torn' || mishap === 'stalling') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"value":', () => mishap === 'torn' && response.destroy());
  } else if ('lateMs' in mishap) setTimeout(well, mishap.lateMs);
  else if ('text' in mishap) end(response, mishap.status ?? 200, mishap.text);
  else {
    const { status, code = 'UnknownError', retryAfter } = mishap;
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
    end(response, status, JSON.stringify(errorBody(code, 'It cannot be answered.')), headers);
  }
}

/** Messages of Graph's name people: here too, so that a test notices where one goes. */
export const errorBody = (code: string, message: string) => ({
  error: {
    code,
    message,
    innerError: { date: '2026-11-22T08:00:00', 'request-id': '33333333-3333-4333-8333-333333333333' },
  },
});

/** Not chained: restify replaces writeHead of every response in the process, and its own returns nothing. */
export function end(response: ServerResponse, status: number, text: string, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(text);
}
