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
}

export type SetPinRefusal =
  | 'unknown-person'
  | 'not-enabled'
  | 'wrong-length'
  | 'too-easy'
  | 'reused'
  | 'locked'
  | 'other-service';
export type SetPinResult =
  | { readonly ok: true; readonly expiresAt?: Date }
  | { readonly ok: false; readonly reason: SetPinRefusal };

interface AnyPinService {
  /** Opens real meetings? The embedded one does not, and the bot says so. */
  readonly opensMeetings: boolean;
  statusOf(person: Person): Promise<PinStatus>;
  /** Makes the present PIN useless at once ("this wasn't me"). */
  takeOutOfUse(person: Person): Promise<void>;
}

/** Sets dial-in PINs that people choose. What policy forbids comes back as a refusal; a service that cannot answer throws BackendError, which never carries the PIN. */
export interface ChosenPinService extends AnyPinService {
  readonly kind: 'chosen';
  /** What holds for most people, where the service knows that without asking; for those who ask before anybody knows who they are. */
  readonly usualPolicy?: PinPolicy;
  policyFor(person: Person): Promise<PinPolicy>;
  /** Changes nothing once `stillOurs` says no, and throws BackendError then: asked in the transaction that changes, or right before a call that has none. */
  setPin(person: Person, pin: Secret, stillOurs?: Fence): Promise<SetPinResult>;
  unlock(person: Person): Promise<void>;
}

export type IssueRefusal = 'unknown-person' | 'not-enabled' | 'other-service';

/** Has a PIN made and delivered by the service itself; nobody here ever sees it. */
export interface IssuedPinService extends AnyPinService {
  readonly kind: 'issued';
  issue(person: Person): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: IssueRefusal }>;
}

export type PinService = ChosenPinService | IssuedPinService;
