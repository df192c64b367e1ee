import { randomBytes } from 'node:crypto';
import { Secret } from '../../src/kernel/secret.ts';
import { databaseUrl, newName, onServer } from './postgresql-server.ts';

/** A database with a role of its own, so that a test may bring both into a state that no other test should meet. */
export interface OwnServer {
  readonly url: Secret;
  /** How many connections there may be; -1 = as many as one likes. Those that are there stay. */
  allow(connections: number): Promise<void>;
  /** Every new connection only reads, as on a standby. */
  onlyRead(on: boolean): Promise<void>;
  /** As the superuser, in this database. */
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
}

export async function ownServer(): Promise<OwnServer> {
  const name = newName();
  const password = randomBytes(12).toString('hex');
  await onServer(`CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
  await onServer(`CREATE DATABASE ${name} OWNER ${name}`);
  const url = databaseUrl(name);
  const superuser = url.href;
  url.username = name;
  url.password = password;

  return {
    url: new Secret(url.href),
    allow: async (connections) => void (await onServer(`ALTER ROLE ${name} CONNECTION LIMIT ${connections}`)),
    onlyRead: async (is) =>
      void (await onServer(`ALTER DATABASE ${name} SET default_transaction_read_only = ${is ? 'on' : 'off'}`)),
    query: (sql) => onServer(sql, superuser),
  };
}
