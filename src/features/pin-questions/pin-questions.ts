import type { Answer, Feature } from '../../conversation/flow.ts';
import { fill } from '../../conversation/words.ts';
import type { Locale } from '../../kernel/locale.ts';
import type { Platform, Site } from '../../kernel/site.ts';
import type { Needs } from '../needs.ts';
import { type Explanation, explained } from './explanation.ts';
import { meetingQuestions } from './meeting-questions.ts';
import { needPinAnswer } from './need-pin.ts';
import { words } from './words.ts';

/**
 * What people ask about PINs and meetings that a reset would not answer: `need-pin`, `conference-id`, `join-steps`, `waiting-alone`, `desk-phone`,
 * `which-pin`, `pin-trouble`. Each is one card: the answer in a sentence, and the rest behind “more”. Nothing of a PIN is looked up, so they work in channels.
 */
export const pinQuestions = (needs: Pick<Needs, 'site' | 'directory'>): Feature => ({
  answers: [
    needPinAnswer(needs.site),
    ...meetingQuestions(needs),
    answer('desk-phone', (locale) => deskPhone(needs.site, locale)),
    answer('which-pin', (locale) => whichPin(needs.site, locale)),
    answer('pin-trouble', (locale) => pinTrouble(needs.site, locale)),
  ],
});

const answer = (id: string, explain: (locale: Locale) => Explanation): Answer => ({
  id,
  personal: false,
  answer: ({ locale }) => [explained(explain(locale), locale)],
});

const has = ({ platforms }: Site, platform: Platform['id']): boolean => platforms.some(({ id }) => id === platform);

/** Only phones of Skype for Business sign in with a PIN. */
function deskPhone(site: Site, locale: Locale): Explanation {
  const { deskPhoneShort, deskPhoneAfter, deskPhoneRefused, deskPhoneTeams } = words[locale];
  if (!has(site, 'skype-for-business')) return { short: deskPhoneTeams, wishes: ['person'] };
  return {
    short: deskPhoneShort,
    lines: [deskPhoneAfter],
    more: [deskPhoneRefused, ...(has(site, 'teams') ? [deskPhoneTeams] : [])],
    wishes: ['resetPin', 'pinStatus', 'refusedPin', 'person'],
  };
}

function whichPin({ helpDesk: { phone } }: Site, locale: Locale): Explanation {
  const { whichPinShort, conferencingPin, unlockPin, voicemailPin } = words[locale];
  return {
    short: whichPinShort,
    lines: [conferencingPin, unlockPin, fill(voicemailPin, locale, { phone })],
    wishes: ['resetPin', 'person'],
  };
}

/** Why a PIN is refused: expired, locked, or another one. */
function pinTrouble(site: Site, locale: Locale): Explanation {
  const { troubleShort, expired, locked, refused, refusedTeams } = words[locale];
  const { phone } = site.helpDesk;
  return {
    short: troubleShort,
    lines: [expired, fill(locked, locale, { phone }), has(site, 'teams') ? `${refused} ${refusedTeams}` : refused],
    wishes: ['pinStatus', 'resetPin', 'person'],
  };
}
