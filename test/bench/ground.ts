import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseUrl, onServer, testServer } from '../support/postgresql-server.ts';
import { directoryOf } from './guided-reset.ts';
import type { BenchProgram, Environment } from './programs.ts';

export type Kind = 'pglite' | 'postgresql';

/** Where a bench runs: a folder, databases and programs that are gone afterwards. */
export interface Ground {
  /** Without a PostgreSQL server: PGlite alone. */
  readonly kinds: readonly Kind[];
  /** Numbers of people of the directory that were not given before; each may reset once. */
  people(count: number): readonly number[];
  /** The environment of a Pin Desk on an empty database of this kind, and the folder of its mails. With `small` its directory has the first hundred people alone. */
  place(kind: Kind, extent?: 'small'): Promise<{ readonly environment: Environment; readonly outbox: string }>;
  /** Stops it at the end, if nobody did before. */
  keep<P extends Pick<BenchProgram, 'stop'>>(program: Promise<P>): Promise<P>;
  close(): Promise<void>;
}

const server = testServer || 'postgres://postgres@127.0.0.1:5432/postgres';
const mostPeople = 50_000;

export async function ground(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'pin-desk-bench-'));
  const [large, small] = [join(folder, 'people.json'), join(folder, 'few-people.json')];
  writeFileSync(large, directoryOf(mostPeople));
  writeFileSync(small, directoryOf(100));
  const databases: string[] = [];
  const programs: Pick<BenchProgram, 'stop'>[] = [];
  const hasPostgresql = await onServer('SELECT 1', server).then(
    () => true,
    () => false,
  );
  if (!hasPostgresql) process.stderr.write('No PostgreSQL at TEST_DATABASE_URL: its rows are left out.\n');
  let given = 0;

  return {
    kinds: hasPostgresql ? ['postgresql', 'pglite'] : ['pglite'],
    people(count) {
      given += count;
      if (given > mostPeople) throw new Error('the directory of the bench is too small');
      return Array.from({ length: count }, (_, index) => given - count + index);
    },
    async place(kind, extent) {
      const dataDir = mkdtempSync(join(folder, 'data-'));
      const common = { DATA_DIR: dataDir, DIRECTORY_FILE: extent ? small : large };
      const outbox = join(dataDir, 'outbox');
      if (kind === 'pglite') return { environment: common, outbox };
      const name = `pin_desk_bench_${randomBytes(6).toString('hex')}`;
      await onServer(`CREATE DATABASE ${name}`, server);
      databases.push(name);
      const url = databaseUrl(name, server);
      return {
        environment: { ...common, DATABASE_URL: url.href, SECRET_KEY: randomBytes(32).toString('hex') },
        outbox,
      };
    },
    async keep(program) {
      const started = await program;
      programs.push(started);
      return started;
    },
    async close() {
      await Promise.all(programs.map((program) => program.stop()));
      for (const name of databases) await onServer(`DROP DATABASE ${name} WITH (FORCE)`, server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
