import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, textOf } from '../support/tree.ts';

/** `file › beginning or part of a test's name`, as the tables have it. */
const named = [...textOf('docs/security.md').matchAll(/`(test\/[\w./-]+) › ([^`]+)`/gu)].map(
  ([, file = '', name = '']) => ({
    file,
    name,
  }),
);

describe('docs/security.md', () => {
  it('names a test for every requirement', () => {
    const rows = textOf('docs/security.md')
      .split('## Requirements')[1]
      ?.split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (no\.|in short)/u.test(line));

    assert.ok((rows?.length ?? 0) > 40);
    assert.deepEqual(
      rows?.filter((row) => !row.includes(' › ')),
      [],
    );
  });

  it('names only tests that exist', () => {
    const missing = named.filter(({ file, name }) => {
      if (!existsSync(join(root, file))) return true;
      const titles = [...textOf(file).matchAll(/\bit\(\s*(['"`])(.*?)\1,/gsu)].map(([, , title = '']) => title);
      return !titles.some((title) => title.replaceAll(/\$\{[^}]*\}/gu, '').includes(name));
    });

    assert.ok(named.length > 40);
    assert.deepEqual(missing, []);
  });
});
