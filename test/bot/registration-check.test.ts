import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { registrationCheck } from '../../src/bot/registration.check.ts';
import { Secret } from '../../src/kernel/secret.ts';

const tenant = '0c5a9c51-9d4e-4c52-8a62-5a4f6f2f3b10';

/** As Entra's token endpoint and the channel service's metadata answer. */
interface Answers {
  token: { status: number; body: object };
  date?: string;
  metadata: object;
}

describe('the doctor, of the bot’s registration', () => {
  let server: Server;
  let origin: string;
  let answers: Answers;
  const asked: string[] = [];

  before(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      asked.push(`${request.url} ${body}`);
      if (answers.date) response.setHeader('date', answers.date);
      const { status, body: content } = request.url?.includes('/token')
        ? answers.token
        : { status: 200, body: answers.metadata };
      // Not chained: restify replaces writeHead of every response in the process, and its own returns nothing.
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(content));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked.length = 0;
    answers = {
      token: { status: 200, body: { access_token: 'a-token-of-the-bot' } },
      metadata: { issuer: 'https://api.botframework.com', jwks_uri: `${origin}/keys` },
    };
  });

  const found = async (
    change: { appType?: 'UserAssignedMSI'; openIdMetadataUrl?: string } = {},
    login = `${origin}/${tenant}`,
  ) => {
    const registration = {
      appId: tenant,
      appPassword: new Secret('hunter2'),
      appType: 'SingleTenant' as const,
      tenantId: tenant,
      channelService: undefined,
      openIdMetadataUrl: `${origin}/metadata`,
      ...change,
    };
    const all = await registrationCheck(registration, login).run();
    assert.doesNotMatch(JSON.stringify(all), /hunter2|a-token-of-the-bot/);
    return all.map(({ level, about, finding }) => `${level} ${about}: ${finding}`);
  };

  it('finds keys and a token of its own', async () => {
    assert.deepEqual(await found(), [
      'good channel tokens: their keys can be had',
      'good MicrosoftAppPassword: the bot gets its own tokens',
    ]);
    assert.ok(asked.some((request) => /grant_type=client_credentials.*client_secret=hunter2/.test(request)));
  });

  for (const [code, expected] of [
    [7000215, 'problem MicrosoftAppPassword: is not one of this application'],
    [7000222, 'problem MicrosoftAppPassword: has expired'],
    [700016, 'problem MicrosoftAppId: is not an application of this tenant'],
    [90002, 'problem MicrosoftAppTenantId: is no tenant'],
    [53003, 'problem MicrosoftAppPassword: gets no token (AADSTS53003)'],
  ] as const) {
    it(`words AADSTS${code}`, async () => {
      answers.token = { status: 401, body: { error: 'invalid_client', error_codes: [code] } };

      assert.equal((await found())[1], expected);
    });
  }

  it('asks a managed identity for nothing', async () => {
    assert.equal((await found({ appType: 'UserAssignedMSI' })).length, 1);
    assert.ok(!asked.some((request) => request.includes('/token')));
  });

  it('finds that neither can be reached', async () => {
    const said = await found({ openIdMetadataUrl: 'http://127.0.0.1:1/metadata' }, 'http://127.0.0.1:1/login');

    assert.match(said[0] ?? '', /^problem channel tokens: the keys .* cannot be had from 127\.0\.0\.1:1/);
    assert.match(said[1] ?? '', /^warning MicrosoftAppPassword: 127\.0\.0\.1:1 does not answer/);
  });

  it('finds a clock that is apart from the channel service’s', async () => {
    answers.date = new Date(Date.now() - 10 * 60_000).toUTCString();

    assert.match((await found())[0] ?? '', /^problem clock: .* 60\d s apart/);
  });
});
