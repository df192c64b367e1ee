import { z } from 'zod';
import { type Address, addressKey } from '../kernel/address.ts';
import type { Database, Queryable } from './database.ts';
import type { Abandoned, Begin, Begun, End, HistoryRow, TurnStore, Unsaid } from './turn-store.ts';

/** `turn_end` of migration 9 raises it. */
const takenMeanwhile = 'PD001';
/** What a channel that is slow takes for some messages. */
const unsaidMs = 30_000;
const outcomeDays = 1;
const day = 24 * 60 * 60 * 1000;

const date = z.union([z.date(), z.string().transform((text) => new Date(text))]);
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

const Session = z.object({ version: z.number(), state: z.unknown().optional(), updatedAt: date.optional() });
const Shown = { flow: z.string().optional(), step: z.string().optional(), activity: z.string().optional() };
const Claim = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ours'), ...Shown }),
  z.object({ status: z.literal('working'), ...Shown }),
  z.object({ status: z.literal('done'), outcome: z.unknown(), ...Shown }),
  z.object({ status: z.literal('lapsed'), startedAt: date, began: z.unknown().optional(), ...Shown }),
  z.object({ status: z.literal('unknown'), ...Shown }),
]);
const BegunRow = z.object({
  activity: z.discriminatedUnion('status', [
    z.object({ status: z.literal('ours') }),
    z.object({ status: z.literal('working') }),
    z.object({ status: z.literal('done'), outcome: z.unknown() }),
  ]),
  form: optional(Claim),
  session: Session,
  isInTalk: z.boolean(),
});
const AddressRow = z.object({
  edge: z.enum(['direct-line', 'bot-framework']),
  channel: z.string(),
  conversation: z.string(),
  sender: z.string(),
});
const AbandonedRow = z.object({
  token: z.string(),
  flow: z.string(),
  step: z.string(),
  activity: optional(z.string()),
  activity_key: z.string(),
  started_at: date,
  began: z.unknown(),
  address: AddressRow,
  version: z.number(),
  state: z.unknown(),
  updated_at: date,
  reference: z.unknown(),
});

const UnsaidRow = z.object({
  address: AddressRow,
  activityKey: z.string(),
  outcome: z.unknown(),
  reference: z.unknown(),
});

/** The turn store in plain SQL: `turn_begin` and `turn_end` of migration 1 do the work. */
export function turnStoreOn(database: Database): TurnStore {
  return {
    begin: (begin) => beginTurn(database, begin),
    end: (end) => endTurn(database, end),
    async isOurs({ address, token, owner, now }, tx = database.unflushed) {
      const rows = await tx.query(
        `SELECT token FROM forms WHERE token = $1 AND session = $2 AND owner = $3 AND status = 'started' AND lease_until > $4 FOR SHARE`,
        [token ?? null, addressKey(address), owner, now],
      );
      return rows.length > 0;
    },
    async session(address) {
      const [row] = await database.unflushed.query(
        'SELECT version, state, updated_at AS "updatedAt", reference FROM sessions WHERE key = $1',
        [addressKey(address)],
      );
      if (!row) return { version: 0 };
      return { ...withoutUndefined(Session.parse(row)), reference: row.reference ?? undefined };
    },
    outcomeOf: (address, activityKey, token) => outcomeOf(database, { address, activityKey, token }),
    async renew({ address, activityKey, token, owner, now }) {
      const rows = await database.unflushed.query(
        `WITH form AS (UPDATE forms SET lease_until = $4::timestamptz + interval '15 seconds'
           WHERE token = $5 AND session = $1 AND owner = $3 AND status = 'started')
         UPDATE activities SET lease_until = $4::timestamptz + interval '15 seconds'
           WHERE session = $1 AND key = $2 AND owner = $3 AND outcome IS NULL RETURNING key`,
        [addressKey(address), activityKey, owner, now, token ?? null],
      );
      return rows.length > 0;
    },
    async said(address, activityKey) {
      await database.unflushed.query('UPDATE activities SET unsaid_until = NULL WHERE session = $1 AND key = $2', [
        addressKey(address),
        activityKey,
      ]);
    },
    takeUnsaid: (now, limit) => takeUnsaid(database, now, limit),
    takeAbandoned: (owner, now, limit) => takeAbandoned(database, { owner, now, limit }),
    async append(conversation, rows, record) {
      const append = (tx: Queryable) =>
        tx.query('SELECT direct_line_append($1, $2::jsonb)', [conversation, JSON.stringify(rows)]);
      if (!record) await append(database);
      else await database.transaction(async (tx) => ((await record(tx)) ? append(tx) : undefined));
    },
    async forgetReference(address, reference) {
      await database.query('UPDATE sessions SET reference = NULL WHERE key = $1 AND reference = $2::jsonb', [
        addressKey(address),
        JSON.stringify(reference),
      ]);
    },
    async clean(now) {
      const outcomes = new Date(now.getTime() - outcomeDays * day);
      await database.query('DELETE FROM activities WHERE at < $1', [outcomes]);
      await database.query(`DELETE FROM forms WHERE issued_at < $1::timestamptz - interval '1 day'`, [outcomes]);
    },
  };
}

async function beginTurn(database: Database, begin: Begin): Promise<Begun> {
  const { address, activityKey, token, owner, now, echo } = begin;
  // What the page shows has a position, which must not be given again.
  const queryable = echo ? database : database.unflushed;
  const [row] = await queryable.query('SELECT turn_begin($1, $2, $3, $4, $5, $6, $7::jsonb) AS begun', [
    addressKey(address),
    address.conversation,
    activityKey,
    token ?? null,
    owner,
    now,
    echo ? history([echo]) : null,
  ]);
  const { activity, form, session, isInTalk } = BegunRow.parse(row?.begun);
  return { activity, ...(form ? { form: withoutUndefined(form) } : {}), session: withoutUndefined(session), isInTalk };
}

async function endTurn(database: Database, end: End): ReturnType<TurnStore['end']> {
  try {
    return await endIfOurs(database, end);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === takenMeanwhile) return 'taken';
    throw error;
  }
}

const endSql = `SELECT turn_end($1, $2::jsonb, $3, $4, $5, $6, $7::integer, $8::boolean, $9::jsonb, $10::jsonb, $11::jsonb, $12::jsonb, $13::jsonb, $14, $15::jsonb, $16) AS saved`;
/** What was not saved did not happen. */
const countingEndSql = `SELECT saved, CASE WHEN saved = 'saved' THEN count_today($6, $17, $18::jsonb) END AS counted FROM (${endSql} OFFSET 0) AS ended`;

async function endIfOurs(database: Database, end: End): ReturnType<TurnStore['end']> {
  const { counts = [] } = end;
  const [row] = await database.query(counts.length === 0 ? endSql : countingEndSql, [
    addressKey(end.address),
    JSON.stringify(end.address),
    end.activityKey,
    end.token ?? null,
    end.owner,
    end.now,
    end.version,
    end.force,
    JSON.stringify(end.session),
    end.reference === undefined ? null : JSON.stringify(end.reference),
    JSON.stringify(end.outcome),
    JSON.stringify(end.forms),
    history(end.history),
    end.position,
    end.closed ? JSON.stringify(end.closed) : null,
    end.unsaid ? new Date(end.now.getTime() + unsaidMs) : null,
    ...(counts.length === 0 ? [] : [end.address.channel, JSON.stringify(counts)]),
  ]);
  return z.enum(['saved', 'lost', 'taken']).parse(row?.saved);
}

async function outcomeOf(
  database: Database,
  { address, activityKey, token }: { address: Address; activityKey: string; token: string | undefined },
): Promise<unknown | undefined> {
  const [row] = await database.unflushed.query(
    `SELECT coalesce(
       (SELECT outcome FROM activities WHERE session = $1 AND key = $2),
       (SELECT outcome FROM forms WHERE session = $1 AND token = $3 AND status = 'done')) AS outcome`,
    [addressKey(address), activityKey, token ?? null],
  );
  return row?.outcome ?? undefined;
}

async function takeAbandoned(
  database: Database,
  { owner, now, limit }: { owner: string; now: Date; limit: number },
): Promise<readonly Abandoned[]> {
  const rows = await database.query(
    `WITH taken AS (
       UPDATE forms SET owner = $1, lease_until = $2::timestamptz + interval '15 seconds'
       WHERE token IN (SELECT token FROM forms WHERE status || '' = 'started'
                         AND (lease_until < $2::timestamptz - interval '5 seconds' OR lease_until > $2::timestamptz + interval '1 minute')
                       ORDER BY lease_until LIMIT $3::integer FOR UPDATE SKIP LOCKED)
       RETURNING *)
     SELECT t.token, t.flow, t.step, t.activity, t.activity_key, t.started_at, t.began, s.address, s.version, s.state, s.updated_at, s.reference
     FROM taken t JOIN sessions s ON s.key = t.session`,
    [owner, now, limit],
  );
  return rows.map((row) => {
    const { activity_key, started_at, version, state, updated_at, activity, reference, ...rest } =
      AbandonedRow.parse(row);
    return {
      ...rest,
      activityKey: activity_key,
      startedAt: started_at,
      ...(activity ? { activity } : {}),
      ...(reference ? { reference } : {}),
      session: { version, state, updatedAt: updated_at },
    };
  });
}

async function takeUnsaid(database: Database, now: Date, limit: number): Promise<readonly Unsaid[]> {
  const rows = await database.query(
    `UPDATE activities a SET unsaid_until = $2 FROM sessions s
     WHERE s.key = a.session AND (a.session, a.key) IN (
       SELECT session, key FROM activities WHERE unsaid_until < $1 AND at > $1::timestamptz - interval '1 hour'
       ORDER BY unsaid_until LIMIT $3::integer FOR UPDATE SKIP LOCKED)
     RETURNING a.key AS "activityKey", a.outcome, s.address, s.reference`,
    [now, new Date(now.getTime() + unsaidMs), limit],
  );
  return rows.map((row) => {
    const { reference, ...rest } = UnsaidRow.parse(row);
    return { ...rest, ...(reference ? { reference } : {}) };
  });
}

const history = (rows: readonly HistoryRow[]): string => JSON.stringify(rows);

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** Zod says `undefined` where a field is missing; `exactOptionalPropertyTypes` wants it gone. */
function withoutUndefined<T extends object>(value: T): Defined<T>;
function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}
