import type { Database } from '../../src/storage/database.ts';

export interface Rows {
  readonly tables: number;
  /** As text, each with its table. */
  readonly rows: readonly { readonly table: string; readonly text: string }[];
}

/** Every row of every table, pg-boss's too. */
export async function everyRow(database: Database): Promise<Rows> {
  const tables = await database.query(
    `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
    [],
  );
  const rows: { table: string; text: string }[] = [];
  for (const { name } of tables) {
    const table = String(name);
    const content = await database.query(`SELECT t::text AS row FROM ${table} t`, []);
    rows.push(...content.map(({ row }) => ({ table, text: String(row) })));
  }
  return { tables: tables.length, rows };
}
