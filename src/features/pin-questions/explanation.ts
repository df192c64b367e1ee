import type { CardReply } from '../../conversation/reply.ts';
import { card } from '../../conversation/say.ts';
import type { Locale } from '../../kernel/locale.ts';
import { words } from './words.ts';

/** Wishes that an explanation may lead to, and the words on their buttons. */
const wishes = {
  resetPin: 'reset-pin',
  allKeys: 'dtmf-table',
  callInNumbers: 'dial-in-number',
  person: 'talk-to-person',
  pinStatus: 'pin-status',
  doINeedAPin: 'need-pin',
  whichPin: 'which-pin',
  howToJoin: 'join-steps',
  pinRules: 'pin-rules',
  refusedPin: 'pin-trouble',
} as const;
export type WishWord = keyof typeof wishes;

export interface Explanation {
  /** The answer in one sentence. */
  readonly short: string;
  /** What must be read as well. */
  readonly lines?: readonly string[];
  /** What stands behind the button “more”. */
  readonly more?: readonly string[];
  readonly links?: readonly { readonly title: string; readonly url: string }[];
  /** Answers to a question of ours. */
  readonly choices?: readonly { readonly ask: string; readonly title: string }[];
  readonly wishes: readonly WishWord[];
}

export function explained(explanation: Explanation, locale: Locale): CardReply {
  const { short, lines = [], more = [], links = [], choices = [] } = explanation;
  const t = words[locale];
  const asks = [...choices, ...explanation.wishes.map((word) => ({ ask: wishes[word], title: t[word] }))];
  return card('pin-questions/explanation', {
    locale,
    words: { more: t.more },
    data: { short, lines: rows(lines), more: rows(more), hasMore: more.length > 0, links, asks },
    fallbackText: [short, ...lines, ...more, ...choices.map(({ title }) => `- ${title}`)].join('\n'),
    speak: [short, ...lines, choices.map(({ title }) => title).join(', ')]
      .filter((part) => part !== '')
      .join(' ')
      .replaceAll('\n', ' '),
  });
}

const rows = (lines: readonly string[]) => lines.map((line) => ({ line }));
