import { fill } from '../../conversation/words.ts';
import type { Locale } from '../../kernel/locale.ts';
import type { DialInCommand, Platform } from '../../kernel/site.ts';
import {
  audienceOf,
  audienceShort,
  audienceText,
  type CommandQuestion,
  commandOfKey,
  insteadText,
  noteText,
} from './keys.rules.ts';
import { words } from './words.ts';

/** What is said about a command or a key: the key itself first, then what one must know to press it; the rest behind “more”. */
export interface Explanation {
  readonly key: string;
  readonly does: string;
  readonly lines: readonly string[];
  readonly more: readonly string[];
}

export interface Scope {
  /** Those asked about, the default one first. */
  readonly platforms: readonly Platform[];
  /** The help desk's. */
  readonly phone: string;
  readonly locale: Locale;
}

export function aboutCommand({ command, unmutes }: CommandQuestion, scope: Scope): Explanation {
  const t = words[scope.locale];
  const { platforms } = scope;
  const keys = new Set(platforms.map(({ keys: { [command]: key } }) => key));
  const isSame = keys.size === 1;
  const key = headline(platforms, command) ?? t.noKey;
  const lines = platforms.flatMap((platform) => lineFor(platform, command, { ...scope, isSame }));
  const more = platforms.map((platform) => ({
    platform,
    line: platform.keys[command]
      ? sentences(audienceText(audienceOf(platform, command), t), noteText(platform, command, t))
      : '',
  }));
  return { key, does: `${unmutes ? t.unmute : t[command]}.`, lines, more: merged(more, scope) };
}

/** Nothing where everybody may press the one key that all have. */
function lineFor(
  platform: Platform,
  command: DialInCommand,
  { platforms, phone, locale, isSame }: Scope & { readonly isSame: boolean },
): readonly string[] {
  const t = words[locale];
  const key = platform.keys[command];
  const on = (text: string) =>
    platforms.length > 1 ? fill(t.onPlatform, locale, { platform: platform.name, text }) : text;
  if (!key) {
    const instead = fill(insteadText(command, t), locale, { phone });
    // Where no platform has one, that stands above already.
    return [on(headline(platforms, command) ? sentences(t.noKey, instead) : instead)];
  }
  const audience = audienceOf(platform, command);
  if (isSame && audience === 'everyone') return [];
  return [on(`${key} (${audienceShort(audience, t)})`)];
}

/** The default platform's key; another's goes with that platform's name, so that nobody presses it on the wrong one. */
function headline([first, ...others]: readonly Platform[], command: DialInCommand): string | undefined {
  const key = first?.keys[command];
  if (key) return key;
  const other = others.find(({ keys }) => keys[command] !== undefined);
  return other && `${other.keys[command]} (${other.name})`;
}

export function aboutKey(key: string, scope: Scope): Explanation {
  const t = words[scope.locale];
  const uses = scope.platforms.map((platform) => ({ platform, command: commandOfKey(platform, key) }));
  const commands = new Set(uses.map(({ command }) => command));
  const first = uses.find(({ command }) => command !== undefined)?.command;
  if (!first) return { key, does: t.unknownKey, lines: [], more: [] };
  if (commands.size === 1) return aboutCommand({ kind: 'command', command: first, unmutes: false }, scope);
  const lines = uses.map(({ platform, command }) => ({
    platform,
    line: command ? `${t[command]} (${audienceShort(audienceOf(platform, command), t)}).` : t.unknownKey,
  }));
  const more = uses.map(({ platform, command }) => ({
    platform,
    line: command ? (noteText(platform, command, t) ?? '') : '',
  }));
  return { key, does: `${t[first]}.`, lines: merged(lines, scope), more: merged(more, scope) };
}

const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

interface PlatformLine {
  readonly platform: Platform;
  readonly line: string;
}

/** Platforms about which the same is to be said share a line; where there is one platform, nobody need name it. */
function merged(all: readonly PlatformLine[], { platforms, locale }: Scope): readonly string[] {
  const names = new Intl.ListFormat(locale);
  const lines = all.filter(({ line }) => line !== '');
  if (platforms.length === 1) return lines.map(({ line }) => line);
  return [...new Set(lines.map(({ line }) => line))].map((line) => {
    const same = lines.filter((other) => other.line === line).map(({ platform }) => platform.name);
    return fill(words[locale].onPlatform, locale, { platform: names.format(same), text: line });
  });
}
