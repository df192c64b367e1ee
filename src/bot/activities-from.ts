import type { CardReply, Choice, Reply } from '../conversation/reply.ts';
import { cut } from '../kernel/cut.ts';
import type { Locale } from '../kernel/locale.ts';
import type { Card, Cards } from './cards.ts';
import { literal } from './literal.ts';
import { signInCard } from './sign-in-card.ts';

const cardType = 'application/vnd.microsoft.card.adaptive';
/** A notification shows about two lines. */
const maxSummary = 200;

export interface OutgoingActivity {
  readonly type: 'message' | 'event' | 'endOfConversation';
  /** Of an event. */
  readonly name?: 'language';
  readonly value?: { readonly locale: Locale };
  readonly text?: string;
  readonly textFormat?: 'plain';
  readonly speak?: string;
  /** What a notification says instead of a card. */
  readonly summary?: string;
  readonly locale?: Locale;
  readonly inputHint?: 'acceptingInput' | 'expectingInput';
  readonly suggestedActions?: SuggestedActions;
  readonly attachments?: { readonly contentType: typeof cardType; readonly content: Card }[];
}

interface SuggestedActions {
  /** Empty: everybody in the conversation. */
  readonly to: string[];
  readonly actions: { readonly type: 'imBack'; readonly title: string; readonly value: string }[];
}

export interface Where {
  readonly channel: string;
  readonly cards: Cards;
  readonly conversationKind: 'personal' | 'group';
}

/** Only our page has words of its own to change. It is said last, so that the others keep their places. */
const isFor = ({ channel }: Where, { kind }: Reply): boolean => kind !== 'language' || channel === 'directline';

/** Exactly one activity for each reply that the channel takes, in order. No `text` beside a card: Web Chat would print both, and Teams splits them into two messages. */
export function activitiesFrom(replies: readonly Reply[], where: Where): readonly OutgoingActivity[] {
  return replies.filter((reply) => isFor(where, reply)).map((reply) => activityFrom(reply, where));
}

function activityFrom(reply: Reply, where: Where): OutgoingActivity {
  switch (reply.kind) {
    case 'text':
      return {
        type: 'message',
        text: literal(reply.text),
        ...(reply.isPlain ? { textFormat: 'plain' as const } : {}),
        ...(reply.speak ? { speak: literal(reply.speak) } : {}),
        inputHint: 'acceptingInput',
        ...suggested(reply.choices, where),
      };
    case 'sign-in':
      return { ...signInActivity(reply, where), ...suggested(reply.choices, where) };
    case 'in-private':
      return { type: 'message', text: literal(reply.otherwise) };
    case 'card':
      return { ...cardActivity(reply, where), ...suggested(reply.choices, where) };
    case 'language':
      return { type: 'event', name: 'language', value: { locale: reply.locale } };
    case 'end':
      return { type: 'endOfConversation' };
  }
}

function signInActivity(reply: Extract<Reply, { kind: 'sign-in' }>, { channel }: Where): OutgoingActivity {
  const text = literal(reply.text);
  if (channel !== 'directline') return { type: 'message', text };
  const attachments = [{ contentType: cardType, content: signInCard(reply) } as const];
  return { type: 'message', speak: text, summary: shortened(text), inputHint: 'acceptingInput', attachments };
}

function cardActivity(reply: CardReply, { cards, channel }: Where): OutgoingActivity {
  return {
    type: 'message',
    locale: reply.locale,
    speak: literal(reply.speak),
    summary: shortened(literal(reply.fallbackText)),
    inputHint: reply.form ? 'expectingInput' : 'acceptingInput',
    attachments: [{ contentType: cardType, content: cards.fill(reply, { channel }) }],
  };
}

/** An empty list is against the protocol (A7701), and Teams shows suggestions in one-to-one chats only. */
function suggested(
  choices: readonly Choice[] | undefined,
  { channel, conversationKind }: Where,
): Pick<OutgoingActivity, 'suggestedActions'> {
  if (!choices?.length || (channel === 'msteams' && conversationKind === 'group')) return {};
  const actions = choices.map(({ title, text }) => ({ type: 'imBack' as const, title, value: text }));
  return { suggestedActions: { to: [], actions } };
}

const shortened = (text: string): string => (text.length <= maxSummary ? text : `${cut(text, maxSummary - 1)}…`);
