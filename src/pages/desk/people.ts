import type { PinStatus } from '../../backends/pin-service/pin-service.ts';
import type { Person, UserDirectory } from '../../backends/user-directory/user-directory.ts';
import type { NotMeStop } from '../../storage/not-me-links.ts';
import type { Actor, PersonAct, PersonAction } from '../../storage/person-actions.ts';

/** What an agent may see of a person: never a PIN, never a code. */
export interface PersonNow {
  /** Undefined where the PIN service does not answer. */
  readonly pin: PinStatus | undefined;
  readonly stop: NotMeStop | undefined;
  readonly pausedUntil: Date | undefined;
  /** Newest first. */
  readonly actions: readonly PersonAction[];
  /** What their PIN service knows. */
  readonly possible: readonly PersonAct[];
}

export type PersonRefusal =
  | 'self'
  | 'too-many'
  | 'too-often'
  | 'not-here'
  | 'frozen'
  | 'no-link'
  | 'same-person'
  | 'no-lead'
  | 'over';
type OrRefused<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly reason: PersonRefusal };

/** People, as the desk may look at them and act on them; app hands it over. */
export interface DeskPeople {
  readonly directory: UserDirectory;
  /** Each counted for this agent and hour: opening a panel, and listing people by name. */
  mayLook(by: Actor): Promise<boolean>;
  mayList(by: Actor): Promise<boolean>;
  now(person: Person): Promise<PersonNow>;
  ask(ask: {
    readonly by: Actor;
    readonly kind: PersonAct;
    readonly person: Person;
    readonly reason: string;
  }): Promise<OrRefused<{ readonly waits: boolean }>>;
  decide(decision: {
    readonly by: Actor;
    readonly action: number;
    readonly decision: 'approved' | 'declined';
  }): Promise<OrRefused<object>>;
  undecided(): Promise<readonly PersonAction[]>;
}
