import { Client, type Context, GraphClientError, ResponseType } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import type { GraphAccess } from './graph-credential.ts';
import { type GraphTokens, graphTokens } from './graph-tokens.ts';
import { codeIn, GraphTrouble } from './graph-trouble.ts';

/** One question to Graph; POST where it has a body. */
export interface GraphQuestion {
  /** Below `/v1.0`, every part of it already percent-encoded. */
  readonly path: string;
  /** OData options in plain text. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Asks once. The answer's JSON, `{}` for one that was only taken (202); undefined where Graph says that there is no such thing. Throws GraphTrouble. */
export type AskGraph = (question: GraphQuestion, signal: AbortSignal) => Promise<unknown>;

/** Five people with a thousand addresses each are far below. */
const maxBytes = 1024 * 1024;

const ErrorBody = z.object({ error: z.object({ code: z.string() }) });

/**
 * Graph's own client builds the address; its answers are read here. Left out of its chain on purpose: it repeats for up to minutes
 * (longer than a turn), follows redirects, reads bodies of any size, and puts Graph's message, which names people, into its errors.
 * `tokenMs`: how long a token may take.
 */
export function graphConnection({ graphUrl, newCredential }: GraphAccess, tokenMs: number): AskGraph {
  const { origin } = new URL(graphUrl);
  const tokens = graphTokens({ newCredential, scope: `${graphUrl}/.default`, limitMs: tokenMs });
  const client = Client.initWithMiddleware({
    baseUrl: graphUrl,
    defaultVersion: 'v1.0',
    middleware: { execute: (context) => send(context, { origin, tokens }) },
  });
  return async ({ path, query, body }, signal) => {
    const request = client.api(path).option('signal', signal).responseType(ResponseType.RAW);
    for (const [name, value] of Object.entries(query ?? {})) request.query({ [name]: encodeURIComponent(value) });
    try {
      const response: Response = await (body ? request.post(body) : request.get());
      return meaningOf(response, await jsonOf(response));
    } catch (error) {
      throw troubleFrom(error, signal);
    }
  };
}

interface Way {
  readonly origin: string;
  readonly tokens: GraphTokens;
}

/** A token that Graph refuses is forgotten and the question asked once more. */
async function send(context: Context, { origin, tokens }: Way): Promise<void> {
  const url = new URL(String(context.request));
  // The client takes another host out of a path that has one; no token goes there.
  if (url.origin !== origin) throw new Error('a question would leave Microsoft Graph');
  try {
    const token = await tokens.get();
    const send = (bearer: string) =>
      fetch(url, {
        ...context.options,
        headers: { ...context.options?.headers, authorization: `Bearer ${bearer}` },
        redirect: 'manual',
      });
    context.response = await send(token.reveal());
    if (context.response.status !== 401) return;
    await context.response.body?.cancel();
    tokens.forget(token);
    context.response = await send((await tokens.get()).reveal());
  } catch (error) {
    // The client replaces every other error by its own, without the cause.
    throw Object.assign(new GraphClientError(), { customError: error });
  }
}

function troubleFrom(error: unknown, signal: AbortSignal): GraphTrouble {
  const original = error instanceof GraphClientError ? error.customError : error;
  if (original instanceof GraphTrouble) return original;
  if (signal.aborted) return new GraphTrouble({ fault: 'timeout', message: 'Graph does not answer in time' });
  return new GraphTrouble({ fault: 'unavailable', message: 'Graph cannot be reached', code: codeIn(original) });
}

/** 404 counts only in Graph's own words: a proxy's page must not make people disappear. */
function meaningOf({ status, headers }: Response, json: unknown): unknown {
  if (status === 200 && json !== undefined) return json;
  if (status === 202) return {};
  const code = ErrorBody.safeParse(json).data?.error.code;
  if (status === 404 && code === 'Request_ResourceNotFound') return undefined;
  const retryAfterMs = retryAfter(headers.get('retry-after'));
  throw new GraphTrouble({ fault: faultOf(status), message: `Graph answers ${status}`, code, retryAfterMs });
}

function faultOf(status: number): GraphTrouble['fault'] {
  if (status === 401 || status === 403) return 'denied';
  if (status === 429) return 'throttled';
  return status >= 500 ? 'unavailable' : 'bad-answer';
}

/** Seconds or a date (RFC 9110, section 10.2.3); whatever else it is counts as missing. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** Undefined where it is not JSON, or too large to be meant. */
async function jsonOf(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    // The parser's own message quotes the answer.
    return undefined;
  }
}
