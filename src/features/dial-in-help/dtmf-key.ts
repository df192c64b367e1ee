import type { Answer, Entities } from '../../conversation/flow.ts';
import type { CardReply } from '../../conversation/reply.ts';
import { card } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { Locale } from '../../kernel/locale.ts';
import { type DialInCommand, dialInCommands, type Platform, type Site } from '../../kernel/site.ts';
import {
  audienceOf,
  audienceText,
  commandOfKey,
  insteadText,
  type KeyUse,
  keyUses,
  noteText,
  platformsDefaultFirst,
} from './keys.rules.ts';
import { type DialInWords, spoken, words } from './words.ts';

/** What is said about a command or a key: the key itself first. */
interface Explanation {
  readonly key: string;
  readonly does: string;
  readonly lines: readonly string[];
}

/**
 * The answer `dtmf-key`. Entity `command`: its key on every platform (default: mute). Entity `keys`, such as `*8`: what that key does;
 * it wins over a command, because it is what the person sees on the phone.
 */
export const whichKey = (site: Site): Answer => ({
  id: 'dtmf-key',
  personal: false,
  answer: ({ locale }, entities) => {
    const command = commandIn(entities);
    const explanation = entities.keys
      ? aboutKey(site, entities.keys, words[locale], locale)
      : aboutCommand(site, command, words[locale], locale);
    return [keyCard(explanation, entities.keys ? undefined : command, locale)];
  },
});

const commandIn = (entities: Entities): DialInCommand =>
  dialInCommands.find((command) => command === entities.command) ?? 'mute';

function aboutCommand(site: Site, command: DialInCommand, t: DialInWords, locale: Locale): Explanation {
  const uses = keyUses(site, command);
  const lines = uses.map(({ platform, key }) => ({
    platform,
    line: key
      ? sentences(`${key}.`, audienceText(audienceOf(platform, command), t), noteText(platform, command, t))
      : sentences(t.noKey, fill(insteadText(command, t), locale, { phone: site.helpDesk.phone })),
  }));
  return {
    key: headline(uses) ?? t.noKey,
    does: `${t[command]}.`,
    lines: merged(lines, locale),
  };
}

/** The default platform's key; another's goes with that platform's name, so that nobody presses it on the wrong one. */
function headline(uses: readonly KeyUse[]): string | undefined {
  const [ofDefault] = uses;
  if (ofDefault?.key) return ofDefault.key;
  const other = uses.find(({ key }) => key !== undefined);
  return other?.key && `${other.key} (${other.platform.name})`;
}

function aboutKey(site: Site, key: string, t: DialInWords, locale: Locale): Explanation {
  const uses = platformsDefaultFirst(site).map((platform) => ({ platform, command: commandOfKey(platform, key) }));
  const commands = [...new Set(uses.map(({ command }) => command))];
  const [first] = commands.filter((command) => command !== undefined);
  if (!first) return { key, does: t.unknownKey, lines: [] };
  if (commands.length === 1) return aboutCommand(site, first, t, locale);
  const lines = uses.map(({ platform, command }) => ({
    platform,
    line: command
      ? sentences(`${t[command]}.`, audienceText(audienceOf(platform, command), t), noteText(platform, command, t))
      : t.unknownKey,
  }));
  return { key, does: `${t[first]}.`, lines: merged(lines, locale) };
}

const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(' ');

/** Platforms about which the same is to be said share a line. */
function merged(lines: readonly { platform: Platform; line: string }[], locale: Locale): readonly string[] {
  const names = new Intl.ListFormat(locale);
  return [...new Set(lines.map(({ line }) => line))].map((line) => {
    const same = lines.filter((other) => other.line === line).map(({ platform }) => platform.name);
    return `${names.format(same)}: ${line}`;
  });
}

function keyCard({ key, does, lines }: Explanation, command: DialInCommand | undefined, locale: Locale): CardReply {
  const t = words[locale];
  const wishes = [
    ...(command === 'mute' ? [] : [{ ask: 'dtmf-key:mute', title: t.muteMe }]),
    ...(command === 'mute-all' ? [] : [{ ask: 'dtmf-key:mute-all', title: t.muteEveryone }]),
    { ask: 'dtmf-table', title: t.allKeys },
  ];
  const fallbackText = [key, does, ...lines].join('\n');
  return card('dial-in-help/dtmf-key', {
    locale,
    words: {},
    data: { key, does, lines: lines.map((line) => ({ line })), wishes },
    fallbackText,
    speak: spoken(fallbackText.replaceAll('\n', ' '), t),
  });
}
