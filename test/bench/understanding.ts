import { locales } from '../../src/kernel/locale.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { unrelated, wordings } from '../understanding/wordings.ts';
import { type BenchRow, row } from './rows.ts';

/** What a sentence costs, and how well it is understood: of the worst language. The wordings are our own, so that the shares are optimistic. */
export function understandingRows(repeats: number): BenchRow[] {
  const understand = createUnderstand();
  const sentences = [...locales.flatMap((locale) => wordings[locale].map(([text]) => text)), ...unrelated];
  const once = () => {
    for (const text of sentences) understand(text);
  };
  for (let warm = 0; warm < repeats; warm += 1) once();
  const cpu = process.cpuUsage();
  for (let time = 0; time < repeats; time += 1) once();
  const { user, system } = process.cpuUsage(cpu);
  const found = locales.map((locale) => {
    const all = wordings[locale];
    return all.filter(([text, intent]) => understand(text).intent === intent).length / all.length;
  });
  const hits = unrelated.filter((text) => understand(text).intent !== undefined).length / unrelated.length;
  return [
    row('understanding: a sentence', 'µs', (user + system) / (repeats * sentences.length), { atMost: 200 }),
    row('understanding: our wordings found, worst language', '%', Math.min(...found) * 100, { atLeast: 95 }),
    row('understanding: unrelated sentences taken for a wish', '%', hits * 100, { atMost: 2 }),
  ];
}
