import { type Locale, locales } from '../kernel/locale.ts';
import { entitiesOf, isOnlyPlatform, platformOf } from './entities.ts';
import { wordBucket } from './features.ts';
import { type Intent, intents, intentTitle } from './intents.ts';
import { type Guess, modelFrom, type Weights } from './model.ts';
import { isNumber, isPhoneKey, tokensOf } from './normalise.ts';
import { createPlaces, type Named } from './places.ts';
import { shippedWeights } from './shipped-weights.ts';
import { wishesIn } from './two-wishes.ts';

/** An intent must be this likely; less is a guess that three buttons make better. Why it is this: docs/decisions.md. */
const leastLikely = 0.6;
/** Part of a sentence is taken for a wish of its own only where it is plain. */
const leastLikelyOfPart = 0.75;
/** Where hardly anything speaks for its being unrelated, less will do. */
const leastLikelyOfOurs = 0.35;
const plainlyOurs = 0.1;
/** What is less likely than this is no better than any other button. */
const leastNear = 0.02;
/** The language of a sentence must be this certain before a switch is offered, and the sentence this long: “ok” is everybody's. */
const leastCertain = 0.9;
const fewestTokens = 3;

export interface Likely {
  readonly intent: Intent;
  /** From 0 to 1. */
  readonly confidence: number;
}

export interface Understood {
  /** Missing where nothing is likely enough, or where it has nothing to do with us. */
  readonly intent?: Intent;
  /** Of the intent; without one, of there being none. */
  readonly confidence: number;
  /** `command` or `keys` (as dialled, such as `*8`), `who`, `country`, `city`, `platform`, `language`, `ticket`. */
  readonly entities: Readonly<Record<string, string>>;
  /** The likeliest others, likeliest first. */
  readonly alternatives: readonly Likely[];
  /** Three that a button may offer, likeliest first; none where the sentence is unrelated. */
  readonly nearest: readonly Intent[];
  /** Another wish in the same sentence. */
  readonly also?: Intent;
  /** What the sentence is written in, where that is certain. */
  readonly language?: Locale;
}

/** What a button may offer to somebody we did not understand, likeliest first where the sentence says nothing. */
const offered: readonly Intent[] = [
  'reset-pin',
  'dtmf-key',
  'dial-in-number',
  'talk-to-person',
  'need-pin',
  'join-steps',
  'waiting-alone',
  'dtmf-table',
  'pin-status',
  'pin-rules',
  'conference-id',
  'desk-phone',
  'code-not-received',
  'open-ticket',
  'ticket-status',
  'change-language',
  'feedback',
];

/**
 * Makes the function that turns text into a wish. The function is pure, looks at the first 400 characters, never throws, and finds nothing in
 * a message of nothing but digits, which belongs to the step that waits for it.
 */
export function createUnderstand(weights: Weights = shippedWeights()): (text: string) => Understood {
  const model = modelFrom(weights);
  const knows = (token: string) =>
    ((weights.words[wordBucket(token) >> 3] ?? 0) & (1 << (wordBucket(token) & 7))) !== 0;
  const places = createPlaces(knows);
  const titles = new Map(
    locales.flatMap((locale) => intents.map((intent) => [keyOf(intentTitle(intent, locale)), intent] as const)),
  );

  const meaning = (tokens: readonly string[]): Meaning => {
    const guess = model(tokens);
    return { guess, ranked: ranked(guess), title: titles.get(tokens.join(' ')) };
  };

  return (text) => {
    const tokens = tokensOf(text);
    if (tokens.every(isNumber)) return nothing(tokens.length === 0 ? [] : offered.slice(0, 3));
    if (isOnlyPlatform(tokens))
      return { ...nothing(offered.slice(0, 3)), entities: { platform: platformOf(tokens) ?? '' } };
    const read = meaning(tokens);
    const whole = { ...read, title: read.title ?? asked(text.slice(0, 400), read) };
    const parts = wishesIn(text)
      .map((part) => meaning(tokensOf(part)))
      .filter(isPlain);
    // A story around a wish drowns it; the wish alone is heard.
    const named = places(tokens);
    const meant = intentOf(whole) ? whole : (parts[0] ?? { ...whole, title: shortWish(tokens, named) });
    const intent = intentOf(meant);
    const also = parts.map(intentOf).find((each) => each !== undefined && each !== intent);
    const language = languageOf(meant.guess, tokens);
    return {
      ...(intent ? { intent } : {}),
      confidence: confidenceOf(meant, intent),
      entities: entitiesOf(text, tokens, { guess: meant.guess, intent: intent ?? halfMeant(meant), named }),
      alternatives: meant.ranked.filter((each) => each.intent !== intent).slice(0, 3),
      nearest: nearestOf(meant),
      ...(intent && also ? { also } : {}),
      ...(language ? { language } : {}),
    };
  };
}

/** Too unlikely to act on, and still what “and for everyone?” names where it goes on from an answer. */
const halfMeant = ({ ranked: [best] }: Meaning): Intent | undefined =>
  best && best.confidence >= leastLikelyOfOurs ? best.intent : undefined;

/** Before a place: “in Denmark?”, “aus Wien”. */
const beforePlaces: ReadonlySet<string> = new Set(
  'in i en a de from for til fra aus fur nach pour depuis para desde'.split(' '),
);
const shortest = 4;

/** What says too little for the model and is plain all the same: a place alone asks for its number, a phone key for what it does. */
function shortWish(tokens: readonly string[], { country }: Named): Intent | undefined {
  const rest = tokens.filter((token) => !beforePlaces.has(token));
  if (tokens.length <= shortest && tokens.some(isPhoneKey)) return 'dtmf-key';
  return country && rest.length === 1 ? 'dial-in-number' : undefined;
}

const keyOf = (text: string): string => tokensOf(text).join(' ');

interface Meaning {
  readonly guess: Guess;
  readonly ranked: readonly Likely[];
  /** The words of a button, exactly. */
  readonly title: Intent | undefined;
}

const nothing = (nearest: readonly Intent[]): Understood => ({
  confidence: 1,
  entities: {},
  alternatives: [],
  nearest,
});

/** Intents by how likely they are; the commands of one intent are added up. */
function ranked({ labels }: Guess): readonly Likely[] {
  const sums = new Map<string, number>();
  for (const [label, likely] of labels) {
    const [name = ''] = label.split(':');
    sums.set(name, (sums.get(name) ?? 0) + likely);
  }
  return intents
    .map((intent) => ({ intent, confidence: sums.get(intent) ?? 0 }))
    .sort((one, other) => other.confidence - one.confidence);
}

/** What is not ours is a wish like another: it needs no more than being likelier than the rest. */
function intentOf({ guess, ranked, title }: Meaning): Intent | undefined {
  if (title) return title;
  const [best] = ranked;
  if (!best || best.confidence < (guess.labels.get('none') ?? 0)) return undefined;
  const elsewhere = (guess.labels.get('none') ?? 0) + (guess.labels.get('not-ours') ?? 0);
  const least = elsewhere < plainlyOurs ? leastLikelyOfOurs : leastLikely;
  return best.intent === 'not-ours' || best.confidence >= least ? best.intent : undefined;
}

/** “¿Necesito un PIN?” asks, “necesito un PIN” wants one: where the words leave it open the sign decides. */
function asked(text: string, { ranked }: Meaning): Intent | undefined {
  const pair = ranked.slice(0, 2).filter(({ intent, confidence }) => pinPair.has(intent) && confidence >= 0.25);
  return pair.length === 2 ? (/[?¿]/u.test(text) ? 'need-pin' : 'reset-pin') : undefined;
}
const pinPair: ReadonlySet<Intent> = new Set(['need-pin', 'reset-pin']);

function confidenceOf({ guess, ranked, title }: Meaning, intent: Intent | undefined): number {
  if (title) return 1;
  const best = ranked[0]?.confidence ?? 0;
  return intent ? best : Math.max(guess.labels.get('none') ?? 0, 1 - best);
}

/** A part of a sentence must say its wish plainly. */
const isPlain = (part: Meaning): boolean => {
  const intent = intentOf(part);
  return intent !== undefined && offered.includes(intent) && confidenceOf(part, intent) >= leastLikelyOfPart;
};

/** Unrelated is what the model takes for that with more than even odds. */
function nearestOf({ guess, ranked }: Meaning): readonly Intent[] {
  if ((guess.labels.get('none') ?? 0) > 0.5) return [];
  const near = ranked.filter(({ intent, confidence }) => offered.includes(intent) && confidence >= leastNear);
  return [...new Set([...near.map(({ intent }) => intent), ...offered])].slice(0, 3);
}

function languageOf({ language, certainty }: Guess, tokens: readonly string[]): Locale | undefined {
  if (certainty < leastCertain || tokens.length < fewestTokens) return undefined;
  return locales.find((locale) => locale === language);
}
