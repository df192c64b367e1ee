import { text } from '../../conversation/say.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { Needs } from '../needs.ts';
import { type Undelivered, undeliveredIn } from './confirm-identity.rules.ts';
import { type ConfirmNext, type ConfirmTurn, factsOf, findingIn, summaryOf } from './confirm-identity.state.ts';
import { reasonText } from './confirm-identity.words.ts';

/** Why the code's mail did not arrive, for whom that may be told: to anybody else it would say that there is a mailbox. */
export async function undeliveredTo(needs: Needs, turn: ConfirmTurn): Promise<Undelivered | undefined> {
  if (!turn.vouchedFor) return undefined;
  return undeliveredIn(await needs.challenges.findingOf(turn.state.challenge));
}

/** “Nothing came”: the help desk goes on. The code is of no more use. */
export async function codeNotReceived(needs: Needs, turn: ConfirmTurn): Promise<ConfirmNext> {
  const { challenges } = needs;
  await challenges.void(turn.state.challenge);
  const finding = await challenges.findingOf(turn.state.challenge);
  const undelivered = undeliveredIn(finding);
  return {
    kind: 'escalate',
    reason: 'code-not-received',
    ...summaryOf(turn, turn.state),
    ...findingIn(needs, turn, undelivered?.reason ?? finding),
    ...(undelivered?.reason === 'undeliverable' ? { error: new BackendError('mailer', undelivered.fault) } : {}),
    ...(undelivered && turn.vouchedFor
      ? { say: [text(reasonText(undelivered.reason, turn.locale, factsOf(needs, turn)))] }
      : {}),
  };
}
