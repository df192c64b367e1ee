import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Secret } from '../../src/kernel/secret.ts';

/** A database with a role of its own, so that a test may bring both into a state that no other test should meet. */
export interface OwnServer {
  readonly url: Secret;
  /** How many connections there may be; -1 = as many as one likes. Those that are there stay. */
  allow(connections: number): Promise<void>;
  /** Every new connection only reads, as on a standby. */
  onlyRead(on: boolean): Promise<void>;
  /** As the superuser, in this database. */
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
  drop(): Promise<void>;
}

export async function ownServer(): Promise<OwnServer> {
  const name = `pin_desk_test_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const server = process.env.TEST_DATABASE_URL ?? '';
  await on(server, `CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
  await on(server, `CREATE DATABASE ${name} OWNER ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const superuser = url.href;
  url.username = name;
  url.password = password;

  return {
    url: new Secret(url.href),
    allow: async (connections) => void (await on(server, `ALTER ROLE ${name} CONNECTION LIMIT ${connections}`)),
    onlyRead: async (is) =>
      void (await on(server, `ALTER DATABASE ${name} SET default_transaction_read_only = ${is ? 'on' : 'off'}`)),
    query: (sql) => on(superuser, sql),
    async drop() {
      await on(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await on(server, `DROP ROLE IF EXISTS ${name}`);
    },
  };
}

async function on(connectionString: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query(sql);
    return rows;
  } finally {
    await client.end();
  }
}
