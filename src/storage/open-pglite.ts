import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';

/** 160 MB of memory in place of 290, and a restart that has little to replay. */
const settings = ['shared_buffers=8MB', 'max_wal_size=64MB', 'min_wal_size=32MB'];

export interface PgliteFiles {
  /** Absent: in memory. */
  readonly dataDir?: string;
  /** An archive by `dumpDataDir` to begin with; only for a directory without a database. */
  readonly loadDataDir?: Blob;
}

export function openPglite(files: PgliteFiles): Promise<PGlite> {
  // V8 compiles the engine's functions anew as they become hot, in four threads that each keep some 15 MB afterwards.
  setFlagsFromString('--wasm-num-compilation-tasks=1');
  return PGlite.create({
    ...files,
    startParams: [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])],
  });
}

/** The file name of an empty cluster made by `scripts/make-database-template.ts`: another version's cluster may not open. */
export function templateName(): string {
  const manifest = join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), '../package.json');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8')));
  return `database-template-pglite-${version}.tar.gz`;
}

/** An archive as `loadDataDir` wants it; undefined where there is no such file. */
export async function archiveAt(path: string): Promise<Blob | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  return bytes && new Blob([new Uint8Array(bytes)], { type: 'application/x-gzip' });
}
