import assert from 'node:assert/strict';
import { language } from '../../src/features/language/language.ts';
import { locales } from '../../src/kernel/locale.ts';
import { asked, asksIn, onlyCard, shownIn } from '../support/answers.ts';

describe('change-language', () => {
  it('offers five languages in their own names, whatever the language of the question', async () => {
    for (const locale of locales) {
      const reply = onlyCard(await asked(language(), 'change-language', { locale }));

      assert.deepEqual(shownIn(reply).slice(1), ['English', 'Dansk', 'Deutsch', 'Français', 'Español']);
      assert.deepEqual(asksIn(reply), [
        'change-language:en',
        'change-language:da',
        'change-language:de',
        'change-language:fr',
        'change-language:es',
      ]);
    }
  });

  it('confirms in the language that was chosen', async () => {
    const [reply] = await asked(language(), 'change-language', { locale: 'en', entities: { language: 'da' } });

    assert.deepEqual(reply, { kind: 'text', text: 'Fra nu af på dansk.' });
  });

  it('asks again about a language that is not ours', async () => {
    const reply = onlyCard(await asked(language(), 'change-language', { entities: { language: 'pt' } }));

    assert.equal(asksIn(reply).length, 5);
  });
});
