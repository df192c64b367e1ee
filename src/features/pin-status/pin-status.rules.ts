import type { PinStatus } from '../../backends/pin-service/pin-service.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import type { NotMeStop } from '../../storage/not-me-links.ts';

/** What is said first. A locked PIN is of no use, whatever else is known of it; one that is expired neither. */
export type Standing = 'locked' | 'notSet' | 'expired' | 'setUntil' | 'setForever' | 'set' | 'unknown';

export function standingOf({ isSet, isLocked, expiresAt }: PinStatus, now: Date): Standing {
  if (isLocked === true) return 'locked';
  if (isSet === false) return 'notSet';
  if (expiresAt instanceof Date) return expiresAt.getTime() <= now.getTime() ? 'expired' : 'setUntil';
  if (isSet === 'unknown') return 'unknown';
  return expiresAt === 'never' ? 'setForever' : 'set';
}

/** Why nothing is shown to somebody who is confirmed. */
export type NotShown = 'noAccount' | 'disabled' | 'notHere';

/** Whoever no channel vouches for reads nothing that tells of a report of theirs: a PIN out of use would. */
export function notShown(
  person: Pick<Person, 'accountEnabled'> | undefined,
  { stop, isVouchedFor }: { readonly stop: NotMeStop | undefined; readonly isVouchedFor: boolean },
): NotShown | undefined {
  if (!person) return 'noAccount';
  if (!person.accountEnabled) return 'disabled';
  return stop && !isVouchedFor ? 'notHere' : undefined;
}
