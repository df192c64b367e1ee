import { text } from '../../conversation/say.ts';
import { addressKey } from '../../kernel/address.ts';
import { Secret } from '../../kernel/secret.ts';
import type { Needs } from '../needs.ts';
import { type CountedTry, failedTry, noFailure, rightTry, spendTry } from './code-tries.ts';
import {
  again,
  askerOf,
  type ConfirmNext,
  type ConfirmTurn,
  factsOf,
  handOver,
  refusal,
  summaryOf,
} from './confirm-identity.state.ts';
import { confirmWords, isConfirmReason, reasonText } from './confirm-identity.words.ts';

/** No code has this text: what is compared with it is wrong. */
const noCode = new Secret('');

export async function tryCode(needs: Needs, turn: ConfirmTurn, code: Secret): Promise<ConfirmNext> {
  const { challenges } = needs;
  const { state, now } = turn;
  const asker = askerOf(turn, state.identifier);
  const challenge = await challenges.open(state.challenge, now);
  if (!challenge) return again('code-gone', { ...state, left: 0 });
  const counted = await spendTry(needs, asker, { person: challenge.person, now });
  if (!counted.ok) return refusal(needs, turn, counted, state);

  const guess = await challenges.guess(challenge, addressKey(turn.address), counted.heeded ? code : noCode, now);
  if (guess.ok) {
    // The code is used up by now: a count that cannot be given back must not cost the person their confirmation.
    await rightTry(needs, asker, now).catch((error: unknown) =>
      turn.log.warn('a right code stays counted as a try', { reference: turn.reference, err: error }),
    );
    return { kind: 'finish', confirmed: guess.person, say: [text(confirmWords[turn.locale].confirmed)] };
  }
  // Tries on a code that is over count too, and the last one of the day pauses as any other.
  const isLastOfDay = counted.lastTyped || counted.lastSilent;
  if (guess.reason === 'gone' && !isLastOfDay) {
    await noFailure(needs, asker, now);
    return again('code-gone', { ...state, left: 0 });
  }
  const left = guess.reason === 'gone' ? 0 : guess.left;
  turn.log.info('a code was wrong', { path: asker.path, left });
  return afterWrong(needs, turn, { counted, left, person: challenge.person });
}

interface Wrong {
  readonly counted: CountedTry;
  readonly left: number;
  readonly person: string | undefined;
}

async function afterWrong(needs: Needs, turn: ConfirmTurn, { counted, left, person }: Wrong): Promise<ConfirmNext> {
  const asker = askerOf(turn, turn.state.identifier);
  const pausedUntil = await failedTry(needs, asker, { person, counted, now: turn.now });
  if (pausedUntil) {
    await needs.challenges.void(turn.state.challenge);
    const state = { ...turn.state, until: pausedUntil.toISOString() };
    return handOver(needs, turn, { say: 'paused', ticket: 'too-many-tries', state });
  }
  return again(left === 0 ? 'code-spent' : 'wrong-code', { ...turn.state, left });
}

/** “Nothing came”: the help desk goes on. The code is of no more use. */
export async function codeNotReceived(needs: Needs, turn: ConfirmTurn): Promise<ConfirmNext> {
  const { challenges } = needs;
  await challenges.void(turn.state.challenge);
  const finding = await challenges.findingOf(turn.state.challenge);
  const { summary } = summaryOf(turn, turn.state);
  // Nobody but the help desk reads a ticket: here the reason may stand.
  const why =
    finding !== undefined && isConfirmReason(finding) ? reasonText(finding, turn.locale, factsOf(needs, turn)) : '';
  const told = [summary ?? '', why].filter((part) => part !== '').join(' ');
  return { kind: 'escalate', reason: 'code-not-received', ...(told === '' ? {} : { summary: told }) };
}
