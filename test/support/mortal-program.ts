import { join } from 'node:path';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database } from '../../src/storage/database.ts';
import { databaseOnPglite } from '../../src/storage/database-on-pglite.ts';
import { openPglite } from '../../src/storage/open-pglite.ts';
import { accidentFolder, secretKey } from './accident-setting.ts';
import { type DatabaseKind, newPostgresqlUrl, postgresqlAt } from './databases.ts';
import { afterDeath } from './dead-process.ts';
import { logLines } from './log-lines.ts';
import { type Program, startProgram } from './program.ts';

export interface MortalProgram {
  readonly dataDir: string;
  url(): string;
  /** SIGKILL, then a new process on the same port, for which so many seconds have passed. */
  killAndStart(secondsLater: number): Promise<void>;
  program(): Program;
  /** All that its lives so far have written. */
  written(): string;
  /** The database, of a program that has ended. */
  database(): Promise<Database>;
  end(): Promise<void>;
}

/** The built program, killed for real and started again. */
export async function mortalProgram(
  kind: DatabaseKind,
  more: Readonly<Record<string, string>> = {},
): Promise<MortalProgram> {
  const folder = accidentFolder();
  const databaseUrl = kind === 'postgresql' ? (await newPostgresqlUrl()).reveal() : undefined;
  const environment = {
    DATA_DIR: folder.dataDir,
    DIRECTORY_FILE: folder.directoryFile,
    SECRET_KEY: secretKey,
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    ...more,
  };
  const database = databaseUrl ? postgresqlAt(new Secret(`${databaseUrl}?application_name=the-test`)) : undefined;
  let passedMs = 0;
  let writtenBefore = '';
  let opened: Database | undefined;
  let program = await startProgram(environment);
  const { port } = new URL(program.url);

  return {
    dataDir: folder.dataDir,
    url: () => program.url,
    program: () => program,
    written: () => writtenBefore + program.written(),
    async killAndStart(secondsLater) {
      await program.end('SIGKILL');
      writtenBefore += program.written();
      if (database) await afterDeath(database, 'pin-desk');
      passedMs += secondsLater * 1000;
      program = await startProgram({ ...environment, PORT: port, NODE_OPTIONS: `--import=${clockAhead(passedMs)}` });
    },
    async database() {
      opened ??=
        database ??
        databaseOnPglite(await openPglite({ dataDir: join(folder.dataDir, 'database') }), { log: logLines().log });
      return opened;
    },
    async end() {
      if (program.child.exitCode === null) await program.end('SIGKILL');
      await opened?.close();
      await database?.close();
      folder.remove();
    },
  };
}

/** A module that lets a process live so much later. */
export function clockAhead(ms: number): string {
  const source = `const Real = Date;
globalThis.Date = class extends Real {
  constructor(...given) { given.length === 0 ? super(Real.now() + ${ms}) : super(...given); }
  static now() { return Real.now() + ${ms}; }
};`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
