import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import type { HostCookie } from '../kernel/cookie.ts';
import { type Handler, HttpError, type HttpRequest, tooMany } from '../kernel/http.ts';
import { Secret } from '../kernel/secret.ts';
import type { Authorised, Holder } from './holders.ts';
import { hashOf } from './rows.ts';

/** Refusals as the Direct Line protocol words them: `{error: {code, message}}`. */
export const directLineHandler =
  (handle: Handler): Handler =>
  async (request) => {
    try {
      return await handle(request);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      const { status, code, message, headers } = error;
      return { status, headers: { 'cache-control': 'no-store', ...headers }, json: { error: { code, message } } };
    }
  };

export const answer = (status: number, json: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers: { 'cache-control': 'no-store', ...headers },
  json,
});

/** Whom the request's token speaks for; ends the request where it has none, a bad one, or one of another conversation or session. */
export async function holderOf(
  request: HttpRequest,
  authorise: (token: Secret, now: Date) => Promise<Authorised>,
  { clock, cookie }: { readonly clock: Clock; readonly cookie: HostCookie },
): Promise<Holder> {
  const token = bearer(request);
  const now = clock.now();
  const authorised = await authorise(token, now);
  if (!authorised.ok) throw refusal(authorised, now);
  const { id } = request.params;
  // The same answer whether or not there is such a conversation.
  if (id !== undefined && id !== authorised.holder.conversation)
    throw new HttpError(403, 'BadArgument', 'The token is for another conversation.');
  if (authorised.holder.directory_id !== null && !comesFrom(request, cookie, authorised.holder.session))
    throw new HttpError(403, 'BadArgument', 'The token is for another session.');
  return authorised.holder;
}

/** Whether a request brings the cookie of this session: what a signed-in page may do is worth nothing in another browser. */
export function comesFrom(request: Pick<HttpRequest, 'cookies'>, cookie: HostCookie, session: string): boolean {
  const id = cookie.read(request);
  return id !== undefined && hashOf(id) === session;
}

/** The request's token, which no answer but this client's own repeats. */
export function bearer({ headers }: HttpRequest): Secret {
  const [, token] = /^Bearer ([\w-]{1,200})$/iu.exec(headers.authorization ?? '') ?? [];
  if (!token) throw new HttpError(401, 'Unauthorized', 'A bearer token is required.', { 'www-authenticate': 'Bearer' });
  return new Secret(token);
}

function refusal(refused: Extract<Authorised, { ok: false }>, now: Date): HttpError {
  if (refused.reason === 'forbidden') return new HttpError(403, 'TokenExpired', 'The token is unknown or has expired.');
  return tooMany(refused.retryAt, now);
}

/** The position after which a client reads on; a client that has none yet sends nothing, or `-`. */
export function watermarkOf(query: URLSearchParams): number {
  const watermark = query.get('watermark') ?? '';
  if (watermark === '' || watermark === '-') return 0;
  if (!/^\d{1,15}$/u.test(watermark)) throw new HttpError(400, 'BadArgument', 'The watermark is not one of ours.');
  return Number(watermark);
}

const WithLocale = z.object({
  locale: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,35}$/u)
    .optional()
    .catch(undefined),
});

/** The language that a page or a client says its reader has; the body may be missing. */
export const localeOf = (body: unknown): string | undefined => WithLocale.safeParse(body).data?.locale;
