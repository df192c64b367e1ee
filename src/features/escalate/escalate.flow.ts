import { type Flow, flow, type Problem, type StepTurn, step } from '../../conversation/flow.ts';
import { card } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { Site } from '../../kernel/site.ts';
import { ownWords } from './escalate.form.ts';
import { escalateWords } from './escalate.words.ts';
import { escalateWith, type TicketNeeds } from './open-ticket.ts';
import { linksTo, openingText } from './ticket-card.ts';

/** “Talk to a person”: a ticket with the person's own words, and how to reach the help desk. */
export function escalation(needs: TicketNeeds): Flow {
  const escalate = escalateWith(needs);
  return flow<object>({
    id: 'escalate',
    start: 'summary',
    personal: true,
    begin: () => ({}),
    steps: {
      summary: step({
        changes: true,
        form: (_turn: StepTurn<object>) => ownWords,
        show: (turn, problem) => [summaryCard(needs.site, turn, problem)],
        submit: async (turn, { summary, callback }) => ({
          kind: 'finish',
          say: await escalate(turn, {
            reason: 'asked-for-a-person',
            ...(summary === undefined ? {} : { summary }),
            ...(callback === undefined ? {} : { callback }),
          }),
        }),
      }),
    },
  });
}

/** Whom to call, for whoever would rather; then the form. */
function summaryCard(site: Site, { locale, now }: StepTurn<object>, problem: Problem | undefined) {
  const t = escalateWords[locale];
  const { summaryTitle, summaryIntro, summary, summaryError, callback, callbackError, openTicket, cancel, callDesk } =
    t;
  const { phone, mail } = site.helpDesk;
  const reason = problem?.reason === 'callback-wrong' ? problem.reason : 'summary-too-long';
  const problemText = problem ? t[reason] : '';
  const contact = [fill(t.contact, locale, { phone, mail }), openingText(site, now, locale)]
    .filter((part) => part !== '')
    .join(' ');
  const { call } = linksTo(site.helpDesk);
  const { summary: written = '', callback: number = '' } = problem?.values ?? {};
  return card('escalate/summary', {
    locale,
    words: { summaryTitle, summaryIntro, summary, summaryError, callback, callbackError, openTicket, cancel, callDesk },
    data: { problem: problemText, summary: written, callback: number, contact, call },
    fallbackText: [problemText, `${summaryTitle}.`, summaryIntro, contact].filter((part) => part !== '').join(' '),
    form: 'summary',
  });
}
