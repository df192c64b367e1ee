import type { Person } from '../../backends/user-directory/user-directory.ts';
import { text } from '../../conversation/say.ts';
import type { VouchedFor } from '../../conversation/turn.ts';
import { addressKey } from '../../kernel/address.ts';
import { maskAddress } from '../../kernel/redaction.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Needs } from '../needs.ts';
import { spendCode } from './code-budgets.ts';
import type { Asked } from './confirm-identity.form.ts';
import { ineligible, pathOf } from './confirm-identity.rules.ts';
import {
  again,
  askerOf,
  atFirst,
  type ConfirmIdentity,
  type ConfirmNext,
  type ConfirmTurn,
  digitsFor,
  factsOf,
  notEligible,
  refusal,
  turnedAway,
  wants,
} from './confirm-identity.state.ts';
import { confirmWords, reasonText } from './confirm-identity.words.ts';
import { confirmedAs, isOutdated, type SignInWanted, wantedSignIn } from './sign-in-proof.ts';
import { codeNotReceived, undeliveredTo } from './undelivered.ts';
import { whyNoCode } from './why-no-code.ts';

/** Whoever is vouched for need not say who they are. */
const nobody: Asked = { identifier: '' };

/**
 * A code for what was typed; a vouched-for person is asked for what the policy still wants, and what they typed is not read. A code that this
 * conversation was sent just now is good enough, unless one is to go to an address that was chosen.
 */
export async function askForCode(needs: Needs, turn: ConfirmTurn, asked: Asked = nobody): Promise<ConfirmNext> {
  const next = await proofOrCode(needs, turn, asked);
  if (next.kind !== 'again' || !next.state?.challenge || asked.to !== undefined) return next;
  return { kind: 'go', step: 'code', state: next.state, say: [text(confirmWords[turn.locale].onItsWay)] };
}

async function proofOrCode(needs: Needs, turn: ConfirmTurn, { identifier, to }: Asked): Promise<ConfirmNext> {
  const away = turnedAway(needs, turn);
  if (away) return away;
  return turn.vouchedFor
    ? confirmVouchedFor(needs, turn, { ...turn.vouchedFor, to })
    : startChallenge(needs, turn, { ...atFirst, identifier });
}

type Asking = Pick<VouchedFor, 'directoryId'> & { readonly to: number | undefined };

/** What the policy still wants of them: a sign-in, then a code, then nothing more. */
async function confirmVouchedFor(needs: Needs, turn: ConfirmTurn, { directoryId, to }: Asking): Promise<ConfirmNext> {
  const wanted = await wantedSignIn(needs, turn);
  if (wanted) return toSignIn(needs, turn, wanted);
  const withCode = wants(needs, turn, 'code');
  const person = await needs.directory.byId(directoryId);
  if (!person) return notEligible(needs, turn, 'unknown-person');
  const reason = withCode ? await whyNoCode(needs, person, turn.now) : ineligible(person);
  if (reason) return notEligible(needs, turn, reason);
  if (isOutdated(needs, turn, person)) return toSignIn(needs, turn, 'sign-in-outdated');
  if (!withCode) return confirmedAs(needs, turn, person);
  // What was chosen before does not count: addresses may have changed.
  const { destinations: _destinations, to: _to, ...before } = turn.state;
  const state = { ...before, identifier: person.id, ...whereTo(person, to) };
  // Somebody with several addresses says which.
  if (state.destination === '') return { kind: 'go', step: 'who', state };
  return startChallenge(needs, turn, state, person.id);
}

type Where = Pick<ConfirmIdentity, 'destination' | 'destinations' | 'to'>;

function whereTo({ addresses }: Person, chosen: number | undefined): Where {
  const destinations = addresses.map(maskAddress);
  if (destinations.length === 1) return { destination: destinations[0] ?? '' };
  const destination = chosen === undefined ? undefined : destinations[chosen];
  if (chosen === undefined || destination === undefined) return { destination: '', destinations };
  return { destination, destinations, to: chosen };
}

/** Not of one that was too long ago it is said: whoever has signed in for nothing else has done nothing yet. */
function toSignIn(needs: Needs, turn: ConfirmTurn, wanted: SignInWanted): ConfirmNext {
  const say = wanted === 'sign-in-old' ? [] : [text(reasonText(wanted, turn.locale, factsOf(needs, turn)))];
  const state = wanted === 'sign-in-outdated' ? { ...turn.state, isAnew: true } : turn.state;
  return { kind: 'go', step: 'sign-in', state, say };
}

/** A new code voids the old one, and counts as a code. There is none for a mailbox that took no mail just now. */
export async function askAgain(needs: Needs, turn: ConfirmTurn): Promise<ConfirmNext> {
  const { identifier, to, destinations } = turn.state;
  const undelivered = await undeliveredTo(needs, turn);
  if (undelivered?.reason === 'mailbox-refused') {
    if (!destinations) return codeNotReceived(needs, turn);
    const why = reasonText(undelivered.reason, turn.locale, factsOf(needs, turn));
    return { kind: 'go', step: 'who', say: [text(why)] };
  }
  const next = await proofOrCode(needs, turn, { identifier, ...(to === undefined ? {} : { to }) });
  if (next.kind === 'again') {
    const { until = '', challenge, left } = next.state ?? atFirst;
    return { ...next, state: { ...turn.state, until, ...(challenge ? { challenge, left } : {}) } };
  }
  if (next.kind !== 'go' || next.step !== 'code') return next;
  const { undeliverable, newCode } = confirmWords[turn.locale];
  return { ...next, say: [text(undelivered ? undeliverable : newCode)] };
}

/**
 * Counts, challenge and job: all of it or nothing, and the same statements for everyone. It is on disk before the turn says so, and for
 * whoever is to be looked up before the mail goes, because that is written down first; a job that knows the person writes nothing before.
 */
async function startChallenge(
  needs: Needs,
  turn: ConfirmTurn,
  state: ConfirmIdentity,
  person?: string,
): Promise<ConfirmNext> {
  const { database, challenges, jobs, limits } = needs;
  const asker = askerOf(turn, state.identifier);
  const counted = async (tx: Queryable) => {
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
    const { to } = state;
    const job = { challenge, reference: turn.reference, ...(to === undefined ? {} : { address: to }) };
    await jobs.send('send-code', job, tx);
    return { ok: true, challenge } as const;
  };
  const started = await database.transaction(counted, { unflushed: person === undefined });
  if (!started.ok) return refusal(needs, turn, started, await withOpenCode(needs, turn, state));
  return { kind: 'go', step: 'code', state: { ...state, challenge: started.challenge, left: limits.triesPerCode } };
}

/** A code that this conversation may still answer with: asked for before it was left, or by a process that died before it could say so. */
async function withOpenCode(needs: Needs, turn: ConfirmTurn, state: ConfirmIdentity): Promise<ConfirmIdentity> {
  const open = await needs.challenges.openFor(addressKey(turn.address), turn.now);
  return open?.identifier === state.identifier && open.path === pathOf(turn)
    ? { ...state, challenge: open.id, left: open.left }
    : state;
}

/** Nobody saw the end of a turn with the code's form: the newest code that is still good, else a way to another. */
export async function whichCode(needs: Needs, turn: ConfirmTurn): Promise<ConfirmNext> {
  const { challenge, left } = await withOpenCode(needs, turn, { ...turn.state, challenge: '' });
  return challenge === ''
    ? again('code-gone', { ...turn.state, left: 0 })
    : again('interrupted', { ...turn.state, challenge, left });
}
