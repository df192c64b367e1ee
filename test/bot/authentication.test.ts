import assert from 'node:assert/strict';
import sinon from 'sinon';
import { type StandInConnector, startConnector, type TokenOptions } from '../support/connector.ts';
import { teamsMessage, testEdge } from './edge.ts';

const anHourAgo = Math.floor(Date.now() / 1_000) - 3_600;

describe('whose activities the bot takes', () => {
  let connector: StandInConnector;

  before(async () => {
    connector = await startConnector();
    // The SDK prints the issuer's public key when a signature does not hold.
    sinon.stub(console, 'error');
  });
  beforeEach(() => connector.reset());
  after(() => {
    sinon.restore();
    return connector.close();
  });

  const refused: Readonly<Record<string, TokenOptions>> = {
    'signed by another key': { forged: true },
    'that has expired': { claims: { exp: anHourAgo } },
    'that is not valid yet': { claims: { nbf: anHourAgo + 7_200 } },
    'for another bot': { claims: { aud: '00000000-0000-4000-8000-000000000000' } },
    'of another issuer': { claims: { iss: 'https://issuer.example' } },
    'without a signature': { header: { alg: 'none' } },
    'of a symmetric algorithm': { header: { alg: 'HS256' } },
    'whose key nobody published': { header: { kid: 'unknown' } },
    'for another service URL': { claims: { serviceurl: 'https://elsewhere.example/' } },
    'without a service URL': { claims: { serviceurl: undefined } },
  };

  for (const [which, options] of Object.entries(refused)) {
    it(`refuses a token ${which}`, async () => {
      const edge = testEdge({ connector });

      const answer = await edge.post(teamsMessage(connector), connector.token(options));

      assert.equal(answer.status, 401);
      assert.doesNotMatch(JSON.stringify(answer), /jwt|signature|claim|at /i);
      assert.deepEqual([edge.turns, connector.sent], [[], []]);
    });
  }

  it('refuses headers that are no token', async () => {
    const edge = testEdge({ connector });
    const token = connector.token().slice('Bearer '.length);
    const headers = [
      undefined,
      '',
      ' ',
      'Bearer',
      'Bearer ',
      'Bearer a.b.c',
      'Bearer {}',
      `Basic ${token}`,
      `Bearer ${token} x`,
      `Bearer ${token}x`,
      `bearer ${token}`,
      token,
    ];

    for (const header of headers) {
      const answer = await edge.post(teamsMessage(connector), header);

      assert.equal(answer.status, 401, String(header).slice(0, 20));
    }
    assert.deepEqual(edge.turns, []);
  });

  it('takes the good token that all of these are not', async () => {
    const edge = testEdge({ connector });

    const answer = await edge.post(teamsMessage(connector), connector.token());

    assert.equal(answer.status, 200);
    assert.equal(edge.turns.length, 1);
  });

  it('does not take a remembered token for another service URL', async () => {
    const edge = testEdge({ connector });
    const token = connector.token();
    await edge.post(teamsMessage(connector), token);

    const elsewhere = await edge.post(teamsMessage(connector, { serviceUrl: 'https://elsewhere.example/' }), token);

    assert.equal(elsewhere.status, 401);
    assert.equal(edge.turns.length, 1);
  });

  it('answers 503 where the issuer’s keys cannot be had', async () => {
    const unreachable = {
      ...connector,
      issuer: { ...connector.issuer, openIdMetadataUrl: 'http://127.0.0.1:1/openid' },
    };
    const edge = testEdge({ connector: unreachable });

    const answer = await edge.post(teamsMessage(connector), connector.token());

    assert.equal(answer.status, 503);
    assert.deepEqual(edge.turns, []);
  });

  describe('without an app id', () => {
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
});
