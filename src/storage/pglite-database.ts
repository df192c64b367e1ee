import { access, chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { Clock } from '../kernel/clock.ts';
import { StartError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Database } from './database.ts';
import { databaseOnPglite } from './database-on-pglite.ts';
import { lockDirectory, type Processes } from './directory-lock.ts';
import { archiveAt, openPglite } from './open-pglite.ts';
import { type Snapshots, snapshotsIn } from './pglite-snapshots.ts';

export interface PgliteOptions {
  readonly log: Log;
  readonly clock: Clock;
  readonly processes: Processes;
  /** DATA_DIR: `database`, its lock and `snapshots` lie in it. */
  readonly directory: string;
  /** What a new directory begins with (`templateName()`), in a third of the time; where there is no such file it is initialised. */
  readonly template?: string;
  readonly snapshotEveryMs: number;
}

/**
 * PostgreSQL inside this process, its files in `directory`, for one process at a time.
 * It survives `kill -9`. PGlite never calls fsync, so a power cut may destroy it: while there is news, a durable snapshot is written every `snapshotEveryMs`, and at the end.
 * @throws StartError where another process has the directory, or where it does not open; then the message says how to go back to the last snapshot.
 */
export async function pgliteDatabase(options: PgliteOptions): Promise<Database> {
  const { directory, log, clock, processes, snapshotEveryMs } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const unlock = await lockDirectory(join(directory, 'database.lock'), processes);
  const snapshots = snapshotsIn(join(directory, 'snapshots'), clock);

  try {
    const pglite = await openFiles(options, snapshots);
    return databaseOnPglite(pglite, { log, snapshots: { ...snapshots, everyMs: snapshotEveryMs }, afterClose: unlock });
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** A new directory carries a mark until it is whole, so that a start that was cut short begins again. */
async function openFiles({ directory, template }: PgliteOptions, snapshots: Snapshots): Promise<PGlite> {
  const dataDir = join(directory, 'database');
  const mark = join(directory, 'database.unfinished');
  if (await exists(mark)) await rm(dataDir, { recursive: true, force: true });
  if (await exists(join(dataDir, 'PG_VERSION'))) return reopen(dataDir, snapshots);

  await writeFile(mark, '', { mode: 0o600 });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await chmod(dataDir, 0o700);
  const loadDataDir = template ? await archiveAt(template) : undefined;
  const pglite = await openPglite({ dataDir, ...(loadDataDir ? { loadDataDir } : {}) });
  await rm(mark);
  return pglite;
}

async function reopen(dataDir: string, snapshots: Snapshots): Promise<PGlite> {
  try {
    return await openPglite({ dataDir });
  } catch (cause) {
    const latest = await snapshots.latest();
    const wayBack = latest
      ? `The last snapshot is ${latest}. To go back to it: move ${dataDir} away, make it again empty, run \`tar -xzf ${latest} -C ${dataDir}\`, and start again; what happened since is lost.`
      : `There is no snapshot. To begin anew, move ${dataDir} away.`;
    throw new StartError(`The database in DATA_DIR (${dataDir}) does not open. ${wayBack}`, { cause });
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
