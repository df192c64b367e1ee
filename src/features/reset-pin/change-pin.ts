import {
  type ChosenPinService,
  type OnePinService,
  pinServiceOf,
  type SetPinRefusal,
  type SetPinResult,
} from '../../backends/pin-service/pin-service.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import type { Next } from '../../conversation/flow.ts';
import type { Reply } from '../../conversation/reply.ts';
import { text } from '../../conversation/say.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { TicketReason } from '../../kernel/escalation.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { Needs } from '../needs.ts';
import { standingOf } from '../standing.ts';
import { changedNothing, countedReset, uncount } from './count-reset.ts';
import { type Done, doneCard, issuedText } from './reset-pin.cards.ts';
import { canChooseAgain, notAllowed, notAllowedBy, outcomeOf, type ResetReason } from './reset-pin.rules.ts';
import { resetWords } from './reset-pin.words.ts';
import { confirmationOf, confirmedId, type ResetTurn } from './reset-turn.ts';

type ResetNext = Next<object>;

/** The person that the conversation was confirmed for, as the directory knows them now. */
export async function confirmedPerson(needs: Needs, turn: ResetTurn): Promise<Person> {
  const person = await needs.directory.byId(confirmedId(turn));
  if (!person) throw new Error('the confirmed person is no longer in the directory');
  return person;
}

/** The step that this person's service has, or a reason why they may have no reset now and where that leads; undefined where the flow begins with that step. */
export async function mayReset(needs: Needs, turn: ResetTurn): Promise<ResetNext | undefined> {
  // Asked for first: thrown between the two, it would leave the rejection of the other one to nobody.
  const id = confirmedId(turn);
  const [asked, left] = await Promise.all([
    personAllowed(needs, turn),
    needs.budgets.look(needs.limits.resetsPerDay, id, turn.now),
  ]);
  if ('refused' in asked) return asked.refused;
  if (!left.ok) return handOver(turn, 'too-many-resets', 'too-many-resets');
  return needs.pins.kind === 'mixed' && asked.pins.kind === 'issued' ? { kind: 'go', step: 'issue' } : undefined;
}

type Allowed = { readonly person: Person; readonly pins: OnePinService } | { readonly refused: ResetNext };

/** The confirmed person, if they may have a PIN now. */
async function personAllowed(needs: Needs, turn: ResetTurn): Promise<Allowed> {
  const person = await needs.directory.byId(confirmedId(turn));
  // Whom the service can do nothing for hears it now rather than after two inputs, when it refuses the PIN.
  const disallowed = notAllowed(person);
  if (!person || disallowed) return { refused: handOver(turn, disallowed ?? 'no-account', 'not-eligible') };
  const pins = await pinServiceOf(needs.pins, person);
  const reason = await pins.refusalOf(person);
  if (reason) return { refused: handOver(turn, reason, 'not-eligible') };
  const { standing = standingOf(person) } = confirmationOf(turn);
  if (standingOf(person) !== standing) return { refused: passwordChanged(turn) };
  const stop = await needs.notMe.stopOf(person.id, turn.now);
  const stopped = notAllowedBy(stop, turn);
  if (!stop || !stopped) return { person, pins };
  const next = handOver(turn, stopped, stopped === 'frozen' ? 'resets-paused' : 'not-eligible');
  return { refused: { ...next, finding: resetWords[turn.locale][`${stop}Note`] } };
}

/** Sets the PIN, once; the person is looked at again, for much may have happened since the form was shown. */
export async function changePin(
  needs: Needs,
  { turn, pin }: { readonly turn: ResetTurn; readonly pin: Secret },
): Promise<ResetNext> {
  const asked = await personAllowed(needs, turn);
  if ('refused' in asked) return asked.refused;
  const { person, pins } = asked;
  if (pins.kind !== 'chosen') return movedAway(turn);
  const result = await countedReset(needs, turn, () => pins.setPin(person, pin, turn.stillOurs)).catch(
    (error: unknown) => unseenEnd(needs, turn, { person, pins, error }),
  );
  if (result === 'unknown') return mayStillCome(turn);
  if (!result.ok) return refusal(turn, result.reason);
  return toFeedback([doneReply(needs, turn, { person, ...(result.expiresAt ? { expiresAt: result.expiresAt } : {}) })]);
}

/** Has the service make and mail a PIN, once: where nobody knows whether it did, the mail will tell. */
export async function askIssue(needs: Needs, turn: ResetTurn): Promise<ResetNext> {
  const asked = await personAllowed(needs, turn);
  if ('refused' in asked) return asked.refused;
  const { person, pins } = asked;
  if (pins.kind !== 'issued') return movedAway(turn);
  const result = await countedReset(needs, turn, () => pins.issue(person, turn.stillOurs)).catch((error: unknown) => {
    if (!(error instanceof BackendError) || changedNothing(error)) throw error;
    turn.log.warn('nobody knows whether a PIN was issued', { reference: turn.reference, err: error });
    return 'unknown' as const;
  });
  if (result === 'unknown') return issueUnknown(turn, person);
  if (!result.ok) return refusal(turn, result.reason);
  return toFeedback([text(issuedText(person, turn.locale, true))]);
}

/** Their PIN was in the other service when the form was shown. */
const movedAway = (turn: ResetTurn): ResetNext => handOver(turn, 'other-service', 'not-eligible');

const issueUnknown = ({ locale }: ResetTurn, person: Person): ResetNext =>
  over(text(issuedText(person, locale, false)));

const mayStillCome = ({ locale }: ResetTurn): ResetNext => over(text(resetWords[locale].mayStillCome));

/** Its end will be heard of elsewhere. What confirmed it stays spent, so the same form would be of no use. */
const over = (said: Reply): ResetNext => ({ kind: 'finish', say: [said], spent: 'change' });

/** Nobody saw the end of a change that began at `startedAt`: the service's status is read, and nothing is done again. Its owner is told by the job that was written before it. */
export async function readBack(needs: Needs, turn: ResetTurn, startedAt: Date): Promise<ResetNext> {
  if (!turn.confirmation) {
    return { kind: 'ask', intent: 'reset-pin', say: [text(resetWords[turn.locale]['interrupted-unknown'])] };
  }
  const person = await confirmedPerson(needs, turn);
  const pins = await pinServiceOf(needs.pins, person);
  const status = await pins.statusOf(person);
  const changedAt = outcomeOf(status, startedAt, needs.clock.now());
  if (changedAt === 'interrupted-unchanged') await uncount(needs, turn);
  if (!(changedAt instanceof Date)) {
    if (changedAt === 'interrupted-unchanged') return again(changedAt);
    if (pins.kind === 'issued') return issueUnknown(turn, person);
    return changedAt === 'under-way' ? mayStillCome(turn) : again(changedAt);
  }
  const { expiresAt } = status;
  return toFeedback([
    doneReply(needs, turn, { person, changedAt, ...(expiresAt instanceof Date ? { expiresAt } : {}) }),
  ]);
}

/** The same form again. Narrower than a string, so that every reason is worded. */
export const again = (reason: ResetReason): Extract<ResetNext, { kind: 'again' }> => ({ kind: 'again', reason });

interface Unseen {
  readonly person: Person;
  readonly pins: ChosenPinService;
  readonly error: unknown;
}

/** Of a service that took too long the status tells whether the PIN is set, or may still be; else the fault stands. Its owner is told by the job that was written before. */
async function unseenEnd(
  { clock }: Needs,
  { now: startedAt, reference, log }: ResetTurn,
  { person, pins, error }: Unseen,
): Promise<Extract<SetPinResult, { ok: true }> | 'unknown'> {
  if (!(error instanceof BackendError) || changedNothing(error)) throw error;
  // Its fault may say that nothing was done, which is true of the question alone.
  const status = await pins.statusOf(person).catch(() => undefined);
  const outcome = status && outcomeOf(status, startedAt, clock.now());
  if (outcome instanceof Date) {
    return { ok: true, ...(status?.expiresAt instanceof Date ? { expiresAt: status.expiresAt } : {}) };
  }
  if (outcome !== 'under-way') throw error;
  log.warn('nobody knows whether a PIN was set', { reference, err: error });
  return 'unknown';
}

function refusal(turn: ResetTurn, reason: SetPinRefusal | 'proof-used' | 'too-many-resets'): ResetNext {
  if (reason === 'proof-used') return confirmAnew(turn, reason);
  if (reason === 'too-many-resets') return handOver(turn, reason, 'too-many-resets');
  turn.log.info('the PIN service refused', { reason, reference: turn.reference });
  return canChooseAgain(reason) ? again(reason) : handOver(turn, reason, 'pin-refused');
}

/** Codes are refused for a day after that, and whoever signs in has to do it anew. Who is not vouched for reads nothing of it. */
const passwordChanged = (turn: ResetTurn): ResetNext =>
  turn.vouchedFor
    ? confirmAnew(turn, 'password-changed')
    : { ...handOver(turn, 'not-here', 'not-eligible'), finding: resetWords[turn.locale].passwordNote };

/** The confirmation is worth nothing by now: a change was made with it in another conversation, or what it rested on is no more. */
const confirmAnew = (turn: ResetTurn, why: 'proof-used' | 'password-changed'): ResetNext => ({
  kind: 'ask',
  intent: 'reset-pin',
  say: [text(resetWords[turn.locale][why])],
  spent: 'change',
});

type HandedOver = Extract<ResetNext, { kind: 'escalate' }>;

const handOver = (turn: ResetTurn, reason: ResetReason, ticket: TicketReason): HandedOver => ({
  kind: 'escalate',
  reason: ticket,
  say: [text(resetWords[turn.locale][reason])],
});

const doneReply = ({ site, pins }: Needs, turn: ResetTurn, done: Omit<Done, 'site' | 'opensMeetings'>): Reply =>
  doneCard({ ...done, site, opensMeetings: pins.opensMeetings }, turn.locale);

/** The flow is over, and its one change is spent. “Was this helpful?” comes next. */
const toFeedback = (say: readonly Reply[]): ResetNext => ({
  kind: 'ask',
  intent: 'feedback',
  say,
  spent: 'change',
  isDone: true,
});
