import assert from 'node:assert/strict';
import { text } from '../../src/conversation/say.ts';
import { type StandInConnector, startConnector } from '../support/connector.ts';
import { choosePin, hello, receipt, teamsMessage, testEdge } from './edge.ts';

describe('speaking outside a turn', () => {
  let connector: StandInConnector;

  before(async () => {
    connector = await startConnector();
  });
  beforeEach(() => connector.reset());
  after(() => connector.close());

  /** As it comes back from the database. */
  async function spokenTo(isRegistered = true, more: Readonly<Record<string, unknown>> = {}) {
    const edge = testEdge({ connector, isRegistered });
    await edge.post(teamsMessage(connector, { deliveryMode: 'expectReplies', ...more }), connector.token());
    const [turn] = edge.turns;
    assert.ok(turn);
    const reference: unknown = JSON.parse(JSON.stringify(turn.reference));
    return { edge, address: turn.address, reference };
  }

  it('sends the replies into the conversation, as an answer to nothing', async () => {
    const { edge, address, reference } = await spokenTo();

    const heard = await edge.deliver(address, reference, {
      replies: [text('The help desk says hello.'), choosePin],
      receipt,
    });

    assert.equal(heard, undefined);
    assert.deepEqual(
      connector.sent.map(({ method, path, activity }) => [method, path, activity.replyToId, activity.recipient]),
      [
        ['POST', '/v3/conversations/a%3A1/activities', undefined, { id: '29:ada', name: '' }],
        ['POST', '/v3/conversations/a%3A1/activities', undefined, { id: '29:ada', name: '' }],
      ],
    );
    assert.equal(connector.sent[0]?.authorization, 'Bearer the-bots-own');
  });

  it('says nothing private in a group, and plain words without Markdown', async () => {
    const { edge, address, reference } = await spokenTo();
    const inGroup = await spokenTo(true, { conversation: { id: 'a:g', conversationType: 'channel', isGroup: true } });
    connector.reset();
    const secret = { replies: [text('a reply')], inPrivate: true } as const;

    const heard = await edge.deliver(inGroup.address, inGroup.reference, secret);
    await edge.deliver(address, reference, {
      replies: [{ kind: 'text', text: '*x*', isPlain: true }],
      inPrivate: true,
    });

    assert.equal(heard, 'not-private');
    assert.deepEqual(
      connector.sent.map(({ activity }) => [activity.text, activity.textFormat]),
      [['*x*', 'plain']],
    );
  });

  it('keeps no activity id and nobody’s name in what is stored', async () => {
    const { reference } = await spokenTo(true, { from: { id: '29:ada', name: 'Ada Lovelace' } });

    assert.doesNotMatch(JSON.stringify(reference), /Ada|1700000000001/);
    assert.match(JSON.stringify(reference), /29:ada/);
  });

  it('gives up with a warning where the person blocked the bot or the conversation is gone', async () => {
    const { edge, address, reference } = await spokenTo();

    for (const status of [403, 404]) {
      connector.failWith(status);
      assert.equal(await edge.deliver(address, reference, hello), 'gone');
    }

    assert.deepEqual(
      edge.lines.map(({ level, fields }) => [level, fields.status]),
      [
        ['warn', 403],
        ['warn', 404],
      ],
    );
  });

  it('rejects where the channel refuses for a reason that may pass', async () => {
    const { edge, address, reference } = await spokenTo();
    connector.failWith(401);

    await assert.rejects(edge.deliver(address, reference, hello));
  });

  it('says nothing without a usable reference', async () => {
    const { edge, address } = await spokenTo();

    for (const reference of [undefined, null, {}, 'x', { serviceUrl: 'http://127.0.0.1/' }]) {
      assert.equal(await edge.deliver(address, reference, hello), 'gone');
    }

    assert.deepEqual(connector.sent, []);
    assert.equal(edge.lines.length, 5);
  });

  it('speaks to this machine only where the bot has no app id, even by an old reference', async () => {
    const { edge, address, reference } = await spokenTo(false);
    assert.ok(typeof reference === 'object');

    await edge.deliver(address, { ...reference, serviceUrl: 'https://elsewhere.example/' }, hello);
    const elsewhere = connector.sent.length;
    await edge.deliver(address, reference, hello);

    assert.deepEqual([elsewhere, connector.sent.length], [0, 1]);
    assert.equal(edge.lines[0]?.message, 'a conversation cannot be spoken to: no usable reference');
  });
});
