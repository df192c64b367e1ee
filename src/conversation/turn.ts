import type { Address } from '../kernel/address.ts';
import type { Locale } from '../kernel/locale.ts';
import type { Secret } from '../kernel/secret.ts';

/** What a channel vouches for: a directory id and its tenant (believed only under four conditions). */
export interface VouchedFor {
  readonly directoryId: string;
  readonly tenantId: string;
  /** When they last proved it to their identity provider, where this turn brings the proof; never stored. */
  readonly signedInAt?: Date;
}

/** Why a channel that names people vouches for nobody here: it names two organisations for them, or one whose people are not served. */
export type Stranger = 'two-tenants' | 'other-tenant';

/** How a sender is known; each path has budgets and a confirmation policy of its own. */
export type IdentityPath = 'teams' | 'page' | 'anonymous';

/** What a person did, one thing a turn. Secrets are wrapped here, before anything is stored. */
export type Input =
  /** `text` as typed, for this turn's memory alone; `masked` may be stored and echoed. */
  | { readonly kind: 'text'; readonly text: Secret; readonly masked: string }
  /** A card's form. `pin`, `pinConfirmation` and `code` arrive as Secret; every other value as a string. */
  | { readonly kind: 'form'; readonly form: string; readonly token: string; readonly values: FormValues }
  /** A button or a deep link that names a wish, such as `reset-pin`; needs no token, for it starts from nothing. */
  | { readonly kind: 'ask'; readonly intent: string }
  /** Somebody came back from signing in. `done`: the turn's `vouchedFor` has `signedInAt`. */
  | { readonly kind: 'sign-in'; readonly result: 'done' | 'failed' }
  /** Somebody (or the bot) joined; the moment to welcome. */
  | { readonly kind: 'joined' }
  /** Understood by the protocol, nothing to do: an unknown event, a reaction. */
  | { readonly kind: 'nothing' };

export type FormValues = Readonly<Record<string, string | Secret>>;

/** One activity, freed of its channel. */
export interface Turn {
  readonly address: Address;
  /** Where secrets and personal things may be shown: only `personal`. */
  readonly conversationKind: 'personal' | 'group';
  readonly path: IdentityPath;
  readonly vouchedFor?: VouchedFor;
  /** They hear why they are not served, and are never asked for an address instead. */
  readonly stranger?: Stranger;
  /** Whose budget requests count against: the vouched-for person, the client's IP (IPv6: its /64), or the conversation. */
  readonly requester: string;
  /** Unique for this sender and conversation; a second one with this key gets the remembered outcome. */
  readonly activityKey: string;
  /** The activity this one answers, where the channel tells (Teams does for a submit). */
  readonly replyTo?: string;
  /** What the channel says the person reads; a language chosen in the chat wins. */
  readonly locale: Locale;
  readonly input: Input;
  /** An opaque conversation reference, kept with the session, with which the edge can speak later. JSON. */
  readonly reference?: unknown;
}
