import type { Person } from '../backends/user-directory/user-directory.ts';

/**
 * What a confirmation rests on beside its proof: a password that is changed since says that an account was taken over, or was just taken back.
 * Empty: the directory does not say.
 */
export const standingOf = ({ lastPasswordChangeAt }: Person): string => lastPasswordChangeAt?.toISOString() ?? '';
