import { type Flow, flow, type Problem, type StepTurn, step } from '../../conversation/flow.ts';
import { card, text } from '../../conversation/say.ts';
import type { Needs } from '../needs.ts';
import { opinion } from './feedback.form.ts';
import { feedbackWords, problemWords } from './feedback.words.ts';

/** The flow that was helpful or not, where that is known. */
export interface About {
  readonly about?: string;
}

/** “Was this helpful?” Names nobody. */
export const feedback = (needs: Pick<Needs, 'feedback' | 'site'>): Flow =>
  flow<About>({
    id: 'feedback',
    start: 'ask',
    personal: true,
    begin: ({ about }) => (about === undefined ? {} : { about }),
    steps: {
      ask: step({
        changes: true,
        form: (_turn: StepTurn<About>) => opinion,
        show: (turn, problem) => [askCard(needs, turn, problem)],
        submit: async (turn, answer) => {
          const { thanks, skipped } = feedbackWords[turn.locale];
          if (answer.kind === 'skipped') return { kind: 'finish', say: [text(skipped)] };
          const { helpful, comment } = answer;
          await needs.feedback.save({
            at: turn.now,
            helpful,
            ...(comment === undefined ? {} : { comment }),
            locale: turn.locale,
            channel: turn.address.channel,
            ...(turn.state.about === undefined ? {} : { flow: turn.state.about }),
          });
          return { kind: 'finish', say: [text(thanks)] };
        },
      }),
    },
  });

function askCard({ site }: Pick<Needs, 'site'>, { locale }: StepTurn<About>, problem: Problem | undefined) {
  const { thanks: _thanks, skipped: _skipped, ...words } = feedbackWords[locale];
  const problemText = problem ? problemWords(problem.reason, locale) : '';
  const { helpful = '', comment = '' } = problem?.values ?? {};
  return card('feedback/ask', {
    locale,
    words,
    data: { problem: problemText, helpful, comment, privacyPolicy: site.privacyPolicy ?? '' },
    fallbackText: [problemText, words.feedbackTitle, words.privacy].filter((part) => part !== '').join(' '),
    speak: [problemText, words.feedbackTitle].filter((part) => part !== '').join(' '),
    form: 'ask',
  });
}
