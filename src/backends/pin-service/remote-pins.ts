import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { BackendError } from '../../kernel/errors.ts';
import type { Keyring } from '../../kernel/keyring.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { Database, Fence, Queryable } from '../../storage/database.ts';
import { defaultCost, PinHash, pinHasher, type ScryptCost } from './pin-hash.ts';
import type { PinStatus } from './pin-service.ts';

const RemotePin = z
  .object({
    salt: z.instanceof(Uint8Array).transform((bytes) => Buffer.from(bytes)),
    history: z.array(PinHash),
    began_at: z.date().nullable(),
    changed_before: z.string().nullable(),
    under_way_until: z.date().nullable(),
    is_out_of_use: z.boolean(),
  })
  .transform((row) => ({
    salt: row.salt,
    history: row.history,
    beganAt: row.began_at,
    changedBefore: row.changed_before,
    underWayUntil: row.under_way_until,
    isOutOfUse: row.is_out_of_use,
  }));
export type RemotePin = z.infer<typeof RemotePin>;

export interface BeginningChange {
  /** Undefined where the service makes the PIN itself. */
  readonly pin?: Secret;
  readonly historyCount: number;
  readonly now: Date;
  /** What is not known to have ended by then has not been made. */
  readonly until: Date;
  /** What the service calls the last change now. */
  readonly changedBefore: string | null;
  readonly stillOurs: Fence | undefined;
}

/** `end` says how it ended, where that is known; not made: its PIN was not used. */
export type BegunChange =
  | { readonly ok: true; readonly end: (made: boolean) => Promise<void> }
  | { readonly ok: false; readonly reason: 'reused' | 'under-way' };

/** What is remembered of PINs that a service elsewhere holds: PINs set here, never those set there, and the change that is under way. */
export interface RemotePins {
  of(person: string): Promise<RemotePin | undefined>;
  /** Writes down that a change is about to be called; its PIN counts as used from here on. Throws where `stillOurs` says no. */
  begin(person: string, change: BeginningChange): Promise<BegunChange>;
  setOutOfUse(person: string, is: boolean): Promise<void>;
}

/** For a status: whether the end of a change is not known, and may be to come. */
export const mayStillChange = (row: RemotePin | undefined, now: Date): { readonly mayStillChange?: true } =>
  row?.underWayUntil && row.underWayUntil > now ? { mayStillChange: true } : {};

/** Of a service that tells nothing. */
export const nothingKnown = {
  isSet: 'unknown',
  isLocked: 'unknown',
  changedAt: 'unknown',
  expiresAt: 'unknown',
} as const satisfies PinStatus;

interface RemotePinsOptions {
  readonly database: Database;
  readonly keys: Keyring;
  readonly cost?: ScryptCost;
}

/** Throws BackendError of the PIN service: with its memory away, it does nothing. */
export function remotePins({ database, keys, cost = defaultCost }: RemotePinsOptions): RemotePins {
  const of = async (person: string, on: Queryable = database, lock = ''): Promise<RemotePin | undefined> => {
    const [row] = await on.query(`SELECT * FROM remote_pins WHERE person = $1 ${lock}`, [person]);
    return row && RemotePin.parse(row);
  };
  /** Inserted first, so that two first PINs of one person share a salt and meet in its history. */
  const insert = (person: string) =>
    database.query('INSERT INTO remote_pins (person, salt) VALUES ($1, $2) ON CONFLICT (person) DO NOTHING', [
      person,
      randomBytes(16),
    ]);

  const begin = async (person: string, change: BeginningChange): Promise<BegunChange> => {
    const { pin, historyCount, now, until, changedBefore, stillOurs } = change;
    await insert(person);
    const known = await of(person);
    if (!known) throw new Error('the row of a PIN is gone');
    const hasher = pin && pinHasher(pin, known.salt, { keys, cost });
    // Hashed before the transaction: a row must not stay locked for the time of a hash.
    await Promise.all([hasher?.current(), hasher?.isOneOf(known.history.slice(0, historyCount))]);
    const reason = await database.transaction(async (tx) => {
      if (stillOurs && !(await stillOurs(tx))) throw new Error('the turn was taken over');
      const row = (await of(person, tx, 'FOR UPDATE')) ?? known;
      // Taken out of use since the PIN was looked at: its owner says that this is not them.
      if (mayStillChange(row, now).mayStillChange || (pin && row.isOutOfUse)) return 'under-way' as const;
      if (await hasher?.isOneOf(row.history.slice(0, historyCount))) return 'reused' as const;
      // One more than counts: should this one not be set, the oldest still counts.
      const history = hasher ? [await hasher.current(), ...row.history].slice(0, historyCount + 1) : row.history;
      await tx.query(
        `UPDATE remote_pins SET history = $2::jsonb, began_at = $3, under_way_until = $4, changed_before = $5
         WHERE person = $1`,
        [person, JSON.stringify(history), now, until, changedBefore],
      );
      return undefined;
    });
    if (reason) return { ok: false, reason };
    return { ok: true, end: (made) => guarded(() => end(person, now, made || !pin)) };
  };
  /** Another change that began meanwhile is left as it is. */
  const end = async (person: string, beganAt: Date, keepsHistory: boolean): Promise<void> => {
    await database.query(
      `UPDATE remote_pins SET under_way_until = NULL, history = ${keepsHistory ? 'history' : 'history - 0'}
       WHERE person = $1 AND began_at = $2`,
      [person, beganAt],
    );
  };

  return {
    of: (person) => guarded(() => of(person)),
    begin: (person, change) => guarded(() => begin(person, change)),
    setOutOfUse: (person, is) =>
      guarded(async () => {
        await insert(person);
        await database.query('UPDATE remote_pins SET is_out_of_use = $2 WHERE person = $1', [person, is]);
      }),
  };
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new BackendError('pin-service', 'unavailable', { cause });
  }
}
