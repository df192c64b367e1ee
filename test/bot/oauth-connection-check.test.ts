import assert from 'node:assert/strict';
import sinon from 'sinon';
import { oAuthConnectionCheck } from '../../src/bot/oauth-connection.check.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { appId, standInCredentials } from '../support/connector.ts';
import { connection, type StandInTokenService, startTokenService } from '../support/token-service.ts';

describe('the doctor, of the OAuth connection', function () {
  this.timeout(20_000);
  let standIn: StandInTokenService;

  before(async () => {
    standIn = await startTokenService();
  });
  after(() => standIn.close());
  beforeEach(() => standIn.reset());

  const found = async (name = connection, { oAuthUrl = standIn.url, credentials = standInCredentials } = {}) => {
    const registration = { appId, appPassword: new Secret('hunter2'), appType: 'MultiTenant' };
    const all = await oAuthConnectionCheck(registration, name, { credentials, oAuthUrl }).run();
    assert.ok(all.every(({ level, fix }) => level === 'good' || fix));
    assert.doesNotMatch(JSON.stringify(all), /hunter2|https:/);
    return all.map(({ level, about, finding }) => `${level} ${about}: ${finding}`);
  };

  it('finds one that links can be had for, and has nothing kept', async () => {
    assert.deepEqual(await found(), ['good OAUTH_CONNECTION: the token service gives links to sign in with it']);
    assert.deepEqual(
      standIn.asked.map(({ method, path }) => `${method} ${path}`),
      ['GET /api/botsignin/GetSignInResource'],
    );
    assert.deepEqual(standIn.held(), []);
  });

  it('finds one that the bot does not have', async () => {
    assert.deepEqual(await found('other'), [
      'problem OAUTH_CONNECTION: the token service does not know it for this bot (404)',
    ]);
  });

  for (const [status, expected] of [
    [400, 'problem OAUTH_CONNECTION: the token service does not know it for this bot (400)'],
    [401, 'problem OAUTH_CONNECTION: the token service refuses the bot (401)'],
    [403, 'problem OAUTH_CONNECTION: the token service refuses the bot (403)'],
    [500, 'warning OAUTH_CONNECTION: the token service does not answer (500), so that it could not be tried'],
  ] as const) {
    it(`words ${status}`, async () => {
      standIn.failWith(status);

      assert.deepEqual(await found(), [expected]);
    });
  }

  it('finds an answer without a link', async () => {
    standIn.failWith(200);

    assert.deepEqual(await found(), ['problem OAUTH_CONNECTION: the token service gives no link to sign in with it']);
  });

  it('finds that nobody answers, at once and never', async () => {
    const away = await found(connection, { oAuthUrl: 'http://127.0.0.1:1' });
    standIn.delay(60_000);
    const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const never = found();
    await clock.tickAsync(10_000);
    clock.restore();

    assert.match(away[0] ?? '', /^warning OAUTH_CONNECTION: .* \(\w+\), so that/);
    assert.match((await never)[0] ?? '', /^warning OAUTH_CONNECTION: .* \(ETIMEDOUT\), so that/);
  });
});
