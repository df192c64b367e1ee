import { locales } from '../../src/kernel/locale.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { interval, measure, percent, type Share } from './measure.ts';
import { parts, sentencesIn } from './sentences.ts';

/** Precision and recall of each intent and language, with 95 % intervals, on both parts; `--misses` lists what was misunderstood of `dev`. */
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const begun = process.cpuUsage();
const understand = createUnderstand();
const loading = process.cpuUsage(begun);

const shown = (share: Share): string => {
  const [low, high] = interval(share);
  const range = `[${low.toFixed(1)} – ${high.toFixed(1)}]`;
  return `${percent(share).toFixed(1).padStart(5)} % ${range.padEnd(15)} ${`${share.hits}/${share.of}`.padStart(9)}`;
};

for (const part of parts) {
  const everything = locales.flatMap((locale) => sentencesIn(locale, part));
  for (const [name, sentences] of [
    ...locales.map((locale) => [locale, sentencesIn(locale, part)] as const),
    ['all', everything] as const,
  ]) {
    const { right, withinThree, falseHits, entities, intents } = measure(sentences, understand);
    say(`\n${part}, ${name}: ${sentences.length} sentences`);
    say(`  right at once              ${shown(right)}`);
    say(`  right within three         ${shown(withinThree)}`);
    say(`  unrelated, but acted on    ${shown(falseHits)}`);
    say(`  with their entities        ${shown(entities)}`);
    say(`  ${'intent'.padEnd(18)} ${'precision'.padEnd(34)}  recall`);
    for (const { intent, precision, recall } of intents)
      say(`  ${intent.padEnd(18)} ${shown(precision)}  ${shown(recall)}`);
  }
}

if (process.argv.includes('--misses')) {
  say('\nmisunderstood in dev');
  for (const locale of locales)
    for (const { text, intent, entities } of sentencesIn(locale, 'dev')) {
      const { intents } = measure([{ text, intent, entities }], understand);
      const { entities: found } = understand(text);
      const lacks = Object.entries(entities).some(([name, value]) => found[name] !== value);
      if (lacks || intents.length > 1)
        say(
          `  ${locale} ${intent} → ${intents.map((each) => each.intent).filter((name) => name !== intent)} ${JSON.stringify(found)}: ${text}`,
        );
    }
}

const texts = locales.flatMap((locale) => sentencesIn(locale, 'held-out').map(({ text }) => text));
for (const text of texts) understand(text);
const cpu = process.cpuUsage();
for (const text of texts) understand(text);
const { user, system } = process.cpuUsage(cpu);
say(
  `\n${((user + system) / texts.length).toFixed(0)} µs a sentence, ${((loading.user + loading.system) / 1000).toFixed(0)} ms to load`,
);
