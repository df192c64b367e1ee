import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import { type Locale, locales } from '../../src/kernel/locale.ts';
import { intents, intentTitle } from '../../src/understanding/intents.ts';
import { filesIn, root } from '../support/tree.ts';

const Strings = z.record(z.string(), z.string());
type Words = Readonly<Record<string, string>>;

/** Every word of the bot, of the pages and of the buttons, by folder, key and language. */
async function allWords(): Promise<ReadonlyMap<string, Readonly<Record<Locale, Words>>>> {
  const folders = [
    ...new Set(
      filesIn('src')
        .filter((path) => /\/strings\/\w\w\.ts$/.test(path))
        .map(dirname),
    ),
  ];
  const entries = await Promise.all(
    folders.map(async (folder) => {
      const each = await Promise.all(
        locales.map(async (locale) => {
          const loaded: Readonly<Record<string, unknown>> = await import(join(root, folder, `${locale}.ts`));
          return [locale, Strings.parse(loaded[locale])] as const;
        }),
      );
      return [folder, inLanguages(each)] as const;
    }),
  );
  const titles = locales.map(
    (locale) => [locale, Object.fromEntries(intents.map((intent) => [intent, intentTitle(intent, locale)]))] as const,
  );
  return new Map([...entries, ['the titles of wishes', inLanguages(titles)]]);
}

function inLanguages(entries: readonly (readonly [Locale, Words])[]): Readonly<Record<Locale, Words>> {
  const of = (wanted: Locale) => entries.find(([locale]) => locale === wanted)?.[1] ?? {};
  return { en: of('en'), da: of('da'), de: of('de'), fr: of('fr'), es: of('es') };
}

/** Between letters of any language; `\b` knows ASCII alone. */
const word = (alternatives: string, flags = 'iu') =>
  new RegExp(`(?<![\\p{L}’-])(?:${alternatives})(?![\\p{L}-])`, flags);

/** Pronouns that say du, tu or tú, and, at the beginning of a sentence, the orders that people give who say it. */
const familiar: Readonly<Partial<Record<Locale, readonly [pronouns: string, orders: string]>>> = {
  de: [
    'du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?',
    '(?:Gib|Klick|Wähl|Schreib|Ruf|Meld|Prüf|Wart|Drück|Öffn|Nimm|Sprich|Versuch)e?(?! Sie)',
  ],
  fr: [
    'tu|te|toi|ton|ta|tes',
    'Appelle|Saisis|Choisis|Appuie|Clique|Vérifie|Connecte-toi|Réessaie|Écris|Demande|Attends|Utilise',
  ],
  es: [
    'tú|tu|tus|te|ti|contigo|vosotros|vuestr[oa]s?',
    'Llama|Elige|Escribe|Pulsa|Espera|Comprueba|Marca|Introduce|Pide|Habla',
  ],
};

function isFamiliar(text: string, locale: Locale): boolean {
  const [pronouns, orders] = familiar[locale] ?? [];
  if (!pronouns || !orders) return false;
  return word(pronouns).test(text) || new RegExp(`(?:^|[.:;!?] )(?:${orders})(?!\\p{L})`, 'mu').test(text);
}

/** Words of every English sentence that are none of the other languages. */
const english = word(
  'the|and|your|you|with|please|is|are|not|this|that|from|of|which|what|when|who|where|cannot|need|it|if',
);

/** As in English, and right so. */
const alike = [
  'No',
  'Name',
  'PIN',
  'auditor',
  'Mine',
  'agent',
  'Protection',
  'Person',
  'Bot',
  'Send',
  'Reference',
  'Mail',
  'Database',
  'Conversation',
  'Ticket',
  'Tickets',
  'Menu',
  'E-mail',
  'Chat',
  'Status',
  'Mine',
  'agent',
  'auditor',
  'Ticket {number}',
  'PIN Desk',
  'PIN Desk: {organisation}',
];

/** Without the names of what is filled in. */
const spoken = (text: string): string => text.replace(/\{[^{}]*\}/g, '');

const argumentsOf = (message: string, locale: Locale): readonly string[] => {
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const part of node) walk(part);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    // 0 is literal text, 7 the number of a plural.
    if ('type' in node && node.type !== 0 && 'value' in node && typeof node.value === 'string') names.add(node.value);
    if ('options' in node) walk(Object.values(node.options ?? {}));
    if ('value' in node) walk(node.value);
  };
  walk(new IntlMessageFormat(message, locale).getAst());
  return [...names].sort();
};

describe('the words', () => {
  let folders: Awaited<ReturnType<typeof allWords>>;
  before(async () => {
    folders = await allWords();
  });

  const each = (check: (text: string, at: { readonly locale: Locale; readonly english: string }) => boolean) =>
    [...folders].flatMap(([folder, languages]) =>
      locales.flatMap((locale) =>
        Object.entries(languages[locale])
          .filter(([key, text]) => !check(text, { locale, english: languages.en[key] ?? '' }))
          .map(([key, text]) => `${folder} ${locale} ${key}: ${text}`),
      ),
    );

  it('are looked at', () => {
    assert.ok(folders.size >= 13);
  });

  it('address nobody as du, tu or tú', () => {
    assert.deepEqual(
      each((text, { locale }) => !isFamiliar(text, locale)),
      [],
    );
  });

  it('would be caught if they did', () => {
    for (const [text, locale] of [
      ['Hast du deine PIN?', 'de'],
      ['Gib die PIN ein.', 'de'],
      ['Puis saisis ton code.', 'fr'],
      ['Code refusé. Saisis le code.', 'fr'],
      ['¿Tienes tu PIN?', 'es'],
      ['PIN rechazado: Introduce otro.', 'es'],
    ] as const)
      assert.ok(isFamiliar(text, locale), text);
    assert.ok(!isFamiliar('Geben Sie ihr die PIN. Prüfen Sie sie.', 'de'));
  });

  it('say De to nobody in Danish', () => {
    // At the beginning of a sentence it is what “they” begins with.
    const polite = /(?<=\p{Ll},? )(?:De|Dem|Deres)(?!\p{L})/u;
    assert.match('Har De glemt den?', polite);

    assert.deepEqual(
      each((text, { locale }) => locale !== 'da' || !polite.test(text)),
      [],
    );
  });

  it('leave nothing in English', () => {
    const left = each(
      (text, at) =>
        at.locale === 'en' ||
        (!english.test(spoken(text)) && (text !== at.english || !/\p{L}/u.test(spoken(text)) || alike.includes(text))),
    );

    assert.deepEqual(left, []);
  });

  it('are messages that ICU reads, with the same values in every language', () => {
    const odd = each(
      (text, at) => JSON.stringify(argumentsOf(text, at.locale)) === JSON.stringify(argumentsOf(at.english, 'en')),
    );

    assert.deepEqual(odd, []);
  });

  it('have no straight quotes and no three dots where typography has signs of its own', () => {
    assert.deepEqual(
      each((text) => !/["']|\.\.\./.test(text)),
      [],
    );
  });
});
