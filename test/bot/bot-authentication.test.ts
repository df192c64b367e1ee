import assert from 'node:assert/strict';
import sinon from 'sinon';
import { parseActivity } from '../../src/bot/activity.ts';
import { BotAuthentication } from '../../src/bot/bot-authentication.ts';
import { PinDeskAdapter } from '../../src/bot/pin-desk-adapter.ts';
import { appId, type StandInConnector, standInCredentials, startConnector } from '../support/connector.ts';
import { teamsMessage } from './edge.ts';

const minute = 60_000;

describe('what authentication remembers', () => {
  let connector: StandInConnector;

  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  /** The SDK asks `isValidAppId` once for every token that it verifies, and `createCredentials` once for every client that it builds. */
  function counted() {
    const verified = sinon.spy(standInCredentials.isValidAppId);
    const built = sinon.spy(standInCredentials.createCredentials);
    const clock = { now: sinon.stub().returns(new Date()) };
    const credentials = {
      isAuthenticationDisabled: async () => false,
      isValidAppId: verified,
      createCredentials: built,
    };
    const { issuer } = connector;
    const adapter = new PinDeskAdapter(new BotAuthentication({ registration: { appId }, clock, issuer, credentials }));
    const later = (ms: number) => clock.now.returns(new Date(Date.now() + ms));
    const take = async (token: string, more: Readonly<Record<string, unknown>> = {}) => {
      const activity = parseActivity(teamsMessage(connector, more));
      assert.ok(activity);
      const authenticated = await adapter.authenticate(activity, token);
      await adapter.receive(activity, authenticated, async () => undefined);
    };
    return { verified, built, later, take };
  }

  it('verifies a token once in five minutes', async () => {
    const { verified, later, take } = counted();
    const token = connector.token();

    await take(token);
    later(5 * minute - 5_000);
    await take(token);
    const within = verified.callCount;
    later(5 * minute + 5_000);
    await take(token);

    assert.deepEqual([within, verified.callCount], [1, 2]);
  });

  it('verifies a token again once it has expired', async () => {
    const { verified, later, take } = counted();
    const token = connector.token({ claims: { exp: Math.floor(Date.now() / 1_000) + 60 } });

    await take(token);
    later(minute + 1_000);
    await take(token);

    assert.equal(verified.callCount, 2);
  });

  it('verifies a token for every channel', async () => {
    const { verified, take } = counted();
    const token = connector.token();

    await take(token);
    await take(token, { channelId: 'webchat' });

    assert.equal(verified.callCount, 2);
  });

  it('builds its two clients for a service URL once', async () => {
    const { built, take } = counted();

    await take(connector.token());
    await take(connector.token({ claims: { jti: 'another' } }));

    assert.equal(built.callCount, 2);
  });
});
