import { z } from 'zod';
import { dialInCommands, type Platform } from '../../kernel/site.ts';
import type { ImportedKeys } from './keys.rules.ts';
import type { ImportedNumber } from './numbers.rules.ts';

export interface DialInFacts {
  /** Of Skype for Business; those of Teams cannot be changed. */
  readonly keys?: ImportedKeys;
  readonly numbers: readonly ImportedNumber[];
}

const StoredPlatform = z.looseObject({ id: z.string(), keys: z.record(z.string(), z.string()) });
const StoredNumber = z.looseObject({ dial: z.string(), platform: z.string().optional() });
type StoredNumber = z.infer<typeof StoredNumber>;
/** A site file as it stands, whatever else is in it. */
const StoredSite = z.looseObject({
  platforms: z.array(StoredPlatform),
  accessNumbers: z.array(StoredNumber).default([]),
});
type StoredSite = z.infer<typeof StoredSite>;

export interface Changed {
  readonly site: unknown;
  /** One line a change, for people. Empty: the file says all this already. */
  readonly lines: readonly string[];
  /** Numbers that the site file has for a platform of this import and the import has not. */
  readonly others: readonly string[];
}

const platformNames: Readonly<Record<Platform['id'], string>> = {
  'skype-for-business': 'Skype for Business',
  teams: 'Microsoft Teams',
};

/** The keys of Teams' Audio Conferencing: nobody can change them. */
const teamsKeys = {
  help: '*1',
  'raise-hand': '*5',
  mute: '*6',
  'admit-all': '*21',
  'mute-all': '*22',
  announcements: '*23',
};

/** `stored` with the facts written in, and what that changes; everything else stays as it stands. `prune` takes out the numbers that are no longer there. */
export function withFacts(stored: unknown, { keys, numbers }: DialInFacts, prune: boolean): Changed {
  const before = StoredSite.parse(stored);
  const platforms = withPlatforms(before, [
    ...(keys ? ['skype-for-business' as const] : []),
    ...numbers.map(({ platform }) => platform),
  ]);
  const keyed = keys ? withKeys(platforms.site, keys) : { site: platforms.site, lines: [] };
  const numbered = withNumbers(keyed.site, numbers, prune);
  return {
    site: numbered.site,
    lines: [...platforms.lines, ...keyed.lines, ...numbered.lines],
    others: numbered.others,
  };
}

interface Step {
  readonly site: StoredSite;
  readonly lines: readonly string[];
}

function withPlatforms(site: StoredSite, wanted: readonly Platform['id'][]): Step {
  const missing = [...new Set(wanted)].filter((id) => !site.platforms.some((platform) => platform.id === id));
  const added = missing.map((id) => ({ id, name: platformNames[id], keys: id === 'teams' ? teamsKeys : {} }));
  return {
    site: added.length ? { ...site, platforms: [...site.platforms, ...added] } : site,
    lines: added.map(({ name }) => `+ ${name}: the platform`),
  };
}

function withKeys(site: StoredSite, imported: ImportedKeys): Step {
  const lines: string[] = [];
  const platforms = site.platforms.map((platform) => {
    if (platform.id !== 'skype-for-business') return platform;
    const keys = { ...platform.keys };
    for (const command of dialInCommands) {
      const key = imported.get(command);
      const old = keys[command];
      if (!imported.has(command) || old === key) continue;
      if (key === undefined) delete keys[command];
      else keys[command] = key;
      lines.push(`${signOf(old, key)} key ${command}: ${[old, key].filter((each) => each).join(' → ')}`);
    }
    return { ...platform, keys };
  });
  return { site: { ...site, platforms }, lines };
}

const signOf = (old: string | undefined, now: string | undefined): string => (!old ? '+' : now ? '~' : '-');

function withNumbers(site: StoredSite, imported: readonly ImportedNumber[], prune: boolean) {
  const lines: string[] = [];
  const isOf = (stored: StoredNumber, { dial, platform }: ImportedNumber) =>
    stored.dial === dial && (stored.platform ?? platform) === platform;
  const known = site.accessNumbers.map((stored) => {
    const fact = imported.find((each) => isOf(stored, each));
    const now = fact ? merged(stored, fact) : stored;
    const differing = Object.keys(now).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(stored[name]));
    if (differing.length) lines.push(`~ number ${stored.dial}: ${differing.map(change(stored, now)).join('; ')}`);
    return now;
  });
  const added = imported.flatMap((fact, index) => {
    const again = imported.findIndex(({ dial, platform }) => dial === fact.dial && platform === fact.platform) < index;
    return again || site.accessNumbers.some((stored) => isOf(stored, fact)) ? [] : [merged({ dial: fact.dial }, fact)];
  });
  lines.push(...added.map((number) => `+ number ${number.dial}: ${number.country} ${number.city ?? ''}`.trimEnd()));
  const gone = new Set(
    known.filter(({ platform }) => imported.some((fact) => fact.platform === platform)).filter(isUnknownTo(imported)),
  );
  if (prune) lines.push(...[...gone].map(({ dial }) => `- number ${dial}`));
  const kept = prune ? known.filter((number) => !gone.has(number)) : known;
  const accessNumbers = [...kept, ...added];
  return {
    site: accessNumbers.length ? { ...site, accessNumbers } : site,
    lines,
    others: prune ? [] : [...gone].map(({ dial }) => dial),
  };
}

const isUnknownTo =
  (imported: readonly ImportedNumber[]) =>
  ({ dial, platform }: StoredNumber): boolean =>
    !imported.some((fact) => fact.dial === dial && fact.platform === platform);

const change =
  (stored: StoredNumber, now: StoredNumber) =>
  (name: string): string =>
    [name, ...[stored[name], now[name]].filter((value) => value !== undefined).map(shownValue)]
      .join(' → ')
      .replace(' → ', ' ');

const shownValue = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));

/** What somebody wrote by hand gives way to what the export says, not to what was made from the number. */
function merged(stored: StoredNumber, fact: ImportedNumber): StoredNumber {
  const { display, dial, country, city, tollFree, languages, platform } = fact;
  const place = city && (city.given || stored.city === undefined) ? { city: city.name } : {};
  return {
    ...(display.given || stored.display === undefined ? { display: display.text } : {}),
    ...stored,
    ...(display.given ? { display: display.text } : {}),
    dial,
    country: stored.country ?? country,
    ...place,
    ...(tollFree || stored.tollFree !== undefined ? { tollFree } : {}),
    ...(languages ? { languages: [...languages] } : {}),
    platform,
  };
}
