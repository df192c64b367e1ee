import type { Locale } from '../kernel/locale.ts';
import type { Entities } from './flow.ts';

/** What a typed sentence means. Below the threshold there is no `intent`, but the `nearest` three; none where it has nothing to do with us. */
export interface Understood {
  readonly intent?: string;
  readonly entities: Entities;
  readonly nearest: readonly string[];
  /** Of the intent, from 0 to 1. */
  readonly confidence: number;
  /** A second wish of the same sentence. */
  readonly also?: string;
  /** What the sentence is written in, where that is certain. */
  readonly language?: Locale;
}

/** Text → wish. Pure and quick; knows all five languages whatever the locale, which only breaks ties. */
export type Understand = (text: string, locale: Locale) => Understood;

/** An intent leads to one flow, one answer, or one of the engine's own words. */
export type Route =
  /** `entity`: what stands behind a colon in a button's wish, as in `dtmf-key:mute-all`, becomes this entity. */
  | { readonly flow: string; readonly entity?: string }
  | { readonly answer: string; readonly entity?: string }
  | { readonly engine: 'cancel' | 'help' | 'start-over' | 'back' };

export interface Routing {
  readonly understand: Understand;
  readonly routes: Readonly<Record<string, Route>>;
  /** How a button names an intent; typing it is understood as that intent. */
  readonly title: (intent: string, locale: Locale) => string;
}
