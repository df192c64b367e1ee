import type { PinOwner, PinPolicy, PinProblem } from '../../kernel/pin-policy.ts';
import type { Person } from '../user-directory/user-directory.ts';
import type { SetPinRefusal } from './pin-service.ts';

/** As a service words it, which is asked in place of the form. */
export function refusalFor(problem: PinProblem | undefined): SetPinRefusal | undefined {
  if (problem === 'not-digits' || problem === 'too-short' || problem === 'too-long') return 'wrong-length';
  return problem && 'too-easy';
}

export const ownerOf = ({ extension, businessPhones, mobilePhone }: Person): PinOwner => ({
  ...(extension === undefined ? {} : { extension }),
  phones: [...businessPhones, ...(mobilePhone === undefined ? [] : [mobilePhone])],
});

export const expiryOf = (changedAt: Date, { lifetimeDays }: PinPolicy): Date | undefined =>
  lifetimeDays > 0 ? new Date(changedAt.getTime() + lifetimeDays * 24 * 60 * 60 * 1000) : undefined;
