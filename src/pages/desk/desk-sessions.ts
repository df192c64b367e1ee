import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DeskAgent } from '../../backends/ticket-desk/ticket-desk.ts';
import { newToken } from '../../kernel/ids.ts';
import { Secret } from '../../kernel/secret.ts';
import type { Database, Row } from '../../storage/database.ts';
import { type DeskRole, deskRoles } from './roles.rules.ts';

const minute = 60;
/** As on the chat page: 12 hours at most, 30 minutes without doing anything. */
export const deskSessionSeconds = 12 * 60 * minute;
const idleSeconds = 30 * minute;
/** Long enough to go and open a browser. */
const linkSeconds = 10 * minute;

export interface Worker {
  readonly agent: DeskAgent & { readonly role: DeskRole };
}

export interface DeskSession extends Worker {
  /** The hash of what the browser keeps. */
  readonly id: string;
}

/** Who is at the help desk, and the links by which somebody enters where nobody signs in. */
export interface DeskSessions {
  /** Whoever looks is at work: the session is good for another half hour. */
  find(session: Secret, now: Date): Promise<DeskSession | undefined>;
  /** For a page that renews itself: nobody is at work for that. */
  look(session: Secret, now: Date): Promise<DeskSession | undefined>;
  begin(worker: Worker, now: Date): Promise<Secret>;
  end(session: Secret): Promise<void>;
  newLink(role: DeskRole, now: Date): Promise<Secret>;
  /** The link's role for the first who asks, within ten minutes. */
  takeLink(link: Secret, now: Date): Promise<DeskRole | undefined>;
  clean(now: Date): Promise<void>;
}

const Role = z.enum(deskRoles);
const Found = z.object({ agent_id: z.string(), agent_name: z.string(), role: Role });

export function deskSessionsOn(database: Database): DeskSessions {
  return {
    async find(session, now) {
      const [row] = await database.query(
        `UPDATE desk_sessions SET seen_at = greatest(seen_at, $2) WHERE hash = $1 AND started_at > $3 AND seen_at > $4
         RETURNING agent_id, agent_name, role`,
        [hashOf(session), now, before(now, deskSessionSeconds), before(now, idleSeconds)],
      );
      return row && sessionFrom(session, row);
    },
    async look(session, now) {
      const [row] = await database.query(
        `SELECT agent_id, agent_name, role FROM desk_sessions WHERE hash = $1 AND started_at > $2 AND seen_at > $3`,
        [hashOf(session), before(now, deskSessionSeconds), before(now, idleSeconds)],
      );
      return row && sessionFrom(session, row);
    },
    async begin({ agent }, now) {
      const session = new Secret(newToken(256));
      await database.query(
        `INSERT INTO desk_sessions (hash, agent_id, agent_name, role, started_at, seen_at) VALUES ($1, $2, $3, $4, $5, $5)`,
        [hashOf(session), agent.id, agent.name, agent.role, now],
      );
      return session;
    },
    async end(session) {
      await database.query('DELETE FROM desk_sessions WHERE hash = $1', [hashOf(session)]);
    },
    async newLink(role, now) {
      const link = new Secret(newToken(256));
      await database.query('INSERT INTO desk_links (hash, role, expires_at) VALUES ($1, $2, $3)', [
        hashOf(link),
        role,
        before(now, -linkSeconds),
      ]);
      return link;
    },
    async takeLink(link, now) {
      const [row] = await database.query(
        `WITH taken AS (DELETE FROM desk_links WHERE hash = $1 RETURNING role, expires_at)
         SELECT role FROM taken WHERE expires_at > $2`,
        [hashOf(link), now],
      );
      return row && Role.parse(row.role);
    },
    async clean(now) {
      await database.query('DELETE FROM desk_links WHERE expires_at <= $1', [now]);
      await database.query('DELETE FROM desk_sessions WHERE started_at <= $1 OR seen_at <= $2', [
        before(now, deskSessionSeconds),
        before(now, idleSeconds),
      ]);
    },
  };
}

/** The addresses of two new links. Whoever has both is two people here, so that each is for somebody else. */
export async function newDeskLinks(
  sessions: DeskSessions,
  origin: string,
  now: Date,
): Promise<Record<'agent' | 'lead', Secret>> {
  const address = async (role: DeskRole): Promise<Secret> =>
    new Secret(`${origin}/desk/enter?link=${(await sessions.newLink(role, now)).reveal()}`);
  return { agent: await address('agent'), lead: await address('lead') };
}

function sessionFrom(session: Secret, row: Row): DeskSession {
  const { agent_id: id, agent_name: name, role } = Found.parse(row);
  return { id: hashOf(session), agent: { id, name, role } };
}

const before = (now: Date, seconds: number): Date => new Date(now.getTime() - seconds * 1000);

const hashOf = (secret: Secret): string => createHash('sha256').update(secret.reveal()).digest('base64url');
