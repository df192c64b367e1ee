import { disturbed, type Padding, unknownWord, withUnknownWords } from './augment.ts';
import type { Corpus, Pattern } from './corpus.ts';
import { sentenceOf } from './corpus.ts';
import type { Random } from './random.ts';

/** A sentence that the model learns from. */
export interface Sentence {
  readonly text: string;
  readonly label: string;
  /** The place of its language. */
  readonly language: number;
}

/** How many sentences of each label and language: what is unrelated is wide, so that it needs more. */
const wanted = (label: string): number => {
  if (label === 'none') return 17000;
  if (label === 'not-ours') return 6500;
  if (label === 'reset-pin') return 8500;
  if (label === 'cancel:not') return 900;
  return label.startsWith('dtmf-key:') ? 900 : 2800;
};

/** One pattern must not be all that a wish is known by: “I do not want to” is not the whole of `cancel`. */
const mostOfOne = (label: string): number => (label === 'none' ? 400 : bare.has(label) ? 500 : 300);

/** These are short and mean what they say; with “please” before and “thanks” behind them they would not. */
const bare: ReadonlySet<string> = new Set('greeting thanks goodbye yes no cancel help start-over back'.split(' '));

/** What a wish is about: with another thing in its place it is not ours. */
const anchors: ReadonlySet<string> = new Set(
  'pin cid desk ticket fticket call intocall callthe num lang person helpdesk everyone'.split(' '),
);
/** What is left of a sentence when its anchor was replaced may still name one of ours. */
const namesOurs = /\bpin|conf[ée]|konf|lobby|teams|skype/i;

/** The sentences of one language's corpora. */
export function sentencesOf(corpus: Corpus, language: number, random: Random): readonly Sentence[] {
  const labels = [...new Set(corpus.patterns.map(({ label }) => label))];
  return [
    ...nearMisses(corpus, language, random),
    ...labels.flatMap((label) => {
      const patterns = corpus.patterns.filter((pattern) => pattern.label === label);
      const weights = patterns.map(({ size }) => Math.min(size, 400) ** 0.6);
      const sum = weights.reduce((one, other) => one + other, 0);
      return patterns.flatMap((pattern, at) => {
        const share = Math.round((wanted(label) * (weights[at] ?? 0)) / sum);
        return times(Math.min(Math.max(1, share), pattern.size * 6, mostOfOne(label)), () => ({
          text: sentenceOf(pattern.parts, random),
          label,
          language,
        }));
      });
    }),
  ];
}

const times = <Item>(count: number, make: () => Item): readonly Item[] => Array.from({ length: count }, make);

/** “When does my milk expire?”, “reset my windows password”: a wish's words around what is not ours. */
function nearMisses({ patterns, lists }: Corpus, language: number, random: Random): readonly Sentence[] {
  return patterns
    .filter(({ label, uses }) => label !== 'dtmf-table' && uses.some((list) => anchors.has(list)))
    .flatMap((pattern) => times(Math.min(8, pattern.size), () => nearMiss(pattern, lists, random)))
    .filter((miss) => miss !== undefined)
    .map((miss) => ({ ...miss, language }));
}

function nearMiss(
  { parts, uses }: Pattern,
  lists: Corpus['lists'],
  random: Random,
): Omit<Sentence, 'language'> | undefined {
  const chance = random.next();
  const isElsewhere = uses.includes('pin') && chance < 0.45;
  const people = uses.includes('person') || uses.includes('helpdesk');
  const list = isElsewhere ? 'it' : people ? 'who' : 'obj';
  const word = !isElsewhere && chance > 0.85 ? unknownWord(random) : (random.pick(lists.get(list) ?? []) ?? '');
  const text = sentenceOf(parts, random, (name) => (anchors.has(name) ? word : undefined));
  // A choice may have gone past the anchor: then it is still ours.
  if (!text.includes(word) || namesOurs.test(text.replace(word, ''))) return undefined;
  return { text, label: isElsewhere ? 'not-ours' : 'none' };
}

/** The same sentence as somebody else would type it. */
export function retyped({ text, label }: Sentence, padding: Padding, random: Random): string {
  const words = label === 'none' && random.chance(0.3) ? withUnknownWords(text, random) : text;
  return disturbed(words, random, bare.has(label) ? undefined : padding);
}
