import type { IncomingHttpHeaders } from 'node:http';
import { HttpError } from './http.ts';

interface BodyOptions {
  readonly maxBytes: number;
  readonly kind: 'json' | 'form';
}

type Message = AsyncIterable<unknown> & {
  readonly headers: IncomingHttpHeaders;
  readonly method?: string | undefined;
  resume(): unknown;
};

const contentTypes = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

/** The parsed body; undefined where there is none. Throws HttpError 400, 401, 413 or 415. */
export async function readBody(message: Message, { maxBytes, kind }: BodyOptions): Promise<unknown> {
  const { headers, method } = message;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!hasBody) {
    // A cross-site form can post without a body; it cannot set Authorization.
    if (method !== 'GET' && method !== 'HEAD' && headers.authorization === undefined) {
      throw new HttpError(415, 'UnsupportedMediaType', 'A body is needed.');
    }
    return undefined;
  }
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(message);
  if (headers['content-type']?.split(';')[0]?.trim().toLowerCase() !== contentTypes[kind]) {
    message.resume();
    throw new HttpError(415, 'UnsupportedMediaType', `The body is not ${contentTypes[kind]}.`);
  }
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') {
    message.resume();
    throw new HttpError(415, 'UnsupportedMediaType', 'The body is compressed.');
  }
  const text = await readText(message, maxBytes);
  return kind === 'form' ? new URLSearchParams(text) : parseJson(text);
}

async function readText(message: Message, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(message);
      chunks.push(chunk);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    // A client that goes away in the middle, or is too slow, is no fault of ours.
    throw error instanceof HttpError ? error : malformed(error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(error);
  }
}

/** The parser's own message quotes the body, so it is not kept. */
const malformed = (_error: unknown): HttpError => new HttpError(400, 'BadRequest', 'The body is malformed.');

function tooLarge(message: Message): HttpError {
  message.resume();
  return new HttpError(413, 'RequestEntityTooLarge', 'The body is too large.');
}
