import type { Surroundings } from '../../src/app.ts';
import type { Credentials } from '../../src/bot/bot-authentication.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { Database } from '../../src/storage/database.ts';
import { accidentFolder, secretKey } from './accident-setting.ts';
import { startApp, type TestApp, type TestAppOptions } from './app.ts';
import { newPostgresqlUrl, postgresqlAt } from './databases.ts';
import { afterDeath, aMinutePasses } from './dead-process.ts';
import { eventually } from './persevering-person.ts';
import { type BreakPlace, behindProxy, type StatementProxy, startStatementProxy } from './statement-proxy.ts';

interface Alive {
  readonly app: TestApp;
  readonly proxy: StatementProxy;
  /** The dead say nothing: from here on it reaches no channel either. */
  readonly fallSilent: () => void;
}

export interface MortalApps {
  readonly dataDir: string;
  /** The database itself, which no accident reaches. */
  readonly database: Database;
  /** What time it is where the programs live. */
  readonly clock: Clock;
  app(): TestApp;
  /** Runs `work` and has the program die at a statement of it, jobs included; undefined where it was done before. Else the statement. */
  dieDuring(work: () => Promise<unknown>, at: BreakPlace): Promise<string | undefined>;
  /** Another process takes over, so long after the last one: leases and the runs of jobs have ended. */
  startAgain(secondsLater: number, around?: Partial<Surroundings>): Promise<void>;
  /** A second process, which lives until `close`. */
  startBeside(around: Partial<Surroundings>): Promise<TestApp>;
  /** The person waits. */
  pass(seconds: number): void;
  /** Until nothing that a dead process left is still to be said. */
  everythingSaid(): Promise<void>;
  /** Until no job is waiting or running, a minute later; those that were put off for longer wait on. */
  jobsDone(): Promise<void>;
  close(): Promise<void>;
}

/**
 * One program after another on one PostgreSQL, in this process. To die is: from one statement on nothing reaches the server, which sees
 * the connections close, and nobody gets an answer. That is all that `kill -9` leaves behind, at a place that a test can choose.
 */
export async function mortalApps(options: Pick<TestAppOptions, 'environment' | 'around'> = {}): Promise<MortalApps> {
  const folder = accidentFolder();
  const databaseUrl = await newPostgresqlUrl();
  const database = postgresqlAt(databaseUrl);
  const dead: Alive[] = [];
  const buried: Promise<void>[] = [];
  const beside: Alive[] = [];
  let shiftMs = 0;
  const clock = { now: () => new Date(Date.now() + shiftMs) };

  const start = async (around: Partial<Surroundings> = {}): Promise<Alive> => {
    const proxy = await startStatementProxy(databaseUrl.reveal());
    const { standIns } = options.around ?? {};
    const mouth = mortalCredentials(standIns?.credentials);
    const app = await startApp({
      dataDir: folder.dataDir,
      environment: {
        DATABASE_URL: proxy.url,
        SECRET_KEY: secretKey,
        DIRECTORY_FILE: folder.directoryFile,
        ...options.environment,
      },
      around: {
        clock,
        ...options.around,
        ...(standIns ? { standIns: { ...standIns, credentials: mouth.credentials } } : {}),
        ...around,
      },
    });
    return { app, proxy, fallSilent: mouth.shut };
  };
  const bury = async ({ app, proxy }: Alive): Promise<void> => {
    await proxy.close();
    await app.close();
  };
  const jobsDone = async (): Promise<void> => {
    await aMinutePasses(database);
    await eventually('the jobs', async () => {
      const [row] = await database.query(
        "SELECT count(*)::integer AS n FROM pgboss.job WHERE state <= 'active' AND start_after < now() + interval '5 minutes'",
        [],
      );
      return row?.n === 0 ? true : undefined;
    });
  };
  let alive = await start();

  return {
    dataDir: folder.dataDir,
    database,
    clock,
    app: () => alive.app,
    async dieDuring(work, at) {
      const broken = alive.proxy.breakAt(at);
      const done = work()
        .then(jobsDone)
        .then(() => undefined);
      done.catch(() => undefined);
      const place = (await Promise.race([broken, done])) ?? (alive.proxy.spare() ? undefined : await broken);
      if (place !== undefined) alive.fallSilent();
      return place;
    },
    async startAgain(secondsLater, around) {
      // Not the present one: on its way out of this process it would apologise to whom it left waiting.
      buried.push(...dead.splice(0).map(bury));
      dead.push(alive);
      shiftMs += secondsLater * 1000;
      await afterDeath(database, behindProxy);
      alive = await start(around);
    },
    async startBeside(around) {
      const other = await start(around);
      beside.push(other);
      return other.app;
    },
    pass(seconds) {
      shiftMs += seconds * 1000;
    },
    async everythingSaid() {
      await eventually('what was left unsaid', async () => {
        const rows = await database.query('SELECT key FROM activities WHERE unsaid_until IS NOT NULL', []);
        return rows.length === 0 ? true : undefined;
      });
    },
    jobsDone,
    async close() {
      await Promise.all([...buried, ...[...dead, ...beside, alive].map(bury)]);
      await database.close();
      folder.remove();
    },
  };
}

/** Credentials that sign nothing once they are shut. */
function mortalCredentials(credentials: Credentials | undefined) {
  let isShut = false;
  const mortal: Credentials | undefined = credentials && {
    isValidAppId: (id) => credentials.isValidAppId(id),
    isAuthenticationDisabled: () => credentials.isAuthenticationDisabled(),
    async createCredentials(...given) {
      const own = await credentials.createCredentials(...given);
      return {
        signRequest: (request) =>
          isShut ? Promise.reject(new Error('this process is dead')) : own.signRequest(request),
      };
    },
  };
  return {
    credentials: mortal,
    shut() {
      isShut = true;
    },
  };
}
