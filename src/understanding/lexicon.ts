/** What a word or phrase stands for; rules combine these, so that a rule holds in every language. */
export const concepts = [
  'pin',
  'code',
  'forgot',
  /** Something that was sent and did not come. */
  'missing',
  'reset',
  'new',
  'change',
  'wrong',
  'need',
  /** A need in earnest: “need”, where `need` has “want” and “show” too. */
  'require',
  /** Asks whether something is needed, or what it is for. */
  'whether',
  /** Asks how things stand: until when, since when. */
  'status',
  /** Somebody else did it. */
  'notMe',
  'signIn',
  'deskPhone',
  'leader',
  /** Nobody else is let in; one hears music. */
  'alone',
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
  /** The word itself, in the plural. */
  'countries',
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
