import { createHash } from 'node:crypto';
import { StartError } from '../kernel/errors.ts';
import type { Database, Queryable } from './database.ts';
import { prepareJobs } from './job-schema.ts';
import { type Migration, migrations } from './migrations.ts';

/** Any number that nobody else locks with: the first bytes of "pin-desk". */
const lockKey = 0x70696e2d;

/**
 * Brings the database up to this version: our tables, then those of the job queue. Several processes may do it at once; one works, the others wait.
 * @throws StartError where the database is newer than this version, or was made by another one.
 */
export async function migrate(database: Database, steps: readonly Migration[] = migrations): Promise<void> {
  for (const step of [undefined, ...steps]) await database.transaction((tx) => inLock(tx, step, steps));
  await prepareJobs(database);
}

/** Runs one migration if it has not run; without one it makes the table of those that have, and compares. */
async function inLock(tx: Queryable, step: Migration | undefined, steps: readonly Migration[]): Promise<void> {
  await tx.query('SET LOCAL statement_timeout = 0');
  await tx.query(`SELECT pg_advisory_xact_lock(${lockKey})`);
  if (!step) {
    await tx.query(
      `CREATE TABLE IF NOT EXISTS migrations (
         id integer PRIMARY KEY, name text NOT NULL, hash text NOT NULL, at timestamptz NOT NULL DEFAULT now()
       )`,
    );
    return compare(tx, steps);
  }
  const [ran] = await tx.query('SELECT 1 FROM migrations WHERE id = $1', [step.id]);
  if (ran) return;
  await tx.query(step.sql);
  await tx.query('INSERT INTO migrations (id, name, hash) VALUES ($1, $2, $3)', [step.id, step.name, hashOf(step)]);
}

async function compare(tx: Queryable, steps: readonly Migration[]): Promise<void> {
  const ran = await tx.query<{ id: number; name: string; hash: string }>('SELECT id, name, hash FROM migrations', []);
  for (const { id, name, hash } of ran) {
    const step = steps.find((each) => each.id === id);
    if (!step)
      throw new StartError(
        `The database is newer than this version of PIN Desk: it has step ${id} (${name}), which this version does not know. Install the newer version, or restore a backup from before the upgrade.`,
      );
    if (hash !== hashOf(step))
      throw new StartError(
        `The database was made by a different PIN Desk: its step ${id} (${name}) is not the one of this version.`,
      );
  }
}

const hashOf = ({ name, sql }: Migration): string => createHash('sha256').update(`${name}\n${sql}`).digest('hex');
