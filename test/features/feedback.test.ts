import assert from 'node:assert/strict';
import { feedback } from '../../src/features/feedback/feedback.flow.ts';
import { locales } from '../../src/kernel/locale.ts';
import type { FeedbackEntry } from '../../src/storage/feedback.ts';
import { feedbackStore } from '../../src/storage/feedback-store.ts';
import { answerTurn, shownIn, site, urlsIn } from '../support/answers.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { cardOf, flowDriver, saidBy, textOf } from '../support/flow-driver.ts';

describe('feedback', () => {
  const saved: FeedbackEntry[] = [];
  const save = async (entry: FeedbackEntry) => void saved.push(entry);
  const needs = { site, feedback: { save } };
  const conversation = (entities = {}, locale: (typeof locales)[number] = 'en') =>
    flowDriver(feedback(needs), () => answerTurn(locale), entities);
  beforeEach(() => saved.splice(0));

  it('asks whether it was helpful, for 255 characters and no contact details, with the privacy policy', async () => {
    const card = cardOf(await conversation().show());

    assert.match(shownIn(card).join(' '), /Was this helpful\?.*give no contact details here/);
    assert.match(String(card.words.comment), /up to 255 characters/);
    assert.deepEqual(urlsIn(card), ['https://www.example.com/privacy']);
  });

  it('leaves the privacy policy out where the site has none', async () => {
    const { privacyPolicy: _none, ...bare } = site;
    const flow = flowDriver(feedback({ ...needs, site: bare }), () => answerTurn('en'));

    assert.deepEqual(urlsIn(cardOf(await flow.show())), []);
  });

  it('keeps the answer without a name, with digits masked', async () => {
    const flow = conversation({ about: 'reset-pin' });

    const next = await flow.submit({ helpful: 'no', comment: ' Call me on 206 555 0114, my PIN is 18723834 ' });

    assert.deepEqual(saved, [
      {
        at: answerTurn('en').now,
        helpful: false,
        comment: 'Call me on ••••, my PIN is ••••',
        locale: 'en',
        channel: 'test',
        flow: 'reset-pin',
      },
    ]);
    assert.equal(flow.went, 'finish');
    assert.match(textOf(saidBy(next)), /Thank you for your feedback!/);
  });

  it('is fine with a yes and no comment', async () => {
    await conversation().submit({ helpful: 'yes', comment: '' });

    assert.deepEqual(
      saved.map(({ helpful, comment, flow }) => [helpful, comment, flow]),
      [[true, undefined, undefined]],
    );
  });

  it('keeps nothing of somebody who would rather not', async () => {
    const flow = conversation();

    await flow.submit({ skip: 'true' });

    assert.equal(flow.went, 'finish');
    assert.deepEqual(saved, []);
  });

  it('asks again for a missing answer and for a comment that is too long, and keeps what was written', async () => {
    const flow = conversation();
    await flow.submit({ comment: 'nice' });
    const missing = { went: flow.went, card: cardOf(await flow.show()) };
    await flow.submit({ helpful: 'yes', comment: 'x'.repeat(256) });
    const long = { went: flow.went, shown: shownIn(cardOf(await flow.show())) };
    await flow.submit({ helpful: 'yes', comment: 'x'.repeat(255) });

    assert.equal(missing.went, 'again helpful-missing');
    assert.equal(missing.card.data.comment, 'nice');
    assert.equal(long.went, 'again comment-too-long');
    assert.match(long.shown[0] ?? '', /at most 255 characters/);
    assert.equal(flow.went, 'finish');
  });

  it('fills its card in every language', async () => {
    for (const locale of locales) {
      const card = cardOf(await conversation({}, locale).show());

      assert.ok(shownIn(card).every((shown) => shown !== ''));
    }
  });

  for (const kind of databaseKinds) {
    it(`is stored on ${kind}`, async () => {
      const database = await freshDatabase(kind);
      const store = feedbackStore(database);
      const at = new Date('2026-11-23T10:00:00Z');

      await store.save({ at, helpful: true, locale: 'da', channel: 'msteams' });
      await store.save({
        at,
        helpful: false,
        comment: 'c'.repeat(255),
        locale: 'en',
        channel: 'directline',
        flow: 'reset-pin',
      });

      const rows = await database.query(
        'SELECT at, helpful, comment, locale, channel, flow FROM feedback ORDER BY id',
        [],
      );
      await database.close();
      assert.deepEqual(
        rows.map((row) => ({ ...row })),
        [
          { at, helpful: true, comment: null, locale: 'da', channel: 'msteams', flow: null },
          { at, helpful: false, comment: 'c'.repeat(255), locale: 'en', channel: 'directline', flow: 'reset-pin' },
        ],
      );
    });
  }
});
