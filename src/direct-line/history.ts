import { activitiesFrom } from '../bot/activities-from.ts';
import type { Cards } from '../bot/cards.ts';
import type { Edge } from '../conversation/engine-api.ts';
import type { Reply } from '../conversation/reply.ts';
import type { Turn } from '../conversation/turn.ts';
import { newId } from '../kernel/ids.ts';
import { maskDigits } from '../kernel/redaction.ts';
import type { HistoryRow } from '../storage/turn-store.ts';
import { bot, person } from './people.ts';

export type History = NonNullable<Edge['history']>;

/** The id of an activity before it has a position: an activity is rendered before it is saved. */
export const newActivityId = (conversation: string): string => `${conversation}|${newId()}`;

/**
 * Renders an outcome into rows. The receipt becomes the row of the submitted card, under the same id: it replaces the card in every
 * reader's view and in the database. Replies are a millisecond apart, since Web Chat sorts by timestamp.
 */
export function directLineHistory(cards: Cards, replyToId?: string): History {
  return ({ conversation, channel }, outcome, now) => {
    const rendered = (replies: readonly Reply[]) =>
      activitiesFrom(replies, { channel, cards, conversationKind: 'personal' }).map((activity) => ({
        ...activity,
        from: bot,
        ...(replyToId ? { replyToId } : {}),
      }));
    const { receipt, receiptFor, replies, name } = outcome;
    const receipts = receipt && receiptFor ? rendered([receipt]) : [];
    const said = rendered(replies).map((activity, index) => ({
      id: name === undefined ? newActivityId(conversation) : `${conversation}|${name}|${index}`,
      at: new Date(now.getTime() + 1 + index),
      activity,
    }));
    const shownIn = new Map(
      replies.flatMap((reply, index) =>
        reply.kind === 'card' && reply.form ? [[reply.form.token, said[index]?.id] as const] : [],
      ),
    );
    return { rows: [...receipts.map((activity) => ({ id: receiptFor ?? '', at: now, activity })), ...said], shownIn };
  };
}

/** The name of what was said outside a turn, from an activity's id. */
export const nameIn = (id: string): string | undefined => /^[^|]+\|([^|]+)\|\d+$/u.exec(id)?.[1];

export interface EchoOf {
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  /** The name a client gave its activity: with it in the echo, Web Chat knows that it arrived. */
  readonly clientActivityID: string | undefined;
  readonly postBack: boolean;
}

/** A person's own activity as everybody may read it: typed digits masked, a form by its name alone. */
export function echo(turn: Turn, { id, at, type, clientActivityID, postBack }: EchoOf): HistoryRow {
  const channelData = { ...(clientActivityID ? { clientActivityID } : {}), ...(postBack ? { postBack } : {}) };
  return { id, at, activity: { type, ...shown(turn, type), from: person(turn.address.sender), channelData } };
}

function shown({ input }: Turn, type: string): Readonly<Record<string, unknown>> {
  switch (input.kind) {
    case 'text':
      // Not Markdown, which is what Web Chat takes a text for.
      return { text: input.masked, textFormat: 'plain' };
    case 'form':
      return { value: { form: maskDigits(input.form) } };
    case 'ask':
      return type === 'event'
        ? { name: 'ask', value: { intent: maskDigits(input.intent) } }
        : { value: { ask: maskDigits(input.intent) } };
    default:
      return {};
  }
}
