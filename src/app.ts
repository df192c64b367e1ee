import { join } from 'node:path';
import type { ServerLimits } from './admission.ts';
import { configuredMailer } from './backends/mailer/configured.ts';
import { configuredPinService } from './backends/pin-service/configured.ts';
import { configuredTicketDesk } from './backends/ticket-desk/configured.ts';
import { configuredUserDirectory, sampleIn } from './backends/user-directory/configured.ts';
import { type BotStandIns, botFramework } from './bot/bot-framework.ts';
import { loadCards } from './bot/cards.ts';
import { startChores } from './chores.ts';
import { type Config, isInTheOpen } from './config.ts';
import { createEngine } from './conversation/engine.ts';
import type { Voice } from './conversation/engine-api.ts';
import { directLine } from './direct-line/direct-line.ts';
import { directLineHistory } from './direct-line/history.ts';
import { jobHandlers } from './features/all.ts';
import type { Needs } from './features/needs.ts';
import type { Address } from './kernel/address.ts';
import type { Clock } from './kernel/clock.ts';
import { type Keyring, keyring } from './kernel/keyring.ts';
import { limits as defaultLimits, type Limits } from './kernel/limits.ts';
import type { Log } from './kernel/log.ts';
import { trustedNetworks } from './kernel/networks.ts';
import { notices } from './notices.ts';
import { healthRoutes } from './pages/health.ts';
import { pages } from './pages/pages.ts';
import { rulesOf } from './rules.ts';
import { createServer } from './server.ts';
import { siteFrom } from './site-file.ts';
import { bossJobs } from './storage/boss-jobs.ts';
import { budgetsOn, forgetEndedBudgets } from './storage/budgets-store.ts';
import { challengesStore, forgetOldChallenges } from './storage/challenges-store.ts';
import type { Database } from './storage/database.ts';
import type { Processes } from './storage/directory-lock.ts';
import { feedbackStore } from './storage/feedback-store.ts';
import { migrate } from './storage/migrate.ts';
import { templateName } from './storage/open-pglite.ts';
import { pgliteDatabase } from './storage/pglite-database.ts';
import { autovacuum } from './storage/pglite-upkeep.ts';
import { postgresqlDatabase } from './storage/postgresql-database.ts';
import { ready } from './storage/ready.ts';
import { secretKeyFile } from './storage/secret-key-file.ts';
import { turnStoreOn } from './storage/turn-store-on.ts';

/** What the process gives the app: everything that is not configuration. */
export interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
  readonly processes: Processes;
  readonly cardsFolder: string;
  readonly pagesFolder: string;
  /** Where the build put the empty database. */
  readonly templateFolder: string;
  readonly limits?: Limits;
  readonly serverLimits?: Partial<ServerLimits>;
  readonly standIns?: BotStandIns & { readonly needs?: (needs: Needs) => Needs };
}

export interface App {
  readonly url: string;
  readonly notices: readonly string[];
  /** Finishes turns, jobs and requests under way, then releases everything. */
  close(): Promise<void>;
}

const snapshotMinutes = 10;
const graceMs = 10_000;

/** The composition root. Throws StartError where something cannot be used. */
export async function startApp(config: Config, around: Surroundings): Promise<App> {
  const { clock, log, limits = defaultLimits, standIns } = around;
  const site = await siteFrom(config.siteFile);
  const cards = loadCards(around.cardsFolder);
  const directory = await configuredUserDirectory(config.backends.directory, { clock, log });
  const database = await openDatabase(config, around);
  // DATA_DIR is locked by now: of two that start in it, one makes the key.
  const keys = await keysFrom(config);
  await migrate(database);

  const inTheOpen = isInTheOpen(config);
  const signInOnly = inTheOpen && !config.chatAnonymous;
  const budgets = budgetsOn(database);
  const jobs = bossJobs({ database, log });
  const desk = configuredTicketDesk(config.backends.desk, { database, jobs, budgets, limits, clock });
  const mailer = configuredMailer(config.backends.mailer, { folder: join(config.dataDir, 'outbox'), clock, log });
  const embedded: Needs = {
    directory,
    desk,
    mailer,
    site,
    database,
    budgets,
    jobs,
    keys,
    limits,
    clock,
    log,
    pins: configuredPinService(config.backends.pins, { database, keys, clock }),
    challenges: challengesStore(database, keys, limits),
    feedback: feedbackStore(database),
    identity: config.identity,
  };
  const needs = standIns?.needs?.(embedded) ?? embedded;

  const voices = new Map<Address['edge'], Voice>();
  const store = turnStoreOn(database);
  const engine = createEngine({ rules: rulesOf(needs, config), store, clock, log, voices });
  const chat = directLine({
    database,
    engine,
    cards,
    budgets,
    clock,
    log,
    signInOnly,
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

  const samplePeople = sampleIn(config.backends.directory).map(({ displayName, mail }) => ({
    name: displayName,
    mail,
  }));
  const signInNeeds = {
    database,
    budgets,
    sessions: chat.signedIn,
    isRequired: signInOnly,
    isSecure: config.publicUrl?.protocol === 'https:',
    signInSeconds: limits.signInSeconds,
  };
  const page = pages({
    site,
    keys,
    clock,
    log,
    queue: desk,
    outbox: mailer.outbox,
    samplePeople,
    assetsFolder: around.pagesFolder,
    ...(config.signIn ? { signIn: { ...signInNeeds, config: config.signIn } } : {}),
  });
  const server = createServer({
    routes: [
      ...healthRoutes({ isReady: () => ready(database), backends: backendsOf(config) }),
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
  await jobs.start(jobHandlers(needs, { queue: desk, engine }));
  const stopChores = startChores(
    [
      { name: 'settle', everySeconds: 5, run: () => engine.settleAbandoned() },
      { name: 'chat', everySeconds: 60, run: () => chat.cleanUp(clock.now()) },
      { name: 'sign-ins', everySeconds: 600, run: () => page.cleanUp(clock.now()) },
      { name: 'outcomes', everySeconds: 600, run: () => store.clean(clock.now()) },
      { name: 'budgets', everySeconds: 600, run: () => forgetEndedBudgets(database, clock.now()) },
      { name: 'autovacuum', everySeconds: 60, run: () => autovacuum(database) },
      { name: 'challenges', everySeconds: 600, run: () => forgetOldChallenges(database, clock.now()) },
      { name: 'outbox', everySeconds: 600, run: () => mailer.cleanUp(clock.now()) },
      { name: 'tickets', everySeconds: 3_600, run: () => desk.closeSolved(clock.now()) },
    ],
    log,
  );
  // Not awaited: the program starts where the issuer cannot be reached, too.
  void bot.warmUp();
  const port = await server.listen(config.port, config.host);

  return {
    url: config.publicUrl?.origin ?? `http://localhost:${port}`,
    notices: notices(config),
    async close() {
      await chat.close();
      await server.close(graceMs);
      await engine.idle();
      await stopChores();
      await jobs.stop();
      await database.close();
    },
  };
}

async function keysFrom({ secretKey, previousKeys, dataDir }: Config): Promise<Keyring> {
  return keyring(secretKey ?? (await secretKeyFile(dataDir)), previousKeys);
}

async function openDatabase({ databaseUrl, dataDir }: Config, around: Surroundings): Promise<Database> {
  const { log, clock, processes, templateFolder } = around;
  if (databaseUrl) return postgresqlDatabase({ url: databaseUrl, log });
  const template = join(templateFolder, templateName());
  return pgliteDatabase({
    directory: dataDir,
    template,
    log,
    clock,
    processes,
    snapshotEveryMs: snapshotMinutes * 60_000,
  });
}

const backendsOf = ({ backends }: Config): Readonly<Record<string, string>> => ({
  'user-directory': backends.directory.USER_DIRECTORY,
  'pin-service': backends.pins.PIN_SERVICE,
  'ticket-desk': backends.desk.TICKET_DESK,
  mailer: backends.mailer.MAILER,
});
