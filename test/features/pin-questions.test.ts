import assert from 'node:assert/strict';
import { pinQuestions } from '../../src/features/pin-questions/pin-questions.ts';
import { locales } from '../../src/kernel/locale.ts';
import { routes } from '../../src/understanding/intents.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { asked, site } from '../support/answers.ts';

const understand = createUnderstand();
const choicesOf = {
  'need-pin': ['reset-pin', 'dial-in-number'],
  'pin-status': ['reset-pin', 'talk-to-person'],
  'desk-phone': ['reset-pin', 'talk-to-person'],
  'waiting-alone': ['reset-pin', 'dtmf-table'],
} as const;

async function said(id: string, locale: (typeof locales)[number], feature = pinQuestions({ site })) {
  const [reply, ...others] = await asked(feature, id, { locale });
  assert.ok(reply?.kind === 'text');
  assert.deepEqual(others, []);
  return reply;
}

describe('questions about a PIN', () => {
  it('are all answered, each by the wish of its name', () => {
    const ids = (pinQuestions({ site }).answers ?? []).map(({ id }) => id);

    assert.deepEqual(ids, Object.keys(choicesOf));
    for (const id of ids)
      assert.deepEqual(Object.entries(routes).find(([intent]) => intent === id)?.[1], { answer: id });
  });

  for (const [id, wishes] of Object.entries(choicesOf))
    it(`answers ${id} in every language, with choices that are understood when typed`, async () => {
      const texts = new Set<string>();
      for (const locale of locales) {
        const { text, choices = [] } = await said(id, locale);

        texts.add(text);
        assert.deepEqual(
          choices.map((choice) => understand(choice.text).intent),
          wishes,
        );
      }
      assert.equal(texts.size, locales.length);
    });

  it('says that most callers need no PIN, and who does', async () => {
    const { text } = await said('need-pin', 'en');

    for (const word of [/conference ID/, /leader/, /locked/, /equipment/, /desk phone/]) assert.match(text, word);
  });

  it('names each platform’s key for the lobby', async () => {
    const { text } = await said('waiting-alone', 'en');

    assert.match(text, /\*8 \(Skype for Business\) or \*21 \(Microsoft Teams\)/);
  });

  it('says nothing of a key where no platform has one', async () => {
    const without = { ...site, platforms: site.platforms.map((platform) => ({ ...platform, keys: {} })) };

    const { text } = await said('waiting-alone', 'en', pinQuestions({ site: without }));

    assert.doesNotMatch(text, /lobby|\*/);
  });

  it('does not pretend to know when a PIN expires', async () => {
    const { text } = await said('pin-status', 'en');

    assert.match(text, /cannot look up/);
    assert.match(text, /help desk/);
  });
});
