import type { Clock } from '../kernel/clock.ts';
import type { HostCookie } from '../kernel/cookie.ts';
import { newToken } from '../kernel/ids.ts';
import { Secret } from '../kernel/secret.ts';
import type { SignedInSessions } from '../kernel/signed-in.ts';
import type { DirectLineLimits } from './limits.ts';
import type { PageSessions } from './page-sessions.ts';

export interface SignedInNeeds {
  readonly sessions: PageSessions;
  /** The page session's. */
  readonly cookie: HostCookie;
  readonly limits: DirectLineLimits;
  readonly clock: Clock;
}

/** Page sessions with a person. Signing in never goes on with what was there: neither with the session's id nor with its conversation. */
export function signedInSessions({ sessions, cookie, limits, clock }: SignedInNeeds): SignedInSessions {
  const end = async (given: Secret | undefined) => {
    if (given) await sessions.end(given);
  };

  return {
    async whoIs(request) {
      const id = cookie.read(request);
      const session = id && (await sessions.find(id, clock.now()));
      return session?.person;
    },
    async begin(request, person) {
      await end(cookie.read(request));
      const id = new Secret(newToken(256));
      const conversation = newToken(128);
      const user = `dl_${newToken(128)}`;
      await sessions.create({ session: id, conversation, user, locale: undefined, person }, clock.now());
      return cookie.set(id, limits.signedInSeconds);
    },
    async end(request) {
      await end(cookie.read(request));
      return cookie.remove();
    },
  };
}
