import type { Answer } from '../../conversation/flow.ts';
import type { CardReply } from '../../conversation/reply.ts';
import { card } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { Locale } from '../../kernel/locale.ts';
import { dialInCommands, type Platform, type Site } from '../../kernel/site.ts';
import { askedPlatforms, audienceOf, audienceShort } from './keys.rules.ts';
import { spoken, words } from './words.ts';

/** The answer `dtmf-table`: all keys of the platform in entity `platform`, else of the default one, with a button for each other. */
export const dtmfTable = (site: Site): Answer => ({
  id: 'dtmf-table',
  personal: false,
  followUp: (_before, { platform }) => (platform ? { platform } : undefined),
  answer: ({ locale }, entities) => {
    const [platform] = askedPlatforms(site, entities.platform);
    const others = site.platforms.filter((other) => other !== platform);
    return platform ? [tableCard(platform, others, locale)] : [];
  },
});

function tableCard(platform: Platform, others: readonly Platform[], locale: Locale): CardReply {
  const t = words[locale];
  const heading = fill(t.keysHeading, locale, { platform: platform.name });
  const rows = dialInCommands.flatMap((command) => {
    const key = platform.keys[command];
    return key ? [{ key, does: t[command], who: audienceShort(audienceOf(platform, command), t) }] : [];
  });
  // The order of the keypad: *1, *3, *21.
  rows.sort((one, other) => Number(one.key.slice(1)) - Number(other.key.slice(1)));
  const lines = rows.map(({ key, does, who }) => `${key} – ${does} (${who})`);
  const wishes = others.map(({ id, name }) => ({
    ask: `dtmf-table:${id}`,
    title: fill(t.tableOf, locale, { platform: name }),
  }));
  return card('dial-in-help/dtmf-table', {
    locale,
    words: { columnKey: t.columnKey, columnDoes: t.columnDoes, callInNumbers: t.callInNumbers },
    data: { heading, rows, wishes },
    fallbackText: [heading, ...lines].join('\n'),
    speak: spoken([heading, ...rows.map(({ key, does }) => `${key}: ${does}`)].join('. '), t),
  });
}
