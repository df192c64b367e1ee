import type { Locale } from '../kernel/locale.ts';
import type { CardData, CardReply, Choice, Reply } from './reply.ts';

export const text = (words: string, choices?: readonly Choice[]): Reply =>
  choices?.length ? { kind: 'text', text: words, choices } : { kind: 'text', text: words };

export interface CardOptions {
  readonly locale: Locale;
  readonly words: Readonly<Record<string, string>>;
  readonly data?: CardData;
  /** The whole content in plain text. */
  readonly fallbackText: string;
  /** What is read aloud; the fallback text where it is missing. */
  readonly speak?: string;
  /** Set on a card that takes input: the form's id (the step's name). The engine fills the token in. */
  readonly form?: string;
  readonly choices?: readonly Choice[];
}

export function card(name: string, options: CardOptions): CardReply {
  const { locale, words, data = {}, fallbackText, speak = fallbackText, form, choices } = options;
  return {
    kind: 'card',
    card: name,
    locale,
    words,
    data,
    fallbackText,
    speak,
    ...(form ? { form: { id: form, token: '' } } : {}),
    ...(choices?.length ? { choices } : {}),
  };
}
