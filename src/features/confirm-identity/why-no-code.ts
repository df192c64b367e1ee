import type { Person } from '../../backends/user-directory/user-directory.ts';
import type { Needs } from '../needs.ts';
import { type NoCode, noCodeFor } from './confirm-identity.rules.ts';

/** Why this person gets no code now. Whom the help desk has invited these days is not refused for being new: somebody there knows of them. */
export async function whyNoCode(
  { limits, personActions }: Pick<Needs, 'limits' | 'personActions'>,
  person: Person,
  now: Date,
): Promise<NoCode | undefined> {
  const reason = noCodeFor(person, now, limits);
  if (reason !== 'new-account') return reason;
  const since = new Date(now.getTime() - limits.noCodes.forNewAccountSeconds * 1000);
  return (await personActions.isInvited(person.id, since)) ? undefined : reason;
}
