import type { Clock } from '../kernel/clock.ts';
import type { HostCookie } from '../kernel/cookie.ts';
import { HttpError, type HttpRequest, type Route, tooMany } from '../kernel/http.ts';
import { newToken } from '../kernel/ids.ts';
import { requester } from '../kernel/requester.ts';
import { Secret } from '../kernel/secret.ts';
import type { Budgets } from '../storage/budgets.ts';
import type { DirectLineLimits } from './limits.ts';
import type { PageSession, PageSessions } from './page-sessions.ts';
import { answer, directLineHandler, localeOf } from './requests.ts';
import { secondsAfter } from './rows.ts';

export interface ChatTokenNeeds {
  readonly sessions: PageSessions;
  readonly budgets: Budgets;
  readonly limits: DirectLineLimits;
  readonly clock: Clock;
  /** The page session's. */
  readonly cookie: HostCookie;
  /** Nobody gets a conversation without signing in. */
  readonly signInOnly: boolean;
}

/** The only issuer of tokens. One browser's session has one conversation for 12 h; its id stays in an HttpOnly cookie. */
export function chatTokenRoute(needs: ChatTokenNeeds): Route {
  return {
    method: 'POST',
    path: '/chat/token',
    guard: 'guarded',
    handle: directLineHandler(async (request) => {
      const now = needs.clock.now();
      const known = await knownSession(request, needs, now);
      const { session, cookie } = known ? { session: known, cookie: {} } : await newSession(request, needs, now);
      const spent = await needs.budgets.spend(needs.limits.newTokens, session.hash, now);
      if (!spent.ok) throw tooMany(spent.retryAt, now);
      const token = await issueToken(needs, { session: session.hash, firstIssuedAt: now, now });
      return answer(200, { ...token, conversationId: session.conversation }, cookie);
    }),
  };
}

/** A token good for 30 minutes, as its holder gets it. */
export async function issueToken(
  { sessions, limits }: Pick<ChatTokenNeeds, 'sessions' | 'limits'>,
  { session, firstIssuedAt, now }: { session: string; firstIssuedAt: Date; now: Date },
): Promise<{ token: string; expires_in: number }> {
  const token = new Secret(newToken(256));
  await sessions.addToken({ token, session, firstIssuedAt, expiresAt: secondsAfter(now, limits.tokenSeconds) });
  return { token: token.reveal(), expires_in: limits.tokenSeconds };
}

async function knownSession(
  request: HttpRequest,
  { sessions, cookie }: ChatTokenNeeds,
  now: Date,
): Promise<PageSession | undefined> {
  const id = cookie.read(request);
  const session = id && (await sessions.find(id, now));
  if (session?.person) await sessions.see(session.hash, now);
  return session;
}

/** Never under an id that the client brought: somebody else may have put it there. */
async function newSession(
  request: HttpRequest,
  { sessions, budgets, cookie, limits, signInOnly }: ChatTokenNeeds,
  now: Date,
): Promise<{ session: PageSession; cookie: { 'set-cookie': string } }> {
  if (signInOnly) throw new HttpError(401, 'SignInRequired', 'Please sign in first.');
  const spent = await budgets.spend(limits.newConversations, requester(request.clientAddress), now);
  if (!spent.ok) throw tooMany(spent.retryAt, now);

  const id = new Secret(newToken(256));
  const session = await sessions.create(
    { session: id, conversation: newToken(128), user: `dl_${newToken(128)}`, locale: localeOf(request.body) },
    now,
  );
  return { session, cookie: { 'set-cookie': cookie.set(id, limits.sessionSeconds) } };
}
