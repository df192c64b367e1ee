import type { OwnAction } from '../../backends/ticket-desk/ticket-desk.ts';
import { type Flow, flow, step } from '../../conversation/flow.ts';
import { text } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import { intentTitle } from '../../understanding/intents.ts';
import type { Needs } from '../needs.ts';
import { ownerIn, type TicketNeeds } from './my-tickets.flow.ts';
import { ticketWords } from './my-tickets.words.ts';

export type HelpedNeeds = TicketNeeds & Pick<Needs, 'feedback'>;

interface State {
  readonly ticket: number;
  readonly action: OwnAction;
}

/** The answer to “Did this help?” under a solved ticket: yes is an opinion, no opens it again. The button names a number, which opens nothing. */
export const didItHelp = ({ desk, feedback }: HelpedNeeds): Flow =>
  flow<State>({
    id: 'did-it-help',
    start: 'answered',
    personal: true,
    actsOnEntry: true,
    begin: ({ answer, ticket = '' }) => ({
      ticket: /^[1-9]\d{0,14}$/u.test(ticket) ? Number(ticket) : 0,
      action: { kind: answer === 'yes' ? 'helped' : 'reopen' },
    }),
    enter: async (turn) => {
      const { state, locale, now } = turn;
      const { action, ticket: number } = state;
      const { channel } = turn.address;
      const entry = { at: now, helpful: action.kind === 'helped', locale, channel, flow: 'ticket' };
      const done = await desk.actOnOwn(ownerIn(turn), number, action, (tx) => feedback.save(entry, tx));
      const t = ticketWords[locale];
      const words = done.ok ? t[`done.${action.kind}`] : done.reason === 'no-such-ticket' ? t.notHere : t.notPossible;
      const title = intentTitle('ticket-status', locale);
      return {
        kind: 'finish',
        say: [text(fill(words, locale, { number: String(number) }), [{ title, text: title }])],
      };
    },
    steps: { answered: step<State, unknown>({ last: true, show: () => [] }) },
  });
