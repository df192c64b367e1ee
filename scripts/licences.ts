import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licencesPage, productionPackages } from './licences/production.ts';

/** `npm run licences` writes docs/licences.md from the lock file. */
const root = join(import.meta.dirname, '..');
const lock: unknown = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
writeFileSync(join(root, 'docs/licences.md'), licencesPage(productionPackages(lock)));
