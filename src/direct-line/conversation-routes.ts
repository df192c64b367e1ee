import { callRate } from '../kernel/call-rate.ts';
import { HttpError, type HttpRequest, type Route, tooMany } from '../kernel/http.ts';
import { newToken } from '../kernel/ids.ts';
import { Secret } from '../kernel/secret.ts';
import { issueToken } from './chat-token.ts';
import { activitySet } from './conversations.ts';
import type { Holder } from './holders.ts';
import type { DirectLineNeeds } from './needs.ts';
import { answer, bearer, directLineHandler, holderOf, localeOf, watermarkOf } from './requests.ts';
import { secondsAfter } from './rows.ts';
import { takeActivity, welcome } from './take-activity.ts';
import { noteRead } from './visits.ts';

const base = '/v3/directline';

/** Direct Line 3.0 without upload, session ids and token generation. */
export function conversationRoutes(needs: DirectLineNeeds): readonly Route[] {
  const { holders, conversations, limits, clock } = needs;
  const reads = callRate(limits.reads);
  const route = (method: Route['method'], path: string, handle: Route['handle']): Route => ({
    method,
    path: `${base}${path}`,
    guard: 'guarded',
    handle: directLineHandler(handle),
  });

  return [
    route('POST', '/tokens/refresh', (request) => refresh(request, needs)),
    route('POST', '/conversations', (request) => start(request, needs)),
    route('GET', '/conversations/:id', async (request) => {
      const watermark = watermarkOf(request.query);
      const holder = await holderOf(request, holders.spend, needs);
      return answer(200, await connection(request, holder, { needs, watermark }));
    }),
    route('GET', '/conversations/:id/activities', async (request) => {
      const watermark = watermarkOf(request.query);
      const { conversation } = await holderOf(request, holders.read, needs);
      const now = clock.now();
      const retryAt = reads(conversation, now);
      if (retryAt) throw tooMany(retryAt, now);
      const rows = await conversations.after(conversation, watermark);
      noteRead(needs.visits, { conversation, rows }, needs.log);
      return answer(200, activitySet(rows, watermark));
    }),
    route('POST', '/conversations/:id/activities', async (request) => {
      const holder = await holderOf(request, holders.spend, needs);
      await seen(holder, needs);
      return answer(200, { id: await takeActivity(request, holder, needs) });
    }),
  ];
}

/** A new token beside the old one, which lives on until its own expiry. */
async function refresh(request: HttpRequest, needs: DirectLineNeeds) {
  const { holders, limits, clock } = needs;
  const holder = await holderOf(request, holders.spend, needs);
  const now = clock.now();
  if (secondsAfter(holder.first_issued_at, limits.sessionSeconds) <= now)
    throw new HttpError(403, 'TokenExpired', 'The token can be refreshed no more.');
  const { session, first_issued_at: firstIssuedAt, conversation } = holder;
  return answer(200, { ...(await issueToken(needs, { session, firstIssuedAt, now })), conversationId: conversation });
}

/** 201 the first time, with the welcome on its way; the same conversation ever after. */
async function start(request: HttpRequest, needs: DirectLineNeeds) {
  const holder = await holderOf(request, needs.holders.spend, needs);
  if (!holder.joined) await welcome(request, holder, { needs, locale: localeOf(request.body) ?? holder.locale });
  return answer(holder.joined ? 200 : 201, await connection(request, holder, { needs, watermark: undefined }));
}

/** So often is enough to know of half an hour. */
const seenEverySeconds = 60;

/** Whoever is signed in stays so by what they do, not by what their page does. */
async function seen({ session, seen_at }: Holder, { sessions, clock }: DirectLineNeeds): Promise<void> {
  const now = clock.now();
  if (seen_at && secondsAfter(seen_at, seenEverySeconds) <= now) await sessions.see(session, now);
}

async function connection(
  request: HttpRequest,
  { session, conversation, expires_at }: Holder,
  { needs: { sessions, clock }, watermark }: { needs: DirectLineNeeds; watermark: number | undefined },
) {
  const now = clock.now();
  const ticket = new Secret(newToken(256));
  await sessions.addTicket(ticket, session, now);
  const stream = new URL(`${base}/conversations/${conversation}/stream`, request.origin.replace(/^http/u, 'ws'));
  stream.searchParams.set('watermark', watermark === undefined ? '-' : String(watermark));
  stream.searchParams.set('t', ticket.reveal());
  return {
    conversationId: conversation,
    // Clients go on with the token they find here. We keep only its hash, so it is the one they sent.
    token: bearer(request).reveal(),
    expires_in: Math.max(0, Math.floor((expires_at.getTime() - now.getTime()) / 1000)),
    streamUrl: stream.href,
  };
}
