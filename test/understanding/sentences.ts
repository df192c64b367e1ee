import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Locale } from '../../src/kernel/locale.ts';

/** What people write and what they mean by it, in the names that the command `understand` says. */
const Sentence = z.strictObject({
  text: z.string(),
  intent: z.string(),
  entities: z.record(z.string(), z.string()).default({}),
});
export type Sentence = z.infer<typeof Sentence>;

/** `dev` may be looked at while the corpora are written; of `held-out` only what is measured. */
export type Part = 'dev' | 'held-out';
export const parts: readonly Part[] = ['dev', 'held-out'];

export const sentencesIn = (locale: Locale, part: Part): readonly Sentence[] =>
  readFileSync(join(import.meta.dirname, `${locale}.${part}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Sentence.parse(JSON.parse(line)));
