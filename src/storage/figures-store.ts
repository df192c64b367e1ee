import { z } from 'zod';
import type { Database } from './database.ts';
import type { Figures } from './figures.ts';

const mostComments = 20;

const FigureRow = z.object({
  day: z.string(),
  what: z.enum(['started', 'confirmed', 'done', 'took', 'escalated']),
  channel: z.string(),
  detail: z.string(),
  count: z.number(),
});
const OpinionRow = z.object({ at: z.date(), helpful: z.boolean(), comment: z.string() });

export const figuresStore = ({ unflushed }: Database): Figures => ({
  async since(day) {
    const rows = await unflushed.query(
      `SELECT day::text AS day, what, channel, detail, sum(count)::bigint AS count FROM daily_counts
       WHERE day >= $1::date GROUP BY day, what, channel, detail ORDER BY day`,
      [day],
    );
    return z.array(FigureRow).parse(rows);
  },
  async opinionsSince(day) {
    const [counts] = await unflushed.query(
      `SELECT count(*) FILTER (WHERE helpful) AS helpful, count(*) FILTER (WHERE NOT helpful) AS unhelpful
       FROM feedback WHERE at >= $1::date AT TIME ZONE 'UTC'`,
      [day],
    );
    const comments = await unflushed.query(
      `SELECT at, helpful, comment FROM feedback
       WHERE at >= $1::date AT TIME ZONE 'UTC' AND comment IS NOT NULL ORDER BY at DESC LIMIT ${mostComments}`,
      [day],
    );
    return {
      ...z.object({ helpful: z.number(), unhelpful: z.number() }).parse(counts),
      comments: z.array(OpinionRow).parse(comments),
    };
  },
});
