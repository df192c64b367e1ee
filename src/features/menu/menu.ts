import type { Answer, Feature, StepTurn } from '../../conversation/flow.ts';
import type { Reply } from '../../conversation/reply.ts';
import { card, text } from '../../conversation/say.ts';
import { fill, type InFiveLanguages } from '../../conversation/words.ts';
import type { Needs } from '../needs.ts';
import { da } from './strings/da.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { fr } from './strings/fr.ts';

const words: InFiveLanguages<typeof en> = { en, da, de, fr, es };

type MenuNeeds = Pick<Needs, 'site'>;
/** What a turn must tell for a menu; the engine has that much even before a session exists. */
type MenuTurn = Pick<StepTurn, 'locale' | 'conversationKind'>;

/** The answers `menu` (also to a greeting) and `thanks`. */
export const menu = (needs: MenuNeeds): Feature => ({
  answers: [{ id: 'menu', personal: false, answer: (turn) => [menuCard(needs, turn)] }, thanks],
});

const thanks: Answer = { id: 'thanks', personal: false, answer: (turn) => [text(words[turn.locale].thanks)] };

/** Said to somebody who joins: the menu; where others read along, one line without anything personal. */
export const welcome =
  (needs: MenuNeeds) =>
  (turn: MenuTurn): readonly Reply[] => {
    if (turn.conversationKind === 'personal') return [menuCard(needs, turn)];
    const { organisation } = needs.site;
    return [text(fill(words[turn.locale].inGroup, turn.locale, { organisation }))];
  };

/** Said to "help" at any time: the menu, and the words that work everywhere. */
export const helpReplies =
  (needs: MenuNeeds) =>
  (turn: MenuTurn): readonly Reply[] => [menuCard(needs, turn), text(words[turn.locale].help)];

function menuCard({ site }: MenuNeeds, { locale }: MenuTurn): Reply {
  const t = words[locale];
  const heading = fill(t.heading, locale, { organisation: site.organisation });
  const wishes = [
    { ask: 'reset-pin', title: t.resetPin },
    { ask: 'which-key:mute', title: t.whichKey },
    { ask: 'access-number', title: t.accessNumber },
    { ask: 'talk-to-a-person', title: t.person },
    { ask: 'language', title: t.language },
    { ask: 'feedback', title: t.feedback },
  ];
  const list = wishes.map(({ title }) => `- ${title}`);
  return card('menu/menu', {
    locale,
    words: { intro: t.intro, hint: t.hint },
    data: { heading, wishes },
    fallbackText: [heading, t.intro, t.hint, ...list].join('\n'),
    speak: `${heading}. ${t.intro}`,
  });
}
