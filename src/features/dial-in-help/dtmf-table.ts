import type { Answer } from '../../conversation/flow.ts';
import type { CardReply } from '../../conversation/reply.ts';
import { card } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { Locale } from '../../kernel/locale.ts';
import { dialInCommands, type Platform, type Site } from '../../kernel/site.ts';
import { audienceOf, audienceShort, platformsDefaultFirst } from './keys.rules.ts';
import { spoken, words } from './words.ts';

/** The answer `dtmf-table`: a table for each platform, the default one first; with an entity `platform` only that one's. */
export const keysTable = (site: Site): Answer => ({
  id: 'dtmf-table',
  personal: false,
  answer: ({ locale }, entities) => {
    const all = platformsDefaultFirst(site);
    const asked = all.filter(({ id }) => id === entities.platform);
    return (asked.length ? asked : all).map((platform) => platformCard(platform, locale));
  },
});

function platformCard(platform: Platform, locale: Locale): CardReply {
  const t = words[locale];
  const heading = fill(t.keysHeading, locale, { platform: platform.name });
  const rows = dialInCommands.flatMap((command) => {
    const key = platform.keys[command];
    return key ? [{ key, does: t[command], who: audienceShort(audienceOf(platform, command), t) }] : [];
  });
  // The order of the keypad: *1, *3, *21.
  rows.sort((one, other) => Number(one.key.slice(1)) - Number(other.key.slice(1)));
  const lines = rows.map(({ key, does, who }) => `${key} – ${does} (${who})`);
  return card('dial-in-help/dtmf-table', {
    locale,
    words: { columnKey: t.columnKey, columnDoes: t.columnDoes, callInNumbers: t.callInNumbers },
    data: { heading, rows },
    fallbackText: [heading, ...lines].join('\n'),
    speak: spoken([heading, ...rows.map(({ key, does }) => `${key}: ${does}`)].join('. '), t),
  });
}
