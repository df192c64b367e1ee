import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseActivity } from '../../src/bot/activity.ts';
import { turnFrom } from '../../src/bot/turn-from.ts';

const activity = (more: Readonly<Record<string, unknown>> = {}) => ({
  type: 'message',
  id: 'activity-1',
  serviceUrl: 'http://127.0.0.1:9/',
  channelId: 'webchat',
  from: { id: 'ada' },
  recipient: { id: 'bot' },
  conversation: { id: 'conversation-1' },
  ...more,
});

describe('an activity', () => {
  it('is malformed without its ids, or with ids that no database takes', () => {
    const odd = [undefined, null, 1, '', {}, [], ['id'], 'a'.repeat(401), 'nul\u0000', 'lone \ud800', 'line\nbreak'];

    for (const value of odd) {
      for (const field of ['type', 'id', 'serviceUrl', 'channelId']) {
        const isTooFree = field === 'serviceUrl' || field === 'type';
        if (isTooFree && typeof value === 'string' && value.length > 0 && value.length < 64) continue;
        if (field === 'serviceUrl' && typeof value === 'string' && value !== '') continue;
        assert.equal(parseActivity(activity({ [field]: value })), undefined, `${field}: ${JSON.stringify(value)}`);
      }
      assert.equal(parseActivity(activity({ from: { id: value } })), undefined);
      assert.equal(parseActivity(activity({ conversation: { id: value } })), undefined);
      assert.equal(parseActivity(activity({ from: value })), undefined);
    }
  });

  it('is malformed where it is no object at all', () => {
    for (const json of [
      undefined,
      null,
      0,
      true,
      'text',
      [],
      [activity()],
      {},
      { type: 1 },
      new URLSearchParams('a=b'),
    ]) {
      assert.equal(parseActivity(json), undefined);
    }
  });

  it('is malformed where its ids together are too long for a key', () => {
    const long = '€'.repeat(300);

    assert.equal(parseActivity(activity({ id: long, conversation: { id: long } })), undefined);
    assert.ok(parseActivity(activity({ id: long })));
  });

  it('may have odd fields of no consequence', () => {
    const parsed = parseActivity(
      activity({
        text: 5,
        locale: null,
        recipient: 'bot',
        entities: [1, null, { type: 'mention' }],
        membersAdded: {},
        channelData: [],
      }),
    );

    assert.ok(parsed);
    assert.deepEqual(parsed.entities, []);
    assert.equal(parsed.text, undefined);
  });

  it('has no locale where that is not a language tag: it would be stored', () => {
    for (const locale of ['da\u0000', '\ud800', 'd a', 'x'.repeat(36)]) {
      assert.equal(parseActivity(activity({ locale }))?.locale, undefined);
    }
    assert.equal(parseActivity(activity({ locale: 'da-DK' }))?.locale, 'da-DK');
  });

  it('becomes a turn, or is refused, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('message', 'event', 'invoke', 'conversationUpdate', 'x'),
        fc.constantFrom('ask', 'adaptiveCard/action', 'y'),
        fc.jsonValue({ maxDepth: 4 }),
        fc.jsonValue({ maxDepth: 4 }),
        (type, name, value, rest) => {
          const parsed = parseActivity(
            activity({ type, name, value, text: rest, entities: rest, membersAdded: rest, channelData: rest }),
          );
          assert.ok(parsed);
          assert.ok(turnFrom(parsed, { edge: 'bot-framework', path: 'anonymous', requester: 'test' }).input.kind);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('may be nested very deeply', () => {
    const deep: unknown = JSON.parse(`${'{"a":['.repeat(20_000)}1${']}'.repeat(20_000)}`);

    for (const value of [deep, { form: 'f', token: 't', a: deep }]) {
      const parsed = parseActivity(activity({ value, channelData: deep, entities: deep }));
      assert.ok(parsed);
      assert.equal(
        turnFrom(parsed, { edge: 'bot-framework', path: 'anonymous', requester: 'test' }).input.kind,
        'nothing',
      );
    }
  });
});
