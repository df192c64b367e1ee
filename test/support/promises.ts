import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { defaultCost, PinHash, pinHasher } from '../../src/backends/pin-service/pin-hash.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database } from '../../src/storage/database.ts';
import { keys } from './accident-setting.ts';
import { codesTo, eventually, type Line, noticesTo, type Person } from './persevering-person.ts';

const PinRow = z.object({ salt: z.instanceof(Uint8Array), history: z.array(PinHash) });
const counted = (words: readonly string[], what: RegExp): number => words.filter((each) => what.test(each)).length;

export const timesSaidSet = (heard: readonly string[]): number => counted(heard, /Your PIN is set/);

/** After a reset that went to its end: what was said is so, once; `repeats` is how often a dead process may have said it without noting so. */
export async function assertResetKept(
  database: Database,
  heard: readonly string[],
  person: Person & { readonly id: string },
  repeats = 0,
): Promise<void> {
  const [row] = await database.query('SELECT salt, history FROM pins WHERE person = $1', [person.id]);
  const { salt, history } = PinRow.parse(row);
  // A process that died between the count and the change leaves one counted that was never made.
  const miscounted = await database.query(
    "SELECT spent FROM budgets WHERE name = 'resets' AND key = $1 AND spent NOT IN (1, 2)",
    [person.id],
  );
  const codes = codesTo(person.dataDir, person.address);
  const chosen = [...person.pins.values()].at(-1) ?? '';

  const said = timesSaidSet(heard);
  assert.ok(said >= 1 && said <= 1 + repeats, `said ${said} times that the PIN is set`);
  assert.equal(history.length, 1, 'PINs that were set');
  const hasher = pinHasher(new Secret(chosen), Buffer.from(salt), { keys, cost: defaultCost });
  assert.ok(await hasher.isOneOf(history), 'the PIN is the one that was chosen last');
  assert.deepEqual(miscounted, [], 'resets counted');
  assert.equal(noticesTo(person.dataDir, person.address).length, 1, 'notices of one change');
  assert.equal(codes.length, new Set(codes).size, 'codes mailed twice');
  assert.doesNotMatch(JSON.stringify(heard), /That was our fault/);
}

/** The next question is answered, and within two leases nothing is left half done. */
export async function assertAlive(database: Database, line: Line): Promise<void> {
  const before = counted(await line.heard(), /\*6/);
  await line.say('which key mutes me?');

  assert.equal(counted(await line.heard(), /\*6/), before + 1, 'the next question is answered');
  await eventually(
    'the end of every form that was begun',
    async () => {
      const open = await database.query("SELECT flow, step FROM forms WHERE status = 'started'", []);
      return open.length === 0 ? true : undefined;
    },
    40_000,
  );
}

/** Every row of every table. */
export async function rowsOf(database: Database): Promise<string> {
  const tables = await database.query(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')",
    [],
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await database.query(`SELECT each::text AS row FROM ${String(name)} each`, []);
    rows.push(...found.map(({ row }) => String(row)));
  }
  return rows.join('\n');
}

/** The outbox stands for the receivers' own mailboxes: it holds codes by its nature. */
const mailbox = 'outbox';

/** The paths below `folder` that hold one of `secrets`. */
export function filesHolding(folder: string, secrets: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith(mailbox))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readFileSync(path);
      return secrets.some((secret) => content.includes(secret));
    });
}
