import type { TicketQueue } from '../backends/ticket-desk/ticket-desk.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Route } from '../kernel/http.ts';
import type { Keyring } from '../kernel/keyring.ts';
import type { Log } from '../kernel/log.ts';
import type { Site } from '../kernel/site.ts';
import { assetsIn } from './assets.ts';
import { chatPage, type SamplePerson } from './chat-page.ts';
import { deskPages } from './desk-page.ts';
import { type Outbox, outboxPage } from './outbox-page.ts';

export interface PagesOptions {
  readonly site: Site;
  readonly keys: Keyring;
  readonly clock: Clock;
  readonly log: Log;
  readonly queue: TicketQueue;
  /** Only where the embedded mailer is used. */
  readonly outbox?: Outbox;
  /** Only where the sample directory is used. */
  readonly samplePeople?: readonly SamplePerson[];
  /** Where the build put the pages' files, such as `dist/assets`. */
  readonly assetsFolder: string;
}

/** Everything a browser opens by hand: `/`, `/assets/…`, `/desk`, `/outbox`. Throws StartError where the assets are not built. */
export function pages(options: PagesOptions): { readonly routes: readonly Route[] } {
  const { site, outbox, samplePeople } = options;
  const assets = assetsIn(options.assetsFolder);
  const { timeZone } = site.helpDesk;
  return {
    routes: [
      chatPage({ site, assets, hasOutbox: outbox !== undefined, ...(samplePeople ? { samplePeople } : {}) }),
      assets.route,
      ...deskPages({ ...options, assets, timeZone }),
      ...(outbox ? [outboxPage(outbox, assets, timeZone)] : []),
    ],
  };
}
