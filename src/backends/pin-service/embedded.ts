import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { Keyring } from '../../kernel/keyring.ts';
import { pinProblem } from '../../kernel/pin-policy.rules.ts';
import type { PinPolicy } from '../../kernel/pin-policy.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { Database, Fence, Queryable } from '../../storage/database.ts';
import type { Person } from '../user-directory/user-directory.ts';
import { defaultCost, PinHash, type PinHasher, pinHasher, type ScryptCost } from './pin-hash.ts';
import type { ChosenPinService, PinStatus, SetPinResult } from './pin-service.ts';
import { expiryOf, ownerOf, refusalFor } from './set-pin.rules.ts';

export interface EmbeddedPinServiceOptions {
  readonly database: Database;
  readonly keys: Keyring;
  readonly policy: PinPolicy;
  readonly clock: Clock;
  /** Default: about 70 ms and 16 MiB a hash. */
  readonly cost?: ScryptCost;
}

const PinRow = z.object({
  salt: z.instanceof(Uint8Array).transform((bytes) => Buffer.from(bytes)),
  history: z.array(PinHash),
  is_set: z.boolean(),
  is_locked: z.boolean(),
  changed_at: z.date().nullable(),
});
type PinRow = z.infer<typeof PinRow>;

const columns = 'salt, history, is_set, is_locked, changed_at';

/**
 * Keeps PINs of its own as peppered scrypt hashes; it opens no real meeting.
 * As in Skype for Business a person without a business phone has no line and is `not-enabled`.
 * Out of use means locked and no longer set: an unlock lets a new PIN be chosen and does not bring the old one back.
 */
export function embeddedPinService(options: EmbeddedPinServiceOptions): ChosenPinService {
  const { database, policy } = options;
  return {
    kind: 'chosen',
    opensMeetings: false,
    usualPolicy: policy,
    refusalOf: async (person) => lineRefusal(person),
    policyFor: async () => policy,
    statusOf: (person) => guarded(async () => statusFrom(await rowOf(database, person), policy)),
    setPin: (person, pin, stillOurs) => guarded(() => setPin(options, { person, pin, stillOurs })),
    takeOutOfUse: (person) =>
      guarded(() =>
        database.query(
          `INSERT INTO pins (person, salt, is_locked) VALUES ($1, $2, true)
           ON CONFLICT (person) DO UPDATE SET is_locked = true, is_set = false`,
          [person.id, newSalt()],
        ),
      ).then(() => undefined),
    unlock: (person) =>
      guarded(() => database.query('UPDATE pins SET is_locked = false WHERE person = $1', [person.id])).then(
        () => undefined,
      ),
  };
}

/** The database is this service's other end: where it does not answer, the service does not. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new BackendError('pin-service', cause instanceof BackendError ? cause.fault : 'unavailable', { cause });
  }
}

const newSalt = (): Buffer => randomBytes(16);

async function rowOf(database: Queryable, person: Person): Promise<PinRow | undefined> {
  const [row] = await database.query(`SELECT ${columns} FROM pins WHERE person = $1`, [person.id]);
  return row && PinRow.parse(row);
}

async function setPin(
  options: EmbeddedPinServiceOptions,
  { person, pin, stillOurs }: { person: Person; pin: Secret; stillOurs: Fence | undefined },
): Promise<SetPinResult> {
  const { database, keys, policy, clock, cost = defaultCost } = options;
  const now = clock.now();
  const problem = pinProblem(pin.reveal(), policy, ownerOf(person), now.getUTCFullYear());
  const reason = lineRefusal(person) ?? refusalFor(problem);
  if (reason) return { ok: false, reason };

  const row = await rowWithSalt(database, person);
  if (row.is_locked) return { ok: false, reason: 'locked' };

  // Hashed before the transaction: a row must not stay locked for the time of a hash.
  const hasher = pinHasher(pin, row.salt, { keys, cost });
  await Promise.all([hasher.current(), hasher.isOneOf(row.history.slice(0, policy.historyCount))]);
  return database.transaction(async (tx) => {
    if (stillOurs && !(await stillOurs(tx))) throw new Error('the turn was taken over');
    return replacePin(tx, { person, hasher, policy, now });
  });
}

/** Inserted first, so that two first PINs of one person share a salt and meet in its history. */
async function rowWithSalt({ unflushed }: Database, person: Person): Promise<PinRow> {
  const known = await rowOf(unflushed, person);
  if (known) return known;
  const [made] = await unflushed.query(
    `INSERT INTO pins (person, salt) VALUES ($1, $2) ON CONFLICT (person) DO NOTHING RETURNING ${columns}`,
    [person.id, newSalt()],
  );
  return PinRow.parse(made ?? (await rowOf(unflushed, person)));
}

async function replacePin(
  tx: Queryable,
  change: { person: Person; hasher: PinHasher; policy: PinPolicy; now: Date },
): Promise<SetPinResult> {
  const { person, hasher, policy, now } = change;
  const [locked] = await tx.query(`SELECT ${columns} FROM pins WHERE person = $1 FOR UPDATE`, [person.id]);
  const row = PinRow.parse(locked);
  if (row.is_locked) return { ok: false, reason: 'locked' };
  if (await hasher.isOneOf(row.history.slice(0, policy.historyCount))) return { ok: false, reason: 'reused' };

  const history = [await hasher.current(), ...row.history].slice(0, Math.max(1, policy.historyCount));
  await tx.query('UPDATE pins SET history = $2::jsonb, is_set = true, changed_at = $3 WHERE person = $1', [
    person.id,
    JSON.stringify(history),
    now,
  ]);
  const expiresAt = expiryOf(now, policy);
  return expiresAt ? { ok: true, expiresAt } : { ok: true };
}

/** As in Skype for Business, where a PIN belongs to a line. */
const lineRefusal = ({ businessPhones }: Person) => (businessPhones.length === 0 ? 'not-enabled' : undefined);

function statusFrom(row: PinRow | undefined, policy: PinPolicy): PinStatus {
  const changedAt = row?.changed_at ?? undefined;
  return {
    isSet: row?.is_set ?? false,
    isLocked: row?.is_locked ?? false,
    changedAt: changedAt ?? 'never',
    expiresAt: (row?.is_set && changedAt && expiryOf(changedAt, policy)) || 'never',
  };
}
