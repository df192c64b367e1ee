import { type Activity, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { IncomingActivity } from './activity.ts';
import type { Authenticated, BotAuthentication } from './bot-authentication.ts';
import { referenceOf, sdkReference } from './conversation-reference.ts';

/**
 * The SDK's adapter without its HTTP half, which parses twice, answers 500 to a forged token and puts messages of exceptions into answers.
 * It sees ids and addresses of an activity, never its text or values, and nothing of its token.
 */
export class PinDeskAdapter extends CloudAdapter {
  readonly #bot: Authenticated;

  /** `audience` is of what the bot sends; `appId` is empty where it is not registered. */
  constructor(authentication: BotAuthentication, { appId, audience }: { appId: string; audience: string }) {
    super(authentication);
    const claimsIdentity = this.createClaimsIdentity(appId);
    const connectorFactory = authentication.createConnectorFactory(claimsIdentity);
    this.#bot = { claimsIdentity, connectorFactory, audience, callerId: '' };
  }

  /** Runs `logic` with a context that can speak into the activity's conversation; its result is the body of an invoke or of `expectReplies`. Whoever calls has checked the token. */
  async receive(
    activity: IncomingActivity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(this.#bot, sdkActivity(activity), logic);
  }
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
