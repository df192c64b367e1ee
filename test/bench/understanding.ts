import { locales } from '../../src/kernel/locale.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { measure, percent } from '../understanding/measure.ts';
import { sentencesIn } from '../understanding/sentences.ts';
import { type BenchRow, row } from './rows.ts';

/** What a sentence costs, how long the first one waits, and how well those are understood that nothing was learned from: in the worst language. */
export function understandingRows(repeats: number): BenchRow[] {
  const begun = process.cpuUsage();
  const understand = createUnderstand();
  const loading = process.cpuUsage(begun);
  const sentences = locales.map((locale) => sentencesIn(locale, 'held-out'));
  const texts = sentences.flat().map(({ text }) => text);
  const once = () => {
    for (const text of texts) understand(text);
  };
  for (let warm = 0; warm < repeats; warm += 1) once();
  const cpu = process.cpuUsage();
  for (let time = 0; time < repeats; time += 1) once();
  const { user, system } = process.cpuUsage(cpu);
  const measured = sentences.map((each) => measure(each, understand));
  return [
    row('understanding: a sentence', 'µs', (user + system) / (repeats * texts.length), { atMost: 200 }),
    row('understanding: loading what was learned', 'ms', (loading.user + loading.system) / 1000, { atMost: 300 }),
    row(
      'understanding: held-out wishes right at once, worst language',
      '%',
      Math.min(...measured.map(({ right }) => percent(right))),
      {
        atLeast: 95,
      },
    ),
    row('understanding: and within three', '%', Math.min(...measured.map(({ withinThree }) => percent(withinThree))), {
      atLeast: 98,
    }),
    row(
      'understanding: unrelated sentences taken for a wish, worst language',
      '%',
      Math.max(...measured.map(({ falseHits }) => percent(falseHits))),
      {
        atMost: 2,
      },
    ),
  ];
}
