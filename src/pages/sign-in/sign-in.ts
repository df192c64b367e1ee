import type { Clock } from '../../kernel/clock.ts';
import { hostCookie } from '../../kernel/cookie.ts';
import type { Route } from '../../kernel/http.ts';
import type { Log } from '../../kernel/log.ts';
import type { SignedInSessions } from '../../kernel/signed-in.ts';
import type { Site } from '../../kernel/site.ts';
import type { Budgets } from '../../storage/budgets.ts';
import type { Database } from '../../storage/database.ts';
import type { Assets } from '../assets.ts';
import { attemptsOn } from './attempts.ts';
import { identityProvider } from './identity-provider.ts';
import type { ProviderConfig } from './provider-variables.ts';
import { type SignInLimits, signInLimits } from './sign-in-limits.ts';
import { signInPages } from './sign-in-pages.ts';
import { type SignInNeeds, signInRoutes } from './sign-in-routes.ts';

export interface SignInOptions {
  readonly config: ProviderConfig;
  readonly site: Site;
  readonly assets: Assets;
  readonly database: Database;
  readonly budgets: Budgets;
  readonly sessions: SignedInSessions;
  /** People reach us by https. */
  readonly isSecure: boolean;
  /** How long a sign-in counts as a confirmation, in seconds. */
  readonly signInSeconds: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: SignInLimits;
  readonly enterDesk?: NonNullable<SignInNeeds['enterDesk']>;
}

export interface SignIn {
  readonly routes: readonly Route[];
  /** Forgets sign-ins that nobody came back from. */
  cleanUp(now: Date): Promise<void>;
}

/** Signing in to the chat page with OpenID Connect. */
export function signIn(options: SignInOptions): SignIn {
  const { config, site, assets, database, clock, limits = signInLimits } = options;
  const attempts = attemptsOn(database);
  return {
    routes: signInRoutes({
      ...options,
      limits,
      attempts,
      provider: identityProvider({ config, limits, clock }),
      cookie: hostCookie('pin-desk-sign-in', options.isSecure),
      pages: signInPages(site, assets),
    }),
    cleanUp: (now) => attempts.clean(now),
  };
}
