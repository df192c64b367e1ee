import type { Person } from '../../backends/user-directory/user-directory.ts';
import { text } from '../../conversation/say.ts';
import type { Needs } from '../needs.ts';
import { standingOf } from '../standing.ts';
import { type ConfirmNext, type ConfirmTurn, wants } from './confirm-identity.state.ts';
import { confirmWords } from './confirm-identity.words.ts';

/** That somebody proved to their identity provider who they are. */
export interface SignIn {
  readonly directoryId: string;
  readonly tenantId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The vouched-for person's own: the one that this turn brings, else the one that this conversation remembers. */
export function signInOf({ vouchedFor, state: { signIn } }: ConfirmTurn): SignIn | undefined {
  if (!vouchedFor) return undefined;
  const { directoryId, tenantId, signedInAt } = vouchedFor;
  if (signedInAt) return { directoryId, tenantId, at: signedInAt.toISOString() };
  return signIn?.directoryId === directoryId && signIn.tenantId === tenantId ? signIn : undefined;
}

/** What a change with this sign-in is counted on: the same on every path and in every conversation. */
const proofOf = ({ directoryId, tenantId, at }: SignIn): string =>
  `sign-in ${tenantId} ${directoryId} ${at}`.toLowerCase();

/** Nothing more is wanted. The sign-in proves it where the policy wants one, else the code: each is good for one change. */
export function confirmedAs(needs: Needs, turn: ConfirmTurn, person: Person): ConfirmNext {
  const signIn = wants(needs, turn, 'sign-in') ? signInOf(turn) : undefined;
  const proof = signIn ? proofOf(signIn) : `code ${turn.state.challenge}`;
  const confirmed = { person: person.id, proof, standing: standingOf(person) };
  return { kind: 'finish', confirmed, say: [text(confirmWords[turn.locale].confirmed)] };
}

/** Clocks of two machines differ by less. */
const clockSkewMs = 60_000;

export type SignInWanted = 'sign-in-old' | 'sign-in-used' | 'sign-in-outdated';

/**
 * Why a vouched-for person has to sign in (again), where the policy wants that. `sign-in-old`: there is none, or it was too long ago at `since`,
 * when the code after it was asked for. `sign-in-used`: a change was made with it.
 */
export async function wantedSignIn(
  needs: Needs,
  turn: ConfirmTurn,
  since: Date = turn.now,
): Promise<SignInWanted | undefined> {
  if (!turn.vouchedFor || !wants(needs, turn, 'sign-in')) return undefined;
  const { budgets, limits } = needs;
  const signIn = signInOf(turn);
  if (!signIn) return 'sign-in-old';
  const at = Date.parse(signIn.at);
  const isToCome = at > turn.now.getTime() + clockSkewMs;
  if (isToCome || since.getTime() - at > limits.signInSeconds * 1000) return 'sign-in-old';
  const unused = await budgets.look(limits.changesPerProof, proofOf(signIn), turn.now);
  return unused.ok ? undefined : 'sign-in-used';
}

/** Whoever changes a password ends the sessions that came of the one before; Entra ID does so within minutes, and this at once. */
export function isOutdated(needs: Needs, turn: ConfirmTurn, { lastPasswordChangeAt }: Person): boolean {
  const signIn = wants(needs, turn, 'sign-in') ? signInOf(turn) : undefined;
  if (!signIn || !lastPasswordChangeAt) return false;
  return lastPasswordChangeAt.getTime() > Date.parse(signIn.at) + clockSkewMs;
}
