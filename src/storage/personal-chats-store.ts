import { z } from 'zod';
import type { Database, Queryable } from './database.ts';
import type { PersonalChat, PersonalChats } from './personal-chats.ts';

const ChatRow = z.object({
  person: z.string(),
  tenant: z.string(),
  // What is said there may carry a link that no row of ours may hold: only where we keep no history.
  address: z.object({
    edge: z.literal('bot-framework'),
    channel: z.string(),
    conversation: z.string(),
    sender: z.string(),
  }),
  reference: z.unknown(),
  told: z.string().nullable(),
});

/** A person comes once or twice a year. */
const keptDays = 400;

/** Ids of Entra ID are written in either case. */
const same = (id: string): string => id.toLowerCase();

export function personalChatsStore(database: Database, allowedTenants: readonly string[]): PersonalChats {
  const allowed = allowedTenants.map(same);
  return {
    async note({ owner, address, reference }, now) {
      // The turn's end waits for the disk, and takes it along.
      await database.unflushed.query(
        `INSERT INTO personal_chats (person, tenant, address, reference, noted_at) VALUES ($1, $2, $3::jsonb, $4::jsonb, $5)
         ON CONFLICT (person, tenant) DO UPDATE
           SET address = excluded.address, reference = excluded.reference, noted_at = excluded.noted_at`,
        [same(owner.directoryId), same(owner.tenantId), JSON.stringify(address), JSON.stringify(reference), now],
      );
    },
    async of(directoryId) {
      const [row] = await database.unflushed.query(
        `SELECT person, tenant, address, reference, told FROM personal_chats
         WHERE person = $1 AND tenant = ANY($2::text[]) ORDER BY noted_at DESC LIMIT 1`,
        [same(directoryId), allowed],
      );
      return row && chatFrom(row);
    },
    async told(chat, notice) {
      await database.query(
        'UPDATE personal_chats SET told = $4 WHERE person = $1 AND tenant = $2 AND address = $3::jsonb',
        [...keyOf(chat), notice],
      );
    },
    async forget(chat) {
      await database.query(
        'DELETE FROM personal_chats WHERE person = $1 AND tenant = $2 AND address = $3::jsonb',
        keyOf(chat),
      );
    },
  };
}

const keyOf = ({ owner, address }: PersonalChat): string[] => [
  same(owner.directoryId),
  same(owner.tenantId),
  JSON.stringify(address),
];

function chatFrom(row: unknown): PersonalChat {
  const { person, tenant, told, address, reference } = ChatRow.parse(row);
  return { owner: { directoryId: person, tenantId: tenant }, address, reference, ...(told === null ? {} : { told }) };
}

/** Forgets chats in which nobody was seen for so long. */
export async function forgetOldPersonalChats(database: Queryable, now: Date): Promise<void> {
  const limit = new Date(now.getTime() - keptDays * 24 * 60 * 60 * 1000);
  await database.query('DELETE FROM personal_chats WHERE noted_at < $1', [limit]);
}
