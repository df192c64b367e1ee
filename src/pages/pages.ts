import type { TicketQueue } from '../backends/ticket-desk/ticket-desk.ts';
import type { CardReply } from '../conversation/reply.ts';
import { hostsOf } from '../kernel/agent-text.rules.ts';
import type { Clock } from '../kernel/clock.ts';
import { hostCookie } from '../kernel/cookie.ts';
import type { Route } from '../kernel/http.ts';
import type { Keyring } from '../kernel/keyring.ts';
import type { Log } from '../kernel/log.ts';
import type { Site } from '../kernel/site.ts';
import type { Audit } from '../storage/audit.ts';
import type { Figures } from '../storage/figures.ts';
import { assetsIn } from './assets.ts';
import { chatPage, type SamplePerson } from './chat-page.ts';
import { deskPages } from './desk/desk-pages.ts';
import type { DeskSessions } from './desk/desk-sessions.ts';
import type { DeskPeople } from './desk/people.ts';
import { type RoleClaim, roleIn } from './desk/roles.rules.ts';
import { type NotMeOptions, notMePages } from './not-me-page.ts';
import { type Outbox, outboxPage } from './outbox-page.ts';
import { securityTxt } from './security-txt.ts';
import { type SignInOptions, signIn } from './sign-in/sign-in.ts';

export interface PagesOptions {
  readonly site: Site;
  readonly keys: Keyring;
  readonly clock: Clock;
  readonly log: Log;
  readonly queue: TicketQueue;
  readonly people: DeskPeople;
  readonly audit: Audit;
  readonly figures: Figures;
  /** Fills a file of `cards/`. */
  readonly card: (reply: CardReply) => object;
  readonly desk: { readonly sessions: DeskSessions; readonly roles?: RoleClaim };
  /** Where people of a mail reach us. */
  readonly origin: () => string | undefined;
  /** People reach us by https. */
  readonly isSecure: boolean;
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
export interface PageSignIn
  extends Omit<SignInOptions, 'site' | 'assets' | 'clock' | 'log' | 'isSecure' | 'enterDesk'> {
  /** Nobody chats without it. */
  readonly isRequired: boolean;
}

export interface Pages {
  readonly routes: readonly Route[];
  /** Forgets sign-ins that nobody came back from, and agents who have gone. */
  cleanUp(now: Date): Promise<void>;
}

/** Everything a browser opens by hand: `/`, `/assets/…`, `/desk`, `/outbox`, `/not-me`, `/sign-in`, and `/.well-known/security.txt`. Throws StartError where the assets are not built. */
export function pages(options: PagesOptions): Pages {
  const { site, outbox, samplePeople, clock, log, isSecure } = options;
  const { sessions, roles } = options.desk;
  const assets = assetsIn(options.assetsFolder);
  const { timeZone } = site.helpDesk;
  const desk = deskPages({
    ...options,
    sessions,
    cookie: hostCookie('pin-desk-agent', isSecure),
    hasSignIn: roles !== undefined,
    assets,
    timeZone,
    linkHosts: () => hostsOf(site, options.origin()),
  });
  const enterDesk: SignInOptions['enterDesk'] = async (request, { directoryId, name }, claims) => {
    const role = roles && roleIn(claims, roles);
    // As the directory writes ids: nobody becomes somebody else, who may act on them, by a capital letter.
    return role && desk.enter(request, { agent: { id: directoryId.toLowerCase(), name: name || directoryId, role } });
  };
  const door =
    options.signIn &&
    signIn({ ...options.signIn, site, assets, clock, log, isSecure, ...(roles ? { enterDesk } : {}) });
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
      ...desk.routes,
      ...securityTxt(site, clock),
      ...(outbox ? [outboxPage(outbox, assets, timeZone)] : []),
    ],
    cleanUp: async (now) => {
      await door?.cleanUp(now);
      await sessions.clean(now);
    },
  };
}
