import type { Database, SqlValue } from './database.ts';

/** How long is kept what nobody deletes by hand. */
export interface Keeping {
  /** Conversations since they were touched last, and what was said in them in tickets that are closed. */
  readonly transcriptDays: number;
  /** What the desk did; the database itself gives up no entry before 180 days. */
  readonly auditDays: number;
}

/** So many at once that nobody waits for them. */
const batch = 1_000;

/** Forgets sessions, transcripts of closed tickets, and entries of the audit that are old enough. */
export async function forgetOld(database: Database, { transcriptDays, auditDays }: Keeping, now: Date): Promise<void> {
  const [said, done] = [transcriptDays, auditDays].map((days) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000));
  if (!said || !done) return;
  await inBatches(database, sessionsSql, said);
  await inBatches(database, transcriptsSql, said);
  await inBatches(database, talksSql, said);
  await inBatches(database, auditSql, done);
  await inBatches(database, actionsSql, done);
}

async function inBatches(database: Database, sql: string, before: SqlValue): Promise<void> {
  for (let rows = batch; rows === batch; ) rows = (await database.query(sql, [before, batch])).length;
}

const sessionsSql = `
DELETE FROM sessions WHERE key IN (SELECT key FROM sessions WHERE updated_at < $1 ORDER BY updated_at LIMIT $2) RETURNING key`;
const transcriptsSql = `
UPDATE tickets SET transcript = '[]' WHERE number IN (
  SELECT number FROM tickets WHERE status = 'closed' AND transcript <> '[]' AND changed_at < $1 ORDER BY changed_at LIMIT $2
) RETURNING number`;
const talksSql = `
UPDATE ticket_events SET text = NULL WHERE id IN (
  SELECT e.id FROM ticket_events e JOIN tickets t ON t.number = e.ticket
  WHERE e.kind = 'said' AND e.text IS NOT NULL AND t.status = 'closed' AND t.changed_at < $1 LIMIT $2
) RETURNING id`;
const auditSql = `
DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < $1 ORDER BY at LIMIT $2) RETURNING id`;
const actionsSql = `
DELETE FROM desk_actions WHERE id IN (SELECT id FROM desk_actions WHERE asked_at < $1 ORDER BY id LIMIT $2) RETURNING id`;
