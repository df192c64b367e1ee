import type { OwnTicket, TicketDesk, TicketOwner } from '../../backends/ticket-desk/ticket-desk.ts';
import { type Flow, flow, type Next, type StepTurn, step } from '../../conversation/flow.ts';
import { text } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { Needs } from '../needs.ts';
import { listCard, ticketCard } from './my-tickets.cards.ts';
import { ownAction } from './my-tickets.form.ts';
import { ticketWords } from './my-tickets.words.ts';

export type TicketNeeds = Pick<Needs, 'site'> & { readonly desk: Pick<TicketDesk, 'ownTickets' | 'actOnOwn'> };

/** The one it is about, once that is known. */
interface State {
  readonly ticket?: number;
}

/**
 * “How far is my ticket?”: theirs are those of this conversation, and from anywhere those of whom they have just confirmed to be. A number opens
 * nothing: one that is not among theirs is as if it had not been said.
 */
export const myTickets = (needs: TicketNeeds): Flow => flow<State>(ticketFlow('my-tickets', needs));

/** The same for whoever wants those from elsewhere, too, and confirms who they are. */
export const allMyTickets = (needs: TicketNeeds): Flow =>
  flow<State>({ ...ticketFlow('all-my-tickets', needs), requires: 'confirmed-identity' });

const ticketFlow = (id: string, needs: TicketNeeds): Flow<State> => ({
  id,
  start: 'list',
  personal: true,
  begin: ({ ticket = '' }) => (/^[1-9]\d{0,14}$/u.test(ticket) ? { ticket: Number(ticket) } : {}),
  enter: async (turn): Promise<Next<State> | undefined> => {
    const own = await ownTickets(needs, turn);
    const [only, ...others] = own;
    const chosen = own.find(({ number }) => number === turn.state.ticket) ?? (others.length === 0 ? only : undefined);
    return chosen?.may.length ? { kind: 'go', step: 'ticket', state: { ticket: chosen.number } } : undefined;
  },
  steps: {
    list: step<State, unknown>({
      last: true,
      show: async (turn) => [listCard(needs.site, turn, await ownTickets(needs, turn))],
    }),
    ticket: step({
      changes: true,
      form: (_turn: StepTurn<State>) => ownAction,
      show: async (turn, problem) => {
        const own = await ownTickets(needs, turn);
        const chosen = own.find(({ number }) => number === turn.state.ticket);
        return [chosen ? ticketCard(needs.site, turn, { ticket: chosen, problem }) : listCard(needs.site, turn, own)];
      },
      submit: async (turn, action) => {
        const { ticket: number = 0 } = turn.state;
        const done = await needs.desk.actOnOwn(ownerIn(turn), number, action);
        const t = ticketWords[turn.locale];
        const words = done.ok ? t[`done.${action.kind}`] : done.reason === 'no-such-ticket' ? t.notHere : t.notPossible;
        return { kind: 'finish', say: [text(fill(words, turn.locale, { number: String(number) }))] };
      },
    }),
  },
});

/** Whose tickets somebody may see and change here. */
export const ownerIn = ({ address, confirmation }: StepTurn): TicketOwner =>
  confirmation ? { address, confirmedPerson: confirmation.person } : { address };

/** A desk that is away keeps nobody from hearing whom to ask. */
async function ownTickets({ desk }: TicketNeeds, turn: StepTurn): Promise<readonly OwnTicket[]> {
  try {
    return await desk.ownTickets(ownerIn(turn));
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    turn.log.warn('somebody’s tickets could not be read', { reference: turn.reference, err: error });
    return [];
  }
}
