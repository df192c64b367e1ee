import assert from 'node:assert/strict';
import { type StandInConnector, startConnector } from '../support/connector.ts';
import { teamsMessage, testEdge } from './edge.ts';

describe('POST /api/messages when the engine cannot answer', () => {
  let connector: StandInConnector;

  before(async () => {
    connector = await startConnector();
  });
  beforeEach(() => connector.reset());
  after(() => connector.close());

  const press = () =>
    teamsMessage(connector, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      text: undefined,
      value: { action: { type: 'Action.Execute', verb: 'ask', data: { ask: 'menu' } } },
    });

  const broken = () =>
    testEdge({
      connector,
      handle: async () => {
        throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
      },
    });

  it('apologises in the person’s language with the reference', async () => {
    const edge = broken();

    const answer = await edge.post(teamsMessage(connector), connector.token());

    assert.deepEqual(answer, { status: 200 });
    assert.match(String(connector.sent[0]?.activity.text), /^Det var vores fejl.*7F3A-9KQ2/);
    assert.deepEqual(
      edge.lines.map(({ level, fields }) => [level, fields.reference]),
      [['error', '7F3A-9KQ2']],
    );
  });

  it('apologises in the answer of an invoke and of expectReplies', async () => {
    const edge = broken();

    const invoke = await edge.post(press(), connector.token());
    const replies = await edge.post(teamsMessage(connector, { deliveryMode: 'expectReplies' }), connector.token());

    assert.equal(invoke.status, 200);
    assert.match(JSON.stringify(invoke.json), /"statusCode":500.*7F3A-9KQ2/);
    assert.match(JSON.stringify(replies.json), /Det var vores fejl.*7F3A-9KQ2/);
    assert.deepEqual(connector.sent, []);
  });

  it('answers 502 where the channel does not take the apology either, and never says why', async () => {
    const edge = broken();
    connector.failWith(403);

    const answer = await edge.post(teamsMessage(connector), connector.token());

    assert.equal(answer.status, 502);
    assert.doesNotMatch(JSON.stringify(answer), /ECONNREFUSED/);
  });
});
