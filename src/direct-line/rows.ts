import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Secret } from '../kernel/secret.ts';
import type { DirectLineLimits } from './limits.ts';

/** A `timestamptz` as the database gives it. */
export const when = z.union([z.date(), z.string().transform((text) => new Date(text))]);

export const secondsAfter = (date: Date, seconds: number): Date => new Date(date.getTime() + seconds * 1000);

/** What is stored in the place of a session id, a token or a ticket. They are 256 random bits, so no salt is needed. */
export const hashOf = (secret: Secret): string => createHash('sha256').update(secret.reveal()).digest('hex');

/**
 * A condition on a session `s`: nobody is signed in, or they still are. `now` is the statement's parameter for the moment.
 * Anonymous sessions end with their tokens instead.
 */
export const stillGood = (now: string, { signedInIdleSeconds, signedInSeconds }: DirectLineLimits): string =>
  `(s.directory_id IS NULL OR s.seen_at > ${now}::timestamptz - interval '${signedInIdleSeconds} seconds'
    AND s.started_at > ${now}::timestamptz - interval '${signedInSeconds} seconds')`;

/** The tables that a token's holder is read from; `t` and `s` in the rest of the statement. */
export const tokenAndSession = 'direct_line_tokens t JOIN direct_line_sessions s ON s.hash = t.session';
