import { type Activity, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { IncomingActivity } from './activity.ts';
import type { Authenticated, BotAuthentication, TokenClient } from './bot-authentication.ts';
import { type Reference, referenceOf, sdkReference } from './conversation-reference.ts';

/**
 * The SDK's adapter without its HTTP half, which parses twice, answers 500 to a forged token and puts messages of exceptions into answers.
 * It sees ids and addresses of an activity, never its text or values, and nothing of its token.
 */
export class PinDeskAdapter extends CloudAdapter {
  readonly #bot: Authenticated;
  readonly #authentication: BotAuthentication;
  readonly #appId: string;
  readonly #audience: string;

  /** `audience` is of what the bot sends; `appId` is empty where it is not registered. */
  constructor(authentication: BotAuthentication, { appId, audience }: { appId: string; audience: string }) {
    super(authentication);
    const claimsIdentity = this.createClaimsIdentity(appId);
    const connectorFactory = authentication.createConnectorFactory(claimsIdentity);
    this.#authentication = authentication;
    this.#appId = appId;
    this.#audience = audience;
    this.#bot = { claimsIdentity, connectorFactory, audience, callerId: '' };
  }

  /** Runs `logic` with a context that can speak into the activity's conversation; its result is the body of an invoke or of `expectReplies`. Whoever calls has checked the token. */
  async receive(
    activity: IncomingActivity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(this.#bot, sdkActivity(activity), logic);
  }

  /** Runs `logic` with a context that speaks into a conversation where nobody wrote just now. */
  async speakIn(conversation: Reference, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    await this.continueConversationAsync(this.#appId, sdkReference(conversation), async (context) => {
      // The SDK makes an id up, which would be sent as the message that this one answers.
      delete context.activity.id;
      await logic(context);
    });
  }

  /** The chat of two with the person who wrote in this conversation; made if there is none. Rejects with the connector's error: 403 where the app is not installed for them. */
  async chatWith({ channelId, serviceUrl, bot, user, conversation, locale }: Reference): Promise<Reference> {
    const { tenantId } = conversation;
    const tenant = tenantId ? { tenantId, channelData: { tenant: { id: tenantId } } } : { channelData: {} };
    const connectors = this.#authentication.createConnectorFactory(this.#bot.claimsIdentity);
    const connector = await connectors.create(serviceUrl, this.#audience);
    const made = await connector.conversations.createConversation({ isGroup: false, bot, members: [user], ...tenant });
    return {
      channelId,
      serviceUrl,
      bot,
      user,
      ...(locale ? { locale } : {}),
      conversation: {
        id: made.id,
        name: '',
        isGroup: false,
        conversationType: 'personal',
        ...(tenantId ? { tenantId } : {}),
      },
    };
  }

  /** Of the token service, for this bot. */
  tokenClient(): Promise<TokenClient> {
    return this.#authentication.createUserTokenClient(this.#bot.claimsIdentity);
  }
}

/** What the SDK's types want of every activity. */
const blank = { text: '', label: '', valueType: '', callerId: '', localTimezone: '', listenFor: [] };

function sdkActivity(activity: IncomingActivity): Activity {
  const { type, id, deliveryMode, replyToId } = activity;
  return {
    ...sdkMessage(referenceOf(activity)),
    type,
    id,
    // An invoke's answer is its own; the protocol forbids both at once (A3112).
    ...(deliveryMode && type !== 'invoke' ? { deliveryMode } : {}),
    ...(replyToId ? { replyToId } : {}),
  };
}

/** A message of the person in this conversation, without an id. */
export function sdkMessage(reference: Reference): Activity {
  const { channelId, serviceUrl, bot, user, conversation, locale } = sdkReference(reference);
  return {
    ...blank,
    type: 'message',
    channelId,
    serviceUrl,
    from: user,
    recipient: bot,
    conversation,
    ...(locale ? { locale } : {}),
  };
}
