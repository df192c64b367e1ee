import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeDatabaseTemplate } from './make-database-template.ts';
import { makeUnderstanding } from './make-understanding.ts';
import { buildPages } from './pages-bundle.ts';

/** Builds `dist`: compiled code, cards, pages, the database template and what is understood. What takes long is kept while its inputs are the same. */
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const understanding = 'understanding.model';
const isKept = (name: string) => name === 'assets' || name === understanding || name.startsWith('database-template');

mkdirSync(dist, { recursive: true });
for (const name of readdirSync(dist)) {
  if (!isKept(name)) rmSync(join(dist, name), { recursive: true });
}
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
  {
    stdio: 'inherit',
  },
);
for (const [from, to] of [
  ['cards', 'cards'],
  ['src/backends/pin-service/powershell', 'backends/pin-service/powershell'],
] as const) {
  cpSync(join(root, from), join(dist, to), { recursive: true });
}
await buildPages(join(dist, 'assets'));
await makeDatabaseTemplate(dist);
makeUnderstanding(join(dist, understanding));
