import type { Answer, Feature, StepTurn } from '../../conversation/flow.ts';
import type { Reply } from '../../conversation/reply.ts';
import { card, text } from '../../conversation/say.ts';
import { fill, type InFiveLanguages } from '../../conversation/words.ts';
import type { Locale } from '../../kernel/locale.ts';
import { intentTitle } from '../../understanding/intents.ts';
import type { Needs } from '../needs.ts';
import { da } from './strings/da.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { fr } from './strings/fr.ts';

export const words: InFiveLanguages<typeof en> = { en, da, de, fr, es };

type MenuNeeds = Pick<Needs, 'site'>;
/** What a turn must tell for a menu; the engine has that much even before a session exists. */
type MenuTurn = Pick<StepTurn, 'locale' | 'conversationKind'>;

/** The answers `menu` (also to a greeting), `thanks`, `goodbye` and, to wishes that other people fulfil, `not-ours`. */
export const menu = (needs: MenuNeeds): Feature => ({
  answers: [
    { id: 'menu', personal: false, answer: (turn) => [menuCard(needs, turn)] },
    said('thanks', ({ locale }) => text(words[locale].thanks)),
    said('goodbye', ({ locale }) => text(words[locale].goodbye)),
    said('not-ours', ({ locale }) => notOurs(needs, locale)),
  ],
});

const said = (id: string, reply: (turn: MenuTurn) => Reply): Answer => ({
  id,
  personal: false,
  answer: (turn) => [reply(turn)],
});

/** Who can help, and the way to a person in this chat. */
function notOurs({ site }: MenuNeeds, locale: Locale): Reply {
  const { phone, mail } = site.helpDesk;
  const { notOurs: sentence, person } = words[locale];
  return text(fill(sentence, locale, { phone, mail }), [{ title: person, text: person }]);
}

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

/** What fewer people look for stands behind “more”. */
const otherWishes = [
  'pin-status',
  'need-pin',
  'pin-rules',
  'join-steps',
  'conference-id',
  'waiting-alone',
  'dtmf-table',
  'desk-phone',
] as const;

function menuCard({ site }: MenuNeeds, { locale }: MenuTurn): Reply {
  const t = words[locale];
  const heading = fill(t.heading, locale, { organisation: site.organisation });
  const wishes = [
    { ask: 'reset-pin', title: t.resetPin },
    { ask: 'dtmf-key:mute', title: t.whichKey },
    { ask: 'dial-in-number', title: t.accessNumber },
    { ask: 'talk-to-person', title: t.person },
    { ask: 'change-language', title: t.language },
    { ask: 'feedback', title: t.feedback },
  ];
  const others = otherWishes.map((ask) => ({ ask, title: intentTitle(ask, locale) }));
  const list = [...wishes, ...others].map(({ title }) => `- ${title}`);
  return card('menu/menu', {
    locale,
    words: { intro: t.intro, hint: t.hint, more: t.more },
    data: { heading, wishes, others },
    fallbackText: [heading, t.intro, t.hint, ...list].join('\n'),
    speak: `${heading}. ${t.intro}`,
  });
}
