import assert from 'node:assert/strict';
import { inContext, topicOf } from '../../src/conversation/follow-up.ts';
import { sessionFrom } from '../../src/conversation/session.ts';
import { type Rules, tablesOf } from '../../src/conversation/stage.ts';
import { limits } from '../../src/kernel/limits.ts';

const rules: Rules = {
  ...tablesOf([
    {
      answers: [
        {
          id: 'key',
          personal: false,
          answer: () => [],
          followUp: (before, now) => (now.platform || now.reply ? { ...before, ...now } : undefined),
        },
        { id: 'number', personal: false, answer: () => [] },
      ],
    },
  ]),
  routing: {
    understand: () => ({ confidence: 1, entities: {}, nearest: [] }),
    routes: { key: { answer: 'key' }, number: { answer: 'number' }, yes: { answer: 'number' } },
    title: (intent) => intent,
  },
  escalate: async () => [],
  welcome: () => [],
  hear: async () => undefined,
  help: () => [],
  wayToPrivate: () => [],
  confirmFlow: 'who',
  confirmationBasis: () => 'basis',
  limits,
};
const fresh = sessionFrom(undefined, new Date('2026-11-02T10:00:00Z'));
const afterKey = { ...fresh, topic: topicOf('key', { command: 'mute' }) };
const teams = { entities: { platform: 'teams' } };

describe('a question that goes on from the last answer', () => {
  it('keeps what that answer was about', () => {
    const meant = inContext(rules, afterKey, 'and in Teams?', teams);

    assert.deepEqual(meant, { intent: 'key', entities: { command: 'mute', platform: 'teams' } });
  });

  it('may name the same wish again', () => {
    const meant = inContext(rules, afterKey, 'which key in Teams?', { intent: 'key', ...teams });

    assert.deepEqual(meant.entities, { command: 'mute', platform: 'teams' });
  });

  it('is a yes or a no to what the answer asked', () => {
    const meant = inContext(rules, afterKey, 'yes', { intent: 'yes', entities: {} });

    assert.deepEqual(meant, { intent: 'key', entities: { command: 'mute', reply: 'yes' } });
  });

  const others = {
    'that begins a conversation': [fresh, 'and in Teams?', teams],
    'that names another wish': [afterKey, 'number for Teams?', { intent: 'number', ...teams }],
    'that names nothing which the answer takes': [afterKey, 'and in Denmark?', { entities: { country: 'DK' } }],
    'of many words': [afterKey, 'my colleague says that she likes Teams a lot', teams],
    'after an answer that cannot be continued': [{ ...fresh, topic: topicOf('number', {}) }, 'and in Teams?', teams],
    'after an answer that is no more': [{ ...fresh, topic: topicOf('toString', {}) }, 'and in Teams?', teams],
  } as const;
  for (const [which, [session, text, meant]] of Object.entries(others)) {
    it(`leaves a sentence as it is ${which}`, () => {
      assert.equal(inContext(rules, session, text, meant), meant);
    });
  }

  it('remembers no digits that might be a PIN, and nothing long', () => {
    const topic = topicOf('key', { keys: '*8', command: '74920183', city: 'x'.repeat(200) });

    assert.deepEqual(topic?.entities, { keys: '*8', command: '••••', city: 'x'.repeat(40) });
  });
});
