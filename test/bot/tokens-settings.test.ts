import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { StartError } from '../../src/kernel/errors.ts';
import { startApp } from '../support/app.ts';
import { appId, tenant } from '../support/connector.ts';
import { startIssuer } from '../support/issuer.ts';
import { failedStart, startProgram } from '../support/program.ts';
import { teamsMessage } from './edge.ts';

const registered = {
  MicrosoftAppId: appId,
  MicrosoftAppPassword: 'Pa55-of-the-bot',
  MicrosoftAppTenantId: tenant,
  IDENTITY_POLICY: 'teams:code',
};
const china = 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration';

const refusal = (environment: Readonly<Record<string, string>>): string => {
  try {
    readConfig({ ...registered, ...environment });
  } catch (error) {
    assert.ok(error instanceof StartError);
    return error.message;
  }
  return '';
};

describe('whose keys the bot believes', () => {
  const foreign: readonly Readonly<Record<string, string>>[] = [
    {
      ToBotFromChannelOpenIdMetadataUrl:
        'https://login.botframework.com.evil.example/v1/.well-known/openidconfiguration',
    },
    { ToBotFromChannelOpenIdMetadataUrl: 'https://evil.example/login.botframework.com' },
    { ToBotFromChannelOpenIdMetadataUrl: 'http://login.botframework.com/v1/.well-known/openidconfiguration' },
    { ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.com@evil.example/' },
    { ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.com/v1/other' },
    { ToBotFromChannelOpenIdMetadataUrl: 'http://localhost.evil.example/' },
    { ToBotFromChannelOpenIdMetadataUrl: 'http://169.254.169.254/' },
    { ToBotFromChannelOpenIdMetadataUrl: 'https://[::ffff:a00:1]/' },
    { ToBotFromChannelOpenIdMetadataUrl: 'file:///etc/passwd' },
    { ToBotFromChannelOpenIdMetadataUrl: 'javascript:alert(1)' },
    // Another cloud's than the one that is named.
    { ToBotFromChannelOpenIdMetadataUrl: china },
    { ToBotFromChannelOpenIdMetadataUrl: china, ChannelService: 'https://botframework.azure.us' },
  ];
  for (const environment of foreign) {
    it(`refuses to start with ${Object.values(environment).join(' in ')}`, () => {
      const message = refusal(environment);

      assert.match(message, /^ToBotFromChannelOpenIdMetadataUrl: [^;]+$/);
      assert.doesNotMatch(message, /evil|169|passwd|alert|\.cn/);
    });
  }

  for (const environment of [
    { OAUTH_REGION: 'https://evil.example' },
    { OAUTH_REGION: 'gcc-high' },
    { OAUTH_REGION: 'europe', ChannelService: 'https://botframework.azure.us' },
  ]) {
    it(`refuses to sign people in at ${Object.values(environment).join(' in ')}`, () => {
      const message = refusal(environment);

      assert.match(message, /^OAUTH_REGION: [^;]+$/);
      assert.doesNotMatch(message, /evil/);
    });
  }

  it('signs people in where a region of its cloud has its token service', () => {
    assert.equal(refusal({ OAUTH_REGION: 'europe' }), '');
    assert.equal(refusal({ OAUTH_REGION: 'gcc-high', ChannelService: 'https://botframework.azure.us' }), '');
  });

  it('refuses a foreign address without a registration, too', () => {
    assert.match(
      refusal({ MicrosoftAppId: '', ToBotFromChannelOpenIdMetadataUrl: 'https://evil.example/' }),
      /^ToBotFromChannelOpenIdMetadataUrl: /,
    );
  });

  it('refuses a cloud that nobody knows', () => {
    assert.match(refusal({ ChannelService: 'https://botframework.evil.example' }), /^ChannelService: [^;]+$/);
  });

  it('refuses an issuer on this machine in the open', () => {
    const message = refusal({
      ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:4000/openid',
      PUBLIC_URL: 'https://pin.example.com',
    });

    assert.match(message, /ToBotFromChannelOpenIdMetadataUrl: [^;]*development/);
  });

  it('takes a national cloud by one variable, its own address and one on this machine', () => {
    const taken: readonly Readonly<Record<string, string>>[] = [
      {},
      { ChannelService: 'https://botframework.azure.us' },
      { ChannelService: 'https://botframework.azure.cn' },
      { ChannelService: 'https://botframework.azure.cn', ToBotFromChannelOpenIdMetadataUrl: china },
      { ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:4000/openid' },
      { ToBotFromChannelOpenIdMetadataUrl: 'http://localhost:4000/openid' },
      { ToBotFromChannelOpenIdMetadataUrl: 'http://[::1]:4000/openid' },
    ];

    for (const environment of taken) {
      const { bot } = readConfig({ ...registered, ...environment });

      assert.equal(bot?.channelService, environment.ChannelService);
      assert.equal(bot?.openIdMetadataUrl, environment.ToBotFromChannelOpenIdMetadataUrl);
    }
  });
});

describe('the program and its channel tokens', function () {
  this.timeout(60_000);
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pin-desk-tokens-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const messageTo = (url: string, authorization: string, serviceUrl: string) =>
    fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ ...teamsMessage({ serviceUrl }), deliveryMode: 'expectReplies' }),
    });

  it('ends with one line that names the variable and not its value', async () => {
    const { code, errors } = await failedStart({
      ...registered,
      DATA_DIR: folder,
      ToBotFromChannelOpenIdMetadataUrl: 'https://evil.example/openid',
    });

    assert.equal(code, 1);
    assert.match(errors, /^pin-desk cannot start: ToBotFromChannelOpenIdMetadataUrl: [^\n]+\n$/);
    assert.doesNotMatch(errors, /evil/);
  });

  it('starts where the issuer cannot be reached, answers 503 and warns once', async () => {
    const gone = await startIssuer({ name: 'https://api.botframework.com' });
    await gone.close();
    const app = await startApp({
      dataDir: folder,
      environment: { ...registered, ToBotFromChannelOpenIdMetadataUrl: gone.issuer.openIdMetadataUrl },
    });
    try {
      const answers = [];
      for (let each = 0; each < 3; each += 1) {
        answers.push((await messageTo(app.url, 'Bearer e30.e30.x', 'https://a.example/')).status);
        answers.push((await messageTo(app.url, gone.token(), 'https://a.example/')).status);
      }
      const ready = await fetch(`${app.url}/health/ready`);

      assert.deepEqual(answers, [401, 503, 401, 503, 401, 503]);
      assert.equal(ready.status, 200);
      const warnings = app.lines.filter((line) => line.includes('the signing keys of the channels cannot be had'));
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? '', /"level":"warn".*ECONNREFUSED/);
      assert.ok(!app.lines.some((line) => line.includes('"level":"error"')));
    } finally {
      await app.close();
    }
  });

  it('writes nothing of a token, a key or a password, whatever is sent', async () => {
    const issuer = await startIssuer({ name: 'https://api.botframework.com', serviceUrl: 'http://127.0.0.1:9/' });
    const program = await startProgram({
      ...registered,
      DATA_DIR: folder,
      LOG_LEVEL: 'debug',
      ToBotFromChannelOpenIdMetadataUrl: issuer.issuer.openIdMetadataUrl,
    });
    const tokens = [
      issuer.token(),
      issuer.token({ forged: true }),
      issuer.token({ claims: { exp: 1 } }),
      issuer.token({ header: { alg: 'HS256' } }),
      issuer.token({ header: { alg: 'none' } }),
      issuer.token({ claims: { aud: 'another' } }),
      issuer.token({ keyId: 'unknown' }),
      issuer.token({ header: { jku: 'https://keys.example/' } }),
      'Bearer e30.bm90IGpzb24.c2lnbmF0dXJl',
      'Basic c2VjcmV0OnNlY3JldA==',
    ];
    try {
      const answers = [];
      for (const token of tokens) answers.push((await messageTo(program.url, token, 'http://127.0.0.1:9/')).status);
      assert.equal(await program.end('SIGTERM'), 0);

      const written = program.written();
      assert.deepEqual(answers, [200, ...tokens.slice(1).map(() => 401)]);
      for (const flaw of ['signature', 'time', 'header', 'audience', 'unknown-key', 'issuer', 'malformed']) {
        assert.match(written, new RegExp(`"flaw":"${flaw}"`));
      }
      assert.ok(written.split('\n').every((line) => line === '' || line.startsWith('{')));
      const secrets = [
        ...tokens.flatMap((token) => token.split(/[ .]/).filter((part) => part.length > 12)),
        ...issuer.keyMaterial(),
        registered.MicrosoftAppPassword,
        'PUBLIC KEY',
        'JsonWebTokenError',
      ];
      for (const secret of secrets) assert.ok(!written.includes(secret), secret.slice(0, 12));
    } finally {
      await program.end('SIGKILL');
      await issuer.close();
    }
  });
});
