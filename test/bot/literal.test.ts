import assert from 'node:assert/strict';
import fc from 'fast-check';
import { activitiesFrom } from '../../src/bot/activities-from.ts';
import { literal, literalCard } from '../../src/bot/literal.ts';
import { text } from '../../src/conversation/say.ts';
import { hostileText, misleading } from '../support/hostile-values.ts';
import { often, soakSeed } from '../support/soak.ts';
import { standInCards } from './edge.ts';

const written: readonly string[] = [
  '[reset here](http://evil.example)',
  '![x](http://evil.example/x.png)',
  '[reset here] (http://evil.example)',
  '[reset here][1]\n\n[1]: http://evil.example',
  '<a href="http://evil.example">reset here</a>',
  '<http://evil.example>',
  '<img src=x onerror=alert(1)>',
  '</at><!-- --><?php',
  '{{DATE(2017-02-14T06:08:00Z,SHORT)}}',
];

describe('a literal text', () => {
  for (const outside of written) {
    it(`leads nowhere: ${JSON.stringify(outside)}`, () => {
      assert.match(outside, misleading);
      assert.doesNotMatch(literal(outside), misleading);
    });
  }

  it('reads as it was written, whatever it is', () => {
    const parts = fc.constantFrom('[', ']', '(', ')', ':', '<', '{', '{{', ' ', '\n', 'a', '/', '!');
    const property = fc.property(fc.oneof(hostileText(), fc.string({ unit: parts })), (outside) => {
      const made = literal(outside);
      assert.doesNotMatch(made, misleading);
      assert.equal(made.replaceAll('\u2060', ''), outside.replaceAll('\u2060', ''));
      assert.equal(literal(made), made);
    });

    fc.assert(property, { numRuns: often(500, 20_000), seed: soakSeed });
  });

  it('leaves what people have to read or dial alone', () => {
    for (const plain of [
      '*6',
      '+45 33 12 34 56',
      "O'Neill-Ødegård (ext. 4)",
      'a < b, 3 > 2',
      'https://pin.example.com/?a=1',
    ]) {
      assert.equal(literal(plain), plain);
    }
  });

  it('is every text of a card, but no value of an input, no data and no address', () => {
    const [link = ''] = written;
    const url = 'https://example.com/[x](y)';
    const card = {
      type: 'AdaptiveCard',
      speak: link,
      fallbackText: link,
      body: [
        { type: 'TextBlock', text: link },
        { type: 'FactSet', facts: [{ title: link, value: link }] },
        { type: 'Container', items: [{ type: 'TextBlock', text: link }] },
        { type: 'Input.Text', id: 'summary', label: link, value: link },
      ],
      actions: [
        { type: 'Action.OpenUrl', title: link, url },
        { type: 'Action.Submit', title: link, data: { form: link, token: 't' } },
      ],
    };

    const json = JSON.stringify(literalCard(card));

    assert.equal(json.split(literal(link)).length - 1, 9);
    assert.equal(json.split(link).length - 1, 2);
    assert.ok(json.includes(url));
  });

  it('is what a message says, shows and speaks', () => {
    const [link = ''] = written;
    const reply = { ...text(link), speak: link };

    const json = JSON.stringify(
      activitiesFrom([reply], { channel: 'msteams', cards: standInCards, conversationKind: 'personal' }),
    );

    assert.equal(json.split(literal(link)).length - 1, 2);
    assert.doesNotMatch(json, misleading);
  });
});
