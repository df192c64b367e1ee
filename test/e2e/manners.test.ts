import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import restify from 'restify';
import sinon from 'sinon';
import { z } from 'zod';
import { sampleSite } from '../../src/features/dial-in-help/sample-site.ts';
import { startApp, type TestApp } from '../support/app.ts';

const Routes = z.record(z.string(), z.looseObject({ method: z.string(), path: z.string() }));
const site = (more: object) => {
  const folder = mkdtempSync(join(tmpdir(), 'pin-desk-site-'));
  const file = join(folder, 'site.json');
  writeFileSync(file, JSON.stringify({ ...sampleSite, ...more }));
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/** Every route of a running program, asked once without anything that it wants: whatever is answered has its manners. */
async function walk(app: TestApp, routes: z.infer<typeof Routes>, at: string) {
  const asked = Object.values(routes).map(({ method, path }) => ({ method, path: path.replace(/:\w+/gu, 'x') }));
  const answers = [];
  for (const { method, path } of [...asked, { method: 'GET', path: '/no-such-page' }, { method: 'PATCH', path: '/' }]) {
    const answer = await fetch(`${at}${path}`, { method, redirect: 'manual', headers: { 'x-forwarded-for': '' } });
    answers.push({
      route: `${method} ${path}`,
      status: answer.status,
      headers: answer.headers,
      body: await answer.text(),
    });
  }
  assert.ok(app.url.length > 0);
  return answers;
}

const required: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/u,
  'x-content-type-options': /^nosniff$/u,
  'x-frame-options': /^DENY$/u,
  'referrer-policy': /^(no-referrer|same-origin)$/u,
  'permissions-policy': /camera=\(\)/u,
  'cross-origin-opener-policy': /^same-origin$/u,
  'cross-origin-resource-policy': /^same-origin$/u,
  'cache-control': /no-store|immutable/u,
};
const forbidden = ['server', 'x-powered-by', 'x-aspnet-version', 'access-control-allow-origin', 'via'];

describe('the manners of every route', function () {
  this.timeout(120_000);
  const inTheOpen = {
    HOST: '127.0.0.1',
    PUBLIC_URL: 'https://pin.example.com',
    TRUSTED_PROXIES: '127.0.0.1',
    MAILER: 'smtp',
    SMTP_HOST: '127.0.0.1',
    MAIL_FROM: 'pin@example.com',
    OIDC_ISSUER: 'https://login.invalid/',
    OIDC_CLIENT_ID: 'pin-desk',
    OIDC_CLIENT_SECRET: 'a secret of the provider',
    ALLOWED_TENANTS: '22222222-2222-4222-8222-222222222222',
    DESK_LEADS: 'PinDesk.Lead',
    MicrosoftAppId: '11111111-1111-4111-8111-111111111111',
    MicrosoftAppPassword: 'a secret of the bot',
    MicrosoftAppTenantId: '22222222-2222-4222-8222-222222222222',
    IDENTITY_POLICY: 'teams:code',
  };
  const described: readonly [string, Readonly<Record<string, string>>][] = [
    ['on this machine', {}],
    ['in the open', inTheOpen],
  ];

  for (const [where, environment] of described) {
    describe(where, () => {
      const contact = site({ securityContact: 'security@example.com' });
      let app: TestApp;
      let local: string;
      let answers: Awaited<ReturnType<typeof walk>>;

      before(async () => {
        const made = sinon.spy(restify, 'createServer');
        app = await startApp({ environment: { ...environment, SITE_FILE: contact.file } });
        const server = made.lastCall.returnValue;
        made.restore();
        local = `http://127.0.0.1:${server.address().port}`;
        answers = await walk(app, Routes.parse(server.router.getRoutes()), local);
      });
      after(async () => {
        await app.remove();
        contact.remove();
      });

      it('are looked at on all of them', () => {
        assert.ok(answers.length > 40, `${answers.length}`);
        assert.ok(answers.some(({ status }) => status === 200) && answers.some(({ status }) => status === 404));
        assert.deepEqual(
          answers.filter(({ status }) => status === 500),
          [],
        );
      });

      it('send the security headers', () => {
        const missing = answers.flatMap(({ route, headers }) =>
          Object.entries(required)
            .filter(([name, value]) => !value.test(headers.get(name) ?? ''))
            .map(([name]) => `${route}: ${name}`),
        );

        assert.deepEqual(missing, []);
      });

      it('say nothing of what the program is made of, and let no other site read them', () => {
        const leaks = answers.flatMap(({ route, headers, body }) => [
          ...forbidden.filter((name) => headers.has(name)).map((name) => `${route}: ${name}`),
          ...(/restify|node\.js|botbuilder|postgres|at \w+ \(/iu.test(body.replaceAll('postgresql', ''))
            ? [`${route}: ${body.slice(0, 80)}`]
            : []),
        ]);

        assert.deepEqual(leaks, []);
      });

      it('ask browsers to come by https alone where people reach us so', () => {
        const strict = new Set(answers.map(({ headers }) => headers.get('strict-transport-security')));

        assert.deepEqual([...strict], [where === 'in the open' ? 'max-age=31536000' : null]);
      });

      it('say nothing either to what is no request at all', async () => {
        for (const bytes of [
          'GET\r\n\r\n',
          'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: y\r\n\r\n',
          `GET / HTTP/1.1\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`,
        ]) {
          const said = await sayTo(local, bytes);
          assert.doesNotMatch(said, /^(server|x-powered-by):|restify|node/imu, said.slice(0, 200));
        }
      });

      it('tell where to report a weakness, for half a year', async () => {
        const answer = answers.find(({ route }) => route === 'GET /.well-known/security.txt');

        assert.match(answer?.headers.get('content-type') ?? '', /^text\/plain; charset=utf-8$/u);
        const lines = (answer?.body ?? '').trimEnd().split('\n');
        assert.equal(lines[0], 'Contact: mailto:security@example.com');
        const days = (Date.parse(lines[1]?.replace('Expires: ', '') ?? '') - Date.now()) / 86_400_000;
        assert.ok(days > 170 && days < 365, `${days}`);
        assert.deepEqual(
          lines.slice(2),
          where === 'in the open' ? ['Canonical: https://pin.example.com/.well-known/security.txt'] : [],
        );
      });
    });
  }

  it('have no security.txt where nobody is named', async () => {
    const app = await startApp();
    try {
      assert.equal((await fetch(`${app.url}/.well-known/security.txt`)).status, 404);
    } finally {
      await app.remove();
    }
  });
});

/** All that is answered to these bytes until the connection ends. */
function sayTo(origin: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (data) => {
      said += data.toString();
    });
    socket.on('close', () => resolve(said));
    socket.on('error', (error) => ('code' in error && error.code === 'ECONNRESET' ? resolve(said) : reject(error)));
  });
}
