import type { Locale } from '../kernel/locale.ts';

/** A button under a text that types `text` for the person. */
export interface Choice {
  readonly title: string;
  readonly text: string;
}

export type CardData = Readonly<Record<string, unknown>>;

/** A form that a card carries: where its submission goes, and the one-use token that the engine adds. */
export interface CardForm {
  readonly id: string;
  readonly token: string;
}

/** What the bot says, as values; an edge turns them into activities. Stored as an outcome, so it never holds a secret. */
export type Reply =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly speak?: string;
      readonly choices?: readonly Choice[];
      /** Somebody else's words, shown as they are: no Markdown. */
      readonly isPlain?: true;
    }
  | {
      readonly kind: 'card';
      /** A file of `cards/`, such as `reset-pin/choose`. Its `${t.…}` are `words`, its `${data.…}` are `data`. */
      readonly card: string;
      /** The language of its words. */
      readonly locale: Locale;
      readonly words: Readonly<Record<string, string>>;
      readonly data: CardData;
      /** The whole content in one plain text: notification, `fallbackText`, transcript. */
      readonly fallbackText: string;
      readonly speak: string;
      readonly form?: CardForm;
      readonly choices?: readonly Choice[];
    }
  /** A button with which people sign in to their identity provider, in the way that the channel has; `text` alone where it has none. */
  | {
      readonly kind: 'sign-in';
      readonly text: string;
      readonly button: string;
      /** Said after `text`, in the place of the button, where nobody can sign in just now. */
      readonly unavailable: string;
      readonly choices?: readonly Choice[];
      /** The flow that waits for it, for a channel where signing in begins a new conversation. The engine adds it. */
      readonly wish?: string;
      /** A sign-in that their provider remembers is not enough. */
      readonly isAnew?: true;
    }
  /** Said in a group, where the wish is personal. An edge that can open a chat of two goes on with it there and says `text`; else `otherwise`, which names the ways there. */
  | { readonly kind: 'in-private'; readonly wish: string; readonly text: string; readonly otherwise: string }
  /** From here on in this language; for a page that shows words of its own. */
  | { readonly kind: 'language'; readonly locale: Locale }
  | { readonly kind: 'end' };

export type CardReply = Extract<Reply, { kind: 'card' }>;

/** The outcome of a turn: what is said, and what takes the submitted card's place. */
export interface Outcome {
  readonly replies: readonly Reply[];
  /** Replaces the card that was submitted, in place. */
  readonly receipt?: CardReply;
  /** The activity that showed the submitted card, where the edge gave its ids itself. */
  readonly receiptFor?: string;
  /**
   * Missing in a turn's own answer, which alone is stored. `interim`: work goes on, and the answer follows by itself.
   * `repeat`: said before or by somebody else; a channel with a visible history sends nothing again.
   */
  readonly only?: 'interim' | 'repeat';
  /** What is said outside a turn, by its name: the same one again takes its place in a history of ours. */
  readonly name?: string;
  /** Not where others read along. */
  readonly inPrivate?: true;
}
