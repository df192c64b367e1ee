import { type Activity, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import { HttpError } from '../kernel/http.ts';
import type { IncomingActivity } from './activity.ts';
import type { Authenticated, BotAuthentication } from './bot-authentication.ts';
import { referenceOf, sdkReference } from './conversation-reference.ts';

/**
 * The SDK's adapter without its HTTP half, which parses twice, answers 500 to a forged token and puts messages of exceptions into answers.
 * It sees ids and addresses of an activity, never its text or values.
 */
export class PinDeskAdapter extends CloudAdapter {
  readonly #authentication: BotAuthentication;

  constructor(authentication: BotAuthentication) {
    super(authentication);
    this.#authentication = authentication;
  }

  /** Throws HttpError: 401 for a token that does not hold, 503 where the issuer's keys cannot be had. */
  async authenticate(activity: IncomingActivity, header: string): Promise<Authenticated> {
    try {
      return await this.#authentication.authenticateRequest(sdkActivity(activity), header);
    } catch (error) {
      throw isUnreachable(error)
        ? new HttpError(503, 'issuer-unavailable', 'The issuer of channel tokens does not answer.')
        : new HttpError(401, 'unauthorized', 'The token is missing or not valid for this bot.');
    }
  }

  /** Runs `logic` with a context that can speak into the activity's conversation; its result is the body of an invoke or of `expectReplies`. */
  async receive(
    activity: IncomingActivity,
    authenticated: Authenticated,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authenticated, sdkActivity(activity), logic);
  }
}

/** A metadata document that cannot be fetched: node-fetch's error, or the SDK's own with 500. All other errors are the token's fault. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'FetchError' || ('statusCode' in error && error.statusCode === 500);
}

function sdkActivity(activity: IncomingActivity): Activity {
  const { type, id, channelId, serviceUrl, deliveryMode, replyToId } = activity;
  const { bot, user, conversation, locale } = sdkReference(referenceOf(activity));
  return {
    type,
    id,
    channelId,
    serviceUrl,
    from: user,
    recipient: bot,
    conversation,
    ...(locale ? { locale } : {}),
    // An invoke's answer is its own; the protocol forbids both at once (A3112).
    ...(deliveryMode && type !== 'invoke' ? { deliveryMode } : {}),
    ...(replyToId ? { replyToId } : {}),
    text: '',
    label: '',
    valueType: '',
    callerId: '',
    localTimezone: '',
    listenFor: [],
  };
}
