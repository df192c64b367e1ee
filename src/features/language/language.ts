import type { Feature } from '../../conversation/flow.ts';
import type { Reply } from '../../conversation/reply.ts';
import { card, text } from '../../conversation/say.ts';
import type { InFiveLanguages } from '../../conversation/words.ts';
import { type Locale, locales, ownNames } from '../../kernel/locale.ts';
import { da } from './strings/da.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { fr } from './strings/fr.ts';

const words: InFiveLanguages<typeof en> = { en, da, de, fr, es };

/**
 * The answer `change-language`. With an entity `language` it confirms, in that language: the engine has changed the session's by then.
 * Without one it shows the five as buttons.
 */
export const language = (): Feature => ({
  answers: [
    {
      id: 'change-language',
      personal: false,
      answer: (turn, entities) => {
        const chosen = locales.find((locale) => locale === entities.language);
        return chosen ? [text(words[chosen].changed)] : [choice(turn.locale)];
      },
    },
  ],
});

function choice(locale: Locale): Reply {
  const { question } = words[locale];
  const languages = locales.map((id) => ({ title: ownNames[id], ask: `change-language:${id}` }));
  return card('language/choose', {
    locale,
    words: { question },
    data: { languages },
    fallbackText: [question, ...languages.map(({ title }) => `- ${title}`)].join('\n'),
    speak: question,
  });
}
