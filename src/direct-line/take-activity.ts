import { z } from 'zod';
import { type IncomingActivity, parseActivity } from '../bot/activity.ts';
import { type From, turnFrom } from '../bot/turn-from.ts';
import type { Edge } from '../conversation/engine-api.ts';
import type { Turn } from '../conversation/turn.ts';
import { BackendError } from '../kernel/errors.ts';
import { HttpError, type HttpRequest } from '../kernel/http.ts';
import { requester } from '../kernel/requester.ts';
import { directLineHistory, echo, newActivityId } from './history.ts';
import type { Holder } from './holders.ts';
import type { DirectLineNeeds } from './needs.ts';
import { bot } from './people.ts';

/** What a client may say; everything else of what it sends, who it says it is included, is left out. */
const Posted = z.object({
  type: z.enum(['message', 'event', 'typing']),
  name: z.unknown().optional(),
  text: z.unknown().optional(),
  value: z.unknown().optional(),
  locale: z.unknown().optional(),
  channelData: z.unknown().optional(),
});

/** Web Chat's are short and random. Another kind is not repeated: an echo is stored. */
const ClientActivityId = z
  .string()
  .regex(/^[\w.:|-]{1,100}$/u)
  .optional()
  .catch(undefined);

/** Takes a posted activity through a whole turn and returns the id it got. The answer to the person is then in the history. */
export async function takeActivity(request: HttpRequest, holder: Holder, needs: DirectLineNeeds): Promise<string> {
  const posted = Posted.safeParse(request.body);
  const id = newActivityId(holder.conversation);
  const activity = posted.success
    ? parseActivity({
        ...posted.data,
        locale: posted.data.locale ?? holder.locale,
        ...envelope(request, holder, id),
      })
    : undefined;
  if (!activity) throw new HttpError(400, 'BadArgument', 'The activity is malformed.');
  if (activity.type !== 'typing') await handle(activity, { request, holder, needs, echoed: true });
  return id;
}

/** Tells the engine that somebody is here, once: a second one with the same key says nothing. */
export async function welcome(
  request: HttpRequest,
  holder: Holder,
  { needs, locale }: { needs: DirectLineNeeds; locale: string | null },
): Promise<void> {
  const activity = parseActivity({
    ...envelope(request, holder, 'joined'),
    type: 'conversationUpdate',
    locale: locale ?? undefined,
    membersAdded: [{ id: holder.user }],
  });
  if (!activity) throw new Error('the joining activity is malformed');
  await handle(activity, { request, holder, needs, echoed: false });
  const { conversation, user: sender, directory_id: person } = holder;
  const address = { edge: 'direct-line', channel: activity.channelId, conversation, sender } as const;
  if (person !== null) await needs.visits?.began(person, address);
  await needs.conversations.setJoined(holder.conversation, needs.clock.now());
}

const envelope = (request: HttpRequest, { user, conversation }: Holder, id: string) => ({
  id,
  channelId: 'directline',
  serviceUrl: request.origin,
  from: { id: user },
  conversation: { id: conversation },
  recipient: { id: bot.id },
});

async function handle(
  activity: IncomingActivity,
  { request, holder, needs, echoed }: { request: HttpRequest; holder: Holder; needs: DirectLineNeeds; echoed: boolean },
): Promise<void> {
  const turn = turnFrom(activity, { edge: 'direct-line', ...senderOf(holder, request) });
  try {
    await needs.engine.handle(turn, {
      ...edgeOf(activity, needs, echoed),
      stillThere: (tx) => needs.sessions.isThere(holder.session, tx),
    });
  } catch (err) {
    const { reference } = request;
    // The server says so itself: 503.
    if (err instanceof BackendError) throw err;
    needs.log.error('a chat turn failed', { err, reference });
    throw new HttpError(502, 'BotError', `The bot could not answer. Reference ${reference}`);
  }
}

/** Who speaks is what the session says, never what the client does. */
function senderOf(
  { directory_id: directoryId, tenant_id: tenantId, signed_in_at: signedInAt }: Holder,
  request: HttpRequest,
): Pick<From, 'path' | 'vouchedFor' | 'requester'> {
  if (directoryId === null || tenantId === null)
    return { path: 'anonymous', requester: requester(request.clientAddress) };
  const vouchedFor = { directoryId, tenantId, ...(signedInAt ? { signedInAt } : {}) };
  return { path: 'page', vouchedFor, requester: `person:${directoryId}` };
}

function edgeOf(activity: IncomingActivity, needs: DirectLineNeeds, echoed: boolean): Edge {
  const { cards, clock, conversations, log } = needs;
  const { id, type, channelData, conversation } = activity;
  const of = {
    id,
    type,
    at: clock.now(),
    clientActivityID: ClientActivityId.parse(channelData?.clientActivityID),
    postBack: channelData?.postBack === true,
  };
  return {
    ...(echoed ? { echo: (turn: Turn) => echo(turn, of) } : {}),
    history: directLineHistory(cards, echoed ? id : undefined),
    typing: () => {
      conversations
        .notifyTyping(conversation.id)
        .catch((err: unknown) => log.warn('typing could not be shown', { err }));
    },
  };
}
