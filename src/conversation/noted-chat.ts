import type { PersonalChats } from '../storage/personal-chats.ts';
import type { Session } from './session.ts';
import type { Turn } from './turn.ts';

/**
 * The session of a chat of two with somebody for whom Teams vouches, once that chat is written down as theirs. Once a day: one that was dropped
 * because the person had removed the bot comes back so. In every other turn it is a look at what the session says.
 */
export async function withNotedChat(
  chats: Pick<PersonalChats, 'note'>,
  session: Session,
  { turn, now }: { readonly turn: Turn; readonly now: Date },
): Promise<Session> {
  const { address, conversationKind, path, reference, vouchedFor } = turn;
  if (path !== 'teams' || conversationKind !== 'personal' || !vouchedFor || reference === undefined) return session;
  const { directoryId, tenantId } = vouchedFor;
  const noted = `${now.toISOString().slice(0, 10)} ${tenantId} ${directoryId}`;
  if (session.noted === noted) return session;
  await chats.note({ owner: { directoryId, tenantId }, address, reference }, now);
  return { ...session, noted };
}
