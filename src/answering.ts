import type { ServerResponse } from 'node:http';
import { BackendError } from './kernel/errors.ts';
import { type HttpAnswer, HttpError, type HttpRequest } from './kernel/http.ts';
import type { Log } from './kernel/log.ts';

/** What a failed request is told: never a word of what went wrong inside. */
export function answerFor(error: unknown, request: HttpRequest, log: Log): HttpAnswer {
  if (error instanceof HttpError) {
    const { status, code, message, headers } = error;
    return { status, headers, json: { error: { code, message } } };
  }
  const { reference } = request;
  log.error('a request failed', { reference, path: request.path.slice(0, 100), err: error });
  if (error instanceof BackendError) {
    const message = `Something that PIN Desk needs does not answer. Please try again in a moment, or contact the help desk. Reference: ${reference}`;
    return { status: 503, headers: { 'retry-after': '5' }, json: { error: { code: 'ServiceUnavailable', message } } };
  }
  const message = `That was our fault. Reference: ${reference}`;
  return { status: 500, json: { error: { code: 'InternalServerError', message } } };
}

/** Answers once, with the headers that every answer has. */
export function send(response: ServerResponse, answer: HttpAnswer, { publicUrl }: { readonly publicUrl?: URL }): void {
  if (response.headersSent || response.destroyed) return;
  const content = answer.json === undefined ? (answer.content ?? '') : JSON.stringify(answer.json);
  const strict = publicUrl?.protocol === 'https:' ? { 'strict-transport-security': 'max-age=31536000' } : {};
  for (const [name, value] of Object.entries({ ...securityHeaders, ...strict, ...answer.headers })) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  if (answer.json !== undefined) response.setHeader('content-type', 'application/json; charset=utf-8');
  if (answer.status === 413) response.setHeader('connection', 'close');
  response.setHeader('content-length', Buffer.byteLength(content));
  response.writeHead(answer.status);
  response.end(response.req.method === 'HEAD' ? undefined : content);
}

const securityHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
