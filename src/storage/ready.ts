import type { Database } from './database.ts';
import { migrations } from './migrations.ts';

const patienceMs = 2_000;

/** Whether the database answers within 2 s and has every table of this version. Never rejects. */
export async function ready(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patienceMs, false);
  });
  try {
    return await Promise.race([isMigrated(database), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function isMigrated(database: Database): Promise<boolean> {
  try {
    const [row] = await database.query('SELECT count(*) AS ran FROM migrations', []);
    return row?.ran === migrations.length;
  } catch {
    return false;
  }
}
