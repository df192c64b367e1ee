import { bossOn } from './boss-on.ts';
import type { Database } from './database.ts';
import { queueNames } from './queues.ts';

/** The second key of ours; the first is that of `migrate`. */
const lockKey = 0x70696e2e;

/** Makes or upgrades pg-boss's own tables, and the queues; what is there already stays. */
export async function prepareJobs(database: Database): Promise<void> {
  // PGlite has one process and one connection: nobody to wait for, and no way to work beside a transaction.
  if (database.kind === 'pglite') return prepare(database);
  // pg-boss has a lock of its own, yet two that start at once may both make its schema, and one fails.
  await database.transaction(async (tx) => {
    await tx.query('SET LOCAL statement_timeout = 0');
    await tx.query(`SELECT pg_advisory_xact_lock(${lockKey})`);
    await prepare(database);
  });
}

async function prepare(database: Database): Promise<void> {
  const boss = bossOn(database);
  await boss.start();
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  for (const name of queueNames.filter((each) => !known.has(each))) await boss.createQueue(name);
  await boss.stop({ graceful: false, close: false });
}
