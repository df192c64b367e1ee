import type { Person } from '../../backends/user-directory/user-directory.ts';
import type { Actor, PersonAct, PersonAction } from '../../storage/person-actions.ts';

/** Lifting a freeze, and anything about a protected person, takes two people, one of them a lead. */
export const needsSecond = (kind: PersonAct, { isProtected }: Pick<Person, 'isProtected'>): boolean =>
  kind === 'lift-freeze' || isProtected;

export type DecideRefusal = 'self' | 'same-person' | 'no-lead';

/** Why this one may not decide what another has asked for; undefined where they may. */
export function decideProblem(
  { person, askedBy }: Pick<PersonAction, 'person' | 'askedBy'>,
  by: Actor,
): DecideRefusal | undefined {
  if (by.id === person.id) return 'self';
  if (by.id === askedBy.id) return 'same-person';
  return by.role === 'lead' || askedBy.role === 'lead' ? undefined : 'no-lead';
}
