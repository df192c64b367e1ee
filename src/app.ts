import { setTimeout as pause } from 'node:timers/promises';
import type { ServerLimits } from './admission.ts';
import { backEndNames, backEnds } from './back-ends.ts';
import { wantsSipAddresses } from './backends/pin-service/configured.ts';
import { configuredUserDirectory, sampleIn } from './backends/user-directory/configured.ts';
import { type BotStandIns, botFramework } from './bot/bot-framework.ts';
import { loadCards } from './bot/cards.ts';
import { choresOf, startChores } from './chores.ts';
import { serveCommands } from './command-socket.ts';
import { type Config, isInTheOpen } from './config.ts';
import { createEngine } from './conversation/engine.ts';
import type { Voice } from './conversation/engine-api.ts';
import { deskPeople } from './desk-people.ts';
import { directLine } from './direct-line/direct-line.ts';
import { directLineHistory } from './direct-line/history.ts';
import { directLineLimits } from './direct-line/limits.ts';
import { jobHandlers } from './features/all.ts';
import type { Needs } from './features/needs.ts';
import { reportNotMe } from './features/not-me/report.ts';
import type { Address } from './kernel/address.ts';
import type { Clock } from './kernel/clock.ts';
import { limits as defaultLimits, type Limits } from './kernel/limits.ts';
import type { Log } from './kernel/log.ts';
import { trustedNetworks } from './kernel/networks.ts';
import type { Secret } from './kernel/secret.ts';
import { metrics } from './metrics.ts';
import { notices } from './notices.ts';
import { openStorage } from './open-storage.ts';
import { deskSessionsOn, newDeskLinks } from './pages/desk/desk-sessions.ts';
import { type HealthOptions, healthRoutes } from './pages/health.ts';
import { pages } from './pages/pages.ts';
import { personRequests } from './person-commands.ts';
import { rulesOf } from './rules.ts';
import { createServer } from './server.ts';
import { siteFrom } from './site-file.ts';
import { auditStore } from './storage/audit-store.ts';
import type { Processes } from './storage/directory-lock.ts';
import { figuresStore } from './storage/figures-store.ts';
import { ready } from './storage/ready.ts';
import { turnStoreOn } from './storage/turn-store-on.ts';
import { visitsOf } from './visits.ts';

/** What the process gives the app: everything that is not configuration. */
export interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
  readonly processes: Processes;
  readonly cardsFolder: string;
  readonly pagesFolder: string;
  /** Where the build put the empty database. */
  readonly templateFolder: string;
  /** What processes that the program starts get as their environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly limits?: Limits;
  readonly serverLimits?: Partial<ServerLimits>;
  readonly standIns?: BotStandIns & { readonly needs?: (needs: Needs) => Needs };
}

export interface App {
  readonly url: string;
  readonly notices: readonly string[];
  /** Where nobody signs in to the desk: an address for an agent and one for a lead, each for one entrance within ten minutes. For whoever starts the program, and for no log. */
  readonly deskLinks?: Readonly<Record<'agent' | 'lead', Secret>>;
  /** Says that it is about to stop, goes on for `DRAIN_SECONDS`, finishes turns, jobs and requests under way, then releases everything. */
  close(): Promise<void>;
}

const graceMs = 10_000;

/** The composition root. Throws StartError where something cannot be used. */
export async function startApp(config: Config, given: Surroundings): Promise<App> {
  const figures = metrics(given.log);
  const around = { ...given, log: figures.log };
  const { clock, log, limits = defaultLimits, standIns } = around;
  const site = await siteFrom(config.siteFile);
  const cards = loadCards(around.cardsFolder);
  const sipAddresses = wantsSipAddresses(config.backends.pins);
  const directory = await configuredUserDirectory(config.backends.directory, { clock, log, sipAddresses });
  const { database, keys } = await openStorage(config, around);

  const inTheOpen = isInTheOpen(config);
  const signInOnly = inTheOpen && !config.chatAnonymous;
  // Links in mails; without PUBLIC_URL they lead to this machine, on the port that is bound below.
  let origin = config.publicUrl?.origin;
  const ends = await backEnds(config, {
    directory,
    site,
    database,
    keys,
    limits,
    clock,
    log,
    origin: () => origin,
    environment: around.environment,
  });
  const { desk, mailer, jobs } = ends;
  const { budgets } = ends.needs;
  const needs = standIns?.needs?.(ends.needs) ?? ends.needs;

  const voices = new Map<Address['edge'], Voice>();
  const store = turnStoreOn(database);
  const engine = createEngine({ rules: rulesOf(needs, config), store, chats: needs.chats, clock, log, voices });
  const chat = directLine({
    database,
    engine,
    cards,
    budgets,
    clock,
    log,
    limits: { ...directLineLimits, historyDays: config.keep.transcriptDays },
    signInOnly,
    visits: visitsOf(needs, desk.news),
    ...(config.publicUrl ? { publicUrl: config.publicUrl.origin } : {}),
  });
  const bot = botFramework({
    registration: config.bot ?? {},
    allowedTenants: config.bot?.allowedTenants ?? [],
    oAuthConnection: config.bot?.oAuthConnection,
    engine,
    cards,
    clock,
    log,
    ...standIns,
  });
  // The page reads its history: what was saved there is delivered.
  voices.set('direct-line', { history: directLineHistory(cards), deliver: async () => undefined });
  voices.set('bot-framework', { deliver: bot.deliver });

  const deskSessions = deskSessionsOn(database);
  const samplePeople = sampleIn(config.backends.directory).map(({ displayName, mail }) => ({
    name: displayName,
    mail,
  }));
  const signInNeeds = {
    database,
    budgets,
    sessions: chat.signedIn,
    isRequired: signInOnly,
    signInSeconds: limits.signInSeconds,
  };
  const page = pages({
    site,
    keys,
    clock,
    log,
    queue: desk,
    people: deskPeople(needs),
    audit: auditStore(database),
    figures: figuresStore(database),
    card: (reply) => cards.fill(reply, { channel: 'desk' }),
    desk: { sessions: deskSessions, ...(config.deskRoles ? { roles: config.deskRoles } : {}) },
    origin: needs.origin,
    isSecure: config.publicUrl?.protocol === 'https:',
    notMe: {
      links: needs.notMe,
      report: (link) => reportNotMe(needs, link),
      budgets,
      limit: limits.perRequesterAndHour.reports,
    },
    ...(mailer.outbox ? { outbox: mailer.outbox } : {}),
    samplePeople,
    assetsFolder: around.pagesFolder,
    ...(config.signIn ? { signIn: { ...signInNeeds, config: config.signIn } } : {}),
  });
  let phase: ReturnType<HealthOptions['phase']> = 'starting';
  const server = createServer({
    routes: [
      ...healthRoutes({ phase: () => phase, isReady: () => ready(database), backends: backEndNames(config) }),
      ...(config.metricsToken || !inTheOpen ? [figures.route({ database, token: config.metricsToken })] : []),
      ...page.routes,
      ...chat.routes,
      ...(config.bot || !inTheOpen ? bot.routes : []),
    ],
    upgrades: chat.upgrades,
    inTheOpen,
    trustedProxies: trustedNetworks(config.trustedProxies),
    clock,
    log,
    ...(around.serverLimits ? { limits: around.serverLimits } : {}),
    ...(config.publicUrl ? { publicUrl: config.publicUrl } : {}),
  });

  await chat.start();
  await jobs.start(jobHandlers(needs, { news: desk.news, queue: desk, engine, pagesOf: chat.pagesOf }));
  const stopChores = startChores(
    choresOf({ engine, chat, page, store, database, keep: config.keep, desk, talk: desk.talk, mailer, clock }),
    log,
  );
  // Several processes share PostgreSQL, and so may a command.
  const stopCommands =
    database.kind === 'pglite'
      ? await serveCommands(config.dataDir, personRequests({ database, keys, clock }), log)
      : async () => {};
  // Not awaited: the program starts where the issuer cannot be reached, too. Until its keys were asked for another instance is the better one.
  void bot.warmUp().then(() => {
    if (phase === 'starting') phase = 'serving';
  });
  const port = await server.listen(config.port, config.host);
  const local = `http://localhost:${port}`;
  if (!inTheOpen) origin ??= local;
  const links = config.deskRoles ? {} : { deskLinks: await newDeskLinks(deskSessions, origin ?? local, clock.now()) };

  return {
    url: config.publicUrl?.origin ?? local,
    notices: notices(config),
    ...links,
    async close() {
      phase = 'stopping';
      server.drain();
      await pause(config.drainSeconds * 1_000);
      await chat.close();
      await server.close(graceMs);
      await engine.idle();
      await stopCommands();
      await stopChores();
      await jobs.stop();
      mailer.close?.();
      await needs.pins.close?.();
      await database.close();
    },
  };
}
