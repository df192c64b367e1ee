import type { PinPolicy } from '../../kernel/pin-policy.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { Fence } from '../../storage/database.ts';
import type { Person } from '../user-directory/user-directory.ts';

/** Every field may be unknown: services differ in what they tell. */
export interface PinStatus {
  readonly isSet: boolean | 'unknown';
  readonly isLocked: boolean | 'unknown';
  readonly changedAt: Date | 'never' | 'unknown';
  readonly expiresAt: Date | 'never' | 'unknown';
  /** A change was begun of which nobody knows the end: it may still come, and what is not changed yet is no proof of anything. */
  readonly mayStillChange?: true;
}

/** Whatever PIN it is, this service has none for them. */
export type PersonRefusal = 'unknown-person' | 'not-enabled' | 'other-service';
/** `under-way`: an earlier change may still come, and would undo this one. */
export type SetPinRefusal = PersonRefusal | 'wrong-length' | 'too-easy' | 'reused' | 'locked' | 'under-way';
export type SetPinResult =
  | { readonly ok: true; readonly expiresAt?: Date }
  | { readonly ok: false; readonly reason: SetPinRefusal };

interface AnyPinService {
  /** Opens real meetings? The embedded one does not, and the bot says so. */
  readonly opensMeetings: boolean;
  /** Why nobody can do anything for this person here; asked before they choose or ask for anything. May be some seconds old. */
  refusalOf(person: Person): Promise<PersonRefusal | undefined>;
  statusOf(person: Person): Promise<PinStatus>;
  /** Makes the present PIN useless at once ("this wasn't me"). */
  takeOutOfUse(person: Person): Promise<void>;
  /** After the last call. */
  close?(): Promise<void>;
}

/** Sets dial-in PINs that people choose. What policy forbids comes back as a refusal; a service that cannot answer throws BackendError, which never carries the PIN. */
export interface ChosenPinService extends AnyPinService {
  readonly kind: 'chosen';
  /** What holds for most people, where the service knows that without asking; for those who ask before anybody knows who they are. */
  readonly usualPolicy?: PinPolicy;
  policyFor(person: Person): Promise<PinPolicy>;
  /**
   * Changes nothing once `stillOurs` says no, and throws BackendError then: asked in the transaction that changes, or in one that writes
   * down what is about to be called. With the faults `timeout` and `bad-answer` nobody knows what was done, and it may still come; with others nothing was.
   */
  setPin(person: Person, pin: Secret, stillOurs?: Fence): Promise<SetPinResult>;
  unlock(person: Person): Promise<void>;
}

export type IssueRefusal = PersonRefusal | 'under-way';

/** Has a PIN made and delivered by the service itself; nobody here ever sees it. */
export interface IssuedPinService extends AnyPinService {
  readonly kind: 'issued';
  /** Called once, and never again by itself; faults and `stillOurs` as with `setPin`. */
  issue(
    person: Person,
    stillOurs?: Fence,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: IssueRefusal }>;
}

export type OnePinService = ChosenPinService | IssuedPinService;

/** Several services, of which each person has their PIN in one. */
export interface MixedPinService {
  readonly kind: 'mixed';
  readonly opensMeetings: boolean;
  /** Throws BackendError where that cannot be told now. */
  of(person: Person): Promise<OnePinService>;
  close?(): Promise<void>;
}

export type PinService = OnePinService | MixedPinService;

/** Where this person has their PIN. */
export const pinServiceOf = async (pins: PinService, person: Person): Promise<OnePinService> =>
  pins.kind === 'mixed' ? pins.of(person) : pins;
