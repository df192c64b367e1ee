import type { Next, StepTurn } from '../../conversation/flow.ts';
import { text } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { TicketReason } from '../../kernel/escalation.ts';
import type { Needs } from '../needs.ts';
import type { Asker, Refused } from './code-budgets.ts';
import { type ConfirmReason, type NoCode, pathOf } from './confirm-identity.rules.ts';
import { confirmWords, isConfirmReason, type ReasonFacts, reasonText } from './confirm-identity.words.ts';
import type { SignIn } from './sign-in-proof.ts';

/** What the conversation knows between its steps. */
export interface ConfirmIdentity {
  /** What was typed, normalised; for a vouched-for person the directory id. */
  readonly identifier: string;
  readonly challenge: string;
  /** Where the code went, masked; empty for anonymous people. */
  readonly destination: string;
  /** Where a code could go, masked, where there is a choice; a code that was sent went to the one at `to`. */
  readonly destinations?: readonly string[];
  readonly to?: number;
  /** Tries left for this code; none for one that is no longer valid. */
  readonly left: number;
  /** ISO 8601: when what was refused may be tried again. */
  readonly until: string;
  /** The sign-in that this conversation was brought, where it is to be followed by a code. */
  readonly signIn?: SignIn;
  /** No sign-in of before will do, so that their provider has to ask them. */
  readonly isAnew?: boolean;
}

export type ConfirmTurn = StepTurn<ConfirmIdentity>;
export type ConfirmNext = Next<ConfirmIdentity>;

export const atFirst: ConfirmIdentity = {
  identifier: '',
  challenge: '',
  destination: '',
  left: 0,
  until: '',
};

export const digitsFor = ({ limits }: Needs, turn: ConfirmTurn): number =>
  turn.vouchedFor ? limits.codeDigits.vouchedFor : limits.codeDigits.anonymous;

export const wants = ({ identity }: Needs, turn: ConfirmTurn, way: 'sign-in' | 'code'): boolean =>
  identity[pathOf(turn)].split('+').includes(way);

/** Whom this path does not serve at all. On the page there may be another one, for whoever signs in. */
export function turnedAway(needs: Needs, turn: ConfirmTurn): ConfirmNext | undefined {
  if (turn.stranger) return toAPerson(needs, turn, turn.stranger);
  if (needs.identity[pathOf(turn)] !== 'off') return undefined;
  return maySignIn(needs, turn) ? { kind: 'go', step: 'sign-in' } : toAPerson(needs, turn, 'off');
}

const maySignIn = ({ identity, pageSignsIn }: Needs, { vouchedFor, address }: ConfirmTurn): boolean =>
  pageSignsIn && !vouchedFor && address.edge === 'direct-line' && identity.page !== 'off';

export const askerOf = (turn: ConfirmTurn, identifier: string): Asker => ({
  path: pathOf(turn),
  identifier,
  requester: turn.requester,
});

export function factsOf(needs: Needs, turn: ConfirmTurn, state: ConfirmIdentity = turn.state): ReasonFacts {
  const until = state.until === '' ? turn.now : new Date(state.until);
  const { timeZone } = needs.site.helpDesk;
  return { digits: digitsFor(needs, turn), left: state.left, until, now: turn.now, timeZone };
}

/** The same step again. Narrower than a string, so that every reason is worded. */
export const again = (reason: ConfirmReason, state: ConfirmIdentity): ConfirmNext => ({ kind: 'again', reason, state });

/** Over to the help desk, with the reason in words and with the address that was given. */
export function handOver(
  needs: Needs,
  turn: ConfirmTurn,
  why: {
    readonly say: ConfirmReason;
    readonly ticket: TicketReason;
    readonly state?: ConfirmIdentity;
    readonly finding?: string;
  },
): ConfirmNext {
  const { say, ticket, state = turn.state, finding } = why;
  const said = [text(reasonText(say, turn.locale, factsOf(needs, turn, state)))];
  const found = finding === undefined ? {} : { finding };
  return { kind: 'escalate', reason: ticket, say: said, ...summaryOf(turn, state), ...found };
}

/** Somebody whom the channel vouches for, and for whom nothing can be done here: they are told why. */
export const notEligible = (needs: Needs, turn: ConfirmTurn, say: NoCode | 'unknown-person'): ConfirmNext =>
  handOver(needs, turn, { say, ticket: 'not-eligible' });

/** Whom the help desk may have before it: only an anonymous person typed an address. */
export function summaryOf(turn: ConfirmTurn, { identifier }: ConfirmIdentity): { readonly summary?: string } {
  if (turn.vouchedFor || identifier === '') return {};
  return { summary: fill(confirmWords[turn.locale].addressGiven, turn.locale, { identifier }) };
}

/** What is written on a challenge, in words for the help desk alone. */
export const findingIn = (
  needs: Needs,
  turn: ConfirmTurn,
  reason: string | undefined,
): { readonly finding?: string } =>
  reason !== undefined && isConfirmReason(reason)
    ? { finding: reasonText(reason, turn.locale, factsOf(needs, turn)) }
    : {};

/** What a refused count leads to: a form to try again, or the help desk. */
export function refusal(
  needs: Needs,
  turn: ConfirmTurn,
  { reason, retryAt }: Refused,
  given: ConfirmIdentity,
): ConfirmNext {
  const state = { ...given, until: retryAt.toISOString() };
  switch (reason) {
    case 'too-soon':
    case 'too-many-requests':
      return again(reason, state);
    case 'too-many-codes':
      return handOver(needs, turn, { say: reason, ticket: 'too-many-tries', state });
    case 'paused':
      return handOver(needs, turn, { say: reason, ticket: 'resets-paused', state });
    case 'ticket-only':
      return toAPerson(needs, turn, reason);
  }
}

/** Nobody is known and nothing can be confirmed: the help desk's own form asks who it is. */
const toAPerson = (needs: Needs, turn: ConfirmTurn, reason: ConfirmReason): ConfirmNext => ({
  kind: 'ask',
  intent: 'talk-to-person',
  say: [text(reasonText(reason, turn.locale, factsOf(needs, turn)))],
});
