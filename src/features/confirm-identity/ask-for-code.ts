import type { Person } from '../../backends/user-directory/user-directory.ts';
import { text } from '../../conversation/say.ts';
import { addressKey } from '../../kernel/address.ts';
import { maskAddress } from '../../kernel/redaction.ts';
import type { Needs } from '../needs.ts';
import { spendCode } from './code-budgets.ts';
import { noCodeFor } from './confirm-identity.rules.ts';
import {
  again,
  askerOf,
  atFirst,
  type ConfirmIdentity,
  type ConfirmNext,
  type ConfirmTurn,
  digitsFor,
  handOver,
  mustSignIn,
  refusal,
  toAPerson,
  wants,
} from './confirm-identity.state.ts';
import { confirmWords } from './confirm-identity.words.ts';

/** A code for what was typed; for a vouched-for person `typed` is not read. One that this conversation was sent just now is good enough. */
export async function askForCode(needs: Needs, turn: ConfirmTurn, typed: string): Promise<ConfirmNext> {
  const next = await sendCode(needs, turn, typed);
  if (next.kind !== 'again' || !next.state?.challenge) return next;
  return { kind: 'go', step: 'code', state: next.state, say: [text(confirmWords[turn.locale].onItsWay)] };
}

async function sendCode(needs: Needs, turn: ConfirmTurn, typed: string): Promise<ConfirmNext> {
  if (turn.stranger) return toAPerson(needs, turn, turn.stranger);
  if (!wants(needs, turn, 'code')) return toAPerson(needs, turn, 'off');
  if (mustSignIn(needs, turn)) return { kind: 'go', step: 'sign-in' };
  if (!turn.vouchedFor) return startChallenge(needs, turn, { ...atFirst, identifier: typed });
  const person = await needs.directory.byId(turn.vouchedFor.directoryId);
  if (!person) return handOver(needs, turn, { say: 'unknown-person', ticket: 'not-eligible' });
  const reason = noCodeFor(person, turn.now, needs.limits);
  if (reason) return handOver(needs, turn, { say: reason, ticket: 'not-eligible' });
  return startChallenge(
    needs,
    turn,
    { ...turn.state, identifier: person.id, destination: destinationOf(person) },
    person.id,
  );
}

/** A new code voids the old one, and counts as a code. */
export async function askAgain(needs: Needs, turn: ConfirmTurn): Promise<ConfirmNext> {
  const next = await sendCode(needs, turn, turn.state.identifier);
  if (next.kind === 'again') {
    const { until = '', challenge, left } = next.state ?? atFirst;
    return { ...next, state: { ...turn.state, until, ...(challenge ? { challenge, left } : {}) } };
  }
  if (next.kind !== 'go') return next;
  return { ...next, say: [text(confirmWords[turn.locale].newCode)] };
}

/** Counts, challenge and job: all of it or nothing, and the same statements for everyone. */
async function startChallenge(
  needs: Needs,
  turn: ConfirmTurn,
  state: ConfirmIdentity,
  person?: string,
): Promise<ConfirmNext> {
  const { database, challenges, jobs, limits } = needs;
  const asker = askerOf(turn, state.identifier);
  const started = await database.transaction(async (tx) => {
    const spent = await spendCode(needs, asker, { now: turn.now, tx });
    if (!spent.ok) return spent;
    const challenge = await challenges.start(
      {
        path: asker.path,
        address: addressKey(turn.address),
        identifier: state.identifier,
        ...(person === undefined ? {} : { person }),
        digits: digitsFor(needs, turn),
        locale: turn.locale,
        expiresAt: new Date(turn.now.getTime() + limits.codeSeconds * 1000),
      },
      turn.now,
      tx,
    );
    await jobs.send('send-code', { challenge }, tx);
    return { ok: true, challenge } as const;
  });
  if (!started.ok) return refusal(needs, turn, started, await withOpenCode(needs, turn, state));
  return { kind: 'go', step: 'code', state: { ...state, challenge: started.challenge, left: limits.triesPerCode } };
}

/** A code that this conversation may still answer with: asked for before it was left, or by a process that died before it could say so. */
async function withOpenCode(needs: Needs, turn: ConfirmTurn, state: ConfirmIdentity): Promise<ConfirmIdentity> {
  const open = await needs.challenges.openFor(addressKey(turn.address), turn.now);
  return open?.identifier === state.identifier ? { ...state, challenge: open.id, left: open.left } : state;
}

/** Nobody saw the end of a turn with the code's form: the newest code that is still good, else a way to another. */
export async function whichCode(needs: Needs, turn: ConfirmTurn): Promise<ConfirmNext> {
  const { challenge, left } = await withOpenCode(needs, turn, { ...turn.state, challenge: '' });
  return challenge === ''
    ? again('code-gone', { ...turn.state, left: 0 })
    : again('interrupted', { ...turn.state, challenge, left });
}

const destinationOf = ({ addresses: [first = ''] }: Person): string => maskAddress(first);
