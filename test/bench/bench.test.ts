import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { root } from '../support/tree.ts';
import { median, percentile, row, tableOf } from './rows.ts';

const run = promisify(execFile);
const Output = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        name: z.string(),
        unit: z.string(),
        target: z.string().nullable(),
        value: z.number(),
        met: z.boolean().nullable(),
      }),
    )
    .min(1),
});

describe('the bench', () => {
  it('prints one JSON object with a row for each number', async function () {
    this.timeout(60_000);
    const bench = [
      '--import',
      'tsx',
      join(root, 'test/bench/bench.ts'),
      '--json',
      '--quick',
      '--only',
      'understanding',
    ];

    const { stdout } = await run(process.execPath, bench, { cwd: root });

    const { rows } = Output.parse(JSON.parse(stdout));
    assert.ok(rows.some(({ name, unit, target }) => /a sentence/u.test(name) && unit === 'µs' && target === '≤ 200'));
  });

  it('judges by the value itself, not by what is printed of it', () => {
    assert.equal(row('r', '×', 1.1999, { atLeast: 1.2 }).met, false);
    assert.equal(row('r', '×', 1.2, { atLeast: 1.2 }).met, true);
    assert.equal(row('r', 's', 2.001, { atMost: 2 }).met, false);
    assert.equal(row('r', 's', 2).met, undefined);
    assert.match(tableOf([row('r', 's', 2.5, { atMost: 2 })]), /2\.5\s+s\s+≤ 2\s+MISSED/u);
  });

  it('takes the middle and the slowest of a hundred', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

    assert.equal(median(hundred), 51);
    assert.equal(percentile(hundred, 0.99), 100);
    assert.equal(median([]), 0);
  });
});
