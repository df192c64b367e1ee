import { bossOn } from './boss-on.ts';
import type { Database } from './database.ts';
import { queueNames } from './queues.ts';

/** Makes or upgrades pg-boss's own tables, and the queues; what is there already stays. */
export async function prepareJobs(database: Database): Promise<void> {
  const boss = bossOn(database);
  await boss.start();
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  const missing = queueNames.filter((name) => !known.has(name));
  for (const name of missing) await boss.createQueue(name);
  await boss.stop({ graceful: false, close: false });
}
