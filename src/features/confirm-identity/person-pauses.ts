import type { Person } from '../../backends/user-directory/user-directory.ts';
import { type BudgetNeeds, codePause, personKeys, typedKeys } from './code-budgets.ts';
import { pauses } from './code-tries.ts';
import { normalised } from './confirm-identity.rules.ts';

type Known = Pick<Person, 'id' | 'userPrincipalName' | 'addresses'>;

/** Whatever counts of this person: by what they would type, as the person found, and where a channel vouches for them. */
function keysOf(needs: Pick<BudgetNeeds, 'keys'>, { id, userPrincipalName, addresses }: Known): readonly string[] {
  const typed = [...new Set([userPrincipalName, ...addresses].map(normalised))];
  return [
    ...typed.flatMap((identifier) => typedKeys(needs, { path: 'anonymous', identifier })),
    ...personKeys(needs, id),
    ...(['teams', 'page'] as const).flatMap((path) => typedKeys(needs, { path, identifier: id })),
  ];
}

/** Until when wrong codes have paused one of the person's paths, as far as it goes by names that the directory knows; undefined where none is. */
export async function pausedUntil(needs: BudgetNeeds, person: Known, now: Date): Promise<Date | undefined> {
  const steps = keysOf(needs, person).map((key) => ({ do: 'look', limit: codePause, key, goesOn: true }) as const);
  const looked = await needs.budgets.take(steps, now);
  const ends = looked.flatMap((spent) => (spent.ok ? [] : [spent.retryAt]));
  return ends.reduce<Date | undefined>((latest, end) => (latest && latest > end ? latest : end), undefined);
}

/** Ends the pauses and forgets the wrong tries that led to them. */
export async function liftPauses(needs: BudgetNeeds, person: Known): Promise<void> {
  const { anonymousTyped, anonymousPerson, vouchedFor } = needs.limits.triesPerDay;
  for (const key of keysOf(needs, person)) {
    for (const limit of [codePause, pauses, anonymousTyped, anonymousPerson, vouchedFor]) {
      await needs.budgets.clear(limit, key);
    }
  }
}
