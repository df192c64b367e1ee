import { z } from 'zod';
import { withoutNulls } from '../kernel/without-nulls.ts';
import { type Audit, type AuditRow, auditedActs } from './audit.ts';
import type { Database, Row } from './database.ts';

const AuditedRow = z.preprocess(
  withoutNulls,
  z.object({
    id: z.number(),
    at: z.date(),
    who: z.string(),
    who_name: z.string(),
    role: z.string(),
    what: z.enum(auditedActs),
    person: z.string().exactOptional(),
    person_name: z.string().default(''),
    ticket: z.number().exactOptional(),
    reason: z.string().exactOptional(),
  }),
);

export function auditStore(database: Database): Audit {
  return {
    async add({ at, who, what, person, ticket = null, reason = null }, tx = database) {
      const [row] = await tx.query(
        `INSERT INTO audit (at, who, who_name, role, what, person, person_name, ticket, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
        [at, who.id, who.name, who.role, what, person?.id ?? null, person?.displayName ?? null, ticket, reason],
      );
      return z.object({ id: z.number() }).parse(row).id;
    },
    async ofAgent(id, { agent, what, after }) {
      const [row] = await database.query('SELECT * FROM audit WHERE id = $1 AND who = $2 AND what = $3 AND at > $4', [
        id,
        agent,
        what,
        after,
      ]);
      return row && auditRow(row);
    },
    async newest({ limit, before = Number.MAX_SAFE_INTEGER }) {
      const rows = await database.query('SELECT * FROM audit WHERE id < $1 ORDER BY id DESC LIMIT $2', [before, limit]);
      return rows.map(auditRow);
    },
    async since({ limit, after }) {
      const rows = await database.query('SELECT * FROM audit WHERE id > $1 ORDER BY id LIMIT $2', [after, limit]);
      return rows.map(auditRow);
    },
  };
}

function auditRow(row: Row): AuditRow {
  const { who, who_name, role, person, person_name, ...same } = AuditedRow.parse(row);
  return {
    ...same,
    who: { id: who, name: who_name, role },
    ...(person ? { person: { id: person, displayName: person_name } } : {}),
  };
}
