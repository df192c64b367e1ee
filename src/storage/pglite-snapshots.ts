import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Clock } from '../kernel/clock.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** The last one, and the one before it in case the last one was taken of something broken. */
const kept = 2;
const isSnapshot = (name: string) => /^\d{8}T\d{6}\d{3}Z\.tar\.gz$/u.test(name);

/** Whole copies of the database that survive a power cut: PGlite never calls fsync, so its own files may not. */
export interface Snapshots {
  /** Writes a tar archive gzipped, durable once this resolves, and removes all but the newest two. */
  write(archive: Blob): Promise<void>;
  /** The path of the newest. */
  latest(): Promise<string | undefined>;
}

export function snapshotsIn(directory: string, clock: Clock): Snapshots {
  const inTurn = oneAtATime();
  /** Oldest first: the names sort by time. */
  const names = async () => (await readdir(directory).catch(() => [])).filter(isSnapshot).sort();

  async function write(archive: Blob): Promise<void> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const name = nameAfter((await names()).at(-1), clock.now());
    const unfinished = join(directory, 'unfinished');
    const file = createWriteStream(unfinished, { mode: 0o600, flush: true });
    await pipeline(Readable.fromWeb(archive.stream()), createGzip({ level: 1 }), file);
    await rename(unfinished, join(directory, name));
    await syncDirectory(directory);
    const old = (await names()).slice(0, -kept);
    await Promise.all(old.map((each) => rm(join(directory, each))));
  }

  return {
    write: (archive) => inTurn(() => write(archive)),
    async latest() {
      const name = (await names()).at(-1);
      return name && join(directory, name);
    },
  };
}

/** The newest has the last name, also where the clock was put back. */
function nameAfter(last: string | undefined, now: Date): string {
  const name = nameAt(now);
  if (last === undefined || name > last) return name;
  const [, year, month, day, hour, minute, second, ms] = /^(....)(..)(..)T(..)(..)(..)(...)Z/u.exec(last) ?? [];
  return nameAt(new Date(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`) + 1));
}

const nameAt = (time: Date): string => `${time.toISOString().replaceAll(/[-:.]/gu, '')}.tar.gz`;

/** Makes the rename durable. Windows cannot open a directory and does not need to. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
