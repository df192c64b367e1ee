import { z } from 'zod';
import type { Address } from '../kernel/address.ts';
import type { Secret } from '../kernel/secret.ts';
import type { SignedInPerson } from '../kernel/signed-in.ts';
import type { Database, Queryable } from '../storage/database.ts';
import type { DirectLineLimits } from './limits.ts';
import { hashOf, secondsAfter, stillGood } from './rows.ts';

const Found = z.object({ conversation: z.string(), name: z.string().nullable() });

const Open = z.object({ conversation: z.string(), sender: z.string() });

export interface PageSession {
  readonly hash: string;
  readonly conversation: string;
  /** Who is signed in; missing for an anonymous session. */
  readonly person?: { readonly name: string };
}

interface NewPageSession {
  readonly session: Secret;
  readonly conversation: string;
  readonly user: string;
  readonly locale: string | undefined;
  readonly person?: SignedInPerson;
}

interface NewToken {
  readonly token: Secret;
  /** The page session's hash. */
  readonly session: string;
  readonly firstIssuedAt: Date;
  readonly expiresAt: Date;
}

const Redeemed = z.object({ session: z.string(), conversation: z.string(), signed_in: z.boolean() });
/** What a ticket opens. `session` is the page session's hash. */
export type Redeemed = z.infer<typeof Redeemed>;

export interface PageSessions {
  /** Undefined for a session that is unknown or over: its holder gets a new one. */
  find(session: Secret, now: Date): Promise<PageSession | undefined>;
  /** A session and its conversation. */
  create(session: NewPageSession, now: Date): Promise<PageSession>;
  /** Takes a session away with its tokens and tickets, and tells every instance to end its streams. */
  end(session: Secret): Promise<void>;
  /** Has nobody ended it? With `tx` nobody does before that transaction ends. */
  isThere(session: string, tx?: Queryable): Promise<boolean>;
  /** Where this person of the directory is signed in. */
  of(person: string, now: Date): Promise<readonly Address[]>;
  /** The person did something. Nothing to do for an anonymous session. */
  see(session: string, now: Date): Promise<void>;
  /** Nothing where the session has ended meanwhile: such a token was never good. */
  addToken(token: NewToken): Promise<void>;
  /** Good once, for 60 seconds, for the session's conversation. */
  addTicket(ticket: Secret, session: string, now: Date): Promise<void>;
  /** Uses a ticket up, good or not, and says what it opens where it was good. */
  redeem(ticket: Secret, now: Date): Promise<Redeemed | undefined>;
  /** Forgets what can no longer be used. */
  clean(now: Date): Promise<void>;
}

export function pageSessions(database: Database, limits: DirectLineLimits): PageSessions {
  return {
    async find(session, now) {
      const hash = hashOf(session);
      const [row] = await database.query(
        `SELECT s.conversation, s.name FROM direct_line_sessions s
         WHERE s.hash = $1 AND s.started_at > $2 AND ${stillGood('$3', limits)}`,
        [hash, secondsAfter(now, -limits.sessionSeconds), now],
      );
      if (!row) return undefined;
      const { conversation, name } = Found.parse(row);
      return { hash, conversation, ...(name === null ? {} : { person: { name } }) };
    },
    create: (session, now) => create(database, session, now),
    async end(session) {
      await database.query(
        `WITH gone AS (DELETE FROM direct_line_sessions WHERE hash = $1 RETURNING conversation)
         SELECT pg_notify('direct_line_over', conversation) FROM gone`,
        [hashOf(session)],
      );
    },
    async isThere(session, tx = database) {
      const rows = await tx.query('SELECT hash FROM direct_line_sessions WHERE hash = $1 FOR SHARE', [session]);
      return rows.length > 0;
    },
    async of(person, now) {
      const rows = await database.query(
        `SELECT c.id AS conversation, c.user_id AS sender
         FROM direct_line_sessions s JOIN direct_line_conversations c ON c.id = s.conversation
         WHERE lower(s.directory_id) = lower($1) AND s.directory_id IS NOT NULL AND ${stillGood('$2', limits)}`,
        [person, now],
      );
      return rows.map((row) => ({ edge: 'direct-line', channel: 'directline', ...Open.parse(row) }));
    },
    async see(session, now) {
      await database.query(
        'UPDATE direct_line_sessions SET seen_at = $2 WHERE hash = $1 AND directory_id IS NOT NULL AND seen_at < $2',
        [session, now],
      );
    },
    async addToken({ token, session, firstIssuedAt, expiresAt }) {
      await database.query(
        `INSERT INTO direct_line_tokens (hash, session, first_issued_at, expires_at)
         SELECT $1, hash, $3, $4 FROM direct_line_sessions WHERE hash = $2 FOR KEY SHARE`,
        [hashOf(token), session, firstIssuedAt, expiresAt],
      );
    },
    async addTicket(ticket, session, now) {
      await database.query(
        `INSERT INTO direct_line_tickets (hash, session, expires_at)
         SELECT $1, hash, $3 FROM direct_line_sessions WHERE hash = $2 FOR KEY SHARE`,
        [hashOf(ticket), session, secondsAfter(now, limits.ticketSeconds)],
      );
    },
    async redeem(ticket, now) {
      const [row] = await database.query(
        `WITH used AS (DELETE FROM direct_line_tickets WHERE hash = $1 RETURNING session, expires_at)
         SELECT s.hash AS session, s.conversation, s.directory_id IS NOT NULL AS signed_in
         FROM used JOIN direct_line_sessions s ON s.hash = used.session
         WHERE used.expires_at > $2 AND ${stillGood('$2', limits)}`,
        [hashOf(ticket), now],
      );
      return row ? Redeemed.parse(row) : undefined;
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
  const { session, conversation, user, locale, person } = given;
  const hash = hashOf(session);
  const { directoryId, tenantId, name, signedInAt } = person ?? {};
  const columns = [directoryId ?? null, tenantId ?? null, name ?? null, signedInAt ?? null, person ? now : null];
  await database.query(
    `WITH conversation AS (
       INSERT INTO direct_line_conversations (id, user_id, locale, created_at, last_seen_at)
         VALUES ($2, $3, $4, $5, $5) RETURNING id)
     INSERT INTO direct_line_sessions (hash, conversation, started_at, directory_id, tenant_id, name, signed_in_at, seen_at)
       SELECT $1, id, $5, $6, $7, $8, $9, $10 FROM conversation`,
    [hash, conversation, user, locale ?? null, now, ...columns],
  );
  return { hash, conversation, ...(person ? { person: { name: person.name } } : {}) };
}
