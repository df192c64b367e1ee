import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Where tests make databases of their own; '' = they run on PGlite alone. */
export const testServer = process.env.TEST_DATABASE_URL ?? '';

const prefix = 'pin_desk_test_';

/** Begins a run, whose processes share what is made under its name. */
export function beginRun(): void {
  process.env.TEST_RUN = randomBytes(4).toString('hex');
}

/** For a database or a role: it is dropped when the run ends. */
export const newName = (): string => `${prefix}${process.env.TEST_RUN}_${randomBytes(6).toString('hex')}`;

export function databaseUrl(name: string, server = testServer): URL {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url;
}

/** Rejects after two seconds where nobody answers. */
export async function onServer(
  sql: string,
  url: string | URL = testServer,
): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: String(url), connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query(sql);
    return rows;
  } finally {
    await client.end();
  }
}

/** Drops what was made under names of this run, also by a test that failed or a process that died. */
export async function endRun(): Promise<void> {
  if (!testServer) return;
  const named = `starts_with(name, '${prefix}${process.env.TEST_RUN}_')`;
  const databases = await onServer(`SELECT name FROM (SELECT datname::text AS name FROM pg_database) d WHERE ${named}`);
  for (const { name } of databases) await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  const roles = await onServer(`SELECT name FROM (SELECT rolname::text AS name FROM pg_roles) r WHERE ${named}`);
  for (const { name } of roles) await onServer(`DROP ROLE IF EXISTS ${name}`);
}
