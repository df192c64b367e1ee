import type { Database } from './database.ts';
import { migrations } from './migrations.ts';

const patienceMs = 2_000;

/** Whether the database answers within 2 s, takes writes (a standby does not) and has every table of this version. That it has those of a later one too is an upgrade under way. Never rejects. */
export async function ready(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patienceMs, false);
  });
  try {
    return await Promise.race([canWork(database), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function canWork(database: Database): Promise<boolean> {
  try {
    const [row] = await database.query(
      `SELECT count(*) AS ran, current_setting('transaction_read_only') = 'off' AS writable FROM migrations WHERE id <= $1`,
      [migrations.length],
    );
    return row?.ran === migrations.length && row.writable === true;
  } catch {
    return false;
  }
}
