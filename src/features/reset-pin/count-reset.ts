import { addressKey } from '../../kernel/address.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Needs } from '../needs.ts';
import { confirmationOf, confirmedId, type ResetTurn } from './reset-turn.ts';

interface NotCounted {
  readonly ok: false;
  readonly reason: 'proof-used' | 'too-many-resets';
}

/**
 * One of the day's resets and the one change of what confirmed it, counted before `change` is called, so that two conversations at once cannot
 * both have them, and given back where nothing was changed. The job that tells the owner is written with the count: should nobody see the end, it finds out for itself,
 * and where a service cannot say it takes the PIN for changed. So the end is written down for it, also where nothing was changed.
 */
export async function countedReset<R extends { readonly ok: boolean }>(
  needs: Needs,
  turn: ResetTurn,
  change: () => Promise<R>,
): Promise<R | NotCounted> {
  const notCounted = await begin(needs, turn);
  if (notCounted) return { ok: false, reason: notCounted };
  try {
    const result = await change();
    await (result.ok ? announce(needs, turn) : giveBack(needs, turn));
    return result;
  } catch (error) {
    if (error instanceof BackendError && changedNothing(error)) await giveBack(needs, turn);
    throw error;
  }
}

/** After the others nobody knows what was done. */
export const changedNothing = ({ fault }: BackendError): boolean => fault !== 'timeout' && fault !== 'bad-answer';

const about = (turn: ResetTurn) => ({
  person: confirmedId(turn),
  at: turn.now.toISOString(),
  madeIn: addressKey(turn.address),
  reference: turn.reference,
});

/** Asks in the same transaction whether this turn may still change something: somebody may have signed out since it began. */
const begin = (
  { database, budgets, limits, jobs }: Needs,
  turn: ResetTurn,
): Promise<NotCounted['reason'] | undefined> =>
  database.transaction(async (tx) => {
    if (!(await turn.stillOurs(tx))) throw new Error('the turn was taken over, or whoever began it has signed out');
    const { person, proof } = confirmationOf(turn);
    const [change, reset] = await budgets.take(
      [
        { do: 'spend', limit: limits.changesPerProof, key: proof },
        { do: 'spend', limit: limits.resetsPerDay, key: person },
      ],
      turn.now,
      tx,
    );
    if (!change?.ok) return 'proof-used';
    if (!reset?.ok) return 'too-many-resets';
    await jobs.send('announce-reset', { ...about(turn), done: false }, tx);
    return undefined;
  });

/** The PIN is changed by now, so a database that fails must not make it look otherwise: then the first job does this a minute later. */
async function announce({ database, jobs }: Needs, turn: ResetTurn): Promise<void> {
  try {
    await jobs.send('announce-reset', { ...about(turn), done: true }, database.unflushed);
  } catch (error) {
    turn.log.warn('the owner of a PIN is told of its change a minute late', { reference: turn.reference, err: error });
  }
}

/** Nothing was changed: nobody is told. */
const giveBack = (needs: Needs, turn: ResetTurn): Promise<void> =>
  orStaysCounted(
    turn,
    needs.database.transaction(async (tx) => {
      await refund(needs, turn, tx);
      await needs.jobs.send('send-notice', { ...about(turn), notice: 'pin-changed', unchanged: true }, tx);
    }),
  );

/**
 * Gives back a reset that another turn counted, somewhat after its form was begun, and that died before it changed anything. What tells the
 * owner is left as it is: should the change come after all, they hear of it.
 */
export const uncount = (needs: Needs, turn: ResetTurn): Promise<void> =>
  orStaysCounted(
    turn,
    needs.database.transaction((tx) => refund(needs, turn, tx)),
  );

async function refund({ budgets, limits }: Needs, turn: ResetTurn, tx: Queryable): Promise<void> {
  const { person, proof } = confirmationOf(turn);
  await budgets.refund(limits.changesPerProof, proof, turn.now, tx);
  await budgets.refund(limits.resetsPerDay, person, turn.now, tx);
}

const orStaysCounted = (turn: ResetTurn, giving: Promise<void>): Promise<void> =>
  giving.catch((error: unknown) =>
    turn.log.warn('a reset that did not happen stays counted', { reference: turn.reference, err: error }),
  );
