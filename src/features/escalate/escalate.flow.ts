import { type Flow, flow, type Problem, type StepTurn, step } from '../../conversation/flow.ts';
import { card } from '../../conversation/say.ts';

import { ownWords } from './escalate.form.ts';
import { escalateWords } from './escalate.words.ts';
import { escalateWith, type TicketNeeds } from './open-ticket.ts';

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
        show: (turn, problem) => [summaryCard(turn, problem)],
        submit: async (turn, { summary }) => ({
          kind: 'finish',
          say: await escalate(turn, {
            reason: 'asked-for-a-person',
            ...(summary === undefined ? {} : { summary }),
          }),
        }),
      }),
    },
  });
}

function summaryCard({ locale }: StepTurn<object>, problem: Problem | undefined) {
  const t = escalateWords[locale];
  const { summaryTitle, summaryIntro, summary, summaryError, openTicket, cancel } = t;
  const problemText = problem ? t['summary-too-long'] : '';
  return card('escalate/summary', {
    locale,
    words: { summaryTitle, summaryIntro, summary, summaryError, openTicket, cancel },
    data: { problem: problemText, summary: problem?.values.summary ?? '' },
    fallbackText: [problemText, `${summaryTitle}.`, summaryIntro].filter((part) => part !== '').join(' '),
    form: 'summary',
  });
}
