import type { Answer, Entities, StepTurn } from '../../conversation/flow.ts';
import { fill } from '../../conversation/words.ts';
import { accessNumbersIn } from '../../kernel/access-number.ts';
import type { Locale } from '../../kernel/locale.ts';
import type { AccessNumber, DialInCommand, Site } from '../../kernel/site.ts';
import { knownPerson } from '../known-person.ts';
import type { Needs } from '../needs.ts';
import { type Explanation, explained } from './explanation.ts';
import { words } from './words.ts';

type MeetingNeeds = Pick<Needs, 'site' | 'directory'>;

/** The answers `conference-id`, `join-steps` and `waiting-alone`; all take an entity `platform`, `join-steps` a `country` too. */
export const meetingQuestions = (needs: MeetingNeeds): readonly Answer[] => [
  answer('conference-id', ({ locale }, entities) => conferenceId(needs.site, entities, locale)),
  answer('join-steps', (turn, entities) => joinSteps(needs, turn, entities)),
  answer('waiting-alone', ({ locale }, entities) => waitingAlone(needs.site, entities, locale)),
];

type Explain = (turn: StepTurn, entities: Entities) => Explanation | Promise<Explanation>;

const answer = (id: string, explain: Explain): Answer => ({
  id,
  personal: false,
  followUp: (before, { platform, country }) => {
    const named = { ...(platform ? { platform } : {}), ...(country && id === 'join-steps' ? { country } : {}) };
    return Object.keys(named).length > 0 ? { ...before, ...named } : undefined;
  },
  answer: async (turn, entities) => [explained(await explain(turn, entities), turn.locale)],
});

function conferenceId(site: Site, { platform }: Entities, locale: Locale): Explanation {
  const t = words[locale];
  const isTeams = platformsFor(site, platform).some(({ id }) => id === 'teams');
  return {
    short: t.idShort,
    ...(isTeams && platform === 'teams' ? { lines: [t.idTeams] } : {}),
    more: [t.idMore, ...(isTeams && platform !== 'teams' ? [t.idTeams] : [])],
    wishes: ['whichPin', 'howToJoin', 'callInNumbers'],
  };
}

/** With the number of the person's region, where that is known, and the key that people look for next. */
async function joinSteps(needs: MeetingNeeds, turn: StepTurn, entities: Entities): Promise<Explanation> {
  const { site } = needs;
  const { locale } = turn;
  const t = words[locale];
  const country = entities.country ?? (await knownPerson(needs, turn))?.country;
  const number = numberFor(site, country, entities.platform);
  const call = number ? fill(t.joinCallNear, locale, { number: number.display }) : t.joinCall;
  const mute = keysFor(site, 'mute', { platform: entities.platform, locale });
  return {
    short: t.joinShort,
    // One text, so that clients count its steps.
    lines: [[call, t.joinId, t.joinPin].join('\n')],
    more: [...(mute ? [fill(t.joinMute, locale, { keys: mute })] : []), t.joinAfterReset],
    ...(number
      ? { links: [{ title: fill(t.callNumber, locale, { number: number.display }), url: `tel:${number.dial}` }] }
      : {}),
    wishes: ['doINeedAPin', 'allKeys', 'callInNumbers'],
  };
}

function waitingAlone(site: Site, { platform }: Entities, locale: Locale): Explanation {
  const t = words[locale];
  const letIn = keysFor(site, 'admit-all', { platform, locale });
  const unlock = keysFor(site, 'lock', { platform, locale });
  return {
    short: t.aloneShort,
    more: [
      t.aloneLeader,
      letIn ? fill(t.aloneLobbyKeys, locale, { keys: letIn }) : t.aloneLobby,
      unlock ? fill(t.aloneLockedKeys, locale, { keys: unlock }) : t.aloneLocked,
      t.aloneId,
    ],
    wishes: ['howToJoin', 'resetPin', 'person'],
  };
}

function platformsFor({ platforms }: Pick<Site, 'platforms'>, asked: string | undefined): Site['platforms'] {
  const named = platforms.filter(({ id }) => id === asked);
  return named.length > 0 ? named : platforms;
}

/** `*8 (Skype for Business) or *21 (Microsoft Teams)`; the key alone where all have the same; undefined where none has one. */
function keysFor(
  site: Site,
  command: DialInCommand,
  { platform, locale }: { readonly platform: string | undefined; readonly locale: Locale },
): string | undefined {
  const asked = platformsFor(site, platform);
  const found = asked.flatMap(({ name, keys: { [command]: key } }) => (key ? [{ name, key }] : []));
  const [first] = found;
  if (!first) return undefined;
  const isSame = found.length === asked.length && found.every(({ key }) => key === first.key);
  if (isSame) return first.key;
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  return either.format(found.map(({ name, key }) => `${key} (${name})`));
}

const numberFor = (site: Site, country: string | undefined, platform: string | undefined): AccessNumber | undefined =>
  accessNumbersIn(site, country).find((number) => !platform || !number.platform || number.platform === platform);
