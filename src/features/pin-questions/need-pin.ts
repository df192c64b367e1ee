import type { Answer } from '../../conversation/flow.ts';
import type { Locale } from '../../kernel/locale.ts';
import type { Site } from '../../kernel/site.ts';
import { type Explanation, explained, type WishWord } from './explanation.ts';
import { needPin, needPinFollowUp, type Role, rolesOf } from './need-pin.rules.ts';
import { type PinWord, words } from './words.ts';

/** What is said to each part, and what its button says. */
const said = {
  lead: { button: 'lead', short: 'leadShort', more: 'leadMore', wishes: ['resetPin', 'howToJoin'] },
  attend: { button: 'attend', short: 'attendShort', more: 'attendMore', wishes: ['callInNumbers', 'howToJoin'] },
  'desk-phone': {
    button: 'deskPhone',
    short: 'deskPhoneNeed',
    more: 'deskPhoneAfter',
    wishes: ['resetPin', 'pinStatus'],
  },
  room: { button: 'room', short: 'roomShort', more: 'roomMore', wishes: ['resetPin', 'callInNumbers'] },
  own: { button: 'own', short: 'ownShort', more: 'ownMore', wishes: ['resetPin', 'allKeys'] },
  other: { button: 'other', short: 'otherShort', more: 'otherMore', wishes: ['callInNumbers', 'allKeys'] },
} as const satisfies Readonly<
  Record<Role, { button: PinWord; short: PinWord; more: PinWord; wishes: readonly WishWord[] }>
>;

/** The answer `need-pin`: a short decision. Entities `platform` and `role`; what is missing is asked for, with buttons. */
export const needPinAnswer = (site: Site): Answer => ({
  id: 'need-pin',
  personal: false,
  followUp: (before, now) => needPinFollowUp(site, before, now),
  answer: ({ locale }, entities) => {
    const decision = needPin(site, entities);
    if (decision.kind === 'answer') {
      const { short, more, wishes } = said[decision.role];
      const t = words[locale];
      return [explained({ short: t[short], more: [t[more]], wishes }, locale)];
    }
    return [
      explained(
        decision.kind === 'which-platform' ? askPlatform(site, locale) : askRole(decision.platform, locale),
        locale,
      ),
    ];
  },
});

function askPlatform({ platforms }: Site, locale: Locale): Explanation {
  const { needMostly, needWhere } = words[locale];
  const choices = platforms.map(({ id, name }) => ({ ask: `need-pin:${id}`, title: name }));
  return { short: needMostly, lines: [needWhere], choices, wishes: [] };
}

function askRole(platform: keyof typeof rolesOf, locale: Locale): Explanation {
  const t = words[locale];
  const choices = rolesOf[platform].map((role) => ({
    ask: `need-pin:${platform};role=${role}`,
    title: t[said[role].button],
  }));
  return { short: platform === 'teams' ? t.needOwn : t.needWhat, choices, wishes: [] };
}
