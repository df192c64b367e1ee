import type { InvokeResponse } from 'botbuilder';
import type { Turn } from '../conversation/turn.ts';
import { type HttpAnswer, HttpError, type HttpRequest, type Route } from '../kernel/http.ts';
import { type IncomingActivity, parseActivity } from './activity.ts';
import type { ChannelToken, ChannelTokens } from './channel-tokens.ts';
import { referenceOf } from './conversation-reference.ts';
import { isLoopback, strangerIn, vouchedFor } from './identity.rules.ts';
import { invokeRefused } from './invoke-answer.ts';
import type { SignIn } from './sign-in.ts';
import { type TurnOptions, takeTurn } from './take-turn.ts';
import { turnFrom } from './turn-from.ts';

export interface MessagesOptions extends Omit<TurnOptions, 'tokenService'> {
  /** Missing without an app id: then nobody is verified, nobody vouched for, and answers go to this machine only. */
  readonly tokens?: ChannelTokens | undefined;
  readonly allowedTenants: readonly string[];
  /** Missing: nobody signs in here. */
  readonly signIn?: SignIn | undefined;
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
  const turn = turnOf(options, activity, token);
  if (activity.type === 'invoke' && activity.name !== 'adaptiveCard/action') {
    const taken = await options.signIn?.take(activity, turn);
    if (!taken?.turn) return taken?.answer ?? { status: 501 };
    return run(options, activity, { turn: taken.turn, answer: taken.answer, reference: request.reference });
  }
  if (turn.input.kind === 'nothing') return activity.type === 'invoke' ? { status: 200, json: invokeRefused } : ok;
  return run(options, activity, { turn, reference: request.reference });
}

async function run(
  options: MessagesOptions,
  activity: IncomingActivity,
  given: { readonly turn: Turn; readonly answer?: HttpAnswer; readonly reference: string },
): Promise<HttpAnswer> {
  const { adapter, signIn } = options;
  const conversation = referenceOf(activity);
  const response = await adapter.receive(activity, async (context) => {
    await takeTurn({ ...options, tokenService: signIn?.service }, { ...given, context, conversation });
  });
  return response ? answerOf(response) : ok;
}

/** The one place that decides whom to believe. */
function turnOf({ allowedTenants }: MessagesOptions, activity: IncomingActivity, token?: ChannelToken): Turn {
  const vouching = { tokenServiceUrl: token?.serviceUrl, allowedTenants };
  const person = vouchedFor(activity, vouching);
  const stranger = strangerIn(activity, vouching);
  const place = `${activity.channelId}/${activity.conversation.id}`;
  return turnFrom(activity, {
    edge: 'bot-framework',
    ...(person
      ? { path: 'teams', vouchedFor: person, requester: `person:${person.directoryId}` }
      : { path: 'anonymous', requester: `conversation:${place}`, ...(stranger ? { stranger } : {}) }),
    reference: referenceOf(activity),
  });
}

const answerOf = ({ status, body }: InvokeResponse): HttpAnswer =>
  body === undefined ? { status } : { status, json: body };
