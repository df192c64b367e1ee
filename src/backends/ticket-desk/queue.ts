import { z } from 'zod';
import type { Queryable, SqlValue } from '../../storage/database.ts';
import { type Bind, type Candidates, mostLookedAt, type Search, searchFor, within } from './search.ts';
import {
  type TicketCounts,
  type TicketCursor,
  type TicketPage,
  type TicketQuery,
  ticketPriorities,
} from './ticket-desk.ts';
import { linesWhere } from './ticket-rows.ts';

const longestPage = 100;
/** Counting further would cost more the more there are, and tells nobody more. */
const mostCounted = 100;

const toDo = "status IN ('open', 'assigned', 'waiting')";
const isSecurity = "(priority = 'security')";

/**
 * One page: candidates are read in the order of an index (migrations 14 and 23), as many as fill it, or the first five hundred where something else has
 * to fit besides. Limits stand in the text: a planner that does not know them plans for a tenth of the table.
 */
export async function listed(database: Queryable, query: TicketQuery): Promise<TicketPage> {
  const search = query.words === undefined ? {} : await searchFor(database, query.words);
  if (!search) return { tickets: [] };
  const { candidates, rest } = planOf(query, search);
  const limit = Math.min(query.limit, longestPage);
  const most = rest.length === 0 ? limit : mostLookedAt;
  const values: SqlValue[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;

  const near = `(${candidates.sql(bind, boundsOf(query, candidates, bind), most)}) AS near`;
  const nearValues = [...values];
  const where = rest.length === 0 ? '' : `WHERE ${rest.map((condition) => condition(bind)).join(' AND ')}`;
  const order = candidates.areUrgentFirst ? 'near.is_security DESC, number DESC' : 'number DESC';
  const page = `JOIN ${near} USING (number) ${where} ORDER BY ${order} LIMIT ${limit}`;
  const tickets = await linesWhere(database, page, values);
  if (tickets.length === limit) return { tickets, ...nextAfter(tickets.at(-1)) };
  if (candidates.areAll || rest.length === 0) return { tickets };
  return { tickets, ...nextAfter(await lastLookedAt(database, near, nearValues)) };
}

const nextAfter = (last: TicketCursor | undefined): Pick<TicketPage, 'next'> =>
  last ? { next: { number: last.number, priority: last.priority } } : {};

const Cursor = z.object({ number: z.number(), priority: z.enum(ticketPriorities) });

async function lastLookedAt(
  database: Queryable,
  near: string,
  values: readonly SqlValue[],
): Promise<TicketCursor | undefined> {
  const last = `SELECT number FROM ${near} OFFSET ${mostLookedAt - 1} LIMIT 1`;
  const [row] = await database.query(`SELECT number, priority FROM tickets WHERE number = (${last})`, values);
  return row && Cursor.parse(row);
}

type Condition = (bind: Bind) => string;

/** Which of the conditions is answered by an index, and which are left to compare with. */
function planOf(query: TicketQuery, search: Search): { readonly candidates: Candidates; readonly rest: Condition[] } {
  const { view, reason, person } = query;
  const ofView = viewCondition(query);
  const ofReason: Condition | undefined = reason && ((bind) => `reason = ${bind(reason)}`);
  const ofPerson: Condition | undefined = person ? (bind) => `person_id = ${bind(person)}` : undefined;
  const { candidates, query: words } = search;
  // The candidates are found: `IS TRUE` keeps the planner from the index of all words, which it takes for rare ones and reads the whole table.
  const ofWords: Condition | undefined = words ? (bind) => `(words @@ ${bind(words)}::tsquery) IS TRUE` : undefined;
  const but = (answered?: Condition): Condition[] =>
    [ofView, ofReason, ofPerson, ofWords].filter((each) => each !== undefined).filter((each) => each !== answered);

  if (candidates) return { candidates, rest: but() };
  if (ofPerson) return { candidates: newest(ofPerson), rest: but(ofPerson) };
  if (!ofView) return { candidates: newest(ofReason), rest: but(ofReason) };
  if (view === 'solved' || view === 'closed') return { candidates: newest(ofView), rest: but(ofView) };
  // Few are assigned, waiting or anybody's own: they are looked through sooner than what is to do for a reason.
  const isLarge = view === 'to-do' || view === 'open';
  if (!ofReason || !isLarge) return { candidates: urgentFirst(ofView, query.after), rest: but(ofView) };
  const toDoForReason: Condition = (bind) => `${toDo} AND ${ofReason(bind)}`;
  const rest = but(ofReason).filter((each) => view !== 'to-do' || each !== ofView);
  return { candidates: urgentFirst(toDoForReason, query.after), rest };
}

function viewCondition({ view, agent }: TicketQuery): Condition | undefined {
  switch (view) {
    case 'all':
      return undefined;
    case 'to-do':
      return () => toDo;
    case 'mine':
      return (bind) => `status IN ('assigned', 'waiting') AND agent_id = ${bind(agent)}`;
    default:
      return (bind) => `status = ${bind(view)}`;
  }
}

const newest = (condition: Condition = () => 'true'): Candidates => ({
  sql: (bind, bounds, most) =>
    `SELECT number FROM tickets WHERE ${condition(bind)} ${within('number', bounds)} ORDER BY number DESC LIMIT ${most}`,
});

const urgentFirst = (condition: Condition, after: TicketCursor | undefined): Candidates => ({
  areUrgentFirst: true,
  sql: (bind, bounds, most) => {
    const from = after
      ? `AND (${isSecurity}, number) < (${bind(after.priority === 'security')}::boolean, ${bind(after.number)}::bigint)`
      : '';
    return `SELECT number, ${isSecurity} AS is_security FROM tickets
      WHERE ${condition(bind)} ${within('number', bounds)} ${from} ORDER BY ${isSecurity} DESC, number DESC LIMIT ${most}`;
  },
});

/** Numbers rise with time: a time is looked up as the number at it, so that pages are walked in one order. */
function boundsOf(
  { after, openedAfter, openedBefore }: TicketQuery,
  { areUrgentFirst }: Candidates,
  bind: Bind,
): string[] {
  const bounds: string[] = [];
  const numberAt = (comparison: string, order: string): string =>
    `(SELECT number FROM tickets WHERE opened_at ${comparison} ORDER BY opened_at ${order}, number ${order} LIMIT 1)`;
  if (after && !areUrgentFirst) bounds.push(`< ${bind(after.number)}::bigint`);
  if (openedAfter) bounds.push(`>= ${numberAt(`>= ${bind(openedAfter)}`, 'ASC')}`);
  if (openedBefore) bounds.push(`<= ${numberAt(`< ${bind(openedBefore)}`, 'DESC')}`);
  return bounds;
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

/** Not the newest entry's id alone: of two entries the one with the lower id may come to be seen later. The sum grows with either. */
export async function versionOf(database: Queryable, number?: number): Promise<number> {
  const of = number === undefined ? '' : 'WHERE ticket = $1';
  const [row] = await database.query(
    `SELECT coalesce(sum(id), 0)::bigint AS version FROM (
       SELECT id FROM ticket_events ${of} ORDER BY id DESC LIMIT 50) AS newest`,
    number === undefined ? [] : [number],
  );
  return z.object({ version: z.number() }).parse(row).version;
}
