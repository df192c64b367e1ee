import { setTimeout as pause } from 'node:timers/promises';
import { addressKey } from '../../kernel/address.ts';
import { Secret } from '../../kernel/secret.ts';
import type { Challenge } from '../../storage/challenges.ts';
import type { Needs } from '../needs.ts';
import { askForCode } from './ask-for-code.ts';
import type { Asker } from './code-budgets.ts';
import { type CountedTry, failedTry, noFailure, rightTry, spendTry } from './code-tries.ts';
import {
  again,
  askerOf,
  type ConfirmNext,
  type ConfirmTurn,
  findingIn,
  handOver,
  notEligible,
  refusal,
  turnedAway,
  wants,
} from './confirm-identity.state.ts';
import { confirmedAs, wantedSignIn } from './sign-in-proof.ts';
import { undeliveredTo } from './undelivered.ts';
import { whyNoCode } from './why-no-code.ts';

/** No code has this text: what is compared with it is wrong. */
const noCode = new Secret('');

/** A code confirms only what the policy asks for now, and only the person as the directory knows them now. */
export async function tryCode(needs: Needs, turn: ConfirmTurn, code: Secret): Promise<ConfirmNext> {
  const { challenges } = needs;
  const { state, now } = turn;
  const asker = askerOf(turn, state.identifier);
  const challenge = await openOnceSettled(needs, turn);
  if (!(await isWanted(needs, turn, challenge?.createdAt)))
    return askForCode(needs, turn, { identifier: state.identifier });
  if (challenge?.path !== asker.path) return again('code-gone', { ...state, left: 0 });
  const counted = await spendTry(needs, asker, { person: challenge.person, now });
  if (!counted.ok) return refusal(needs, turn, counted, state);

  const isHeeded = counted.heeded && !(await isStopped(needs, asker, challenge, now));
  const guess = await challenges.guess(challenge, addressKey(turn.address), isHeeded ? code : noCode, now);
  if (guess.ok) {
    // The code is used up by now: a count that cannot be given back must not cost the person their confirmation.
    await rightTry(needs, asker, now).catch((error: unknown) =>
      turn.log.warn('a right code stays counted as a try', { reference: turn.reference, err: error }),
    );
    return confirmFound(needs, turn, guess.person);
  }
  // Tries on a code that is over count too, and the last one of the day pauses as any other.
  const isFailure = guess.reason === 'wrong' || counted.lastTyped;
  if (!isFailure) {
    await noFailure(needs, asker, now);
    if (!counted.lastSilent) return again('code-gone', { ...state, left: 0 });
  }
  const left = guess.reason === 'gone' ? 0 : guess.left;
  turn.log.info('a code was wrong', { path: asker.path, left, reference: turn.reference });
  const say = guess.reason === 'gone' ? 'code-gone' : left === 0 ? 'code-spent' : 'wrong-code';
  return afterWrong(needs, turn, {
    counted: isFailure ? counted : { ...counted, lastOfSite: false },
    left,
    say,
    person: challenge.person,
  });
}

/**
 * The code that is guessed. Whether there is anybody behind a typed address is found out, written down and mailed in the moment after the
 * answer: a guess that came in that moment would tell by its time, so that it is heard when that is over. Nobody has the mail any sooner.
 */
async function openOnceSettled({ challenges, clock, limits }: Needs, { state, now }: ConfirmTurn) {
  const challenge = await challenges.open(state.challenge, now);
  if (challenge?.path !== 'anonymous') return challenge;
  const early = limits.anonymousGuessAfterMs - (clock.now().getTime() - challenge.createdAt.getTime());
  if (early <= 0) return challenge;
  // Clocks of two machines may differ.
  await pause(Math.min(early, limits.anonymousGuessAfterMs));
  return challenges.open(state.challenge, now);
}

/** Is a code what the policy of this path wants of them now? A sign-in before it must have been good when the code was asked for. */
async function isWanted(needs: Needs, turn: ConfirmTurn, askedAt: Date | undefined): Promise<boolean> {
  if (turnedAway(needs, turn) || !wants(needs, turn, 'code')) return false;
  return (await wantedSignIn(needs, turn, askedAt)) === undefined;
}

/** Much may have happened since the code was mailed; a vouched-for person acts for themself alone. */
async function confirmFound(needs: Needs, turn: ConfirmTurn, found: string): Promise<ConfirmNext> {
  const person = await needs.directory.byId(turn.vouchedFor?.directoryId ?? found);
  const reason = person?.id === found ? await whyNoCode(needs, person, turn.now) : 'unknown-person';
  if (person && !reason) return confirmedAs(needs, turn, person);
  if (turn.vouchedFor) return notEligible(needs, turn, reason ?? 'unknown-person');
  return handOver(needs, turn, {
    say: 'ticket-only',
    ticket: 'not-eligible',
    ...findingIn(needs, turn, reason),
  });
}

/** A code that was mailed before its owner said “This wasn’t me” is wrong, and nothing of that shows; asked for nobody too, so that it takes the same time. */
const isStopped = async ({ notMe }: Needs, { path }: Asker, { person = '' }: Challenge, now: Date): Promise<boolean> =>
  path === 'anonymous' && (await notMe.stopOf(person, now)) !== undefined;

interface Wrong {
  readonly counted: CountedTry;
  readonly left: number;
  /** Whatever was counted on the person found: that must not show. */
  readonly say: 'code-gone' | 'code-spent' | 'wrong-code';
  readonly person: string | undefined;
}

async function afterWrong(
  needs: Needs,
  turn: ConfirmTurn,
  { counted, left, say, person }: Wrong,
): Promise<ConfirmNext> {
  const asker = askerOf(turn, turn.state.identifier);
  const pausedUntil = await failedTry(needs, asker, { person, counted, now: turn.now, reference: turn.reference });
  if (pausedUntil) {
    await needs.challenges.void(turn.state.challenge);
    const state = { ...turn.state, until: pausedUntil.toISOString() };
    return handOver(needs, turn, { say: 'paused', ticket: 'too-many-tries', state });
  }
  const undelivered = await undeliveredTo(needs, turn);
  return again(undelivered?.reason ?? say, { ...turn.state, left });
}
