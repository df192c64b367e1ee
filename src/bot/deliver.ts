import type { TurnContext } from 'botbuilder';
import type { Deliver } from '../conversation/engine-api.ts';
import type { Log } from '../kernel/log.ts';
import type { Cards } from './cards.ts';
import { parseReference } from './conversation-reference.ts';
import { isLoopback } from './identity.rules.ts';
import type { PinDeskAdapter } from './pin-desk-adapter.ts';
import { spoken, statusOf, within } from './speech.ts';
import type { TokenService } from './token-service.ts';

export interface DeliverOptions {
  readonly adapter: PinDeskAdapter;
  readonly cards: Cards;
  readonly log: Log;
  readonly appId?: string | undefined;
  /** Missing: nobody signs in here. */
  readonly tokenService?: TokenService | undefined;
}

/** Longer than a turn's: nobody waits for it. */
const sendLimitMs = 30_000;
/** The person blocked or removed the bot, or the conversation is gone: trying again changes nothing. */
const gone: readonly unknown[] = [403, 404];

/** Speaks into a conversation outside a turn. `gone` where nobody hears it. Rejects where nothing was said and trying again may help. */
export const deliver =
  ({ adapter, cards, log, appId = '', tokenService }: DeliverOptions): Deliver =>
  async (address, stored, { replies, inPrivate }) => {
    const line = log.with({ channel: address.channel });
    const reference = parseReference(stored);
    if (!reference || (!appId && !isLoopback(reference.serviceUrl))) {
      line.warn('a conversation cannot be spoken to: no usable reference');
      return 'gone';
    }
    const conversationKind = reference.conversation.isGroup ? 'group' : 'personal';
    if (inPrivate && conversationKind === 'group') return 'not-private';
    const where = { channel: address.channel, cards, conversationKind } as const;
    // Nobody knows here whether a sign-in went before: the button alone cannot go round by itself.
    const activities = await spoken({ conversation: reference, tokenService }, replies, { where, mayBeSilent: false });
    let said = 0;
    const speak = async (context: TurnContext) => {
      for (const activity of activities) {
        await context.sendActivity({ ...activity });
        said += 1;
      }
    };

    try {
      await within(sendLimitMs, adapter.speakIn(reference, speak));
      return undefined;
    } catch (error) {
      const status = statusOf(error);
      line.warn('a message outside a turn was not delivered', { status, said });
      if (gone.includes(status)) return 'gone';
      if (said === 0) throw error;
      return undefined;
    }
  };
