import type { Locale } from '../kernel/locale.ts';
import type { Secret } from '../kernel/secret.ts';
import type { Queryable } from './database.ts';

/** Notices that ask “Was it not you?”. */
export const notMeKinds = ['pin-changed', 'code-sent', 'resets-paused'] as const;
export type NotMeKind = (typeof notMeKinds)[number];

/** A notice to a person; `id` tells it from others of its kind. */
export interface NotMeNotice {
  readonly kind: NotMeKind;
  readonly person: string;
  readonly id: string;
  /** Of the mail. */
  readonly locale: Locale;
  /** What it tells of. */
  readonly happenedAt: Date;
}

export interface NotMeLink {
  readonly id: string;
  readonly kind: NotMeKind;
  readonly person: string;
  readonly locale: Locale;
  readonly happenedAt: Date;
  readonly isOver: boolean;
  /** Absent until somebody said “This wasn’t me”. */
  readonly report?: NotMeReport;
}

export interface NotMeReport {
  readonly at: Date;
  readonly reference: string;
  readonly isLifted: boolean;
}

/** Why a person's PIN is not reset: `frozen` on every path until the help desk lifts it, `reported` on the anonymous one for a day. */
export type NotMeStop = 'frozen' | 'reported';

/** The links of notices, and what follows from their use. */
export interface NotMeLinks {
  /** What the notice's mail carries, the same each time for the same notice; undefined where people have no way to this installation. */
  linkFor(notice: NotMeNotice, now: Date): Promise<Secret | undefined>;
  /** Undefined for whatever we did not sign, or signed with a key that is gone. Changes nothing. */
  read(token: Secret, now: Date): Promise<NotMeLink | undefined>;
  byId(id: string, now: Date): Promise<NotMeLink | undefined>;
  /** True for the first one alone, of as many as ask at the same moment; false for one that is over. */
  use(id: string, use: { readonly now: Date; readonly reference: string }, tx: Queryable): Promise<boolean>;
  /** The same statement for somebody who is nobody. */
  stopOf(person: string, now: Date): Promise<NotMeStop | undefined>;
  /** Ends every freeze of the person that began by then. */
  lift(person: string, lifted: { readonly at: Date; readonly by: string }): Promise<void>;
}
