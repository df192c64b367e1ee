import { z } from 'zod';
import type { Queryable, SqlValue } from '../../storage/database.ts';
import type { TicketCounts, TicketLine, TicketQuery } from './ticket-desk.ts';
import { linesWhere } from './ticket-rows.ts';
import { queryFrom } from './words.rules.ts';

const longestPage = 100;
/** Counting further would cost more the more there are, and tells nobody more. */
const mostCounted = 100;

const toDo = "status IN ('open', 'assigned', 'waiting')";
const isSecurity = "(priority = 'security')";

/** One page. The conditions and the order are those of migration 14's indexes. */
export function listed(database: Queryable, query: TicketQuery): Promise<readonly TicketLine[]> {
  const values: SqlValue[] = [];
  const bind = (value: SqlValue): string => `$${values.push(value)}`;
  const { view, after } = query;
  const isWork = view !== 'all' && view !== 'solved' && view !== 'closed';
  const conditions = [viewCondition(query, bind), ...filters(query, bind)];
  if (after && isWork) {
    const cursor = `(${bind(after.priority === 'security')}::boolean, ${bind(after.number)}::bigint)`;
    conditions.push(`(${isSecurity}, number) < ${cursor}`);
  } else if (after) conditions.push(`number < ${bind(after.number)}::bigint`);
  const order = isWork ? `${isSecurity} DESC, number DESC` : 'number DESC';
  const limit = bind(Math.min(query.limit, longestPage));
  const where = conditions.filter((condition) => condition !== '').join(' AND ') || 'true';
  return linesWhere(database, `WHERE ${where} ORDER BY ${order} LIMIT ${limit}`, values);
}

type Bind = (value: SqlValue) => string;

function viewCondition({ view, agent }: TicketQuery, bind: Bind): string {
  switch (view) {
    case 'all':
      return '';
    case 'to-do':
      return toDo;
    case 'mine':
      return `status IN ('assigned', 'waiting') AND agent_id = ${bind(agent)}`;
    default:
      return `status = ${bind(view)}`;
  }
}

/** Numbers rise with time: a time is looked up as the number at it, so that pages are walked in one order. */
function filters({ reason, person, words, openedAfter, openedBefore }: TicketQuery, bind: Bind): string[] {
  const found: string[] = [];
  if (reason) found.push(`reason = ${bind(reason)}`);
  if (person) found.push(`person_id = ${bind(person)}`);
  if (words !== undefined) {
    const query = queryFrom(words);
    found.push(query === undefined ? 'false' : `words @@ ${bind(query)}::tsquery`);
  }
  if (openedAfter) {
    const since = `SELECT number FROM tickets WHERE opened_at >= ${bind(openedAfter)} ORDER BY opened_at, number LIMIT 1`;
    found.push(`number >= (${since})`);
  }
  if (openedBefore) {
    const until = `SELECT number FROM tickets WHERE opened_at < ${bind(openedBefore)} ORDER BY opened_at DESC, number DESC LIMIT 1`;
    found.push(`number <= (${until})`);
  }
  return found;
}

const Counts = z.object({
  'to-do': z.number(),
  mine: z.number(),
  open: z.number(),
  assigned: z.number(),
  waiting: z.number(),
  security: z.number(),
});

const capped = (condition: string): string =>
  `(SELECT count(*) FROM (SELECT 1 FROM tickets WHERE ${condition} LIMIT ${mostCounted}) AS few)`;

const countSql = `SELECT ${capped(toDo)} AS "to-do", ${capped("status IN ('assigned', 'waiting') AND agent_id = $1")} AS mine,
  ${capped("status = 'open'")} AS open, ${capped("status = 'assigned'")} AS assigned, ${capped("status = 'waiting'")} AS waiting,
  ${capped(`${toDo} AND ${isSecurity}`)} AS security`;

export async function counted(database: Queryable, agent: string): Promise<TicketCounts> {
  const [row] = await database.query(countSql, [agent]);
  return Counts.parse(row);
}
