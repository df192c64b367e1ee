import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { newToken } from '../kernel/ids.ts';
import type { DerivedKey, Keyring } from '../kernel/keyring.ts';
import type { Limits } from '../kernel/limits.ts';
import { locales } from '../kernel/locale.ts';
import { Secret } from '../kernel/secret.ts';
import type { Challenge, Challenges, Guess, NewChallenge } from './challenges.ts';
import type { Database, Queryable } from './database.ts';

const ChallengeRow = z
  .object({
    id: z.string(),
    path: z.enum(['teams', 'page', 'anonymous']),
    address: z.string(),
    identifier: z.string(),
    person: z.string().nullable(),
    digits: z.number(),
    key_id: z.string(),
    locale: z.enum(locales),
    tries: z.number(),
    created_at: z.date(),
    expires_at: z.date(),
  })
  .transform(({ person, key_id, created_at, expires_at, ...row }) => ({
    ...row,
    ...(person === null ? {} : { person }),
    key: key_id,
    createdAt: created_at,
    expiresAt: expires_at,
  }));

interface Parts {
  readonly database: Database;
  readonly keys: Keyring;
  readonly triesPerCode: number;
}

/** `triesPerCode` guesses are evaluated, whoever makes them and however many at once. */
export function challengesStore(
  database: Database,
  keys: Keyring,
  { triesPerCode }: Pick<Limits, 'triesPerCode'>,
): Challenges {
  const parts = { database, keys, triesPerCode };
  return {
    start: (challenge, now, tx = database) => start(parts, challenge, { now, tx }),
    async open(id, now) {
      const found = await openWhere(parts, byId, { value: id, now });
      if (!found) return undefined;
      const { left: _left, ...challenge } = found;
      return challenge;
    },
    openFor: (address, now) => openWhere(parts, openByAddress, { value: address, now }),
    async setPerson(id, person, tx = database) {
      await tx.query('UPDATE challenges SET person = $2 WHERE id = $1', [id, person]);
    },
    async note(id, finding) {
      await database.query('UPDATE challenges SET finding = $2 WHERE id = $1', [id, finding]);
    },
    async findingOf(id) {
      const [row] = await database.unflushed.query('SELECT finding FROM challenges WHERE id = $1', [id]);
      return typeof row?.finding === 'string' ? row.finding : undefined;
    },
    codeOf(challenge) {
      const key = keys.byId('one-time-code', challenge.key);
      if (!key) throw new Error('the key of this code is gone');
      return codeFrom(key, challenge);
    },
    guess: (challenge, address, code, now) => guess(parts, { challenge, address, code, now }),
    async void(id) {
      await database.query('UPDATE challenges SET voided_at = now() WHERE id = $1 AND voided_at IS NULL', [id]);
    },
  };
}

async function start(
  { keys }: Parts,
  challenge: NewChallenge,
  { now, tx }: { now: Date; tx: Queryable },
): Promise<string> {
  const id = newToken(128);
  await tx.query(startSql, [
    id,
    challenge.path,
    challenge.address,
    challenge.identifier,
    challenge.person ?? null,
    challenge.digits,
    keys.current('one-time-code').id,
    challenge.locale,
    now,
    challenge.expiresAt,
  ]);
  return id;
}

const byId = 'id = $1';
const openByAddress = 'address = $1 AND used_at IS NULL AND voided_at IS NULL';

async function openWhere(
  { database, keys, triesPerCode }: Parts,
  condition: typeof byId | typeof openByAddress,
  { value, now }: { value: string; now: Date },
): Promise<(Challenge & { left: number }) | undefined> {
  const sql = `SELECT * FROM challenges WHERE ${condition} AND tries < $3 AND ${isOpen}`;
  const [row] = await database.unflushed.query(sql, [value, now, triesPerCode]);
  if (!row) return undefined;
  const { tries, ...challenge } = ChallengeRow.parse(row);
  return keys.byId('one-time-code', challenge.key) ? { ...challenge, left: triesPerCode - tries } : undefined;
}

interface Given {
  readonly challenge: Challenge;
  readonly address: string;
  readonly code: Secret;
  readonly now: Date;
}

async function guess(
  { database, keys, triesPerCode }: Parts,
  { challenge, address, code, now }: Given,
): Promise<Guess> {
  const key = keys.byId('one-time-code', challenge.key);
  if (!key) return gone;
  const isRight = isSame(codeFrom(key, challenge), code) && challenge.person !== undefined;
  const { id, person } = challenge;
  const [counted] = await database.unflushed.query(guessSql, [id, now, address, triesPerCode, isRight]);
  if (!counted) return gone;
  if (isRight && person !== undefined) return { ok: true, person };
  const left = triesPerCode - z.number().parse(counted.tries);
  return { ok: false, reason: 'wrong', left, ...(person === undefined ? {} : { person }) };
}

const gone = { ok: false, reason: 'gone' } as const;

/**
 * One that was made later than the clocks of two machines may differ was made before the clock was put back, and is over.
 * In other words than the index of open ones has, so that a row is found by its id and not among all that are open.
 */
const isOpen = `coalesce(used_at, voided_at) IS NULL AND expires_at > $2 AND created_at <= $2::timestamptz + interval '1 minute'`;

/** One statement, so that there is no moment with two open challenges or with none. */
const startSql = `
  WITH voided AS (
    UPDATE challenges SET voided_at = $9 WHERE address = $3 AND used_at IS NULL AND voided_at IS NULL
  )
  INSERT INTO challenges (id, path, address, identifier, person, digits, key_id, locale, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

/** The row's lock puts parallel guesses in a line; the count is what lets a guess be heard at all. */
const guessSql = `
  UPDATE challenges SET tries = tries + 1, used_at = CASE WHEN $5::boolean THEN $2 END
  WHERE id = $1 AND address = $3 AND tries < $4 AND ${isOpen}
  RETURNING tries`;

/** Forgets what expired more than a day ago. */
export async function forgetOldChallenges(database: Queryable, now: Date): Promise<void> {
  const dayBefore = new Date(now.getTime() - 24 * 60 * 60 * 1000);
  await database.query('DELETE FROM challenges WHERE expires_at < $1', [dayBefore]);
}

/** HMAC-SHA-256 over everything that a code is bound to. Of 64 bits the rest by 10^8 is uneven by less than 10^-11. */
function codeFrom(key: DerivedKey, { id, identifier, address, path, digits }: Challenge): Secret {
  const bound = JSON.stringify([id, identifier, address, path]);
  const number = createHmac('sha256', key.bytes).update(bound).digest().readBigUInt64BE() % 10n ** BigInt(digits);
  return new Secret(number.toString().padStart(digits, '0'));
}

/** In constant time for one length; how long a code is, is no secret. */
function isSame(expected: Secret, given: Secret): boolean {
  const [one, other] = [Buffer.from(expected.reveal()), Buffer.from(given.reveal())];
  return one.length === other.length && timingSafeEqual(one, other);
}
