import type { InvokeResponse, TurnContext } from 'botbuilder';
import type { Edge, Engine } from '../conversation/engine-api.ts';
import { apology } from '../conversation/engine-words.ts';
import type { Outcome } from '../conversation/reply.ts';
import type { Turn } from '../conversation/turn.ts';
import { type HttpAnswer, HttpError, type HttpRequest, type Route } from '../kernel/http.ts';
import type { Log } from '../kernel/log.ts';
import { activitiesFrom } from './activities-from.ts';
import { type IncomingActivity, parseActivity } from './activity.ts';
import type { Cards } from './cards.ts';
import type { ChannelToken, ChannelTokens } from './channel-tokens.ts';
import { referenceOf } from './conversation-reference.ts';
import { isLoopback, vouchedFor } from './identity.rules.ts';
import { type InvokeAnswer, invokeAnswer, invokeFailed, invokeRefused } from './invoke-answer.ts';
import type { PinDeskAdapter } from './pin-desk-adapter.ts';
import { type Speaker, saidInOrder, sayOutcome } from './speech.ts';
import { turnFrom } from './turn-from.ts';

export interface MessagesOptions {
  readonly adapter: PinDeskAdapter;
  readonly engine: Engine;
  readonly cards: Cards;
  readonly log: Log;
  /** Missing without an app id: then nobody is verified, nobody vouched for, and answers go to this machine only. */
  readonly tokens?: ChannelTokens | undefined;
  readonly allowedTenants: readonly string[];
}

const ok: HttpAnswer = { status: 200 };

/** `POST /api/messages`: one activity in; what the bot says goes out through the channel's connector. */
export const messagesRoute = (options: MessagesOptions): Route => ({
  method: 'POST',
  path: '/api/messages',
  guard: 'guarded',
  isShared: true,
  maxBytes: 256 * 1_024,
  handle: (request) => receive(options, request),
});

async function receive(options: MessagesOptions, request: HttpRequest): Promise<HttpAnswer> {
  const activity = parseActivity(request.body);
  if (!activity) throw new HttpError(400, 'malformed-activity', 'The body is not an activity.');
  const token = await options.tokens?.check(request.headers.authorization, activity);
  if (!token && !isLoopback(activity.serviceUrl)) {
    throw new HttpError(403, 'service-url-refused', 'Without an app id serviceUrl must be on this machine.');
  }
  if (activity.type === 'invoke' && activity.name !== 'adaptiveCard/action') return { status: 501 };

  const turn = turnOf(options, activity, token);
  if (turn.input.kind === 'nothing') return activity.type === 'invoke' ? { status: 200, json: invokeRefused } : ok;
  const response = await options.adapter.receive(activity, (context) =>
    takeTurn(options, { context, turn, reference: request.reference }),
  );
  return response ? answerOf(response) : ok;
}

/** The one place that decides whom to believe. */
function turnOf({ allowedTenants }: MessagesOptions, activity: IncomingActivity, token?: ChannelToken): Turn {
  const person = vouchedFor(activity, { tokenServiceUrl: token?.serviceUrl, allowedTenants });
  const place = `${activity.channelId}/${activity.conversation.id}`;
  return turnFrom(activity, {
    edge: 'bot-framework',
    ...(person
      ? { path: 'teams', vouchedFor: person, requester: `person:${person.directoryId}` }
      : { path: 'anonymous', requester: `conversation:${place}` }),
    reference: referenceOf(activity),
  });
}

interface Running {
  readonly context: TurnContext;
  readonly turn: Turn;
  /** Of the request; said and logged where not even the engine can answer. */
  readonly reference: string;
}

async function takeTurn(options: MessagesOptions, running: Running): Promise<void> {
  const { engine, cards, log } = options;
  const { context, turn } = running;
  const speaker: Speaker = {
    context,
    cards,
    log: log.with({ reference: running.reference, channel: turn.address.channel }),
  };
  const outcome = await outcomeOf(engine, running, speaker);
  if (!outcome) return apologise(running, speaker);

  await sayOutcome(speaker, turn, outcome);
  if (speaks(context) && !outcome.repeated) engine.said(turn);
  await answerInvoke(context, () => invokeAnswer(outcome, cards, turn.address.channel));
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

/** 502 where not even that is heard. Nobody waits for an answer to having joined. */
async function apologise({ context, turn, reference }: Running, speaker: Speaker): Promise<void> {
  const sorry = apology(turn.locale, reference);
  if (context.activity.type === 'invoke') return answerInvoke(context, () => invokeFailed(sorry));
  const { address, conversationKind } = turn;
  const said = activitiesFrom([sorry], { channel: address.channel, cards: speaker.cards, conversationKind });
  if (turn.input.kind === 'joined' || (await saidInOrder(speaker, said))) return;
  throw new HttpError(502, 'channel-unavailable', 'The turn failed and the channel took no message.');
}

/** Where a turn was an invoke, its answer is left with the SDK, which makes the HTTP answer of it. */
async function answerInvoke(context: TurnContext, answer: () => InvokeAnswer): Promise<void> {
  if (context.activity.type !== 'invoke') return;
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: answer() } });
}

const answerOf = ({ status, body }: InvokeResponse): HttpAnswer =>
  body === undefined ? { status } : { status, json: body };
