import type { PersonRefusal, PinStatus, SetPinRefusal } from '../../backends/pin-service/pin-service.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import type { PinOwner, PinPolicy, PinProblem } from '../../kernel/pin-policy.ts';
import { maskDigits } from '../../kernel/redaction.ts';
import type { NotMeStop } from '../../storage/not-me-links.ts';

/** What the form itself refuses. */
export type FormProblem = PinProblem | 'pin-missing' | 'mismatch' | 'typed-pin';
/** Why a confirmed person may not go on. */
export type NotAllowed =
  | 'no-account'
  | PersonRefusal
  | 'disabled'
  | 'guest'
  | 'protected'
  | 'frozen'
  | 'not-here'
  | 'too-many-resets';
/** What could be read back of a reset whose end nobody saw. */
export type Interrupted = 'interrupted-unchanged' | 'interrupted-unknown' | 'under-way';
/** Everything that a reset has to say about a refusal, in five languages. */
export type ResetReason = FormProblem | SetPinRefusal | NotAllowed | Interrupted | 'proof-used' | 'password-changed';

/** May this person have a PIN set by the bot, now that it is known who they are? */
export function notAllowed(person: Person | undefined): 'no-account' | 'disabled' | 'guest' | 'protected' | undefined {
  if (!person) return 'no-account';
  if (!person.accountEnabled) return 'disabled';
  if (person.userType === 'guest') return 'guest';
  return person.isProtected ? 'protected' : undefined;
}

/** Only who is vouched for hears that somebody reported a change or a code; anybody else reads nothing that tells so. */
export function notAllowedBy(
  stop: NotMeStop | undefined,
  { vouchedFor }: { readonly vouchedFor?: unknown },
): 'frozen' | 'not-here' | undefined {
  if (!vouchedFor) return stop && 'not-here';
  return stop === 'frozen' ? stop : undefined;
}

/** What the person can mend, by choosing another PIN or by waiting; the rest is the help desk's. */
export const canChooseAgain = (reason: SetPinRefusal): boolean =>
  reason === 'wrong-length' || reason === 'too-easy' || reason === 'reused' || reason === 'under-way';

export const ownerOf = ({ extension, businessPhones, mobilePhone }: Person): PinOwner => ({
  ...(extension === undefined ? {} : { extension }),
  phones: [...businessPhones, ...(mobilePhone === undefined ? [] : [mobilePhone])],
});

/** Typed text that holds what may be a PIN. */
export const holdsDigits = (typed: string): boolean => maskDigits(typed) !== typed.normalize('NFKC');

/** Clocks of two machines differ; nobody changes a PIN twice within this. */
const clockSkewMs = 5_000;

/** When the change that began at `startedAt` was made; else what may be said of it. Times later than now are from a clock that was put back since, and tell nothing. */
export function outcomeOf(status: PinStatus, startedAt: Date, now: Date): Date | Interrupted {
  const outcome = asTimesTell(status, startedAt, now);
  return status.mayStillChange && !(outcome instanceof Date) ? 'under-way' : outcome;
}

function asTimesTell({ changedAt }: PinStatus, startedAt: Date, now: Date): Date | Exclude<Interrupted, 'under-way'> {
  const isLater = (time: Date) => time.getTime() > now.getTime() + clockSkewMs;
  if (changedAt === 'unknown' || isLater(startedAt)) return 'interrupted-unknown';
  if (changedAt === 'never') return 'interrupted-unchanged';
  if (isLater(changedAt)) return 'interrupted-unknown';
  return changedAt.getTime() >= startedAt.getTime() - clockSkewMs ? changedAt : 'interrupted-unchanged';
}

/** The rules as they are stated on the form, in the order in which people need them. */
const ruleNames = ['ruleLength', 'rulePatterns', 'ruleNumbers', 'ruleDates', 'ruleHistory'] as const;
export type RuleName = (typeof ruleNames)[number];

export const rulesOf = ({ allowCommonPatterns, refuseDates, historyCount }: PinPolicy): readonly RuleName[] =>
  ruleNames.filter((rule) => {
    if (rule === 'rulePatterns' || rule === 'ruleNumbers') return !allowCommonPatterns;
    if (rule === 'ruleDates') return refuseDates;
    return rule === 'ruleLength' || historyCount > 0;
  });
