import { parseArgs } from 'node:util';
import { ground } from './ground.ts';
import { growthRows } from './growth.ts';
import { hashingRows } from './hashing.ts';
import { oracleRows } from './oracle.ts';
import { pageRows } from './page.ts';
import { type BenchRow, jsonOf, tableOf } from './rows.ts';
import { startingRows } from './starting.ts';
import { turnRows } from './turns.ts';
import { understandingRows } from './understanding.ts';

/** `npm run bench [-- --json] [-- --only turns,growth] [-- --quick]`: what it costs, on this machine, now. Quick numbers mean little: they show that it runs. */
const { values } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' }, quick: { type: 'boolean' } },
});
const often = (times: number): number => (values.quick ? Math.ceil(times / 10) : times);

const at = await ground();
const parts: Readonly<Record<string, () => Promise<BenchRow[]> | BenchRow[]>> = {
  understanding: () => understandingRows(often(20)),
  starting: () => startingRows(at, often(3)),
  turns: () => turnRows(at, { rounds: often(4), people: often(150) }),
  hashing: () => hashingRows(at, often(20)),
  page: () => pageRows(at, often(5)),
  growth: () => growthRows(at, often(40)),
  oracle: () => oracleRows(at, often(1_000)),
};
const wanted = values.only?.split(',') ?? Object.keys(parts);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(`there is no ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);

const rows: BenchRow[] = [];
try {
  for (const name of wanted) {
    const found = (await parts[name]?.()) ?? [];
    rows.push(...found);
    process.stderr.write(`${name}\n${tableOf(found)}\n\n`);
  }
} finally {
  await at.close();
}
process.stdout.write(values.json ? `${jsonOf(rows)}\n` : `${tableOf(rows)}\n`);
