import { type Locale, locales } from '../kernel/locale.ts';

/** What a sentence means, as the understanding says it. */
interface Meaning {
  readonly intent?: string;
  readonly confidence: number;
  readonly entities: Readonly<Record<string, string>>;
  readonly alternatives: readonly { readonly intent: string; readonly confidence: number }[];
}

interface Needs {
  readonly understand: (text: string) => Meaning;
  readonly input: AsyncIterable<Uint8Array>;
  /** Resolves when more may be written; to false when nobody reads any more. */
  readonly write: (text: string) => Promise<boolean>;
  readonly complain: (line: string) => void;
}

/** The engine's own words, and what others call them. */
const publicNames: Readonly<Record<string, string>> = {
  menu: 'help',
  back: 'cancel',
  'code-not-received': 'talk-to-person',
};
const publicName = (intent: string): string => publicNames[intent] ?? intent;
const digits = 4;

const usage = [
  'understand [--locale en|da|de|fr|es] < sentences',
  '  Reads sentences, one a line, in UTF-8, and says for each what it means: one JSON object a line.',
];

/** Resolves to the exit code: 0, or 2 where the options are wrong. A line is answered as soon as it is read; an empty one too, so that lines stay in step. */
export async function understandLines(args: readonly string[], needs: Needs): Promise<0 | 2> {
  const locale = localeIn(args);
  if (!locale) {
    for (const line of usage) needs.complain(line);
    return 2;
  }
  for await (const lines of linesOf(needs.input)) {
    if (lines.length === 0) continue;
    const answers = lines.map((text) => `${JSON.stringify(answer(text, locale, needs.understand(text)))}\n`);
    if (!(await needs.write(answers.join('')))) return 0;
  }
  return 0;
}

function localeIn([option, value, ...others]: readonly string[]): Locale | undefined {
  if (option === undefined) return 'en';
  const [name, joined] = option.split('=');
  if (name !== '--locale' || others.length > 0 || (joined !== undefined && value !== undefined)) return undefined;
  return locales.find((locale) => locale === (joined ?? value));
}

const answer = (text: string, locale: Locale, meaning: Meaning): object => ({
  text,
  locale,
  ...publicMeaning(meaning),
});

/** In the names that others know: the engine's own words are theirs by then. */
export function publicMeaning({ intent, confidence, entities, alternatives }: Meaning): Meaning & { intent: string } {
  const name = publicName(intent ?? 'none');
  const others = new Map<string, number>();
  for (const other of alternatives) {
    const named = publicName(other.intent);
    if (named !== name) others.set(named, (others.get(named) ?? 0) + other.confidence);
  }
  return {
    intent: name,
    confidence: rounded(confidence),
    entities,
    alternatives: [...others].map(([other, likely]) => ({ intent: other, confidence: rounded(likely) })),
  };
}

const rounded = (confidence: number): number => Number(confidence.toFixed(digits));

/** All lines that have arrived, each time; bytes that are no UTF-8 become U+FFFD, and a line may end as Windows ends it. */
async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  for await (const chunk of input) {
    const [first = '', ...rest] = decoder.decode(chunk, { stream: true }).split('\n');
    pieces.push(first);
    if (rest.length === 0) continue;
    const lines = [pieces.join(''), ...rest.slice(0, -1)];
    pieces = [rest.at(-1) ?? ''];
    yield lines.map(withoutReturn);
  }
  const last = pieces.join('') + decoder.decode();
  if (last !== '') yield [withoutReturn(last)];
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
