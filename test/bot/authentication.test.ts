import assert from 'node:assert/strict';
import { type StandInConnector, startConnector } from '../support/connector.ts';
import { teamsMessage, testEdge } from './edge.ts';

describe('whose activities the bot takes without an app id', () => {
  let connector: StandInConnector;

  before(async () => {
    connector = await startConnector();
  });
  beforeEach(() => connector.reset());
  after(() => connector.close());

  const elsewhere = [
    'https://elsewhere.example/',
    'http://localhost.elsewhere.example/',
    'http://127.0.0.1@elsewhere.example/',
    'http://localhost\\@elsewhere.example/',
    'http://localhost:80@elsewhere.example/',
    'http://169.254.169.254/latest',
    'http://0.0.0.0/',
    'http://2130706433/',
    'http://127.0.0.2/',
    'file:///etc/passwd',
    'urn:botframework:websocket:localhost',
    ' http://localhost/',
  ];

  for (const serviceUrl of elsewhere) {
    it(`sends nothing to ${serviceUrl}`, async () => {
      const edge = testEdge({ connector, isRegistered: false });

      const answer = await edge.post(teamsMessage(connector, { serviceUrl }));

      assert.equal(answer.status, 403);
      assert.deepEqual([edge.turns, connector.sent], [[], []]);
    });
  }

  it('takes activities of this machine, unsigned, and signs nothing', async () => {
    const edge = testEdge({ connector, isRegistered: false });

    const answer = await edge.post(teamsMessage(connector));

    assert.equal(answer.status, 200);
    assert.deepEqual(
      connector.sent.map(({ authorization }) => authorization),
      [undefined],
    );
  });

  it('believes nobody, whatever the activity says', async () => {
    const edge = testEdge({ connector, isRegistered: false });

    await edge.post(teamsMessage(connector), connector.token());

    assert.deepEqual(
      edge.turns.map(({ path, vouchedFor }) => [path, vouchedFor]),
      [['anonymous', undefined]],
    );
  });
});
