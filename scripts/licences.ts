import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInPackages, importedIn, licencesPage, productionPackages } from './licences/production.ts';

/** `npm run licences` writes docs/licences.md from the lock file. */
const root = join(import.meta.dirname, '..');
const browser = join(root, 'src/pages/browser');
const sources = readdirSync(browser)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(browser, name), 'utf8'));
const lock: unknown = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const page = licencesPage(productionPackages(lock), builtInPackages(lock, importedIn(sources)));
writeFileSync(join(root, 'docs/licences.md'), page);
