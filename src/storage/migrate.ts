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
  const ran = await database.transaction((tx) => ranBefore(tx, steps));
  for (const step of steps.filter(({ id }) => !ran.has(id))) await database.transaction((tx) => run(tx, step));
  await prepareJobs(database);
}

/** The steps that ran, after a look at whether they are ours. */
async function ranBefore(tx: Queryable, steps: readonly Migration[]): Promise<ReadonlySet<number>> {
  await lock(tx);
  await tx.query(
    `CREATE TABLE IF NOT EXISTS migrations (
       id integer PRIMARY KEY, name text NOT NULL, hash text NOT NULL, at timestamptz NOT NULL DEFAULT now()
     )`,
  );
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
  return new Set(ran.map(({ id }) => id));
}

/** Another process may have run it meanwhile. */
async function run(tx: Queryable, step: Migration): Promise<void> {
  await lock(tx);
  const [ran] = await tx.query('SELECT 1 FROM migrations WHERE id = $1', [step.id]);
  if (ran) return;
  await tx.query(step.sql);
  await tx.query('INSERT INTO migrations (id, name, hash) VALUES ($1, $2, $3)', [step.id, step.name, hashOf(step)]);
}

async function lock(tx: Queryable): Promise<void> {
  await tx.query('SET LOCAL statement_timeout = 0');
  await tx.query(`SELECT pg_advisory_xact_lock(${lockKey})`);
}

const hashOf = ({ name, sql }: Migration): string => createHash('sha256').update(`${name}\n${sql}`).digest('hex');
