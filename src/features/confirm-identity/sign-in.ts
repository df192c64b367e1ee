import { text } from '../../conversation/say.ts';
import type { Needs } from '../needs.ts';
import { askForCode } from './ask-for-code.ts';
import { siteAllows } from './code-budgets.ts';
import { again, type ConfirmNext, type ConfirmTurn, factsOf, refusal, turnedAway } from './confirm-identity.state.ts';
import { isConfirmReason, reasonText } from './confirm-identity.words.ts';
import { signInOf, wantedSignIn } from './sign-in-proof.ts';

type Again = Extract<ConfirmNext, { kind: 'again' }>;

/** Before anything is asked: is there a way at all? A vouched-for person need not say who they are. */
export async function begin(needs: Needs, turn: ConfirmTurn): Promise<ConfirmNext | undefined> {
  if (turn.vouchedFor) return askForCode(needs, turn);
  const away = turnedAway(needs, turn);
  if (away) return away;
  const site = await siteAllows(needs, turn.now);
  return site.ok ? undefined : refusal(needs, turn, site, turn.state);
}

/** Somebody came back from signing in: the turn says as whom and when, and only a sign-in of now counts. */
export async function signedIn(needs: Needs, turn: ConfirmTurn, result: 'done' | 'failed'): Promise<ConfirmNext> {
  const signIn = turn.vouchedFor?.signedInAt && signInOf(turn);
  if (result === 'failed' || !signIn) return again('sign-in-failed', turn.state);
  const wanted = await wantedSignIn(needs, turn);
  if (wanted) return again(wanted, turn.state);
  const state = { ...turn.state, signIn };
  const next = await askForCode(needs, { ...turn, state });
  // The sign-in holds; only the code has to wait.
  return next.kind === 'again' ? askedLater(needs, turn, { ...next, state: next.state ?? state }) : next;
}

function askedLater(needs: Needs, turn: ConfirmTurn, { reason, state = turn.state }: Again): ConfirmNext {
  const words = isConfirmReason(reason) ? [text(reasonText(reason, turn.locale, factsOf(needs, turn, state)))] : [];
  return { kind: 'go', step: 'who', state, say: words };
}
