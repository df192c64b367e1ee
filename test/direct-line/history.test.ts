import { strict as assert } from 'node:assert';
import { inspect } from 'node:util';
import type { Turn } from '../../src/conversation/turn.ts';
import { directLineHistory, echo } from '../../src/direct-line/history.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { formCard } from '../support/chat-host.ts';

const cards = { fill: () => ({ type: 'AdaptiveCard' }) };
const address = { edge: 'direct-line', channel: 'directline', conversation: 'c', sender: 'dl_1' } as const;
const now = new Date('2026-01-05T12:00:00.000Z');

const turnWith = (input: Turn['input']): Turn => ({
  address,
  conversationKind: 'personal',
  path: 'anonymous',
  requester: '192.0.2.7',
  activityKey: 'k',
  locale: 'en',
  input,
});
const of = { id: 'c|1', at: now, type: 'message', clientActivityID: 'client-1', postBack: false };

describe('the echo of an activity', () => {
  it('shows typed text masked, as plain text, from the person', () => {
    const turn = turnWith({ kind: 'text', text: new Secret('my pin is 1234 5678'), masked: 'my pin is ••••' });

    const row = echo(turn, of);

    assert.deepEqual(row, {
      id: 'c|1',
      at: now,
      activity: {
        type: 'message',
        text: 'my pin is ••••',
        textFormat: 'plain',
        from: { id: 'dl_1', role: 'user' },
        channelData: { clientActivityID: 'client-1' },
      },
    });
  });

  it('shows a form by its name alone', () => {
    const values = { pin: new Secret('383042'), email: 'ada@contoso.com' };
    const turn = turnWith({ kind: 'form', form: 'choose', token: 'form-token', values });

    const row = echo(turn, { ...of, postBack: true });

    assert.deepEqual(row.activity, {
      type: 'message',
      value: { form: 'choose' },
      from: { id: 'dl_1', role: 'user' },
      channelData: { clientActivityID: 'client-1', postBack: true },
    });
    assert.doesNotMatch(inspect(row, { depth: null }), /383042|form-token|ada@/u);
  });

  it('masks digits where a name should be', () => {
    const form = echo(turnWith({ kind: 'form', form: '383042', token: 't', values: {} }), of);
    const ask = echo(turnWith({ kind: 'ask', intent: 'pin-383042' }), of);

    assert.doesNotMatch(inspect([form, ask], { depth: null }), /383042/u);
  });
});

describe('the history of an outcome', () => {
  const render = directLineHistory(cards, 'c|1');

  it('has a row for each reply, a millisecond apart, answering the echo', () => {
    const replies = [
      { kind: 'text', text: 'one' },
      { kind: 'text', text: 'two' },
    ] as const;

    const { rows } = render(address, { replies }, now);

    assert.deepEqual(
      rows.map(({ at, activity }) => [at.getTime() - now.getTime(), activity.text, activity.replyToId]),
      [
        [1, 'one', 'c|1'],
        [2, 'two', 'c|1'],
      ],
    );
    assert.equal(new Set(rows.map(({ id }) => id)).size, 2);
  });

  it('says which row shows which form', () => {
    const replies = [{ kind: 'text', text: 'Choose:' }, formCard('choose', 'form-token')] as const;

    const { rows, shownIn } = render(address, { replies }, now);

    assert.deepEqual([...shownIn], [['form-token', rows[1]?.id]]);
  });

  it('puts the receipt in the place of the submitted card, before what is said', () => {
    const outcome = {
      replies: [{ kind: 'text', text: 'Done' } as const],
      receipt: formCard('sent', ''),
      receiptFor: 'c|0',
    };

    const { rows } = render(address, outcome, now);

    assert.deepEqual([rows.length, rows[0]?.id, rows[1]?.activity.text], [2, 'c|0', 'Done']);
  });
});
