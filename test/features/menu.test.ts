import assert from 'node:assert/strict';
import { helpReplies, menu, welcome } from '../../src/features/menu/menu.ts';
import { locales } from '../../src/kernel/locale.ts';
import { routes } from '../../src/understanding/intents.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { answerTurn, asked, asksIn, onlyCard, shownIn, site } from '../support/answers.ts';

describe('menu', () => {
  it('welcomes with the organisation’s name and six wishes, and eight more behind a button, in every language', () => {
    for (const locale of locales) {
      const reply = onlyCard(welcome({ site })(answerTurn(locale)));

      assert.match(shownIn(reply)[0] ?? '', /Example Company/);
      assert.equal(asksIn(reply).length, 14);
      assert.equal(new Set(asksIn(reply)).size, 14);
      assert.ok(
        shownIn(reply)
          .slice(0, -1)
          .every((shown) => reply.fallbackText.includes(shown)),
      );
    }
  });

  it('has only wishes that lead somewhere', async () => {
    const reply = onlyCard(await asked(menu({ site }), 'menu'));

    const intents = asksIn(reply).map((ask) => ask.split(':')[0] ?? '');
    assert.deepEqual(
      intents.filter((intent) => !(intent in routes)),
      [],
    );
  });

  it('has buttons whose words, typed, mean the same in every language', async () => {
    const understand = createUnderstand();
    for (const locale of locales) {
      const reply = onlyCard(await asked(menu({ site }), 'menu', { locale }));

      const titles = shownIn(reply).slice(3, 3 + 14);
      const wishes = asksIn(reply).map((ask) => ask.split(':')[0]);
      assert.deepEqual(
        titles.map((title) => understand(title).intent),
        wishes,
      );
    }
  });

  it('greets a group with one line and nothing personal', () => {
    const [reply, ...others] = welcome({ site })(answerTurn('en', 'group'));

    assert.ok(reply?.kind === 'text');
    assert.match(reply.text, /private chat/);
    assert.deepEqual(others, []);
  });

  it('answers "help" with the menu and the words that always work, which are understood', () => {
    const understand = createUnderstand();
    for (const locale of locales) {
      const [first, second] = helpReplies({ site })(answerTurn(locale));

      assert.ok(first?.kind === 'card' && second?.kind === 'text');
      const quoted = [...second.text.matchAll(/[“„«]\s?(.+?)\s?[”“»]/gu)].map((match) => match[1] ?? '');
      assert.deepEqual(
        quoted.map((word) => understand(word).intent),
        ['back', 'start-over', 'cancel'],
      );
    }
  });

  it('takes thanks', async () => {
    const [reply] = await asked(menu({ site }), 'thanks', { locale: 'de' });

    assert.ok(reply?.kind === 'text');
    assert.match(reply.text, /Gern geschehen/);
  });

  it('says of what is not ours who helps, with a button to a person, in every language', async () => {
    const understand = createUnderstand();
    for (const locale of locales) {
      const [reply] = await asked(menu({ site }), 'not-ours', { locale });

      assert.ok(reply?.kind === 'text');
      assert.ok(reply.text.includes(site.helpDesk.phone) && reply.text.includes(site.helpDesk.mail));
      assert.deepEqual(
        reply.choices?.map(({ text }) => understand(text).intent),
        ['talk-to-person'],
      );
    }
  });

  it('says goodbye', async () => {
    const [reply] = await asked(menu({ site }), 'goodbye', { locale: 'de' });

    assert.ok(reply?.kind === 'text');
    assert.match(reply.text, /Auf Wiedersehen/);
  });
});
