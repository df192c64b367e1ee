import type { TicketQueue } from '../backends/ticket-desk/ticket-desk.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Route } from '../kernel/http.ts';
import type { Keyring } from '../kernel/keyring.ts';
import type { Log } from '../kernel/log.ts';
import type { Site } from '../kernel/site.ts';
import { assetsIn } from './assets.ts';
import { chatPage, type SamplePerson } from './chat-page.ts';
import { deskPages } from './desk-page.ts';
import { type NotMeOptions, notMePages } from './not-me-page.ts';
import { type Outbox, outboxPage } from './outbox-page.ts';
import { type SignInOptions, signIn } from './sign-in/sign-in.ts';

export interface PagesOptions {
  readonly site: Site;
  readonly keys: Keyring;
  readonly clock: Clock;
  readonly log: Log;
  readonly queue: TicketQueue;
  readonly isFrozen: (person: string) => Promise<boolean>;
  readonly notMe: NotMeOptions;
  /** Only where the embedded mailer is used. */
  readonly outbox?: Outbox;
  /** Only where the sample directory is used. */
  readonly samplePeople?: readonly SamplePerson[];
  /** Only where there is an identity provider. */
  readonly signIn?: PageSignIn;
  /** Where the build put the pages' files, such as `dist/assets`. */
  readonly assetsFolder: string;
}

/** What signing in needs beside what the other pages need. */
export interface PageSignIn extends Omit<SignInOptions, 'site' | 'assets' | 'clock' | 'log'> {
  /** Nobody chats without it. */
  readonly isRequired: boolean;
}

export interface Pages {
  readonly routes: readonly Route[];
  /** Forgets sign-ins that nobody came back from. */
  cleanUp(now: Date): Promise<void>;
}

/** Everything a browser opens by hand: `/`, `/assets/…`, `/desk`, `/outbox`, `/not-me`, `/sign-in`. Throws StartError where the assets are not built. */
export function pages(options: PagesOptions): Pages {
  const { site, outbox, samplePeople, clock, log } = options;
  const assets = assetsIn(options.assetsFolder);
  const { timeZone } = site.helpDesk;
  const door = options.signIn && signIn({ ...options.signIn, site, assets, clock, log });
  return {
    routes: [
      chatPage({
        site,
        assets,
        hasOutbox: outbox !== undefined,
        ...(samplePeople ? { samplePeople } : {}),
        ...(options.signIn ? { signIn: options.signIn } : {}),
      }),
      ...(door?.routes ?? []),
      assets.route,
      ...notMePages({ ...options.notMe, site, assets, clock }),
      ...deskPages({ ...options, assets, timeZone }),
      ...(outbox ? [outboxPage(outbox, assets, timeZone)] : []),
    ],
    cleanUp: async (now) => door?.cleanUp(now),
  };
}
