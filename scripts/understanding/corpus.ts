import type { Random } from './random.ts';

/** One line of a corpus: its class (an intent, for `dtmf-key` with the command after a colon) and the sentences that it stands for. */
export interface Pattern {
  readonly label: string;
  readonly parts: readonly Part[];
  /** How many sentences it stands for. */
  readonly size: number;
  /** The lists that it names. */
  readonly uses: readonly string[];
}

/** Text, or one of several; `list` names where they are from. */
type Part = { readonly list?: string; readonly options: readonly (readonly Part[])[] } | string;

export interface Corpus {
  readonly patterns: readonly Pattern[];
  /** Lists that patterns name in braces, by name. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads a corpus: `= name: one|two` makes a list, `[intent]` begins an intent, any other line is a pattern, in which `(a|b|)` is a choice and
 * `{name}` one of a list. A fault names its line.
 */
export function readCorpus(text: string, known: Corpus['lists'] = new Map()): Corpus {
  const lists = new Map(known);
  const patterns: Pattern[] = [];
  let label = '';
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    const list = /^= ([a-z]+): ?(.*)$/.exec(line);
    const heading = /^\[([a-z:-]+)\]$/.exec(line);
    if (line === '') continue;
    if (list?.[1]) lists.set(list[1], (list[2] ?? '').split('|'));
    else if (heading?.[1]) label = heading[1];
    else patterns.push(patternFrom(line, label, lists, index + 1));
  }
  return { patterns, lists };
}

function patternFrom(line: string, label: string, lists: Corpus['lists'], number: number): Pattern {
  const reader = { line, at: 0 };
  const parts = sequence(reader, lists, number);
  if (reader.at < line.length || label === '') throw new Error(`line ${number} of a corpus: ${line}`);
  const uses = [...line.matchAll(/\{([a-z]+)\}/g)].map((match) => match[1] ?? '');
  return { label, parts, size: sizeOf(parts), uses };
}

interface Reader {
  readonly line: string;
  at: number;
}

function sequence(reader: Reader, lists: Corpus['lists'], number: number): Part[] {
  const parts: Part[] = [];
  while (reader.at < reader.line.length && !'|)'.includes(reader.line[reader.at] ?? '')) {
    const sign = reader.line[reader.at];
    if (sign === '(') parts.push(choice(reader, lists, number));
    else if (sign === '{') parts.push(named(reader, lists, number));
    else parts.push(plain(reader));
  }
  return parts;
}

function choice(reader: Reader, lists: Corpus['lists'], number: number): Part {
  const options: Part[][] = [];
  do {
    reader.at += 1;
    options.push(sequence(reader, lists, number));
  } while (reader.line[reader.at] === '|');
  if (reader.line[reader.at] !== ')') throw new Error(`line ${number} of a corpus has an open bracket: ${reader.line}`);
  reader.at += 1;
  return { options };
}

function named(reader: Reader, lists: Corpus['lists'], number: number): Part {
  const end = reader.line.indexOf('}', reader.at);
  const name = reader.line.slice(reader.at + 1, end);
  const list = lists.get(name);
  if (!list) throw new Error(`line ${number} of a corpus names no list: ${reader.line.slice(reader.at)}`);
  reader.at = end + 1;
  return { list: name, options: list.map((text) => [text]) };
}

function plain(reader: Reader): string {
  const rest = reader.line.slice(reader.at);
  const length = rest.search(/[(){|]/);
  const text = length < 0 ? rest : rest.slice(0, length);
  reader.at += text.length;
  return text;
}

const sizeOf = (parts: readonly Part[]): number =>
  parts.reduce(
    (size, part) =>
      size * (typeof part === 'string' ? 1 : part.options.reduce((sum, option) => sum + sizeOf(option), 0)),
    1,
  );

/** Words that stand where a pattern names a list. */
export type Instead = (list: string) => string | undefined;

/** One of the sentences of a pattern. */
export const sentenceOf = (parts: readonly Part[], random: Random, instead?: Instead): string =>
  filled(parts, random, instead).replace(/\s+/g, ' ').trim();

const filled = (parts: readonly Part[], random: Random, instead?: Instead): string =>
  parts
    .map((part) => {
      if (typeof part === 'string') return part;
      return (part.list && instead?.(part.list)) ?? filled(random.pick(part.options) ?? [], random, instead);
    })
    .join('');
