import type { TurnContext } from 'botbuilder';
import type { Outcome, Reply } from '../conversation/reply.ts';
import type { Turn } from '../conversation/turn.ts';
import type { Log } from '../kernel/log.ts';
import { activitiesFrom, type OutgoingActivity, type Where } from './activities-from.ts';
import type { Cards } from './cards.ts';
import type { Reference } from './conversation-reference.ts';
import { literal } from './literal.ts';
import { type OAuthActivity, signInActivity } from './oauth-card.ts';
import type { TokenService } from './token-service.ts';

/** The SDK tries a failing connector again for longer than a channel waits for us (10 to 15 s). */
const sendLimitMs = 8_000;

type SpokenActivity = OutgoingActivity | OAuthActivity;

export interface Speaker {
  readonly context: TurnContext;
  readonly cards: Cards;
  readonly log: Log;
  /** Where the context speaks. */
  readonly conversation: Reference;
  /** Missing: nobody signs in here. */
  readonly tokenService?: TokenService | undefined;
  /** Takes a wish to a chat of two; false = there is none. Missing: as false. */
  readonly goOnInPrivate?: (wish: string) => Promise<boolean>;
}

/**
 * Says a turn's outcome into its conversation. The outcome is saved by now, so that a channel that takes no message is a line in the log
 * and nothing more: false = not everything was said.
 */
export async function sayOutcome(speaker: Speaker, turn: Turn, outcome: Outcome): Promise<boolean> {
  const { channel } = turn.address;
  const bodyIsTheAnswer = speaker.context.activity.deliveryMode === 'expectReplies';
  if (outcome.only === 'repeat' && !bodyIsTheAnswer) return true;

  const replaced = bodyIsTheAnswer || (await replaceCard(speaker, turn, outcome));
  const where = { channel, cards: speaker.cards, conversationKind: turn.conversationKind };
  const mayBeSilent = turn.input.kind !== 'sign-in';
  return (await saidInOrder(speaker, await spoken(speaker, outcome.replies, { where, mayBeSilent }))) && replaced;
}

type Voice = Pick<Speaker, 'conversation' | 'tokenService' | 'goOnInPrivate'>;

interface Manner {
  readonly where: Where;
  readonly mayBeSilent: boolean;
}

/** As activitiesFrom has it, with a button where people are to sign in, and after a personal wish has gone on elsewhere. */
export async function spoken(
  voice: Voice,
  replies: readonly Reply[],
  manner: Manner,
): Promise<readonly SpokenActivity[]> {
  const each = replies.map(async (reply) => {
    const [plain] = activitiesFrom([reply], manner.where);
    return plain ? [await best(voice, reply, plain, manner)] : [];
  });
  return (await Promise.all(each)).flat();
}

async function best(voice: Voice, reply: Reply, plain: OutgoingActivity, manner: Manner): Promise<SpokenActivity> {
  const { conversation, tokenService, goOnInPrivate } = voice;
  const { mayBeSilent } = manner;
  if (reply.kind === 'sign-in' && tokenService) {
    return signInActivity(tokenService, reply, { plain, conversation, mayBeSilent });
  }
  const isElsewhere = reply.kind === 'in-private' && (await goOnInPrivate?.(reply.wish));
  return isElsewhere ? { ...plain, text: literal(reply.text) } : plain;
}

/** Stops at the first that fails: what follows would make no sense without it. */
export async function saidInOrder({ context, log }: Speaker, activities: readonly SpokenActivity[]): Promise<boolean> {
  for (const activity of activities) {
    if (!(await succeeds(() => context.sendActivity({ ...activity }), log))) return false;
  }
  return true;
}

/** Only Teams replaces a message for good; elsewhere an old card stays and its one-use token protects. */
async function replaceCard({ context, cards, log }: Speaker, turn: Turn, { receipt }: Outcome): Promise<boolean> {
  const { address, conversationKind, replyTo } = turn;
  if (!receipt || !replyTo || address.channel !== 'msteams') return true;
  const [replacement] = activitiesFrom([receipt], { channel: address.channel, cards, conversationKind });
  return succeeds(() => context.updateActivity({ ...replacement, id: replyTo }), log);
}

async function succeeds(send: () => Promise<unknown>, log: Log): Promise<boolean> {
  try {
    await within(sendLimitMs, send());
    return true;
  } catch (error) {
    log.warn('the channel did not take a message', { status: statusOf(error) });
    return false;
  }
}

/** Rejects after `limitMs`; what was begun goes on unheard. */
export async function within<Value>(limitMs: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    // Made when it is wanted: an error costs more than all else here.
    const tooLate = () => Object.assign(new Error('there was no answer in time'), { code: 'ETIMEDOUT' });
    timer = setTimeout(() => reject(tooLate()), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

/** The connector's HTTP status, or the code of a connection that failed; its body may hold what we said and stays out. */
export function statusOf(error: unknown): number | string {
  if (!(error instanceof Error)) return 'unknown';
  if ('statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
