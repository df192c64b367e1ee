import assert from 'node:assert/strict';
import fc from 'fast-check';
import { locales } from '../../src/kernel/locale.ts';
import { intents, intentTitle, routes } from '../../src/understanding/intents.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { unrelated, type Wording, wordings } from './wordings.ts';

const understand = createUnderstand();

/** Are intent and entities what the wording says they must be? */
function isFound([text, intent, entities = '']: Wording): boolean {
  const found = understand(text);
  const wanted = entities.split(' ').filter((entity) => entity !== '');
  return (
    found.intent === intent &&
    wanted.every((entity) => `${entity.split('=')[0]}=${found.entities[entity.split('=')[0] ?? '']}` === entity)
  );
}

describe('understanding', () => {
  for (const locale of locales) {
    it(`finds at least 95 % of the wordings in ${locale}`, () => {
      const all = wordings[locale];

      const missed = all.filter((wording) => !isFound(wording));

      assert.ok(all.length >= 25);
      assert.ok(missed.length <= all.length * 0.05, JSON.stringify(missed));
    });
  }

  it('takes at most 2 % of unrelated sentences for a wish', () => {
    const hits = unrelated.filter((text) => understand(text).intent !== undefined);

    assert.ok(unrelated.length >= 50);
    assert.ok(hits.length <= unrelated.length * 0.02, JSON.stringify(hits));
  });

  it('understands every title of a button, in every language', () => {
    for (const locale of locales)
      for (const intent of intents) assert.equal(understand(intentTitle(intent, locale)).intent, intent);
  });

  it('offers three wishes that lead somewhere when it does not understand, the likeliest first', () => {
    const { intent, nearest } = understand('the number of visitors doubled');

    assert.equal(intent, undefined);
    assert.equal(nearest[0], 'dial-in-number');
    assert.equal(new Set(nearest).size, 3);
    assert.ok(nearest.every((id) => id in routes));
  });

  it('leaves a message of nothing but digits to the step that waits for it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,24}$/), fc.constantFrom('', ' ', '-', '.'), (digits, separator) => {
        const { intent, entities } = understand([...digits].join(separator));

        assert.deepEqual({ intent, entities }, { intent: undefined, entities: {} });
      }),
    );
  });

  it('takes typing slips, missing accents and capitals', () => {
    for (const text of [
      'REST MY PIN?? reset',
      'resset pin',
      'zuruecksetzen pin',
      'reinitialiser mon pin',
      'ølvide mi pin',
      'forogt pin',
    ])
      assert.equal(understand(text).intent, 'reset-pin', text);
  });

  it('does not take a bank card’s PIN for ours', () => {
    assert.equal(understand('I forgot the PIN of my bank card').intent, undefined);
  });

  it('does not cancel what only contains the word', () => {
    assert.equal(understand('please cancel my meeting on Friday with the whole team').intent, undefined);
  });

  it('finds a country by any of its names', () => {
    const named = ['Tyskland', 'Alemania', 'Allemagne', 'Germany', 'Deutschland'];

    assert.deepEqual(
      named.map((name) => understand(`number ${name}`).entities.country),
      ['DE', 'DE', 'DE', 'DE', 'DE'],
    );
  });

  it('reads a key however it is written', () => {
    for (const text of ['*6', '* 6', 'star 6', 'what is *6?', 'Stern 6', 'étoile 6', 'asterisco 6'])
      assert.equal(understand(text).entities.keys, '*6', text);
  });

  it('never throws and always has three wishes to offer, on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        assert.equal(understand(text).nearest.length, 3);
      }),
    );
  });

  it('reads the first 400 characters of a message, so that its length costs nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 400, maxLength: 2_000 }), (text) => {
        assert.deepEqual(understand(`${text} reset my pin`), understand(text.slice(0, 400)));
      }),
    );
  });
});

describe('routes', () => {
  it('lead from every intent to a flow, an answer or a word of the engine', () => {
    assert.deepEqual(Object.keys(routes).sort(), [...intents].sort());
  });
});
