import type { Intent } from './intents.ts';
import type { Concept } from './lexicon.ts';

/** What a sentence is made of, beyond the lexicons: a country, a phone key such as `*6`, the name of one of our languages, a question mark. */
export type Mark = Concept | 'country' | 'phoneKey' | 'languageName' | 'question';

export interface Rule {
  readonly intent: Intent;
  /** One mark of each group must be there. */
  readonly all: readonly (readonly Mark[])[];
  /** May be there as well, and counts as understood. */
  readonly also?: readonly Mark[];
  /** Must not be there. */
  readonly none?: readonly Mark[];
  /** The share of a sentence's telling words that must be understood: the less telling the marks, the more of it. */
  readonly least: number;
  /** Of two rules that fit, the heavier one wins. */
  readonly weight: number;
  /** Misspelt words do not count: for wishes of one short word. */
  readonly exact?: true;
}

/** Politeness counts as understood. */
export const social: readonly Mark[] = ['greeting', 'thanks'];
/** Every telling word must be understood; the rest is rounding. */
export const whole = 0.99;
