import { z } from 'zod';
import type { Secret } from '../../kernel/secret.ts';
import type { Database } from '../../storage/database.ts';
import { attemptHash } from './attempt.ts';

const Attempt = z.object({ wish: z.string(), is_confirmation: z.boolean() });

/** A sign-in that was begun. */
export interface Attempt {
  /** What the person goes on with; empty where it is nothing. */
  readonly wish: string;
  /** They sign in to confirm a change, so that it must not be long ago. */
  readonly isConfirmation: boolean;
}

export interface Attempts {
  begin(id: Secret, attempt: Attempt, expiresAt: Date): Promise<void>;
  /** The attempt, for the first who asks and until it expires. */
  take(id: Secret, now: Date): Promise<Attempt | undefined>;
  clean(now: Date): Promise<void>;
}

/** Sign-ins under way, in the database: the way back may lead to another instance, and only one of them may take it. */
export const attemptsOn = (database: Database): Attempts => ({
  async begin(id, { wish, isConfirmation }, expiresAt) {
    await database.query('INSERT INTO sign_ins (hash, wish, is_confirmation, expires_at) VALUES ($1, $2, $3, $4)', [
      attemptHash(id),
      wish,
      isConfirmation,
      expiresAt,
    ]);
  },
  async take(id, now) {
    const [row] = await database.query(
      `WITH taken AS (DELETE FROM sign_ins WHERE hash = $1 RETURNING wish, is_confirmation, expires_at)
       SELECT wish, is_confirmation FROM taken WHERE expires_at > $2`,
      [attemptHash(id), now],
    );
    if (!row) return undefined;
    const { wish, is_confirmation: isConfirmation } = Attempt.parse(row);
    return { wish, isConfirmation };
  },
  async clean(now) {
    await database.query('DELETE FROM sign_ins WHERE expires_at <= $1', [now]);
  },
});
