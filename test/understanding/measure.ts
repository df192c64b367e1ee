import { publicMeaning } from '../../src/commands/understand.ts';
import type { Understood } from '../../src/understanding/understand.ts';
import type { Sentence } from './sentences.ts';

export interface Share {
  readonly hits: number;
  readonly of: number;
}

export interface Measured {
  /** Of the sentences with a supported wish: understood at once. */
  readonly right: Share;
  /** Understood at once or among the first three. */
  readonly withinThree: Share;
  /** Of the unrelated sentences: taken for anything but `not-ours` or `none`. */
  readonly falseHits: Share;
  /** Of the sentences with entities that were understood: every one of them found. */
  readonly entities: Share;
  readonly intents: readonly { readonly intent: string; readonly precision: Share; readonly recall: Share }[];
}

const unrelated = ['not-ours', 'none'];
const notAWish = ['none', 'yes', 'no'];

interface Answered {
  readonly sentence: Sentence;
  readonly intent: string;
  readonly firstThree: readonly string[];
  readonly entities: Readonly<Record<string, string>>;
}

export function measure(sentences: readonly Sentence[], understand: (text: string) => Understood): Measured {
  const all = sentences.map((sentence): Answered => {
    const { intent, alternatives, entities } = publicMeaning(understand(sentence.text));
    const firstThree = [intent, ...alternatives.map((other) => other.intent)]
      .filter((name) => name !== 'none')
      .slice(0, 3);
    return { sentence, intent, firstThree, entities };
  });
  const wishes = all.filter(({ sentence }) => !notAWish.includes(sentence.intent));
  const others = all.filter(({ sentence }) => unrelated.includes(sentence.intent));
  const isRight = ({ sentence, intent }: Answered) => intent === sentence.intent;
  const named = wishes.filter((each) => isRight(each) && Object.keys(each.sentence.entities).length > 0);
  const names = [...new Set(all.flatMap(({ sentence, intent }) => [sentence.intent, intent]))].sort();
  return {
    right: share(wishes, isRight),
    withinThree: share(wishes, ({ sentence, firstThree }) => firstThree.includes(sentence.intent)),
    falseHits: share(others, ({ intent }) => !unrelated.includes(intent)),
    entities: share(named, ({ sentence, entities }) =>
      Object.entries(sentence.entities).every(([name, value]) => entities[name] === value),
    ),
    intents: names.map((name) => ({
      intent: name,
      precision: share(
        all.filter(({ intent }) => intent === name),
        isRight,
      ),
      recall: share(
        all.filter(({ sentence }) => sentence.intent === name),
        isRight,
      ),
    })),
  };
}

const share = <Item>(items: readonly Item[], isHit: (item: Item) => boolean): Share => ({
  hits: items.filter(isHit).length,
  of: items.length,
});

export const percent = ({ hits, of }: Share): number => (of === 0 ? 100 : (hits / of) * 100);

/** Wilson's 95 % interval of a share, in percent. */
export function interval({ hits, of }: Share): readonly [low: number, high: number] {
  if (of === 0) return [0, 100];
  const z = 1.96;
  const p = hits / of;
  const middle = p + z ** 2 / (2 * of);
  const reach = z * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  return [((middle - reach) / (1 + z ** 2 / of)) * 100, ((middle + reach) / (1 + z ** 2 / of)) * 100];
}
