import type { Entities } from '../../conversation/flow.ts';
import { type DialInCommand, dialInCommands, type Platform, type Site } from '../../kernel/site.ts';
import type { DialInWords } from './words.ts';

type Platforms = Pick<Site, 'platforms' | 'defaultPlatform'>;

/** Who a command obeys. */
export type Audience = 'everyone' | 'presenters' | 'organizer';

export const platformsDefaultFirst = ({ platforms, defaultPlatform }: Platforms): readonly Platform[] => [
  ...platforms.filter(({ id }) => id === defaultPlatform),
  ...platforms.filter(({ id }) => id !== defaultPlatform),
];

/** The platforms that a question is about: the one it names, if it is one of the site's, else all, the default one first. */
export function askedPlatforms(site: Platforms, asked: string | undefined): readonly Platform[] {
  const all = platformsDefaultFirst(site);
  const named = all.filter(({ id }) => id === asked);
  return named.length > 0 ? named : all;
}

export interface CommandQuestion {
  readonly kind: 'command';
  readonly command: DialInCommand;
  /** Asked about as “unmute”: the same key, in other words. */
  readonly unmutes: boolean;
}
export type KeyQuestion = CommandQuestion | { readonly kind: 'key'; readonly key: string };

/** A key wins over a command, and “everyone” makes a mute one for all. A key that may hold more than a phone's is none: what is shown is stored. */
export function askedFor({ keys, command, who }: Entities): KeyQuestion {
  if (keys && /^[*#]\d{1,3}$/u.test(keys)) return { kind: 'key', key: keys };
  const isMute = command === undefined || command === 'mute' || command === 'unmute';
  if (isMute && who === 'everyone') return { kind: 'command', command: 'mute-all', unmutes: false };
  const known = dialInCommands.find((candidate) => candidate === command);
  return { kind: 'command', command: known ?? 'mute', unmutes: command === 'unmute' };
}

/** “and unmute?”, “for everyone?”, “and in Teams?”, “what about *8?”, after an answer about a key. */
export function keyFollowUp(before: Entities, { keys, command, who, platform = before.platform }: Entities) {
  const on = platform ? { platform } : {};
  if (keys) return { keys, ...on };
  if (command) return { command, ...on, ...(who ? { who } : {}) };
  if (who === 'everyone') return { command: 'mute-all', ...on };
  if (who) return { command: 'mute', ...on };
  return platform && platform !== before.platform ? { ...before, platform } : undefined;
}

/** What a key does on this platform; undefined where it does nothing. */
export const commandOfKey = (platform: Platform, key: string): DialInCommand | undefined =>
  dialInCommands.find((command) => platform.keys[command] === key);

const forEveryone: readonly DialInCommand[] = ['help', 'roll-call', 'mute', 'raise-hand', 'operator'];

/** Skype for Business: leaders and presenters (its planning guide); Teams: the organiser identified by the PIN alone (its common questions). */
export function audienceOf(platform: Platform, command: DialInCommand): Audience {
  if (forEveryone.includes(command)) return 'everyone';
  return platform.id === 'teams' ? 'organizer' : 'presenters';
}

const wordOfAudience = { everyone: 'everyone', presenters: 'presenters', organizer: 'organizer' } as const;
const shortWordOfAudience = {
  everyone: 'everyoneShort',
  presenters: 'presentersShort',
  organizer: 'organizerShort',
} as const satisfies Record<Audience, keyof DialInWords>;

export const audienceText = (audience: Audience, t: DialInWords): string => t[wordOfAudience[audience]];
export const audienceShort = (audience: Audience, t: DialInWords): string => t[shortWordOfAudience[audience]];

/** What a person without the key can do; `{phone}` is the help desk's. */
const insteadWords = {
  help: 'insteadInApp',
  'roll-call': 'insteadRollCall',
  'mute-all': 'insteadInApp',
  mute: 'insteadInApp',
  'raise-hand': 'insteadRaiseHand',
  lock: 'insteadInApp',
  'admit-all': 'insteadInApp',
  announcements: 'insteadInApp',
  operator: 'insteadOperator',
} as const satisfies Record<DialInCommand, keyof DialInWords>;

export const insteadText = (command: DialInCommand, t: DialInWords): string => t[insteadWords[command]];

/** The surprise of a command, where the platform has one: both are Skype for Business's. */
export function noteText(platform: Platform, command: DialInCommand, t: DialInWords): string | undefined {
  if (platform.id !== 'skype-for-business') return undefined;
  if (command === 'mute-all') return t.noteMuteAll;
  return command === 'admit-all' ? t.noteAdmitAll : undefined;
}
