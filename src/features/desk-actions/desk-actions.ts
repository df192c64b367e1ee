import { pinServiceOf } from '../../backends/pin-service/pin-service.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import type { Limit } from '../../kernel/limits.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Actor, PersonAct } from '../../storage/person-actions.ts';
import type { Needs } from '../needs.ts';
import { type DecideRefusal, decideProblem, needsSecond } from './desk-actions.rules.ts';

export type DeskActionNeeds = Pick<
  Needs,
  | 'database'
  | 'directory'
  | 'pins'
  | 'budgets'
  | 'limits'
  | 'jobs'
  | 'audit'
  | 'personActions'
  | 'notMe'
  | 'origin'
  | 'clock'
>;

/** `too-many`: of this agent in an hour. `too-often`: about this person in a day. `not-here`: their PIN service knows no such thing. `frozen`: takes two to lift. `no-link`: mails have no address to lead to. */
export type AskRefusal = 'self' | 'too-many' | 'too-often' | 'not-here' | 'frozen' | 'no-link';
export type Asked =
  | { readonly ok: true; readonly waits: boolean }
  | { readonly ok: false; readonly reason: AskRefusal };

export interface Ask {
  readonly by: Actor;
  readonly kind: PersonAct;
  readonly person: Person;
  /** Why; for the file. */
  readonly reason: string;
}

class Refusal extends Error {
  constructor(readonly reason: AskRefusal) {
    super(`refused: ${reason}`);
  }
}

/** Does something about a person, or asks for it where that takes a second one: counted, audited, and with its job in one transaction. */
export async function askFor(needs: DeskActionNeeds, ask: Ask): Promise<Asked> {
  if (ask.by.id === ask.person.id) return { ok: false, reason: 'self' };
  const reason = await impossible(needs, ask);
  if (reason) return { ok: false, reason };
  try {
    return await needs.database.transaction(async (tx) => ({ ok: true, waits: await write(needs, ask, tx) }));
  } catch (error) {
    // Thrown, so that what was counted before is given back.
    if (error instanceof Refusal) return { ok: false, reason: error.reason };
    throw error;
  }
}

async function impossible(
  { pins, notMe, origin, clock }: DeskActionNeeds,
  { kind, person }: Ask,
): Promise<AskRefusal | undefined> {
  if (kind === 'invite' && origin() === undefined) return 'no-link';
  if (kind !== 'unlock-pin') return undefined;
  if ((await notMe.stopOf(person.id, clock.now())) === 'frozen') return 'frozen';
  return (await pinServiceOf(pins, person)).kind === 'issued' ? 'not-here' : undefined;
}

async function write(needs: DeskActionNeeds, { by, kind, person, reason }: Ask, tx: Queryable): Promise<boolean> {
  const { audit, personActions, limits, clock } = needs;
  const at = clock.now();
  await count(needs, { limit: limits.desk.actions, key: by.id, reason: 'too-many' }, tx);
  const daily = {
    'unlock-pin': limits.desk.unlocks,
    invite: limits.desk.invitations,
    'lift-pause': undefined,
    'lift-freeze': undefined,
  }[kind];
  if (daily) await count(needs, { limit: daily, key: person.id, reason: 'too-often' }, tx);
  const waits = needsSecond(kind, person);
  const { id, displayName } = person;
  const about = { person: { id, displayName }, reason };
  const action = await personActions.add({ kind, ...about, askedBy: by, askedAt: at, needsSecond: waits }, tx);
  await audit.add({ at, who: by, what: waits ? `asked-${kind}` : `person-${kind}`, ...about }, tx);
  if (!waits) await needs.jobs.send('act-on-person', { action }, tx);
  return waits;
}

interface Counted {
  readonly limit: Limit;
  readonly key: string;
  readonly reason: AskRefusal;
}

async function count(
  { budgets, clock }: DeskActionNeeds,
  { limit, key, reason }: Counted,
  tx: Queryable,
): Promise<void> {
  const spent = await budgets.spend(limit, key, clock.now(), tx);
  if (!spent.ok) throw new Refusal(reason);
}

/** `over`: decided already, a day old, or never asked for. */
export type Decided = { readonly ok: true } | { readonly ok: false; readonly reason: DecideRefusal | 'over' };

export interface Decision {
  readonly by: Actor;
  readonly action: number;
  readonly decision: 'approved' | 'declined';
}

/** The second person. */
export function decideOn(needs: DeskActionNeeds, { by, action: id, decision }: Decision): Promise<Decided> {
  const { database, personActions, audit, jobs, clock } = needs;
  return database.transaction(async (tx): Promise<Decided> => {
    const action = await personActions.byId(id, tx);
    if (!action) return { ok: false, reason: 'over' };
    const problem = decideProblem(action, by);
    if (problem) return { ok: false, reason: problem };
    const at = clock.now();
    if (!(await personActions.decide(id, { by, decision, at }, tx))) return { ok: false, reason: 'over' };
    const { person, kind, reason } = action;
    await audit.add({ at, who: by, what: `${decision}-${kind}`, person, reason }, tx);
    if (decision === 'approved') await jobs.send('act-on-person', { action: id }, tx);
    return { ok: true };
  });
}
