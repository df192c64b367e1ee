import { z } from 'zod';
import { withoutNulls } from '../kernel/without-nulls.ts';
import type { Database, Row } from './database.ts';
import { decisionSeconds, type PersonAction, type PersonActions, personActs, undoneReasons } from './person-actions.ts';

const ActionRow = z.preprocess(
  withoutNulls,
  z.object({
    id: z.number(),
    kind: z.enum(personActs),
    person: z.string(),
    person_name: z.string(),
    reason: z.string(),
    asked_by: z.string(),
    asked_by_name: z.string(),
    asked_role: z.string(),
    asked_at: z.date(),
    needs_second: z.boolean(),
    decision: z.enum(['approved', 'declined']).exactOptional(),
    decided_by: z.string().exactOptional(),
    decided_by_name: z.string().default(''),
    done_at: z.date().exactOptional(),
    undone: z.enum(undoneReasons).exactOptional(),
  }),
);

export function personActionsStore(database: Database): PersonActions {
  return {
    async add({ kind, person, reason, askedBy, askedAt, needsSecond }, tx) {
      const [row] = await tx.query(
        `INSERT INTO desk_actions (kind, person, person_name, reason, asked_by, asked_by_name, asked_role, asked_at, needs_second)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
        [kind, person.id, person.displayName, reason, askedBy.id, askedBy.name, askedBy.role, askedAt, needsSecond],
      );
      return z.object({ id: z.number() }).parse(row).id;
    },
    async byId(id, tx = database) {
      const [row] = await tx.query('SELECT * FROM desk_actions WHERE id = $1', [id]);
      return row && actionFrom(row);
    },
    async decide(id, { by, decision, at }, tx) {
      const rows = await tx.query(
        `UPDATE desk_actions SET decided_by = $2, decided_by_name = $3, decision = $4, decided_at = $5
         WHERE id = $1 AND needs_second AND decision IS NULL AND asked_by <> $2 AND asked_at > $6 RETURNING id`,
        [id, by.id, by.name, decision, at, dayBefore(at)],
      );
      return rows.length > 0;
    },
    async setDone(id, at, tx = database) {
      await tx.query('UPDATE desk_actions SET done_at = $2, undone = NULL WHERE id = $1', [id, at]);
    },
    async setUndone(id, why) {
      await database.query('UPDATE desk_actions SET undone = $2 WHERE id = $1 AND done_at IS NULL', [id, why]);
    },
    async undecided(now) {
      const rows = await database.query(
        'SELECT * FROM desk_actions WHERE needs_second AND decision IS NULL AND asked_at > $1 ORDER BY id LIMIT 50',
        [dayBefore(now)],
      );
      return rows.map(actionFrom);
    },
    async isInvited(person, since) {
      const rows = await database.query(
        "SELECT id FROM desk_actions WHERE person = $1 AND kind = 'invite' AND done_at > $2 LIMIT 1",
        [person, since],
      );
      return rows.length > 0;
    },
    async about(person) {
      const rows = await database.query('SELECT * FROM desk_actions WHERE person = $1 ORDER BY id DESC LIMIT 10', [
        person,
      ]);
      return rows.map(actionFrom);
    },
  };
}

const dayBefore = (date: Date): Date => new Date(date.getTime() - decisionSeconds * 1000);

function actionFrom(row: Row): PersonAction {
  const { person, person_name, asked_by, asked_by_name, asked_role, asked_at, needs_second, ...rest } =
    ActionRow.parse(row);
  const { decided_by, decided_by_name, done_at, ...same } = rest;
  return {
    ...same,
    person: { id: person, displayName: person_name },
    askedBy: { id: asked_by, name: asked_by_name, role: asked_role },
    askedAt: asked_at,
    needsSecond: needs_second,
    ...(decided_by ? { decidedBy: { id: decided_by, name: decided_by_name } } : {}),
    ...(done_at ? { doneAt: done_at } : {}),
  };
}
