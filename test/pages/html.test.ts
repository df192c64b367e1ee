import assert from 'node:assert/strict';
import fc from 'fast-check';
import { html, render } from '../../src/pages/html.ts';

describe('html', () => {
  it('lets no text out of an element or of an attribute in quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const page = render(html`<p title="${text}">${text}</p>`);

        const inside = /^<p title="([^"]*)">(.*)<\/p>$/su.exec(page);

        assert.ok(inside, page);
        for (const part of inside.slice(1)) assert.doesNotMatch(part, /[<>"']|&(?!(amp|lt|gt|quot|#39);)/u);
      }),
    );
  });

  it('gives back every text to a reader of HTML', () => {
    const readable = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
    const read = (page: string): string =>
      Object.entries(readable)
        .reverse()
        .reduce((text, [name, character]) => text.replaceAll(`&${name};`, character), page);
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.equal(read(render(html`${text}`)), text);
      }),
    );
  });

  it('keeps HTML of its own, prints lists in order and nothing for what is missing', () => {
    const item = (word: string) => html`<li>${word}</li>`;

    const page = render(html`<ul>${['a', '<b>'].map(item)}</ul>${undefined}${false}${0}`);

    assert.equal(page, '<ul><li>a</li><li>&lt;b&gt;</li></ul>0');
  });
});
