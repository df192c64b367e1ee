import type { Answer, Entities, Feature } from '../../conversation/flow.ts';
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
    answer('pin-trouble', (locale, { problem }) => pinTrouble(needs.site, problem, locale)),
  ],
});

const answer = (id: string, explain: (locale: Locale, entities: Entities) => Explanation): Answer => ({
  id,
  personal: false,
  answer: ({ locale }, entities) => [explained(explain(locale, entities), locale)],
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

const problems = ['expired', 'locked', 'refused'] as const;

/** Entity `problem`: that one first, and the others behind “more”. */
function pinTrouble(site: Site, asked: string | undefined, locale: Locale): Explanation {
  const t = words[locale];
  const { phone } = site.helpDesk;
  const causeOf = (problem: (typeof problems)[number]) => {
    const cause = fill(t[problem], locale, { phone });
    return problem === 'refused' && has(site, 'teams') ? `${cause} ${t.refusedTeams}` : cause;
  };
  const known = problems.find((problem) => problem === asked);
  const wishes = ['pinStatus', 'resetPin', 'person'] as const;
  if (!known) return { short: t.troubleShort, lines: problems.map(causeOf), wishes };
  const others = problems.filter((problem) => problem !== known);
  return { short: causeOf(known), more: [t.troubleShort, ...others.map(causeOf)], wishes };
}
