/** What a word or phrase stands for; rules combine these, so that a rule holds in every language. */
export const concepts = [
  'pin',
  'code',
  'forgot',
  'reset',
  'new',
  'change',
  'wrong',
  'need',
  /** Something that is not ours: passwords, bank cards, printers. */
  'elsewhere',
  'key',
  'keys',
  'mute',
  'everyone',
  'lock',
  'admit',
  'lobby',
  'roster',
  'announcements',
  'hand',
  'raise',
  'operator',
  'number',
  'dialIn',
  'call',
  'meeting',
  'talk',
  'person',
  'desk',
  'help',
  'menu',
  'language',
  'feedback',
  'greeting',
  'thanks',
  'cancel',
  'startOver',
  'back',
] as const;
export type Concept = (typeof concepts)[number];

/**
 * The words of one language by concept, separated by commas or new lines. `vergess*` matches whatever begins so; several words match in a row.
 * Spelling is free: both sides are folded. All lexicons are read together, since people mix languages.
 */
export type Lexicon = Readonly<Record<Concept, string>> & {
  /** Words that say nothing about a wish; they do not count when a sentence is measured. */
  readonly ignored: string;
  /** How this language calls our five languages, by locale. */
  readonly languageNames: Readonly<Record<'en' | 'da' | 'de' | 'fr' | 'es', string>>;
};
