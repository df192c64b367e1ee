import { z } from 'zod';
import type { Queryable, SqlValue } from '../../storage/database.ts';
import { beginningsIn, queryFrom } from './words.rules.ts';

/** One page looks at so many tickets for what fits. What lies further back is the next page's: so no search costs more than this, however many tickets there are. */
export const mostLookedAt = 500;
/** A beginning of more words than these is in so many tickets that the newest of all are as good. */
const mostWords = 32;

/** Adds a value to a statement and answers its place in it. */
export type Bind = (value: SqlValue) => string;

/** Which tickets to look at. */
export interface Candidates {
  /** No other one can fit. */
  readonly areAll?: true;
  /** The order is: security first, as `is_security` says, then the newest. */
  readonly areUrgentFirst?: true;
  /** A statement that answers the newest `most` as `number`; `bounds` are comparisons that each has to fulfil, such as `< $1`. */
  sql(bind: Bind, bounds: readonly string[], most: number): string;
}

export interface Search {
  /** What is left to compare each candidate with. */
  readonly query?: string;
  /** Undefined: none is better than the newest of all. */
  readonly candidates?: Candidates;
}

/** How to search for the beginnings of words that somebody typed; undefined where nothing can have them. */
export async function searchFor(database: Queryable, typed: string): Promise<Search | undefined> {
  const beginnings = beginningsIn(typed);
  if (beginnings.length === 0) return undefined;
  const [rarest] = await howRare(database, beginnings);
  if (!rarest || rarest.count === 0) return undefined;
  const query = beginnings.length > 1 ? { query: queryFrom(beginnings) } : {};
  if (rarest.count < mostLookedAt) return { ...query, candidates: allWith(rarest.beginning) };
  const words = await fewestWords(database, beginnings);
  return words ? { ...query, candidates: newestWith(words) } : { query: queryFrom(beginnings) };
}

/** Where the words end that begin so: nothing sorts behind the last character of all. */
const end = (beginning: string): string => `${beginning}\u{10FFFF}`;

/** Counts in how many tickets each beginning is, but no further than anybody looks; the rarest first. */
async function howRare(database: Queryable, beginnings: readonly string[]) {
  const rows = await database.query(
    `SELECT beginning, (SELECT count(*) FROM (
       SELECT 1 FROM ticket_words WHERE word >= beginning AND word < "end" LIMIT ${mostLookedAt}) AS few) AS count
     FROM unnest($1::text[], $2::text[]) AS asked (beginning, "end") ORDER BY count`,
    [beginnings, beginnings.map(end)],
  );
  return z.array(z.object({ beginning: z.string(), count: z.number() })).parse(rows);
}

/** The words that the beginning with the fewest has; undefined where each has too many. A step of the walk is one look into the index. */
async function fewestWords(database: Queryable, beginnings: readonly string[]): Promise<readonly string[] | undefined> {
  const next = 'SELECT word FROM ticket_words WHERE word';
  const rows = await database.query(
    `WITH RECURSIVE walk AS (
       SELECT beginning, "end", 1 AS place, (${next} >= beginning AND word < "end" ORDER BY word LIMIT 1) AS word
       FROM unnest($1::text[], $2::text[]) AS asked (beginning, "end")
       UNION ALL
       SELECT beginning, "end", place + 1, (${next} > walk.word AND word < "end" ORDER BY word LIMIT 1)
       FROM walk WHERE word IS NOT NULL AND place <= ${mostWords}
     )
     SELECT array_agg(word) AS words FROM walk WHERE word IS NOT NULL
     GROUP BY beginning HAVING count(*) <= ${mostWords} ORDER BY count(*) LIMIT 1`,
    [beginnings, beginnings.map(end)],
  );
  return z.array(z.object({ words: z.array(z.string()) })).parse(rows)[0]?.words;
}

/** They are fewer than the limit, which is for the planner: for a word that it does not know it would call helpers, or read half of the tickets beside it. */
const allWith = (beginning: string): Candidates => ({
  areAll: true,
  sql: (bind, bounds) => `SELECT DISTINCT number FROM (
      SELECT ticket AS number FROM ticket_words
      WHERE word >= ${bind(beginning)} AND word < ${bind(end(beginning))} ${within('ticket', bounds)} LIMIT ${mostLookedAt}
    ) AS few ORDER BY number DESC`,
});

/** The newest of each word, and of those the newest. */
const newestWith = (words: readonly string[]): Candidates => ({
  sql: (bind, bounds, most) => `SELECT DISTINCT number FROM unnest(${bind(words)}::text[]) AS asked (word), LATERAL (
      SELECT ticket AS number FROM ticket_words
      WHERE ticket_words.word = asked.word ${within('ticket', bounds)} ORDER BY ticket DESC LIMIT ${most}
    ) AS newest ORDER BY number DESC LIMIT ${most}`,
});

/** Bounds of a column, behind a condition. */
export const within = (column: string, bounds: readonly string[]): string =>
  bounds.map((bound) => `AND ${column} ${bound}`).join(' ');
