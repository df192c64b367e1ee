import type { Clock } from '../../kernel/clock.ts';
import type { HostCookie } from '../../kernel/cookie.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { HttpAnswer, HttpRequest, Route } from '../../kernel/http.ts';
import { newToken } from '../../kernel/ids.ts';
import type { Log } from '../../kernel/log.ts';
import { requester } from '../../kernel/requester.ts';
import { Secret } from '../../kernel/secret.ts';
import type { SignedInPerson, SignedInSessions } from '../../kernel/signed-in.ts';
import type { Budgets } from '../../storage/budgets.ts';
import { chatPath, deskSignInPath, deskWish, signInPath, wishIn } from '../wishes.ts';
import { attemptSecrets } from './attempt.ts';
import type { Attempt, Attempts } from './attempts.ts';
import { personIn } from './claims.rules.ts';
import { type Claims, type IdentityProvider, redirectUriAt } from './identity-provider.ts';
import { ProviderError } from './provider-error.ts';
import type { ProviderConfig } from './provider-variables.ts';
import type { SignInLimits } from './sign-in-limits.ts';
import type { SignInPages, SignInTrouble } from './sign-in-pages.ts';

export interface SignInNeeds {
  readonly config: ProviderConfig;
  readonly provider: IdentityProvider;
  readonly attempts: Attempts;
  readonly sessions: SignedInSessions;
  /** Binds a sign-in that was begun to its browser. */
  readonly cookie: HostCookie;
  readonly pages: SignInPages;
  /** Where agents of the help desk sign in, too. The `set-cookie` header; undefined for whoever does not work there. */
  readonly enterDesk?: (request: HttpRequest, person: SignedInPerson, claims: Claims) => Promise<string | undefined>;
  readonly budgets: Budgets;
  readonly limits: SignInLimits;
  /** How long a sign-in counts as a confirmation, in seconds. */
  readonly signInSeconds: number;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * `GET /sign-in`, the way back from the provider, and `POST /sign-out`. The first two are open: they are reached by links and
 * redirects of other sites. What protects the way back is the cookie of the browser that began.
 */
export const signInRoutes = (needs: SignInNeeds): readonly Route[] => [
  { method: 'GET', path: '/sign-in', guard: 'open', handle: asPage(start, needs) },
  ...(needs.enterDesk
    ? [{ method: 'GET', path: deskSignInPath, guard: 'open', handle: asPage(start, needs) } as const]
    : []),
  { method: 'GET', path: '/sign-in/callback', guard: 'open', handle: asPage(finish, needs) },
  { method: 'POST', path: '/sign-out', guard: 'guarded', handle: (request) => signOut(request, needs) },
  { method: 'GET', path: '/signed-out', guard: 'open', handle: async (request) => needs.pages.signedOut(request) },
];

/** A person looks at these answers: where the database is away they are a page, too. */
const asPage =
  (handle: (request: HttpRequest, needs: SignInNeeds) => Promise<HttpAnswer>, needs: SignInNeeds): Route['handle'] =>
  async (request) => {
    try {
      return await handle(request, needs);
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      return refuse(request, needs, { trouble: 'away', why: error.message, again: signInPath(wishIn(request.query)) });
    }
  };

/** `?ask=` names the wish to go on with; `?confirm=yes` wants a sign-in that is not long ago, `?confirm=anew` a new one. */
async function start(request: HttpRequest, needs: SignInNeeds): Promise<HttpAnswer> {
  const { provider, attempts, cookie, budgets, limits, clock } = needs;
  const now = clock.now();
  const wish = request.path === deskSignInPath ? deskWish : wishIn(request.query);
  const confirm = request.query.get('confirm');
  const spent = await budgets.spend(limits.starts, requester(request.clientAddress), now);
  if (!spent.ok) return refuse(request, needs, { trouble: 'busy', why: limits.starts.name, again: signInPath(wish) });

  const id = new Secret(newToken(256));
  const isConfirmation = confirm !== null;
  try {
    const url = await provider.start({
      secrets: attemptSecrets(id),
      redirectUri: redirectUriAt(request.origin),
      isAnew: confirm === 'anew',
      ...(isConfirmation ? { maxAgeSeconds: needs.signInSeconds } : {}),
    });
    await attempts.begin(id, { wish, isConfirmation }, new Date(now.getTime() + limits.attemptSeconds * 1000));
    return seeOther(url.href, [cookie.set(id, limits.attemptSeconds)]);
  } catch (error) {
    return refuse(request, needs, { ...troubleOf(error), again: signInPath(wish) });
  }
}

/** A `state` that is not this browser's uses nothing up: anybody can send people to this address. */
async function finish(request: HttpRequest, needs: SignInNeeds): Promise<HttpAnswer> {
  const { attempts, cookie, clock } = needs;
  const id = cookie.read(request);
  const isOurs = id !== undefined && request.query.get('state') === attemptSecrets(id).state;
  const attempt = isOurs ? await attempts.take(id, clock.now()) : undefined;
  if (!id || !attempt) {
    return refuse(request, needs, { trouble: 'not-finished', why: isOurs ? 'over' : 'state', again: signInPath('') });
  }
  const answer = await signIn(request, needs, { id, attempt });
  return { ...answer, headers: { ...answer.headers, 'set-cookie': [...cookiesOf(answer), cookie.remove()] } };
}

async function signIn(
  request: HttpRequest,
  needs: SignInNeeds,
  { id, attempt }: { id: Secret; attempt: Attempt },
): Promise<HttpAnswer> {
  const { provider, sessions, config, signInSeconds, clock, log } = needs;
  const { wish, isConfirmation } = attempt;
  const again = signInPath(wish);
  try {
    const back = new URL(redirectUriAt(request.origin));
    back.search = request.query.toString();
    const claims = await provider.finish(back, attemptSecrets(id));
    const confirmation = isConfirmation ? { confirmation: { now: clock.now(), seconds: signInSeconds } } : {};
    const found = personIn(claims, { config, ...confirmation });
    if (!found.ok) {
      const isOld = found.reason === 'old-auth-time';
      const next = isOld ? `/sign-in?confirm=anew${wish && `&ask=${wish}`}` : again;
      return refuse(request, needs, { trouble: found.reason, why: found.reason, again: next });
    }
    if (wish === deskWish) return await toDesk(request, needs, { person: found.person, claims });
    const session = await sessions.begin(request, found.person);
    const { reference } = request;
    log.info('somebody signed in', { reference, isConfirmation, saysWhen: found.person.signedInAt !== undefined });
    return seeOther(chatPath(wish), [session]);
  } catch (error) {
    return refuse(request, needs, { ...troubleOf(error), again });
  }
}

/** Somebody who works at the desk has a session there, and none of the chat's. */
async function toDesk(
  request: HttpRequest,
  needs: SignInNeeds,
  { person, claims }: { person: SignedInPerson; claims: Claims },
): Promise<HttpAnswer> {
  const cookie = await needs.enterDesk?.(request, person, claims);
  if (cookie === undefined)
    return refuse(request, needs, { trouble: 'no-role', why: 'no-role', again: deskSignInPath });
  return seeOther('/desk', [cookie]);
}

/** Ours first: it ends whether or not the provider can be reached. The answer says where the page goes. */
async function signOut(request: HttpRequest, { provider, sessions, log }: SignInNeeds): Promise<HttpAnswer> {
  const cookie = await sessions.end(request);
  const here = '/signed-out';
  const { reference } = request;
  const there = await provider.signOut(`${request.origin}${here}`).catch((error: unknown) => {
    log.warn('somebody was signed out here alone', { reference, why: troubleOf(error).why });
    return undefined;
  });
  return { status: 200, headers: { 'set-cookie': cookie }, json: { location: there?.href ?? here } };
}

interface Refusal {
  readonly trouble: SignInTrouble;
  /** For the log. */
  readonly why: string;
  /** Where to try again. */
  readonly again: string;
}

function refuse(request: HttpRequest, { pages, log }: SignInNeeds, { trouble, why, again }: Refusal): HttpAnswer {
  log.warn('a sign-in did not work', { reference: request.reference, trouble, why });
  return pages.trouble(request, trouble, again);
}

/** Anything but the provider is a fault of ours, and the server says so. */
function troubleOf(error: unknown): Pick<Refusal, 'trouble' | 'why'> {
  if (!(error instanceof ProviderError)) throw error;
  return { trouble: error.fault, why: error.why };
}

const seeOther = (location: string, cookies: readonly string[]): HttpAnswer => ({
  status: 303,
  headers: { location, 'set-cookie': cookies },
});

const cookiesOf = ({ headers = {} }: HttpAnswer): readonly string[] => [headers['set-cookie'] ?? []].flat();
