import type { TurnContext } from 'botbuilder';
import type { Edge, Engine } from '../conversation/engine-api.ts';
import { apology } from '../conversation/engine-words.ts';
import type { Outcome } from '../conversation/reply.ts';
import type { Turn } from '../conversation/turn.ts';
import { type HttpAnswer, HttpError } from '../kernel/http.ts';
import type { Log } from '../kernel/log.ts';
import { activitiesFrom } from './activities-from.ts';
import type { Cards } from './cards.ts';
import type { Reference } from './conversation-reference.ts';
import { invokeAnswer, invokeFailed } from './invoke-answer.ts';
import type { PinDeskAdapter } from './pin-desk-adapter.ts';
import { type Speaker, saidInOrder, sayOutcome, statusOf, within } from './speech.ts';
import type { TokenService } from './token-service.ts';

export interface TurnOptions {
  readonly adapter: PinDeskAdapter;
  readonly engine: Engine;
  readonly cards: Cards;
  readonly log: Log;
  /** Missing: nobody signs in here. */
  readonly tokenService?: TokenService | undefined;
}

export interface Running {
  readonly context: TurnContext;
  readonly turn: Turn;
  /** Where it happens. */
  readonly conversation: Reference;
  /** Of the request; said and logged where not even the engine can answer. */
  readonly reference: string;
  /** Of an invoke, where it is known before the turn is taken. */
  readonly answer?: HttpAnswer | undefined;
}

/** Teams waits 10 to 15 s for an answer to the message in the group, and the turn in the chat comes after this. */
const chatLimitMs = 4_000;

/**
 * Takes a turn and says its outcome where it happened; an invoke's answer is left with the SDK. False = not everything was said.
 * Rejects with HttpError 502 where not even an apology is heard.
 */
export async function takeTurn(options: TurnOptions, running: Running): Promise<boolean> {
  const { engine, cards, log, tokenService } = options;
  const { context, turn, conversation } = running;
  const speaker: Speaker = {
    context,
    cards,
    conversation,
    tokenService,
    log: log.with({ reference: running.reference, channel: turn.address.channel }),
    goOnInPrivate: (wish) => goOnInPrivate(options, running, wish),
  };
  const outcome = await outcomeOf(engine, running, speaker);
  if (!outcome) {
    await apologise(running, speaker);
    return false;
  }
  const isSaid = await sayOutcome(speaker, turn, outcome);
  if (speaks(context) && !outcome.only) engine.said(turn);
  const { answer = { status: 200, json: invokeAnswer(outcome, cards, turn.address.channel) } } = running;
  await answerInvoke(context, answer);
  return isSaid;
}

/** Only for whom Teams vouches: the chat is opened with them, and what they wished is a turn of their own there. Its key is that of the first, so that it goes on once. */
async function goOnInPrivate(options: TurnOptions, { turn, conversation, reference }: Running, wish: string) {
  const { adapter, log } = options;
  if (!turn.vouchedFor || turn.address.channel !== 'msteams') return false;
  try {
    const chat = await within(chatLimitMs, adapter.chatWith(conversation));
    let isSaid = false;
    await adapter.speakIn(chat, async (context) => {
      isSaid = await takeTurn(options, { context, turn: inChat(turn, chat, wish), conversation: chat, reference });
    });
    return isSaid;
  } catch (error) {
    log.warn('a chat of two could not be opened', { reference, status: statusOf(error) });
    return false;
  }
}

function inChat({ replyTo: _, ...turn }: Turn, chat: Reference, wish: string): Turn {
  const address = { ...turn.address, conversation: chat.conversation.id };
  return { ...turn, address, conversationKind: 'personal', input: { kind: 'ask', intent: wish }, reference: chat };
}

async function outcomeOf(engine: Engine, { context, turn }: Running, speaker: Speaker): Promise<Outcome | undefined> {
  try {
    return await engine.handle(turn, edgeOf(context));
  } catch (error) {
    speaker.log.error('the engine could not take a turn', { error });
    return undefined;
  }
}

/** Typing has no place in a body of replies, and must not hold up or fail a turn. */
const edgeOf = (context: TurnContext): Edge =>
  speaks(context) ? { speaks: true, typing: () => void showTyping(context) } : {};

/** Else the body of the answer says it, and whoever missed that asks again. */
const speaks = ({ activity }: TurnContext): boolean => activity.deliveryMode !== 'expectReplies';

async function showTyping(context: TurnContext): Promise<void> {
  try {
    await context.sendActivity({ type: 'typing' });
  } catch {
    // The turn may be over, and its context revoked, or the channel may not take it: no loss either way.
  }
}

/** Nobody waits for an answer to having joined, and a card shows the answer to its own invoke. */
async function apologise({ context, turn, reference, answer }: Running, speaker: Speaker): Promise<void> {
  const sorry = apology(turn.locale, reference);
  const isInvoke = context.activity.type === 'invoke';
  if (isInvoke && !answer) return answerInvoke(context, { status: 200, json: invokeFailed(sorry) });
  const { address, conversationKind } = turn;
  const said = activitiesFrom([sorry], { channel: address.channel, cards: speaker.cards, conversationKind });
  if (turn.input.kind !== 'joined' && !(await saidInOrder(speaker, said))) {
    throw new HttpError(502, 'channel-unavailable', 'The turn failed and the channel took no message.');
  }
  if (isInvoke) await answerInvoke(context, { status: 500 });
}

/** The SDK makes the HTTP answer of it. */
async function answerInvoke(context: TurnContext, { status, json }: HttpAnswer): Promise<void> {
  if (context.activity.type !== 'invoke') return;
  await context.sendActivity({
    type: 'invokeResponse',
    value: json === undefined ? { status } : { status, body: json },
  });
}
