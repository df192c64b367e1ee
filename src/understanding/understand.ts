import { locales } from '../kernel/locale.ts';
import { commandOf } from './command.ts';
import { countryNames, countryOfLanguage } from './countries.ts';
import { type Intent, intents, intentTitle } from './intents.ts';
import { concepts, type Lexicon } from './lexicon.ts';
import { da } from './lexicons/da.ts';
import { de } from './lexicons/de.ts';
import { en } from './lexicons/en.ts';
import { es } from './lexicons/es.ts';
import { fr } from './lexicons/fr.ts';
import { isNumber, isPhoneKey, isQuestion, tokensOf } from './normalise.ts';
import type { Mark, Rule } from './rule.ts';
import { offered, rules } from './rules.ts';
import { type Vocabulary, vocabulary } from './vocabulary.ts';

const lexicons: readonly Lexicon[] = [en, da, de, fr, es];
/** A long message is mostly words we do not know; guessing at all of them would take long and find nothing. */
const mostGuesses = 16;

interface Understood {
  readonly intent?: Intent;
  /** `command`, `keys` (as dialled, such as `*8`), `country`, `platform`, `language`. */
  readonly entities: Readonly<Record<string, string>>;
  readonly nearest: readonly Intent[];
}

/** One token's part in the sentence. */
interface Piece {
  readonly marks: readonly Mark[];
  readonly guessed: boolean;
  /** Says nothing about a wish. */
  readonly ignored: boolean;
}

/** Adds nothing to a sentence's length: many leave it out. */
const questionMark: Piece = { marks: ['question'], guessed: false, ignored: true };

interface Sentence {
  readonly pieces: Piece[];
  readonly entities: Readonly<Record<string, string>>;
}

/**
 * Makes the function that turns text into a wish. Making it reads all five lexicons (about 20 ms); the function is pure, looks at the
 * first 400 characters, never throws, and finds nothing in a message of nothing but digits.
 */
export function createUnderstand(): (text: string) => Understood {
  const ignored = new Set(lexicons.flatMap((lexicon) => listOf(lexicon.ignored).flatMap(tokensOf)));
  const words = readLexicons(ignored);
  const all = rules.map(weighed);
  const titles = new Map(
    locales.flatMap((locale) => intents.map((intent) => [keyOf(intentTitle(intent, locale)), intent] as const)),
  );

  return (text) => {
    const tokens = tokensOf(text);
    const sentence = read(tokens, words, ignored);
    if (isQuestion(text)) sentence.pieces.push(questionMark);
    const scores = scoresOf(sentence, all);
    const [best] = scores.filter(({ fits }) => fits);
    const intent = titles.get(tokens.join(' ')) ?? best?.intent;
    const nearest = [...new Set([...scores.map((score) => score.intent), ...offered])]
      .filter((id) => offered.includes(id))
      .slice(0, 3);
    return { ...(intent ? { intent } : {}), entities: sentence.entities, nearest };
  };
}

const keyOf = (text: string): string => tokensOf(text).join(' ');
const listOf = (wordings: string): readonly string[] => wordings.split(/[,\n]/).map((wording) => wording.trim());

function readLexicons(ignored: ReadonlySet<string>): Vocabulary<Mark> {
  const words = vocabulary<Mark>();
  for (const lexicon of lexicons) {
    for (const concept of concepts)
      for (const wording of listOf(lexicon[concept])) words.add(wording, { name: concept });
    for (const locale of locales)
      for (const wording of listOf(lexicon.languageNames[locale]))
        words.add(wording, { name: 'languageName', value: locale });
  }
  for (const { name, country } of countryNames()) {
    const telling = tokensOf(name).filter((token) => !ignored.has(token));
    const meanings = telling.length === 1 ? (words.find(telling, 0, false)?.meanings ?? []) : [];
    // "La Réunion" is a meeting to most who write it.
    if (meanings.every((meaning) => meaning.name === 'country')) words.add(name, { name: 'country', value: country });
  }
  return words;
}

function read(tokens: readonly string[], words: Vocabulary<Mark>, ignored: ReadonlySet<string>): Sentence {
  const pieces: Piece[] = [];
  const values: Partial<Record<Mark, string>> = {};
  let guesses = 0;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] ?? '';
    const guess = !ignored.has(token) && guesses < mostGuesses;
    const found = isPhoneKey(token) ? undefined : words.find(tokens, at, guess);
    if (guess && (!found || found.guessed)) guesses++;
    if (isPhoneKey(token)) values.phoneKey = token;
    for (const { name, value } of found?.meanings ?? []) if (value) values[name] ??= value;
    pieces.push({
      marks: isPhoneKey(token) ? ['phoneKey'] : (found?.meanings.map(({ name }) => name) ?? []),
      guessed: found?.guessed ?? false,
      ignored: isNumber(token) || (ignored.has(token) && (found?.length ?? 1) === 1),
    });
    at += found?.length ?? 1;
  }
  return { pieces, entities: entitiesOf(pieces, tokens, values) };
}

function entitiesOf(
  pieces: readonly Piece[],
  tokens: readonly string[],
  { country, languageName, phoneKey }: Partial<Record<Mark, string>>,
): Readonly<Record<string, string>> {
  const has = (mark: Mark) => pieces.some(({ marks }) => marks.includes(mark));
  const command = commandOf(has);
  const spoken = locales.find((locale) => locale === languageName);
  const where = country ?? (spoken && (has('number') || has('dialIn')) ? countryOfLanguage[spoken] : undefined);
  const platform = tokens.includes('teams')
    ? 'teams'
    : tokens.includes('skype') || tokens.includes('lync')
      ? 'skype-for-business'
      : undefined;
  return {
    ...(command ? { command } : {}),
    ...(phoneKey ? { keys: phoneKey } : {}),
    ...(where ? { country: where } : {}),
    ...(platform ? { platform } : {}),
    ...(spoken ? { language: spoken } : {}),
  };
}

interface Score {
  readonly intent: Intent;
  readonly score: number;
  readonly fits: boolean;
}

/** A rule with the marks that it understands in one set, made once. */
interface Weighed {
  readonly rule: Rule;
  readonly marks: ReadonlySet<Mark>;
}

const weighed = (rule: Rule): Weighed => ({ rule, marks: new Set([...rule.all.flat(), ...(rule.also ?? [])]) });

/** Every rule's score, best first; rules that fit come before those that nearly do. */
function scoresOf({ pieces }: Sentence, all: readonly Weighed[]): readonly Score[] {
  const loose = new Set(pieces.flatMap(({ marks }) => marks));
  const strict = new Set(pieces.flatMap(({ marks, guessed }) => (guessed ? [] : marks)));
  const telling = pieces.filter(({ marks, ignored }) => marks.length > 0 || !ignored);
  return all
    .filter(({ rule }) => rule.all.some((group) => group.some((mark) => loose.has(mark))))
    .map((each) => scoreOf(each, telling, each.rule.exact ? strict : loose))
    .sort((one, other) => Number(other.fits) - Number(one.fits) || other.score - one.score);
}

function scoreOf({ rule, marks }: Weighed, pieces: readonly Piece[], there: ReadonlySet<Mark>): Score {
  const { intent, all, none = [], least, weight } = rule;
  const met = all.filter((group) => group.some((mark) => there.has(mark))).length;
  // Plain loops: this runs for every rule and every word.
  let understood = 0;
  let missed = 0;
  for (const piece of pieces) {
    if (piece.marks.some((mark) => marks.has(mark))) understood++;
    else if (!piece.ignored) missed++;
  }
  const share = understood / (understood + missed);
  const fits = met === all.length && share >= least && !none.some((mark) => there.has(mark));
  return { intent, score: weight * (met / all.length) * (0.5 + share / 2), fits };
}
