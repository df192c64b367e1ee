import { join } from 'node:path';
import type { TicketQueue } from '../../src/backends/ticket-desk/ticket-desk.ts';
import { loadCards } from '../../src/bot/cards.ts';
import { keyring } from '../../src/kernel/keyring.ts';
import { limits } from '../../src/kernel/limits.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { Site } from '../../src/kernel/site.ts';
import type { OutboxMail } from '../../src/pages/outbox-page.ts';
import { pages } from '../../src/pages/pages.ts';
import type { AuditRow } from '../../src/storage/audit.ts';
import type { Figure } from '../../src/storage/figures.ts';
import type { NotMeLink } from '../../src/storage/not-me-links.ts';
import { silentLog } from '../support/chat-host.ts';
import { type RouteHost, routeHost } from '../support/route-host.ts';
import type { StandInLine } from './stand-in-line.ts';
import { samplePerson, standInPeople } from './stand-in-people.ts';
import { queueOf } from './stand-in-queue.ts';
import { standInSessions } from './stand-in-sessions.ts';

export const site = Site.parse({
  organisation: 'Contoso & Söhne',
  helpDesk: {
    name: 'IT help desk',
    phone: '+45 33 12 34 56',
    mail: 'help@contoso.example',
    timeZone: 'Europe/Copenhagen',
    hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '16:00' }],
  },
  platforms: [{ id: 'teams', name: 'Teams', keys: { mute: '*6' } }],
  defaultPlatform: 'teams',
});

export const keys = keyring(new Secret('a key for tests'));
const cards = loadCards(join(import.meta.dirname, '../../cards'));
const builtAssets = join(import.meta.dirname, '../../dist/assets');

const samplePeople = [
  { name: 'Ada Lovelace', mail: 'ada.lovelace@contoso.example' },
  { name: 'Søren Kierkegaard', mail: 'soren.kierkegaard@contoso.example' },
];

export const mails: readonly OutboxMail[] = [
  {
    to: 'ada@contoso.example',
    subject: 'Your code',
    text: 'Your code is 12345678.\nIt is good for 10 minutes.',
    at: '2026-01-05T11:00:00.000Z',
  },
  {
    to: 'grace@contoso.example',
    subject: 'PIN <changed>',
    text: 'Was it you? <script>alert(1)</script>',
    at: '2026-01-05T11:58:00.000Z',
  },
];

export interface PageHostOptions {
  readonly line?: StandInLine;
  readonly queue?: TicketQueue;
  /** Default: the real ones; `npm run build` has been run. */
  readonly assetsFolder?: string;
  /** No sample people and no outbox, as where directory and mailer are real. */
  readonly real?: boolean;
  /** People whose resets are frozen. */
  readonly frozen?: readonly string[];
  /** What links lead to, by what mails carry. */
  readonly links?: Readonly<Record<string, NotMeLink>>;
  readonly report?: (link: NotMeLink) => Promise<void>;
}

const auditRows: readonly AuditRow[] = [
  {
    id: 7,
    at: new Date('2026-01-05T11:30:00Z'),
    who: { id: 'kim', name: 'Kim <i>Agent</i>', role: 'agent' },
    what: 'person-lift-freeze',
    person: { id: samplePerson.id, displayName: '=Ada' },
    ticket: 1042,
    reason: 'Called back, "it was her"',
  },
];

const figures: readonly Figure[] = Array.from({ length: 30 }, (_, index) => {
  const day = new Date(Date.UTC(2025, 11, 7 + index)).toISOString().slice(0, 10);
  const channel = index % 3 === 0 ? 'msteams' : 'directline';
  return [
    { day, what: 'started' as const, channel, detail: '', count: 12 + (index % 7) },
    { day, what: 'confirmed' as const, channel, detail: '', count: 10 + (index % 5) },
    { day, what: 'done' as const, channel, detail: '', count: 9 + (index % 5) },
    { day, what: 'took' as const, channel, detail: index % 2 === 0 ? '75' : '90', count: 9 },
    { day, what: 'escalated' as const, channel: 'phone', detail: 'asked-for-a-person', count: index % 4 },
    { day, what: 'escalated' as const, channel, detail: 'code-not-received', count: index % 3 },
  ];
}).flat();
const opinions = [
  { at: new Date('2026-01-05T10:00:00Z'), helpful: true, comment: 'Quick <b>and</b> easy' },
  { at: new Date('2026-01-04T10:00:00Z'), helpful: false, comment: 'The mail came late.' },
];

/** The pages on a port of their own; `line` answers the chat. */
export async function pageHost(given: PageHostOptions = {}): Promise<RouteHost> {
  const { line, queue = queueOf([]), real = false, frozen = [], links = {} } = given;
  let reports = 0;
  const { routes } = pages({
    site,
    keys,
    clock: { now: () => new Date('2026-01-05T12:00:00Z') },
    log: silentLog,
    queue,
    people: standInPeople(frozen),
    audit: {
      add: async () => 1,
      newest: async () => auditRows,
      since: async () => auditRows,
      ofAgent: async (id) => auditRows.find((row) => row.id === id),
    },
    figures: {
      since: async () => figures,
      opinionsSince: async () => ({ helpful: 14, unhelpful: 3, comments: opinions }),
    },
    card: (reply) => cards.fill(reply, { channel: 'desk' }),
    desk: { sessions: standInSessions },
    origin: () => 'http://localhost:3978',
    isSecure: false,
    notMe: {
      links: { read: async (token) => links[token.reveal()] },
      report: given.report ?? (async () => undefined),
      budgets: {
        async spend({ limit }) {
          reports += 1;
          return reports > limit ? { ok: false, retryAt: new Date() } : { ok: true, left: limit - reports };
        },
      },
      limit: limits.perRequesterAndHour.reports,
    },
    ...(real ? {} : { outbox: async () => mails, samplePeople }),
    assetsFolder: given.assetsFolder ?? builtAssets,
  });
  return routeHost({ routes: [...routes, ...(line?.routes ?? [])] });
}
