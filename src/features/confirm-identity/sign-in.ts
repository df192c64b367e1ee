import { text } from '../../conversation/say.ts';
import type { Needs } from '../needs.ts';
import { askForCode } from './ask-for-code.ts';
import { siteAllows } from './code-budgets.ts';
import { ineligible, pathOf } from './confirm-identity.rules.ts';
import {
  again,
  type ConfirmNext,
  type ConfirmTurn,
  factsOf,
  handOver,
  mustSignIn,
  refusal,
  toAPerson,
  wants,
} from './confirm-identity.state.ts';
import { confirmWords, isConfirmReason, reasonText } from './confirm-identity.words.ts';

type Again = Extract<ConfirmNext, { kind: 'again' }>;

/** Before anything is asked: is there a way at all? A vouched-for person need not say who they are. */
export async function begin(needs: Needs, turn: ConfirmTurn): Promise<ConfirmNext | undefined> {
  if (turn.stranger) return toAPerson(needs, turn, turn.stranger);
  if (needs.identity[pathOf(turn)] === 'off') return toAPerson(needs, turn, 'off');
  if (turn.vouchedFor) return confirmVouchedFor(needs, turn);
  const site = await siteAllows(needs, turn.now);
  return site.ok ? undefined : refusal(needs, turn, site, turn.state);
}

/** What a vouched-for person still has to do by the policy: sign in, then a code, then nothing more. */
export async function confirmVouchedFor(needs: Needs, turn: ConfirmTurn): Promise<ConfirmNext> {
  if (mustSignIn(needs, turn)) return { kind: 'go', step: 'sign-in' };
  if (wants(needs, turn, 'code')) return askForCode(needs, turn, '');
  if (!turn.vouchedFor || !wants(needs, turn, 'sign-in')) return toAPerson(needs, turn, 'off');
  const person = await needs.directory.byId(turn.vouchedFor.directoryId);
  if (!person) return handOver(needs, turn, { say: 'unknown-person', ticket: 'not-eligible' });
  const reason = ineligible(person);
  if (reason) return handOver(needs, turn, { say: reason, ticket: 'not-eligible' });
  return { kind: 'finish', confirmed: person.id, say: [text(confirmWords[turn.locale].confirmed)] };
}

/** Somebody came back from signing in: the turn says as whom and when, and only a sign-in of now counts. */
export async function signedIn(needs: Needs, turn: ConfirmTurn, result: 'done' | 'failed'): Promise<ConfirmNext> {
  const { vouchedFor, state } = turn;
  if (result === 'failed' || !vouchedFor?.signedInAt) return again('sign-in-failed', state);
  if (mustSignIn(needs, turn)) return again('sign-in-old', state);
  const signed = { ...state, identifier: vouchedFor.directoryId, signedInAt: vouchedFor.signedInAt.toISOString() };
  const next = await confirmVouchedFor(needs, { ...turn, state: signed });
  return next.kind === 'go'
    ? { ...next, state: next.state ?? signed }
    : next.kind === 'again'
      ? askedLater(needs, turn, next)
      : next;
}

/** The sign-in holds; only the code has to wait. */
function askedLater(needs: Needs, turn: ConfirmTurn, { reason, state = turn.state }: Again): ConfirmNext {
  const words = isConfirmReason(reason) ? [text(reasonText(reason, turn.locale, factsOf(needs, turn, state)))] : [];
  return { kind: 'go', step: 'who', state, say: words };
}
