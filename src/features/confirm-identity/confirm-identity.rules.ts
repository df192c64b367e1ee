import type { Person } from '../../backends/user-directory/user-directory.ts';
import type { IdentityPath, Turn } from '../../conversation/turn.ts';
import { type BackendFault, backendFaults } from '../../kernel/errors.ts';
import type { Limits } from '../../kernel/limits.ts';
import type { IdentityPolicy } from '../needs.ts';

/** Why somebody who is known cannot be confirmed here. */
export type Ineligible = 'disabled' | 'guest' | 'protected';
/** Why somebody who may be confirmed gets no code. */
export type NoCode = Ineligible | 'no-address' | 'new-password' | 'new-account';

/** Everything that this conversation has to say about a refusal, in five languages. */
export const confirmReasons = [
  'address-missing',
  'address-wrong',
  'too-soon',
  'too-many-requests',
  'too-many-codes',
  'paused',
  'ticket-only',
  'off',
  'code-missing',
  'code-shape',
  'wrong-code',
  'code-spent',
  'code-gone',
  'interrupted',
  'undeliverable',
  'mailbox-refused',
  'unknown-person',
  'disabled',
  'guest',
  'protected',
  'no-address',
  'new-password',
  'new-account',
  'frozen',
  'reported',
  'sign-in-failed',
  'sign-in-old',
  'sign-in-used',
  'sign-in-outdated',
  'two-tenants',
  'other-tenant',
] as const;
export type ConfirmReason = (typeof confirmReasons)[number];

export const longestAddress = 254;

/** What people mean by the same address is one address. */
export const normalised = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

/** Roughly an address: one `@`, something before it, a name with a dot behind it. The directory knows the rest. */
export const isAddress = (typed: string): boolean =>
  typed.length <= longestAddress && /^[^\s@<>(),;:"]+@[^\s@<>(),;:".]+(\.[^\s@<>(),;:".]+)+$/u.test(typed);

/** The one address in a typed sentence, such as “it's ada@contoso.com.”; undefined where there is none or a choice. */
export function addressIn(typed: string): string | undefined {
  const found = typed
    .split(/[\s<>(),;:"]+/u)
    .map((part) => part.replace(/[.!?]+$/u, ''))
    .filter(isAddress);
  return found.length === 1 ? found[0] : undefined;
}

/** A code as it was mailed: people copy it with spaces and hyphens. */
export const bareCode = (typed: string): string => typed.normalize('NFKC').replace(/[\s\-\u2010-\u2015]/gu, '');

export const hasCodeShape = (bare: string, digits: number): boolean => /^\d+$/u.test(bare) && bare.length === digits;

/** Typed text that is meant as a code: digits and nothing else, four at least. */
export const looksLikeCode = (bare: string): boolean => /^\d{4,}$/u.test(bare);

/** A disabled account is told first: it is what the help desk has to mend. */
export function ineligible(person: Person): Ineligible | undefined {
  if (!person.accountEnabled) return 'disabled';
  if (person.userType === 'guest') return 'guest';
  return person.isProtected ? 'protected' : undefined;
}

/** Whoever takes an account over changes its password, or has just made it: a mailbox proves nothing then. A directory that does not know when lets it pass. */
export function noCodeFor(person: Person, now: Date, { noCodes }: Pick<Limits, 'noCodes'>): NoCode | undefined {
  const isWithin = (seconds: number, at: Date | undefined) => at && now.getTime() - at.getTime() < seconds * 1000;
  const reason = ineligible(person);
  if (reason) return reason;
  if (person.addresses.length === 0) return 'no-address';
  if (isWithin(noCodes.afterPasswordChangeSeconds, person.lastPasswordChangeAt)) return 'new-password';
  return isWithin(noCodes.forNewAccountSeconds, person.createdAt) ? 'new-account' : undefined;
}

/** Why a code's mail is known not to have arrived: its mailbox takes none, or the mailer failed as often as it was tried. */
export type Undelivered =
  | { readonly reason: 'mailbox-refused' }
  | { readonly reason: 'undeliverable'; readonly fault: BackendFault };

/** What is written on the challenge; `undeliveredIn` reads it. */
export const findingFrom = (undelivered: Undelivered): string =>
  undelivered.reason === 'undeliverable' ? `undeliverable ${undelivered.fault}` : undelivered.reason;

export function undeliveredIn(finding: string | undefined): Undelivered | undefined {
  if (finding === 'mailbox-refused') return { reason: finding };
  const fault = backendFaults.find((known) => finding === findingFrom({ reason: 'undeliverable', fault: known }));
  return fault && { reason: 'undeliverable', fault };
}

/** How long the pause after `earlier` others lasts. */
export const pauseSeconds = (earlier: number, pause: Limits['pause']): number =>
  Math.min(pause.firstSeconds * 2 ** earlier, pause.longestSeconds);

/** A channel that vouches for nobody is an anonymous one, whatever it calls itself. */
export const pathOf = (turn: { readonly path: IdentityPath; readonly vouchedFor?: unknown }): IdentityPath =>
  turn.vouchedFor ? turn.path : 'anonymous';

/** A confirmation that was made on another one no longer counts: by another path, as somebody else, or under another policy. */
export const confirmationBasis = (
  policy: IdentityPolicy,
  turn: Pick<Turn, 'path' | 'vouchedFor' | 'stranger'>,
): string => {
  const path = pathOf(turn);
  const { tenantId = '', directoryId = '' } = turn.vouchedFor ?? {};
  return JSON.stringify([path, policy[path], tenantId, directoryId, turn.stranger ?? '']);
};
