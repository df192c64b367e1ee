import { z } from 'zod';
import type { Secret } from '../kernel/secret.ts';
import type { Database } from '../storage/database.ts';
import type { DirectLineLimits } from './limits.ts';
import { hashOf, secondsAfter } from './rows.ts';

export interface PageSession {
  readonly hash: string;
  readonly conversation: string;
}

interface NewPageSession {
  readonly session: Secret;
  readonly conversation: string;
  readonly user: string;
  readonly locale: string | undefined;
}

interface NewToken {
  readonly token: Secret;
  /** The page session's hash. */
  readonly session: string;
  readonly firstIssuedAt: Date;
  readonly expiresAt: Date;
}

export interface PageSessions {
  /** Undefined for a session that is unknown or older than 12 h: its holder gets a new one. */
  find(session: Secret, now: Date): Promise<PageSession | undefined>;
  /** A session and its conversation. */
  create(session: NewPageSession, now: Date): Promise<PageSession>;
  addToken(token: NewToken): Promise<void>;
  /** Good once, for 60 seconds, for the session's conversation. */
  addTicket(ticket: Secret, session: string, now: Date): Promise<void>;
  /** Uses a ticket up, good or not, and names its conversation where it was good. */
  redeem(ticket: Secret, now: Date): Promise<string | undefined>;
  /** Forgets what can no longer be used. */
  clean(now: Date): Promise<void>;
}

export function pageSessions(database: Database, limits: DirectLineLimits): PageSessions {
  return {
    async find(session, now) {
      const hash = hashOf(session);
      const [row] = await database.query(
        'SELECT conversation FROM direct_line_sessions WHERE hash = $1 AND started_at > $2',
        [hash, secondsAfter(now, -limits.sessionSeconds)],
      );
      return row ? { hash, conversation: z.string().parse(row.conversation) } : undefined;
    },
    create: (session, now) => create(database, session, now),
    async addToken({ token, session, firstIssuedAt, expiresAt }) {
      await database.query(
        'INSERT INTO direct_line_tokens (hash, session, first_issued_at, expires_at) VALUES ($1, $2, $3, $4)',
        [hashOf(token), session, firstIssuedAt, expiresAt],
      );
    },
    async addTicket(ticket, session, now) {
      await database.query('INSERT INTO direct_line_tickets (hash, session, expires_at) VALUES ($1, $2, $3)', [
        hashOf(ticket),
        session,
        secondsAfter(now, limits.ticketSeconds),
      ]);
    },
    async redeem(ticket, now) {
      const [row] = await database.query(
        `WITH used AS (DELETE FROM direct_line_tickets WHERE hash = $1 RETURNING session, expires_at)
         SELECT s.conversation FROM used JOIN direct_line_sessions s ON s.hash = used.session WHERE used.expires_at > $2`,
        [hashOf(ticket), now],
      );
      return row ? z.string().parse(row.conversation) : undefined;
    },
    async clean(now) {
      // A session's last token may be issued at its end, and be refreshed for as long again.
      const longest = 2 * limits.sessionSeconds + limits.tokenSeconds;
      await database.query('DELETE FROM direct_line_tickets WHERE expires_at <= $1', [now]);
      await database.query('DELETE FROM direct_line_tokens WHERE expires_at <= $1', [now]);
      await database.query('DELETE FROM direct_line_sessions WHERE started_at <= $1', [secondsAfter(now, -longest)]);
    },
  };
}

async function create(database: Database, given: NewPageSession, now: Date): Promise<PageSession> {
  const { session, conversation, user, locale } = given;
  const hash = hashOf(session);
  await database.query(
    `WITH conversation AS (
       INSERT INTO direct_line_conversations (id, user_id, locale, created_at, last_seen_at)
         VALUES ($2, $3, $4, $5, $5) RETURNING id)
     INSERT INTO direct_line_sessions (hash, conversation, started_at) SELECT $1, id, $5 FROM conversation`,
    [hash, conversation, user, locale ?? null, now],
  );
  return { hash, conversation };
}
