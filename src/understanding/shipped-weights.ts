import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpacked, type Weights } from './model.ts';

/** Where the build puts what it learned: the same place seen from `src` and from `dist`. */
const file = join(import.meta.dirname, '../../dist/understanding.model');

/** Throws where nothing was built yet. */
export function shippedWeights(): Weights {
  if (!existsSync(file)) throw new Error(`${file} is missing: npm run build makes it`);
  return unpacked(readFileSync(file));
}
