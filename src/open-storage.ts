import { join } from 'node:path';
import type { Surroundings } from './app.ts';
import type { Config } from './config.ts';
import { type Keyring, keyring } from './kernel/keyring.ts';
import type { Database } from './storage/database.ts';
import { migrate } from './storage/migrate.ts';
import { templateName } from './storage/open-pglite.ts';
import { pgliteDatabase } from './storage/pglite-database.ts';
import { postgresqlDatabase } from './storage/postgresql-database.ts';
import { secretKeyFile } from './storage/secret-key-file.ts';

type Around = Pick<Surroundings, 'clock' | 'log' | 'processes' | 'templateFolder'>;

const snapshotMinutes = 10;

/** The database that the settings name, with the tables of this version, and the keys beside it. Throws StartError or BackendError where one cannot be used. */
export async function openStorage(config: Config, around: Around): Promise<{ database: Database; keys: Keyring }> {
  const database = await openDatabase(config, around);
  // DATA_DIR is locked by now: of two that start in it, one makes the key.
  const keys = keyring(config.secretKey ?? (await secretKeyFile(config.dataDir)), config.previousKeys);
  await migrate(database);
  return { database, keys };
}

async function openDatabase({ databaseUrl, dataDir }: Config, around: Around): Promise<Database> {
  const { log, clock, processes, templateFolder } = around;
  if (databaseUrl) return postgresqlDatabase({ url: databaseUrl, log });
  return pgliteDatabase({
    directory: dataDir,
    template: join(templateFolder, templateName()),
    log,
    clock,
    processes,
    snapshotEveryMs: snapshotMinutes * 60_000,
  });
}
