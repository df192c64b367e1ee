import assert from 'node:assert/strict';
import sinon from 'sinon';
import { parseActivity } from '../../src/bot/activity.ts';
import { BotAuthentication, type BotRegistration } from '../../src/bot/bot-authentication.ts';
import { cloudOf } from '../../src/bot/clouds.ts';
import { PinDeskAdapter } from '../../src/bot/pin-desk-adapter.ts';
import { appId, type StandInConnector, standInCredentials, startConnector, tenant } from '../support/connector.ts';
import { teamsMessage } from './edge.ts';

describe('how the bot signs what it sends', () => {
  let connector: StandInConnector;

  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  /** The SDK asks `createCredentials` once for every client that it builds. */
  function sending(registration: BotRegistration = { appId }) {
    const built = sinon.spy(standInCredentials.createCredentials);
    const credentials = {
      isValidAppId: standInCredentials.isValidAppId,
      isAuthenticationDisabled: standInCredentials.isAuthenticationDisabled,
      createCredentials: built,
    };
    const { scope: audience } = cloudOf(registration.channelService);
    const adapter = new PinDeskAdapter(new BotAuthentication(registration, credentials), { appId, audience });
    const take = async (more: Readonly<Record<string, unknown>> = {}) => {
      const activity = parseActivity(teamsMessage(connector, more));
      assert.ok(activity);
      await adapter.receive(activity, async () => undefined);
    };
    return { built, take };
  }

  it('builds its two clients for a service URL once', async () => {
    const { built, take } = sending();

    await take();
    await take({ id: 'another' });
    const forOne = built.callCount;
    await take({ serviceUrl: `${connector.serviceUrl}other/` });

    assert.deepEqual([forOne, built.callCount], [2, 3]);
  });

  const logins: readonly [BotRegistration, string, string][] = [
    [{ appType: 'SingleTenant' }, 'https://api.botframework.com', 'https://login.microsoftonline.com/botframework.com'],
    [
      { appType: 'SingleTenant', channelService: 'https://botframework.azure.us' },
      'https://api.botframework.us',
      'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
    ],
    [
      { appType: 'SingleTenant', channelService: 'https://botframework.azure.cn' },
      'https://api.botframework.azure.cn',
      `https://login.partner.microsoftonline.cn/${tenant}`,
    ],
    [
      { appType: 'MultiTenant', channelService: 'https://botframework.azure.cn' },
      'https://api.botframework.azure.cn',
      'https://login.partner.microsoftonline.cn/microsoftservices.partner.onmschina.cn',
    ],
  ];
  for (const [registration, audience, login] of logins) {
    it(`asks ${login} for tokens for ${audience}`, async () => {
      const { built, take } = sending({ appId, tenantId: tenant, ...registration });

      await take();

      assert.deepEqual(
        built.args.map((args) => args.slice(0, 3)),
        [
          [appId, audience, login],
          [appId, audience, login],
        ],
      );
    });
  }

  const places: readonly [Pick<BotRegistration, 'channelService' | 'oAuthRegion'>, string][] = [
    [{}, 'https://api.botframework.com'],
    [{ oAuthRegion: 'europe' }, 'https://europe.api.botframework.com'],
    [{ oAuthRegion: 'unitedstates' }, 'https://unitedstates.api.botframework.com'],
    [{ oAuthRegion: 'india' }, 'https://india.api.botframework.com'],
    [{ channelService: 'https://botframework.azure.us' }, 'https://api.botframework.azure.us'],
    [
      { channelService: 'https://botframework.azure.us', oAuthRegion: 'gcc-high' },
      'https://tokengcch.botframework.azure.us',
    ],
    [{ channelService: 'https://botframework.azure.us', oAuthRegion: 'dod' }, 'https://apidod.botframework.azure.us'],
    [{ channelService: 'https://botframework.azure.cn' }, 'https://token.botframework.azure.cn'],
  ];
  for (const [registration, place] of places) {
    it(`signs people in at ${place}`, async () => {
      const asked: string[] = [];
      const credentials = {
        isValidAppId: standInCredentials.isValidAppId,
        isAuthenticationDisabled: standInCredentials.isAuthenticationDisabled,
        createCredentials: async () => ({
          signRequest: async ({ url }: { url: string }) => {
            asked.push(new URL(url).origin);
            throw new Error('seen');
          },
        }),
      };
      const adapter = new PinDeskAdapter(new BotAuthentication({ appId, ...registration }, credentials), {
        appId,
        audience: cloudOf(registration.channelService).scope,
      });

      const client = await adapter.tokenClient();
      await assert.rejects(client.signOutUser('29:ada', 'entra', 'msteams'), /seen/);

      assert.deepEqual(asked, [place]);
    });
  }
});
