import { BackendError } from '../../kernel/errors.ts';
import type { Needs } from '../needs.ts';
import { confirmedId, type ResetTurn } from './reset-turn.ts';

const tooMany = { ok: false, reason: 'too-many-resets' } as const;

/**
 * One of the day's resets, counted before `change` is called, so that two conversations at once cannot both have the last one, and given back
 * where nothing was changed. The job that tells the owner is written with the count: should nobody see the end, it finds out for itself,
 * and where a service cannot say it takes the PIN for changed. So the end is written down for it, also where nothing was changed.
 */
export async function countedReset<R extends { readonly ok: boolean }>(
  needs: Needs,
  turn: ResetTurn,
  change: () => Promise<R>,
): Promise<R | typeof tooMany> {
  if (!(await begin(needs, turn))) return tooMany;
  try {
    const result = await change();
    await (result.ok ? announce(needs, turn) : giveBack(needs, turn));
    return result;
  } catch (error) {
    if (error instanceof BackendError && changedNothing(error)) await giveBack(needs, turn);
    throw error;
  }
}

/** After these nobody knows what was done. */
const changedNothing = ({ fault }: BackendError): boolean => fault !== 'timeout' && fault !== 'bad-answer';

const about = (turn: ResetTurn) => ({ person: confirmedId(turn), at: turn.now.toISOString() });

const begin = ({ database, budgets, limits, jobs }: Needs, turn: ResetTurn): Promise<boolean> =>
  database.transaction(async (tx) => {
    const { ok } = await budgets.spend(limits.resetsPerDay, confirmedId(turn), turn.now, tx);
    if (ok) await jobs.send('announce-reset', { ...about(turn), done: false }, tx);
    return ok;
  });

/** The PIN is changed by now, so a database that fails must not make it look otherwise: then the first job does this a minute later. */
async function announce({ jobs }: Needs, turn: ResetTurn): Promise<void> {
  try {
    await jobs.send('announce-reset', { ...about(turn), done: true });
  } catch (error) {
    turn.log.warn('the owner of a PIN is told of its change a minute late', { reference: turn.reference, err: error });
  }
}

const giveBack = ({ database, budgets, limits, jobs }: Needs, turn: ResetTurn): Promise<void> =>
  orStaysCounted(
    turn,
    database.transaction(async (tx) => {
      await budgets.refund(limits.resetsPerDay, confirmedId(turn), turn.now, tx);
      await jobs.send('send-notice', { ...about(turn), notice: 'pin-changed', unchanged: true }, tx);
    }),
  );

/** Gives back a reset that began at `startedAt` and died before it changed anything. What tells the owner is left as it is: should the change come after all, they hear of it. */
export const uncount = ({ budgets, limits }: Needs, turn: ResetTurn, startedAt: Date): Promise<void> =>
  orStaysCounted(turn, budgets.refund(limits.resetsPerDay, confirmedId(turn), startedAt));

const orStaysCounted = (turn: ResetTurn, giving: Promise<void>): Promise<void> =>
  giving.catch((error: unknown) =>
    turn.log.warn('a reset that did not happen stays counted', { reference: turn.reference, err: error }),
  );
