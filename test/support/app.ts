import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, type Surroundings, startApp as start } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { limits } from '../../src/kernel/limits.ts';
import { pinoLog } from '../../src/kernel/pino-log.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { copiedDatabaseUrl } from './copied-database.ts';
import type { DatabaseKind } from './databases.ts';
import { testServer } from './postgresql-server.ts';
import { root } from './tree.ts';

export interface TestApp extends App {
  readonly dataDir: string;
  /** Every line that was logged, at debug level. */
  readonly lines: string[];
  /** Closes it; the data folder stays for another start. */
  close(): Promise<void>;
  /** Closes it and removes the data folder. */
  remove(): Promise<void>;
}

export interface TestAppOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly dataDir?: string;
  /** Without it, a data folder and `DATABASE_URL`, what is there and starts sooner: PGlite takes 2.7 s of a core to start and stop, a copy on PostgreSQL 0.1. */
  readonly on?: DatabaseKind;
  readonly around?: Partial<Surroundings>;
}

async function databaseFor({ dataDir, environment, on }: TestAppOptions): Promise<Readonly<Record<string, string>>> {
  const isChosen = dataDir !== undefined || environment?.DATABASE_URL !== undefined;
  if (isChosen || on === 'pglite' || !testServer) return {};
  return { DATABASE_URL: await copiedDatabaseUrl(), SECRET_KEY: randomBytes(32).toString('hex') };
}

/** The whole program in this process, on a free port, with a data folder of its own. `npm run build` has been run. */
export async function startApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { dataDir, around = {} } = options;
  const environment = { ...(await databaseFor(options)), ...options.environment };
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'pin-desk-test-'));
  const lines: string[] = [];
  const config = readConfig({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'debug', ...environment });
  const app = await start(config, {
    clock: systemClock,
    log: pinoLog({
      level: 'debug',
      write: (line) => lines.push(line),
      secrets: [new Secret(environment.SECRET_KEY ?? '')],
    }),
    processes: { pid: process.pid, isAlive: () => false },
    cardsFolder: join(root, 'cards'),
    pagesFolder: join(root, 'dist/assets'),
    templateFolder: join(root, 'dist'),
    environment: {},
    // Nobody types a mailed code at once, but a test does.
    limits: { ...limits, anonymousGuessAfterMs: 0 },
    ...around,
  });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= app.close();
    return closed;
  };
  return {
    ...app,
    dataDir: folder,
    lines,
    close,
    async remove() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
