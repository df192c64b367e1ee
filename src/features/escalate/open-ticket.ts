import type { NewTicket, OpenedTicket, TicketDesk } from '../../backends/ticket-desk/ticket-desk.ts';
import type { Escalate, StepTurn } from '../../conversation/flow.ts';
import type { Needs } from '../needs.ts';
import { raiseAlarm } from '../raise-alarm.ts';
import { longestSummary } from './escalate.form.ts';
import { ticketCard } from './ticket-card.ts';

export type TicketNeeds = Pick<Needs, 'directory' | 'budgets' | 'limits' | 'site' | 'jobs' | 'log' | 'identity'> & {
  readonly desk: Pick<TicketDesk, 'open'>;
};
type Why = Parameters<Escalate>[1];
type Opened = OpenedTicket | { readonly ok: false; readonly reason: 'desk-down' };

/** Opens a ticket, or adds to one. Whatever fails, the answer names phone, mail and opening hours. */
export const escalateWith =
  (needs: TicketNeeds): Escalate =>
  async (turn, why) => [
    ticketCard(needs.site, turn, { reason: why.reason, opened: await openTicket(needs, turn, why) }),
  ];

async function openTicket(needs: TicketNeeds, turn: StepTurn, why: Why): Promise<Opened> {
  try {
    const allowed = await needs.budgets.spend(needs.limits.perRequesterAndHour.tickets, turn.requester, turn.now);
    if (!allowed.ok) return { ok: false, reason: 'too-many' };
    const opened = await needs.desk.open(await ticketFrom(needs, turn, why));
    turn.log.info('escalated', { reason: why.reason, reference: turn.reference, ...opened });
    if (opened.ok && opened.isNew) await countTicket(needs, turn);
    return opened;
  } catch (error) {
    turn.log.error('a ticket could not be opened', { reason: why.reason, reference: turn.reference, err: error });
    return { ok: false, reason: 'desk-down' };
  }
}

/** Many tickets at once mean that something is broken, or that somebody floods the help desk. The ticket is open, whatever comes of this. */
async function countTicket(needs: TicketNeeds, { now, log, reference }: StepTurn): Promise<void> {
  try {
    const counted = await needs.budgets.spend(needs.limits.siteWide.tickets, 'all', now);
    if (!counted.ok || counted.left === 0) await raiseAlarm(needs, 'many-tickets', { now });
  } catch (error) {
    log.warn('a ticket was not counted', { reference, err: error });
  }
}

async function ticketFrom(needs: TicketNeeds, turn: StepTurn, why: Why): Promise<NewTicket> {
  const { reason, error, summary, finding, callback } = why;
  const about = await personOf(needs, turn, why);
  return {
    reason,
    language: turn.locale,
    address: turn.address,
    transcript: turn.transcript,
    reference: turn.reference,
    ...about,
    ...(callback === undefined ? {} : { callback }),
    ...(turn.position === '' ? {} : { step: turn.position }),
    ...(error ? { fault: { backend: error.backend, fault: error.fault } } : {}),
    ...(summary === undefined ? {} : { summary: summary.slice(0, longestSummary) }),
    ...(finding === undefined ? {} : { finding }),
  };
}

/** Who it is about: confirmed by us, or vouched for by the channel. A directory that fails must not keep the ticket from being opened. */
async function personOf(
  { directory, identity }: TicketNeeds,
  turn: StepTurn,
  why: Why,
): Promise<Pick<NewTicket, 'person' | 'office'>> {
  const { confirmation, vouchedFor, path } = turn;
  const id = confirmation?.person ?? vouchedFor?.directoryId;
  if (id === undefined) return {};
  // A confirmation counts only under the policy that it was made under.
  const way = identity[vouchedFor ? path : 'anonymous'];
  const proof = confirmation && way !== 'off' ? { proof: { way, at: new Date(confirmation.at) } } : {};
  const nameless = { id, displayName: id, confirmed: confirmation !== undefined, ...proof };
  if (why.error?.backend === 'user-directory') return { person: nameless };
  try {
    const found = await directory.byId(id);
    if (!found) return { person: nameless };
    const { displayName, officeLocation: office } = found;
    return { person: { ...nameless, displayName }, ...(office ? { office } : {}) };
  } catch (error) {
    turn.log.warn('a ticket names its person by id only', { reference: turn.reference, err: error });
    return { person: nameless };
  }
}
