import { type DialInCommand, dialInCommands, type Platform, type Site } from '../../kernel/site.ts';
import type { DialInWords } from './words.ts';

type Platforms = Pick<Site, 'platforms' | 'defaultPlatform'>;

/** Who a command obeys. */
export type Audience = 'everyone' | 'presenters' | 'organizer';

export interface KeyUse {
  readonly platform: Platform;
  /** As dialled; missing where this platform has no key for the command. */
  readonly key?: string;
}

export const platformsDefaultFirst = ({ platforms, defaultPlatform }: Platforms): readonly Platform[] => [
  ...platforms.filter(({ id }) => id === defaultPlatform),
  ...platforms.filter(({ id }) => id !== defaultPlatform),
];

/** The key of a command on every platform, the default one first. */
export const keyUses = (site: Platforms, command: DialInCommand): readonly KeyUse[] =>
  platformsDefaultFirst(site).map((platform) => {
    const key = platform.keys[command];
    return key ? { platform, key } : { platform };
  });

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
