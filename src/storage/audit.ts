import type { Queryable } from './database.ts';
import { personActs } from './person-actions.ts';

/** Everything at the desk that somebody may have to answer for. */
export const auditedActs = [
  ...personActs.map((kind) => `person-${kind}` as const),
  ...personActs.map((kind) => `asked-${kind}` as const),
  ...personActs.map((kind) => `approved-${kind}` as const),
  ...personActs.map((kind) => `declined-${kind}` as const),
  'panel-opened',
  'entered',
  'left',
  'ticket-claim',
  'ticket-release',
  'ticket-wait',
  'ticket-comment',
  'ticket-reply',
  'ticket-solve',
  'ticket-reopen',
  'ticket-talk',
  'ticket-say',
  'ticket-hang-up',
  'ticket-opened',
  'audit-exported',
  'person-exported',
  'person-erased',
] as const;
export type AuditedAct = (typeof auditedActs)[number];

export interface AuditEntry {
  readonly at: Date;
  /** As they were called, and might do, at that time. */
  readonly who: { readonly id: string; readonly name: string; readonly role: string };
  readonly what: AuditedAct;
  readonly person?: { readonly id: string; readonly displayName: string };
  readonly ticket?: number;
  /** As the agent gave it. */
  readonly reason?: string;
}

export interface AuditRow extends AuditEntry {
  /** Rises with each entry. */
  readonly id: number;
}

/** The book of who did what. Nothing in it is changed or taken out. */
export interface Audit {
  /** With `tx` in that transaction, so that the entry exists exactly when the act does. Answers the entry's id. */
  add(entry: AuditEntry, tx?: Queryable): Promise<number>;
  /** Newest first, before entry `before`. */
  newest(page: { readonly limit: number; readonly before?: number }): Promise<readonly AuditRow[]>;
  /** The entry with this id, where it is this agent's, says this, and is not older than this. */
  ofAgent(
    id: number,
    wanted: { readonly agent: string; readonly what: AuditedAct; readonly after: Date },
  ): Promise<AuditRow | undefined>;
  /** Oldest first, after entry `after`; for who collects them. */
  since(page: { readonly limit: number; readonly after: number }): Promise<readonly AuditRow[]>;
}
