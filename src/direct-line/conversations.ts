import { z } from 'zod';
import type { Database } from '../storage/database.ts';
import type { DirectLineLimits } from './limits.ts';
import { secondsAfter, stillGood, tokenAndSession, when } from './rows.ts';

const Row = z.object({
  id: z.string(),
  position: z.number(),
  at: when,
  activity: z.record(z.string(), z.unknown()),
});

/** An activity as a client gets it, and where it stands: the watermark after it. */
export interface Placed {
  readonly position: number;
  readonly activity: Readonly<Record<string, unknown>>;
}

const Standing = z.object({ conversation: z.string(), position: z.number(), open: z.boolean() });
/** `open`: some token of the conversation is still good. */
export type Standing = Readonly<z.infer<typeof Standing>>;

export interface Conversations {
  /** The next page of a conversation's history after `position`, in order. A replaced row has its first timestamp: Web Chat then replaces it in place. */
  after(conversation: string, position: number): Promise<readonly Placed[]>;
  /** A conversation that is gone is missing in the answer. */
  standings(conversations: readonly string[], now: Date): Promise<readonly Standing[]>;
  setJoined(conversation: string, now: Date): Promise<void>;
  /** Makes every instance show the person that work goes on. Leaves no row. */
  notifyTyping(conversation: string): Promise<void>;
  /** Forgets conversations that nobody touched for 30 days. */
  clean(now: Date): Promise<void>;
}

export function conversations(database: Database, limits: DirectLineLimits): Conversations {
  return {
    async after(conversation, position) {
      const rows = await database.query(
        `SELECT id, position, at, activity FROM direct_line_activities
         WHERE conversation = $1 AND position > $2 ORDER BY position LIMIT $3`,
        [conversation, position, limits.pageOfActivities],
      );
      return rows.map((row) => placed(conversation, Row.parse(row)));
    },
    async standings(ids, now) {
      const rows = await database.query(
        `SELECT c.id AS conversation, c.position,
           EXISTS (SELECT 1 FROM ${tokenAndSession} WHERE s.conversation = c.id AND t.expires_at > $2
             AND ${stillGood('$2', limits)}) AS open
         FROM direct_line_conversations c WHERE c.id = ANY($1::text[])`,
        [ids, now],
      );
      return rows.map((row) => Standing.parse(row));
    },
    async setJoined(conversation, now) {
      await database.query('UPDATE direct_line_conversations SET joined_at = $2 WHERE id = $1', [conversation, now]);
    },
    async notifyTyping(conversation) {
      await database.query(`SELECT pg_notify('direct_line_typing', $1)`, [conversation]);
    },
    async clean(now) {
      const forgotten = secondsAfter(now, -limits.historyDays * 24 * 60 * 60);
      await database.query('DELETE FROM direct_line_conversations WHERE last_seen_at <= $1', [forgotten]);
    },
  };
}

const placed = (conversation: string, { id, position, at, activity }: z.infer<typeof Row>): Placed => ({
  position,
  activity: {
    ...activity,
    id,
    timestamp: at.toISOString(),
    channelId: 'directline',
    conversation: { id: conversation },
  },
});

/** What both ways of reading answer: `{activities, watermark}`. The watermark is never null, for a client would then begin again. */
export const activitySet = (rows: readonly Placed[], before: number) => ({
  activities: rows.map((row) => row.activity),
  watermark: String(rows.at(-1)?.position ?? before),
});
