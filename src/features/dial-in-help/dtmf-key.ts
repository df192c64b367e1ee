import type { Answer, Entities } from '../../conversation/flow.ts';
import type { CardReply } from '../../conversation/reply.ts';
import { card } from '../../conversation/say.ts';
import type { Locale } from '../../kernel/locale.ts';
import type { Site } from '../../kernel/site.ts';
import { aboutCommand, aboutKey, type Explanation } from './explanation.ts';
import { askedFor, askedPlatforms, type KeyQuestion, keyFollowUp } from './keys.rules.ts';
import { spoken, words } from './words.ts';

/**
 * The answer `dtmf-key`. Entity `command` (default: mute): its key; `keys`, such as `*8`: what that key does, which wins, because it is what
 * the person sees on the phone. `platform`: on that one alone. `who`: for everyone, or for the person.
 */
export const dtmfKey = (site: Site): Answer => ({
  id: 'dtmf-key',
  personal: false,
  followUp: keyFollowUp,
  answer: ({ locale }, entities) => {
    const question = askedFor(entities);
    const platforms = askedPlatforms(site, entities.platform);
    const scope = { platforms, phone: site.helpDesk.phone, locale };
    const explanation = question.kind === 'key' ? aboutKey(question.key, scope) : aboutCommand(question, scope);
    return [keyCard(explanation, { question, entities, locale })];
  },
});

/** Read aloud, lines run into each other. */
const sentence = (line: string): string => (/[.!?]$/u.test(line) ? line : `${line}.`);

interface Asked {
  readonly question: KeyQuestion;
  readonly entities: Entities;
  readonly locale: Locale;
}

function keyCard({ key, does, lines, more }: Explanation, { question, entities, locale }: Asked): CardReply {
  const t = words[locale];
  const command = question.kind === 'command' ? question.command : undefined;
  const on = entities.platform ? `;platform=${entities.platform}` : '';
  const wishes = [
    ...(command === 'mute' ? [] : [{ ask: `dtmf-key:mute${on}`, title: t.muteMe }]),
    ...(command === 'mute-all' ? [] : [{ ask: `dtmf-key:mute-all${on}`, title: t.muteEveryone }]),
    { ask: 'dtmf-table', title: t.allKeys },
  ];
  const short = [key, does, ...lines];
  return card('dial-in-help/dtmf-key', {
    locale,
    words: { more: t.more },
    data: {
      key,
      does,
      lines: lines.map((line) => ({ line })),
      more: more.map((line) => ({ line })),
      hasMore: more.length > 0,
      wishes,
    },
    fallbackText: [...short, ...more].join('\n'),
    speak: spoken(short.map(sentence).join(' '), t),
  });
}
