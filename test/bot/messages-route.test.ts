import assert from 'node:assert/strict';
import type { Outcome } from '../../src/conversation/reply.ts';
import { text } from '../../src/conversation/say.ts';
import { type StandInConnector, startConnector } from '../support/connector.ts';
import { choosePin, receipt, teamsMessage, testEdge } from './edge.ts';

describe('POST /api/messages', () => {
  let connector: StandInConnector;

  before(async () => {
    connector = await startConnector();
  });
  beforeEach(() => connector.reset());
  after(() => connector.close());

  const submit = (more: Readonly<Record<string, unknown>> = {}) =>
    teamsMessage(connector, {
      text: undefined,
      replyToId: 'card-1',
      value: { form: 'choose', token: 't0ken', pin: '383042', pinConfirmation: '383042' },
      ...more,
    });
  const execute = (more: Readonly<Record<string, unknown>> = {}) =>
    submit({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: {
        action: { type: 'Action.Execute', verb: 'choose', data: { form: 'choose', token: 't0ken', pin: '383042' } },
        trigger: 'manual',
      },
      ...more,
    });
  const answering = (outcome: Outcome) => testEdge({ connector, handle: async () => outcome });

  it('takes a good activity as a turn, answers 200 without a body and speaks through the connector', async () => {
    const edge = testEdge({ connector });

    const answer = await edge.post(teamsMessage(connector), connector.token());

    assert.deepEqual(answer, { status: 200 });
    assert.equal(edge.turns[0]?.locale, 'da');
    assert.deepEqual(
      connector.sent.map(({ method, path, activity }) => [method, path, activity.text, activity.replyToId]),
      [['POST', '/v3/conversations/a%3A1/activities/1700000000001', 'Hello.', '1700000000001']],
    );
    assert.equal(connector.sent[0]?.authorization, 'Bearer the-bots-own');
  });

  it('answers 400 to what is no activity, signed or not', async () => {
    const edge = testEdge({ connector });
    const bodies = [
      undefined,
      null,
      {},
      [],
      'text',
      { type: 1 },
      [teamsMessage(connector)],
      teamsMessage(connector, { channelId: undefined }),
    ];

    for (const body of bodies) {
      const unsigned = await edge.post(body);
      const signed = await edge.post(body, connector.token());

      assert.deepEqual([unsigned.status, signed.status], [400, 400]);
    }
    assert.deepEqual([edge.turns, connector.sent], [[], []]);
  });

  it('says the replies in their order', async () => {
    const edge = answering({ replies: [text('One.'), choosePin, text('Three.')] });

    await edge.post(teamsMessage(connector), connector.token());

    assert.deepEqual(
      connector.sent.map(({ activity }) => activity.text ?? activity.summary),
      ['One.', 'Choose a PIN.', 'Three.'],
    );
  });

  it('replaces a submitted card on Teams, then says what comes next', async () => {
    const edge = answering({ replies: [text('Done.')], receipt });

    await edge.post(submit(), connector.token());

    assert.deepEqual(
      connector.sent.map(({ method, path }) => [method, path]),
      [
        ['PUT', '/v3/conversations/a%3A1/activities/card-1'],
        ['POST', '/v3/conversations/a%3A1/activities/1700000000001'],
      ],
    );
  });

  it('writes down that an answer was said, and nothing where only an interim or a repeat was', async () => {
    for (const only of [{}, { only: 'interim' }, { only: 'repeat' }] as const) {
      const edge = answering({ replies: [text('Words.')], ...only });

      await edge.post(teamsMessage(connector), connector.token());

      assert.equal(edge.said.length, 'only' in only ? 0 : 1, JSON.stringify(only));
    }
    assert.equal(connector.sent.length, 2);
  });

  it('replaces nothing on a channel where cards stay', async () => {
    const edge = answering({ replies: [text('Done.')], receipt });

    await edge.post(submit({ channelId: 'emulator' }), connector.token());

    assert.deepEqual(
      connector.sent.map(({ method }) => method),
      ['POST'],
    );
  });

  it('sends nothing again for a repeated outcome', async () => {
    const edge = answering({ replies: [text('Done.')], receipt, only: 'repeat' });

    const answer = await edge.post(submit(), connector.token());

    assert.deepEqual(answer, { status: 200 });
    assert.deepEqual(connector.sent, []);
  });

  it('answers expectReplies with the replies and sends nothing, repeated or not', async () => {
    for (const repeated of [{}, { only: 'repeat' } as const]) {
      const edge = answering({ replies: [text('Done.')], receipt, ...repeated });

      const { status, json } = await edge.post(submit({ deliveryMode: 'expectReplies' }), connector.token());

      assert.equal(status, 200);
      assert.match(JSON.stringify(json), /"activities":\[\{.*"text":"Done\."/);
      assert.deepEqual(connector.sent, []);
    }
  });

  it('answers a pressed button with the receipt in place of the card, by HTTP 200, and sends the next step', async () => {
    const edge = answering({ replies: [choosePin], receipt });

    const answer = await edge.post(execute(), connector.token());

    assert.equal(answer.status, 200);
    assert.deepEqual(JSON.parse(JSON.stringify(answer.json)), {
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'AdaptiveCard', card: 'reset-pin/receipt', channel: 'msteams' },
    });
    assert.deepEqual(
      connector.sent.map(({ method, activity }) => [method, activity.summary]),
      [
        ['PUT', 'Sent.'],
        ['POST', 'Choose a PIN.'],
      ],
    );
  });

  it('answers a pressed button without receipt with a tick, never with nothing', async () => {
    const edge = answering({ replies: [text('The menu.')] });

    const { json } = await edge.post(execute(), connector.token());

    assert.deepEqual(json, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '✓' });
  });

  it('says a repeated outcome again in the answer of an invoke, and sends nothing', async () => {
    const edge = answering({ replies: [text('Still working.')], only: 'repeat' });

    const { json } = await edge.post(execute(), connector.token());

    assert.deepEqual(json, {
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Still working.',
    });
    assert.deepEqual(connector.sent, []);
  });

  it('answers a pressed button as one even where expectReplies is asked for too', async () => {
    const edge = answering({ replies: [], receipt });

    const { json } = await edge.post(execute({ deliveryMode: 'expectReplies' }), connector.token());

    assert.match(JSON.stringify(json), /^\{"statusCode":200,"type":"application\/vnd.microsoft.card.adaptive"/);
  });

  it('answers an action it does not know with an error of the protocol, by HTTP 200 and without a turn', async () => {
    const edge = testEdge({ connector });

    for (const value of [
      undefined,
      {},
      { action: null },
      { action: { type: 'Action.Submit', data: {} } },
      { action: { type: 'Action.Execute' } },
    ]) {
      const { status, json } = await edge.post(execute({ value }), connector.token());

      assert.equal(status, 200);
      assert.match(JSON.stringify(json), /"statusCode":400,"type":"application\/vnd.microsoft.error"/);
    }
    assert.deepEqual(edge.turns, []);
  });

  it('answers other invokes 501 and other events 200, both without a turn', async () => {
    const edge = testEdge({ connector });

    const invoke = await edge.post(execute({ name: 'signin/verifyState' }), connector.token());
    const event = await edge.post(teamsMessage(connector, { type: 'event', name: 'unheard-of' }), connector.token());

    assert.deepEqual([invoke.status, event.status], [501, 200]);
    assert.deepEqual(edge.turns, []);
  });

  it('shows typing when the engine asks for it', async () => {
    const edge = testEdge({
      connector,
      handle: async (turn, { typing }) => {
        typing?.(turn);
        return { replies: [text('Done.')] };
      },
    });

    await edge.post(teamsMessage(connector), connector.token());

    assert.deepEqual(connector.sent.map(({ activity }) => activity.type).sort(), ['message', 'typing']);
  });

  it('keeps a secret input out of everything that can be written down', async () => {
    const edge = answering({ replies: [text('Done.')] });

    await edge.post(submit(), connector.token());
    await edge.post(execute({ id: '2' }), connector.token());

    assert.equal(edge.turns.length, 2);
    assert.doesNotMatch(JSON.stringify([edge.turns, edge.lines, connector.sent]), /383042/);
    const [first] = edge.turns;
    assert.equal(
      first?.input.kind === 'form' && typeof first.input.values.pin === 'object' && first.input.values.pin.reveal(),
      '383042',
    );
  });

  it('finishes the turn where the channel takes no message, with a warning that holds nothing said', async () => {
    const edge = answering({ replies: [text('private words'), text('more')], receipt });
    connector.failWith(403);

    const answer = await edge.post(submit(), connector.token());

    assert.deepEqual(answer, { status: 200 });
    assert.deepEqual(
      edge.lines.map(({ level, message, fields }) => [level, message, fields.status]),
      [
        ['warn', 'the channel did not take a message', 403],
        ['warn', 'the channel did not take a message', 403],
      ],
    );
    assert.doesNotMatch(JSON.stringify(edge.lines), /private words/);
  });
});
