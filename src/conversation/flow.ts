import type { z } from 'zod';
import type { Address } from '../kernel/address.ts';
import type { BackendError } from '../kernel/errors.ts';
import type { TicketReason, TranscriptLine } from '../kernel/escalation.ts';
import type { Locale } from '../kernel/locale.ts';
import type { Log } from '../kernel/log.ts';
import type { Secret } from '../kernel/secret.ts';
import type { Fence } from '../storage/database.ts';
import type { Reply } from './reply.ts';
import type { IdentityPath, Stranger, VouchedFor } from './turn.ts';

/** Who proved to be whom, and what that still allows. Lasts 10 minutes: any number of reads, one change. */
export interface Confirmation {
  readonly person: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly changesLeft: number;
  /** How the sender was known, and by which policy they confirmed it: where that is another, it no longer counts. */
  readonly basis: string;
  /** What proved it; good for one change, in whatever conversation it is brought. */
  readonly proof: string;
  /** How the person stood as they confirmed it, for flows that look again before a change. */
  readonly standing?: string;
}

/** What a step, an answer or an escalation may know of the turn. */
export interface StepTurn<State = unknown> {
  readonly address: Address;
  readonly conversationKind: 'personal' | 'group';
  readonly path: IdentityPath;
  readonly vouchedFor?: VouchedFor;
  readonly stranger?: Stranger;
  readonly requester: string;
  readonly locale: Locale;
  readonly now: Date;
  /** Said to the user and written in the log when something fails. */
  readonly reference: string;
  /** Where the conversation stands, such as `reset-pin/choose`; empty at the menu. */
  readonly position: string;
  readonly state: State;
  /** Present only while it is valid. */
  readonly confirmation?: Confirmation;
  readonly transcript: readonly TranscriptLine[];
  /** For a change that must not come after somebody else has taken this turn over, or the person has signed out. */
  readonly stillOurs: Fence;
  readonly log: Log;
}

/** What was found in what a person typed: `{ command: 'mute', country: 'DK' }`. */
export type Entities = Readonly<Record<string, string>>;

/** Why a form comes back, with what may be filled in again (never a secret). `reason` is a key of the feature's words. */
export interface Problem {
  readonly reason: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Where the conversation goes. `say` is said before the next step shows itself. */
export type Next<State> =
  | {
      readonly kind: 'go';
      readonly step: string;
      readonly state?: State;
      readonly say?: readonly Reply[];
      readonly spent?: 'change';
    }
  /** The same step again, for a reason that its `show` words. */
  | {
      readonly kind: 'again';
      readonly reason: string;
      readonly state?: State;
      readonly spent?: 'change';
      /** Nothing was written, counted or called: the engine may decide this input again. */
      readonly nothingDone?: true;
    }
  /** The flow ends; `confirmed` names the person that its caller may now act for, and what proved it. */
  | {
      readonly kind: 'finish';
      readonly say?: readonly Reply[];
      readonly confirmed?: Pick<Confirmation, 'person' | 'proof' | 'standing'>;
      readonly spent?: 'change';
    }
  /** The flow ends with a ticket; `say` comes first. */
  | {
      readonly kind: 'escalate';
      readonly reason: TicketReason;
      /** The person's own words for the ticket, digits masked. */
      readonly summary?: string;
      /** What was found out about the person that they may not be told. */
      readonly finding?: string;
      /** Which back end is why, for the help desk. */
      readonly error?: BackendError;
      readonly say?: readonly Reply[];
      readonly spent?: 'change';
    }
  /** Leaves for another wish, as if it had been asked for. */
  | {
      readonly kind: 'ask';
      readonly intent: string;
      readonly say?: readonly Reply[];
      readonly spent?: 'change';
      /** What the flow was for is done. */
      readonly isDone?: true;
    };

/**
 * One step: what is shown, and what an answer leads to.
 * At most one changing call to a back end in `submit` or `text`; what they return is saved before anything is said.
 */
export interface Step<State, Values = unknown> {
  /** What the form means. An issue's message is a key of the feature's words. */
  readonly form?: (turn: StepTurn<State>) => z.ZodType<Values> | Promise<z.ZodType<Values>>;
  /** A card that takes input has `form: true` set by `card(…, { form: 'id' })`; the engine adds the token. */
  readonly show: (turn: StepTurn<State>, problem?: Problem) => readonly Reply[] | Promise<readonly Reply[]>;
  readonly submit?: (turn: StepTurn<State>, values: Values) => Promise<Next<State>>;
  /** The step's own reading of typed text; undefined = not for me, understanding goes on. */
  readonly text?: (turn: StepTurn<State>, typed: Secret) => Promise<Next<State> | undefined>;
  /** Somebody came back from signing in; `turn.vouchedFor` says when, if they did. A step without it hears nothing of that. */
  readonly signIn?: (turn: StepTurn<State>, result: 'done' | 'failed') => Promise<Next<State>>;
  /** What stands in the place of the submitted card. Default: the engine's "sent". */
  readonly receipt?: (turn: StepTurn<State>) => Reply;
  /** `submit`, `text` or `signIn` writes or calls something that must not be done twice; the engine never decides such an input again. */
  readonly changes?: true;
  /** Nothing is asked: the flow ends once this is shown. */
  readonly last?: true;
  /** "Back" does not lead here or away from here. */
  readonly noBack?: true;
}

/** A whole conversation as data: named steps, each a card, a schema and a decision. */
export interface Flow<State = unknown> {
  /** Also the name of its folders in `features` and `cards`. */
  readonly id: string;
  readonly start: string;
  /** Runs only for a confirmed person; the engine sends others through `confirm-identity` first. */
  readonly requires?: 'confirmed-identity';
  /** Its submissions change something of the person's: needs a confirmation that still allows a change. */
  readonly changes?: true;
  /** Personal: never shown in a group conversation. */
  readonly personal: boolean;
  readonly begin: (entities: Entities) => State;
  readonly steps: Readonly<Record<string, Step<State>>>;
  /** `enter` writes or calls something that must not be done twice: a wish for this flow is never decided again. */
  readonly actsOnEntry?: true;
  /** Before the first step is shown: a reason not to begin. */
  readonly enter?: (turn: StepTurn<State>) => Promise<Next<State> | undefined>;
  /**
   * After a lapsed lease at one of its steps: reads the back end's status instead of acting again. `turn` is as it was when that
   * form was begun, at `startedAt`; the conversation may be elsewhere by now, and then only what is said counts. Default: the step is shown again.
   */
  readonly settle?: (turn: StepTurn<State>, startedAt: Date) => Promise<Next<State> | undefined>;
}

/** A wish that one reply fulfils, from nothing but its entities. */
export interface Answer {
  readonly id: string;
  readonly personal: boolean;
  readonly answer: (turn: StepTurn, entities: Entities) => readonly Reply[] | Promise<readonly Reply[]>;
  /**
   * A short question after this answer (“for everyone?”, “and in Teams?”): what the answer was about and what the question names, to what
   * is asked now. `reply` is `yes` or `no` to a question of ours. Undefined: it does not go on from here.
   */
  readonly followUp?: (before: Entities, now: Entities) => Entities | undefined;
}

export interface Feature {
  readonly flows?: readonly Flow[];
  readonly answers?: readonly Answer[];
}

/** Opens a ticket about `turn` and says so: number, phone, mail, opening hours. Must answer even where no ticket can be opened. */
export type Escalate = (
  turn: StepTurn,
  why: {
    readonly reason: TicketReason;
    readonly error?: BackendError;
    readonly summary?: string;
    readonly finding?: string;
    /** A number to be called at. */
    readonly callback?: string;
  },
) => Promise<readonly Reply[]>;

/** Infers a step's values from its form, and forgets them, so that steps of all kinds stand in one table. */
export const step = <State, Values>(given: Step<State, Values>): Step<State> => given as unknown as Step<State>;

/** Forgets a flow's state type, so that flows of all kinds stand in one list. */
export const flow = <State>(given: Flow<State>): Flow => given as unknown as Flow;
