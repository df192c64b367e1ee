import assert from 'node:assert/strict';
import { parseActivity } from '../../src/bot/activity.ts';
import { turnFrom } from '../../src/bot/turn-from.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { Secret } from '../../src/kernel/secret.ts';

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

function turn(more: Readonly<Record<string, unknown>>, edge: Turn['address']['edge'] = 'bot-framework'): Turn {
  const parsed = parseActivity(activity(more));
  assert.ok(parsed);
  return turnFrom(parsed, { edge, path: 'anonymous', requester: 'test' });
}

const input = (more: Readonly<Record<string, unknown>>) => turn(more).input;
const nothing = { kind: 'nothing' };

describe('typed text', () => {
  const typed = (more: Readonly<Record<string, unknown>>) => {
    const found = input(more);
    return found.kind === 'text' ? { text: found.text.reveal(), masked: found.masked } : found.kind;
  };

  it('is known to the turn in memory only; what may be stored is masked', () => {
    assert.deepEqual(typed({ text: ' my PIN is 38 30-42 ' }), { text: 'my PIN is 38 30-42', masked: 'my PIN is ••••' });
    assert.doesNotMatch(JSON.stringify(input({ text: 'my PIN is 383042' })), /383042/);
  });

  it('loses the mention of the bot, and no other', () => {
    const mention = (id: string, text: string) => ({ type: 'mention', mentioned: { id }, text });
    const entities = [mention('bot', '<at>PIN Desk</at>'), mention('eve', '<at>Eve</at>'), { type: 'clientInfo' }];

    assert.deepEqual(typed({ text: '<at>PIN Desk</at> ask <at>Eve</at>', entities }), {
      text: 'ask <at>Eve</at>',
      masked: 'ask <at>Eve</at>',
    });
    assert.equal(typed({ text: '<at>PIN Desk</at>', entities }), 'nothing');
  });

  it('is cut at 2,000 characters, and never within one', () => {
    assert.equal(typed({ text: 'x'.repeat(5_000) }) !== 'nothing' && input({ text: 'x'.repeat(5_000) }).kind, 'text');
    const found = input({ text: `${'x'.repeat(1_999)}😀` });

    assert.equal(found.kind === 'text' && found.text.reveal(), 'x'.repeat(1_999));
  });

  it('has no characters that no database takes', () => {
    assert.deepEqual(typed({ text: 'a\u0000b\ud800c\nd' }), { text: 'a b c\nd', masked: 'a b c\nd' });
  });

  it('is nothing where it is empty', () => {
    for (const text of [undefined, '', ' \n ', '\u0000']) assert.deepEqual(input({ text }), nothing);
  });
});

describe('a submission', () => {
  it('is a form with its token and inputs, secrets wrapped', () => {
    const found = input({
      value: {
        form: 'choose',
        token: 't0ken',
        email: 'a@b.example',
        pin: '383042',
        pinConfirmation: '383042',
        code: '12345678',
      },
    });

    assert.ok(found.kind === 'form');
    assert.deepEqual([found.form, found.token, found.values.email], ['choose', 't0ken', 'a@b.example']);
    assert.deepEqual(Object.values(found.values).filter((value) => value instanceof Secret).length, 3);
    assert.doesNotMatch(JSON.stringify(found), /383042|12345678/);
  });

  it('counts before text only where the channel says that nobody typed it', () => {
    const value = { form: 'choose', token: 't0ken' };

    assert.equal(input({ value, text: 'hello', channelData: { postBack: true } }).kind, 'form');
    assert.equal(input({ value, text: 'hello' }).kind, 'text');
  });

  it('is nothing with an input that is no string, is too long, too many, or oddly named', () => {
    const form = { form: 'choose', token: 't0ken' };
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`input${index}`, 'x']));
    const odd = [
      { pin: 383042 },
      { pin: null },
      { pin: ['383042'] },
      { pin: { toString: 'x' } },
      { comment: 'x'.repeat(2_001) },
      { 'a b': 'x' },
      many,
    ];

    for (const inputs of odd) assert.deepEqual(input({ value: { ...form, ...inputs } }), nothing);
    for (const value of [
      { form: 'choose' },
      { token: 't' },
      { form: 1, token: 't' },
      { form: 'a\u0000', token: 't' },
      [],
      {},
    ]) {
      assert.deepEqual(input({ value }), nothing);
    }
  });

  it('cannot reach a prototype', () => {
    const value: unknown = JSON.parse('{"form":"f","token":"t","__proto__":{"polluted":"yes"}}');
    const named: unknown = JSON.parse('{"form":"f","token":"t","constructor":"x"}');

    const [found, other] = [input({ value }), input({ value: named })];

    assert.ok(found.kind === 'form' && other.kind === 'form');
    assert.deepEqual([Object.getPrototypeOf(found.values), Object.keys(found.values)], [Object.prototype, []]);
    assert.deepEqual(Object.entries(other.values), [['constructor', 'x']]);
  });

  it('may be a wish, from a button, an event or an invoke', () => {
    const ask = { kind: 'ask', intent: 'dtmf-key:mute-all' };
    const action = { type: 'Action.Execute', verb: 'ask', data: { ask: 'dtmf-key:mute-all' } };

    assert.deepEqual(input({ value: { ask: 'dtmf-key:mute-all' } }), ask);
    assert.deepEqual(input({ type: 'event', name: 'ask', value: { intent: 'dtmf-key:mute-all' } }), ask);
    assert.deepEqual(input({ type: 'invoke', name: 'adaptiveCard/action', value: { action } }), ask);
  });

  it('is nothing where the wish is no name', () => {
    for (const wish of [1, '', 'Reset', '__proto__', 'a b', 'x'.repeat(100), null, {}]) {
      assert.deepEqual(input({ value: { ask: wish } }), nothing);
      assert.deepEqual(input({ type: 'event', name: 'ask', value: { intent: wish } }), nothing);
    }
  });
});

describe('a turn', () => {
  it('is a welcome when somebody but the bot joins', () => {
    const joined = (...ids: string[]) =>
      input({ type: 'conversationUpdate', membersAdded: ids.map((id) => ({ id })) }).kind;

    assert.deepEqual(
      [joined('ada'), joined('bot', 'ada'), joined('bot'), joined()],
      ['joined', 'joined', 'nothing', 'nothing'],
    );
  });

  it('is personal only where the channel says nothing else', () => {
    const kind = (more: Readonly<Record<string, unknown>>) =>
      turn({ conversation: { id: 'c', ...more } }).conversationKind;

    assert.equal(kind({}), 'personal');
    assert.equal(kind({ conversationType: 'personal', isGroup: false }), 'personal');
    for (const more of [
      { conversationType: 'channel' },
      { conversationType: 'groupChat' },
      { isGroup: true },
      { conversationType: 'personal', isGroup: true },
    ]) {
      assert.equal(kind(more), 'group');
    }
  });

  it('is keyed by the client’s own id on Direct Line alone', () => {
    const channelData = { clientActivityID: 'client-1' };

    assert.equal(turn({ channelData }, 'direct-line').activityKey, 'client-1');
    assert.equal(turn({ channelData }).activityKey, 'activity-1');
    assert.equal(turn({}, 'direct-line').activityKey, 'activity-1');
  });
});
