import type { Queryable } from './database.ts';

/** What the desk may do about a person. None of them shows, sets or learns a PIN. */
export const personActs = ['unlock-pin', 'lift-pause', 'lift-freeze', 'invite'] as const;
export type PersonAct = (typeof personActs)[number];

export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

export interface AskedAction {
  readonly kind: PersonAct;
  readonly person: { readonly id: string; readonly displayName: string };
  readonly reason: string;
  readonly askedBy: Actor;
  readonly askedAt: Date;
  /** Nothing is done before another one has approved. */
  readonly needsSecond: boolean;
}

/** Why an act did not come about: `frozen`: the person reported a change since. `nobody`: the directory knows them no more. `failed`: a back end did not work, for as long as it was tried. */
export const undoneReasons = ['frozen', 'nobody', 'failed'] as const;
export type UndoneReason = (typeof undoneReasons)[number];

export interface PersonAction extends AskedAction {
  readonly id: number;
  readonly decision?: 'approved' | 'declined';
  readonly decidedBy?: { readonly id: string; readonly name: string };
  readonly doneAt?: Date;
  /** It is over without having been done. */
  readonly undone?: UndoneReason;
}

/** Undecided requests are over after this. */
export const decisionSeconds = 24 * 60 * 60;

export interface PersonActions {
  add(action: AskedAction, tx: Queryable): Promise<number>;
  byId(id: number, tx?: Queryable): Promise<PersonAction | undefined>;
  /** True for the first who decides, within a day, and never for whoever asked. */
  decide(
    id: number,
    decided: { readonly by: Actor; readonly decision: 'approved' | 'declined'; readonly at: Date },
    tx: Queryable,
  ): Promise<boolean>;
  setDone(id: number, at: Date, tx?: Queryable): Promise<void>;
  /** Nothing where it is done. */
  setUndone(id: number, why: UndoneReason): Promise<void>;
  /** Those that wait for a second person, oldest first; fifty at most. */
  undecided(now: Date): Promise<readonly PersonAction[]>;
  /** Has the desk invited them since? */
  isInvited(person: string, since: Date): Promise<boolean>;
  /** The newest about a person; ten at most. */
  about(person: string): Promise<readonly PersonAction[]>;
}
