import assert from 'node:assert/strict';
import { preferredEnglish, preferredLocale } from '../../src/pages/accept-language.ts';

describe('the language a browser asks for', () => {
  const cases = [
    [undefined, 'en'],
    ['', 'en'],
    ['da', 'da'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['sv-SE, fr;q=0.7, es;q=0.8', 'es'],
    ['en;q=0.5, da;q=0.5', 'en'],
    ['da;q=0, fr;q=0.1', 'fr'],
    ['deu', 'en'],
    ['*', 'en'],
    ['FR-ca', 'fr'],
    ['de;q=nonsense, es;q=0.1', 'es'],
    [',;;q=,;q', 'en'],
  ] as const;

  for (const [header, locale] of cases) {
    it(`is ${locale} for ${JSON.stringify(header)}`, () => {
      assert.equal(preferredLocale(header), locale);
    });
  }

  const englishes = [
    [undefined, 'en-US'],
    ['en', 'en-US'],
    ['en-GB,en;q=0.9', 'en-GB'],
    ['en;q=0.5, en-au', 'en-AU'],
    ['de, en-ie;q=0.3', 'en-IE'],
    ['en-"><b>', 'en-US'],
  ] as const;

  for (const [header, tag] of englishes) {
    it(`is ${tag}, where it is English, for ${JSON.stringify(header)}`, () => {
      assert.equal(preferredEnglish(header), tag);
    });
  }
});
