import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { Needs } from '../../src/features/needs.ts';
import { startApp, type TestApp } from '../support/app.ts';
import {
  appId,
  registration,
  type StandInConnector,
  standInCredentials,
  startConnector,
  tenant,
} from '../support/connector.ts';
import { type StandInIssuer, startIssuer, type TokenOptions } from '../support/issuer.ts';
import { logLines } from '../support/log-lines.ts';
import { teamsMessage } from './edge.ts';

/** Asked when a token is made, for a suite may take longer than a token lasts. */
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;
const otherTenant = '99999999-9d4e-4c52-8a62-5a4f6f2f3b10';
/** In the sample directory, with a disabled account: his first message opens a ticket. */
const frank = { id: '29:frank', aadObjectId: '6f1d0c00-0000-4000-8000-000000000006' };
const publicIssuer = 'https://api.botframework.com';

describe('channel tokens over HTTP', function () {
  this.timeout(60_000);
  let app: TestApp;
  let connector: StandInConnector;
  let issuer: StandInIssuer;
  let needs: Needs | undefined;
  let log: ReturnType<typeof logLines>;
  let count = 0;

  before(async () => {
    connector = await startConnector();
    issuer = await startIssuer({ serviceUrl: connector.serviceUrl, name: publicIssuer });
    issuer.publish('teams', ['msteams']);
    issuer.publish('silent');
    log = logLines();
    app = await startApp({
      environment: {
        ...registration,
        IDENTITY_POLICY: 'teams:code',
        ToBotFromChannelOpenIdMetadataUrl: issuer.issuer.openIdMetadataUrl,
      },
      around: {
        log: log.log,
        standIns: {
          credentials: standInCredentials,
          needs: (embedded) => {
            needs = embedded;
            return embedded;
          },
        },
      },
    });
  });
  after(async () => {
    await app.remove();
    await connector.close();
    await issuer.close();
  });
  beforeEach(() => {
    connector.reset();
    log.lines.length = 0;
  });

  /** Each of `authorization` is a header of its own. */
  function post(
    authorization: readonly string[],
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<{ status: number; text: string; challenge: string | undefined }> {
    count += 1;
    const body = JSON.stringify(
      teamsMessage(connector, { id: `id-${count}`, text: 'which key mutes me?', locale: 'en-GB', ...more }),
    );
    const headers = ['content-type', 'application/json', 'content-length', String(Buffer.byteLength(body))];
    const { hostname, port } = new URL(app.url);
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          method: 'POST',
          hostname,
          port,
          path: '/api/messages',
          headers: [
            'host',
            `${hostname}:${port}`,
            ...headers,
            ...authorization.flatMap((each) => ['authorization', each]),
          ],
        },
        async (response) => {
          const parts: Buffer[] = [];
          for await (const part of response) parts.push(Buffer.from(part));
          const { statusCode: status = 0, headers: answered } = response;
          resolve({ status, text: Buffer.concat(parts).toString(), challenge: answered['www-authenticate'] });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** Tickets, and what happened to all of them: one that is opened is one of each, one that is added to is not. */
  async function desk(): Promise<readonly [tickets: number, events: number]> {
    const rows = await needs?.database.query(
      'select (select count(*)::int from tickets) as tickets, (select count(*)::int from ticket_events) as events',
    );
    return [Number(rows?.[0]?.tickets), Number(rows?.[0]?.events)];
  }

  const header = (more: Readonly<Record<string, unknown>>): TokenOptions => ({ header: more });
  const claims = (more: Readonly<Record<string, unknown>>): TokenOptions => ({ claims: more });
  const refused: Readonly<Record<string, TokenOptions | (() => TokenOptions)>> = {
    'signed by another key': { forged: true },
    'signed by another key that it names': { forged: true, header: { kid: 'teams' } },
    'that expired more than five minutes ago': () => claims({ exp: inSeconds(-400) }),
    'that is not valid for more than five minutes': () => claims({ nbf: inSeconds(400) }),
    'without an end': claims({ exp: undefined }),
    'whose end is no number': claims({ exp: '9999999999' }),
    'whose beginning is no number': claims({ nbf: 'now' }),
    'for another bot': claims({ aud: '00000000-0000-4000-8000-000000000000' }),
    'for several': claims({ aud: [appId, 'another'] }),
    'for nobody': claims({ aud: undefined }),
    'of another issuer': claims({ iss: 'https://issuer.example' }),
    'of another cloud': claims({ iss: 'https://api.botframework.us' }),
    'of no issuer': claims({ iss: undefined }),
    'of several issuers': claims({ iss: [publicIssuer] }),
    'for another service URL': claims({ serviceurl: 'https://elsewhere.example/' }),
    'without a service URL': claims({ serviceurl: undefined }),
    'with an empty service URL': claims({ serviceurl: '' }),
    'of another tenant': claims({ tid: otherTenant }),
    'without a signature': header({ alg: 'none' }),
    'without a signature, in capitals': header({ alg: 'NONE' }),
    'whose secret is the public key': header({ alg: 'HS256' }),
    'of another algorithm': header({ alg: 'RS512' }),
    'without an algorithm': header({ alg: undefined }),
    'whose key nobody published': { keyId: 'unknown' },
    'without a key': header({ kid: undefined }),
    'with a key that is no string': header({ kid: { toString: 'ours' } }),
    'whose key has the name of a property': { keyId: '__proto__' },
    'that brings its key': header({ jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }),
    'that says where its key is': header({ jku: 'https://keys.example/' }),
    'that says where its certificate is': header({ x5u: 'https://keys.example/' }),
    'with a critical header': header({ crit: ['exp'] }),
    'of the Emulator': claims({
      iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
      ver: '1.0',
      appid: appId,
      serviceurl: undefined,
    }),
    'of the Emulator, version 2': claims({
      iss: 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0',
      ver: '2.0',
      azp: appId,
      serviceurl: undefined,
    }),
    'of a skill': claims({
      iss: 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0',
      ver: '2.0',
      azp: '11111111-0000-4000-8000-000000000000',
      serviceurl: undefined,
    }),
    'of the bot’s own tenant': claims({ iss: `https://sts.windows.net/${tenant}/`, ver: '1.0', appid: appId }),
  };

  for (const [which, options] of Object.entries(refused)) {
    it(`refuses a token ${which}`, async () => {
      const token = issuer.token(typeof options === 'function' ? options() : options);

      const { status, text, challenge } = await post([token]);

      assert.equal(status, 401);
      assert.equal(challenge, 'Bearer');
      assert.doesNotMatch(text, /jwt|signature|claim|expired|issuer|audience|at /i);
      assert.equal(connector.sent.length, 0);
      assert.ok(log.lines.every(({ level }) => level === 'warn' || level === 'debug'));
      assert.ok(!JSON.stringify(log.lines).includes(token.slice(-40)));
    });
  }

  it('takes the good token that all of these are not', async () => {
    for (const options of [
      {},
      claims({ tid: tenant.toUpperCase() }),
      claims({ exp: inSeconds(-200) }),
      claims({ nbf: inSeconds(200) }),
    ]) {
      connector.reset();

      const { status } = await post([issuer.token(options)]);

      assert.equal(status, 200, JSON.stringify(options));
      assert.match(JSON.stringify(connector.sent), /\*6/);
    }
  });

  it('refuses headers that are no token, and tokens that are too many or too much', async () => {
    const good = issuer.token();
    const token = good.slice('Bearer '.length);
    const [head = '', payload = '', signature = ''] = token.split('.');
    const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const nested = Buffer.from(`${'['.repeat(3_000)}${']'.repeat(3_000)}`).toString('base64url');
    const headers: readonly (readonly string[])[] = [
      [],
      [''],
      [' '],
      ['Bearer'],
      ['Bearer '],
      ['Bearer a.b.c'],
      ['Bearer ..'],
      ['Bearer {}'],
      [`Basic ${token}`],
      [`bearer ${token}`],
      [`Bearer  ${token}`],
      [`Bearer ${token} x`],
      [`Bearer ${token}x`],
      [`Bearer ${token},${token}`],
      [`Bearer ${token}.${signature}`],
      [`Bearer ${head}.${payload}`],
      [`Bearer ${head}.${payload}.`],
      [`Bearer ${head}.${payload}=.${signature}`],
      [`Bearer ${head}.${json('text')}.${signature}`],
      [`Bearer ${head}.${json(null)}.${signature}`],
      [`Bearer ${json(null)}.${payload}.${signature}`],
      [`Bearer ${json([])}.${payload}.${signature}`],
      [`Bearer ${head}.${nested}.${signature}`],
      [`Bearer ${head}.${Buffer.from('{"iss":').toString('base64url')}.${signature}`],
      [`Bearer ${head}.${payload}.${'A'.repeat(12_000)}`],
      [token],
      [good, good],
      [good, 'Bearer a.b.c'],
      ['Bearer a.b.c', good],
    ];

    for (const authorization of headers) {
      const { status } = await post(authorization);

      assert.equal(status, 401, authorization.join(' | ').slice(0, 60));
    }
    const { status } = await post([`Bearer ${'A'.repeat(20_000)}`]);
    assert.equal(status, 431);
    assert.equal(connector.sent.length, 0);
    const alive = await post([good]);
    assert.equal(alive.status, 200);
  });

  it('takes a key only for the channels that it is endorsed for, and Teams only from one that is', async () => {
    const answers = [
      await post([issuer.token({ keyId: 'teams' })]),
      await post([issuer.token({ keyId: 'teams' })], { channelId: 'webchat' }),
      await post([issuer.token({ keyId: 'silent' })], { channelId: 'webchat' }),
      await post([issuer.token({ keyId: 'silent' })]),
      await post([issuer.token({ keyId: 'silent' })], { channelId: 'AseChannel' }),
    ];

    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 403, 200, 403, 200],
    );
  });

  it('does not take a token that it knows for another service URL, channel or tenant', async () => {
    const token = issuer.token({ keyId: 'teams', claims: { tid: tenant } });
    const elsewhere = 'http://127.0.0.1:9/';
    const other = { conversation: { id: 'a:1', conversationType: 'personal', tenantId: otherTenant } };

    const answers = [
      await post([token]),
      await post([token], { serviceUrl: elsewhere }),
      await post([token], { channelId: 'webchat' }),
      await post([token], { ...other, channelData: { tenant: { id: otherTenant } } }),
      await post([token]),
    ];

    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 401, 403, 401, 200],
    );
  });

  it('vouches for nobody of a tenant that is not allowed', async () => {
    const conversation = { id: 'a:far', conversationType: 'personal', tenantId: otherTenant };
    const far = { from: frank, conversation, channelData: { tenant: { id: otherTenant } } };

    const { status } = await post([issuer.token()], { ...far, text: 'I forgot my PIN' });

    assert.equal(status, 200);
    // Frank himself would hear that his account is switched off, and get a ticket.
    assert.match(JSON.stringify(connector.sent), /an organisation that I do not serve/);
    assert.doesNotMatch(JSON.stringify(connector.sent), /disabled|not active|switched off|ticket is number/i);
  });

  describe('an activity that comes again', () => {
    const forgot = { from: frank, text: 'I forgot my PIN', deliveryMode: 'expectReplies' };
    const at = (conversation: string) => ({
      conversation: { id: conversation, conversationType: 'personal', tenantId: tenant },
    });

    it('acts once with the same token and with another, and says the same again', async () => {
      const token = issuer.token();
      const activity = { ...forgot, ...at('a:again'), id: 'again' };
      const [tickets, events] = await desk();

      const answers = [
        await post([token], activity),
        await post([token], activity),
        await post([issuer.token({ keyId: 'teams' })], activity),
      ];

      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 200],
      );
      const [ticket, ...others] = answers.map(({ text }) => /ticket is number (\d+)/.exec(text)?.[1]);
      assert.ok(ticket);
      assert.deepEqual(others, [ticket, ticket]);
      assert.deepEqual(await desk(), [tickets + 1, events + 1]);
    });

    it('acts once where it comes ten times at once', async () => {
      const activity = { ...forgot, ...at('a:at-once'), from: { ...frank, id: '29:frank-2' }, id: 'at once' };
      const [tickets, events] = await desk();

      const answers = await Promise.all(Array.from({ length: 10 }, () => post([issuer.token()], activity)));

      assert.ok(answers.every(({ status }) => status === 200));
      const [after, happened] = await desk();
      assert.equal(happened, events + 1);
      assert.ok(after <= tickets + 1);
    });

    it('is another one in another conversation, from another sender or of another tenant', async () => {
      const asking = { text: 'which key mutes me?', id: 'same', deliveryMode: 'expectReplies' };
      const far = { id: 'a:far-2', conversationType: 'personal', tenantId: otherTenant };

      const answers = [
        await post([issuer.token()], { ...asking, ...at('a:one') }),
        await post([issuer.token()], { ...asking, ...at('a:one'), text: 'which key unmutes everybody?', id: 'next' }),
        await post([issuer.token()], { ...forgot, ...at('a:two'), id: 'same' }),
        await post([issuer.token()], { ...asking, ...at('a:one'), from: { id: '29:eve' }, text: 'menu' }),
        await post([issuer.token()], {
          ...asking,
          conversation: far,
          channelData: { tenant: { id: otherTenant } },
          text: 'menu',
        }),
      ];

      assert.match(answers[0]?.text ?? '', /\*6/);
      assert.match(answers[2]?.text ?? '', /ticket is number/);
      for (const answer of [answers[3], answers[4]]) assert.doesNotMatch(answer?.text ?? '*6', /\*6/);
    });
  });
});
