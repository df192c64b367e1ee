import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './tree.ts';

/** The built program with one step of the schema more, which adds a column: what the next version of it may do. */
export function laterBuild() {
  const folder = mkdtempSync(join(tmpdir(), 'pin-desk-later-'));
  const build = join(folder, 'dist');
  cpSync(join(root, 'dist'), build, { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const file = join(build, 'storage/migrations.js');
  const steps = readFileSync(file, 'utf8');
  const end = steps.lastIndexOf('];');
  const id = steps.slice(steps.indexOf('= [')).split(',').length;
  const step = `{ id: ${id}, name: 'later', sql: 'ALTER TABLE tickets ADD COLUMN later text' },`;
  writeFileSync(file, `${steps.slice(0, end)}${step}${steps.slice(end)}`);
  return { build, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
