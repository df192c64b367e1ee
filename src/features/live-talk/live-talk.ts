import type { LiveTalk } from '../../backends/live-talk/live-talk.ts';
import type { StepTurn } from '../../conversation/flow.ts';
import type { Reply } from '../../conversation/reply.ts';
import { text } from '../../conversation/say.ts';
import { liveTalkWords } from './live-talk.words.ts';

/** What brings the bot back, in five languages, whichever the chat is in. */
const botWord = /^(?:@?(?:the |den |der |le |el )?(?:bot|botten|robot|robotten|roboter|chatbot))[.!]?$/iu;

/** What is typed while an agent talks with somebody is the agent's: nothing is answered. Undefined: nobody does any more. */
export const hearWith =
  (talk: LiveTalk) =>
  async (
    { address, locale }: StepTurn,
    { masked, key }: { readonly masked: string; readonly key: string },
  ): Promise<readonly Reply[] | undefined> => {
    if (!botWord.test(masked.trim())) return (await talk.hear(address, masked, key)) ? [] : undefined;
    return (await talk.leave(address)) ? [text(liveTalkWords[locale].botIsBack)] : undefined;
  };
