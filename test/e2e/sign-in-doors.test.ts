import assert from 'node:assert/strict';
import { z } from 'zod';
import type { UserDirectory } from '../../src/backends/user-directory/user-directory.ts';
import type { Needs } from '../../src/features/needs.ts';
import type { Database } from '../../src/storage/database.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { type ChatActivity, chatClient } from '../support/chat-client.ts';
import { Token } from '../support/chat-host.ts';
import { formIn } from '../support/conversation.ts';
import { type CookieJar, cookieJar } from '../support/cookie-jar.ts';
import {
  ada,
  clientId,
  clientSecret,
  startIdentityProvider,
  type TestProvider,
  tenant,
} from '../support/identity-provider.ts';
import { bytesOf, exchange } from '../support/raw-http.ts';

const json = { 'content-type': 'application/json' };
const Actions = z.array(z.object({ title: z.string().optional(), url: z.string().optional() }));

/** Something that waits while it is held. */
function slowness() {
  let asked = () => undefined as unknown;
  let release = () => undefined as unknown;
  let held: Promise<unknown> = Promise.resolve();
  return {
    /** Resolves once somebody waits. */
    hold(): Promise<unknown> {
      held = new Promise((resolve) => {
        release = () => resolve(undefined);
      });
      return new Promise((resolve) => {
        asked = () => resolve(undefined);
      });
    },
    release: () => release(),
    async answers() {
      asked();
      await held;
    },
  };
}

describe('the doors of a program that signs people in', () => {
  let provider: TestProvider;
  let app: TestApp;
  let jar: CookieJar;
  let database: Database;
  const directory = slowness();

  before(async function () {
    this.timeout(60_000);
    provider = await startIdentityProvider();
    const environment = {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      ALLOWED_TENANTS: tenant,
      IDENTITY_POLICY: 'page:sign-in,anonymous:off',
    };
    app = await startApp({ environment, around: { standIns: { needs: withSlowDirectory } } });
    provider.admit(app.url);
  });
  after(async () => {
    await app.remove();
    await provider.close();
  });
  beforeEach(() => {
    jar = cookieJar();
    provider.signsIn(ada);
  });

  /** The directory answers when the test says so, once it was asked. */
  const withSlowDirectory = (needs: Needs): Needs => {
    database = needs.database;
    const byId: UserDirectory['byId'] = async (id) => {
      await directory.answers();
      return needs.directory.byId(id);
    };
    return { ...needs, directory: { ...needs.directory, byId } };
  };
  const signIn = async (path = '/sign-in', headers: Record<string, string> = {}) => {
    let next: URL | undefined = new URL(path, app.url);
    let answer: Response;
    do {
      const isOurs = next.origin === app.url;
      answer = await jar.open(next, isOurs ? { headers } : {});
      const location = answer.headers.get('location');
      next = location ? new URL(location, next) : undefined;
    } while (next && (next.origin !== app.url || next.pathname !== '/'));
    return { status: answer.status, landed: next?.search };
  };
  const cookie = () => `pin-desk=${jar.cookies(app.url)['pin-desk']}`;

  async function chat() {
    const given = await jar.open(`${app.url}/chat/token`, { method: 'POST', headers: json, body: '{}' });
    const token = Token.parse(await given.json());
    return chatClient({ domain: `${app.url}/v3/directline` }, token, { cookie: cookie() });
  }
  const buttonsOf = (activities: readonly ChatActivity[]) =>
    activities.flatMap(({ attachments = [] }) =>
      attachments.flatMap(({ content }) => Actions.safeParse(content.actions).data ?? []),
    );

  it('let people in who come by a link of another site, and back from the provider', async () => {
    const { landed } = await signIn('/sign-in?ask=reset-pin&confirm=yes', { 'sec-fetch-site': 'cross-site' });

    assert.equal(landed, '?ask=reset-pin');
  });

  it('show a button to sign in anew to whoever signed in too long ago, and it goes on with the reset', async () => {
    provider.signsIn(ada, 3_600);
    await signIn();
    const before = await chat();
    await before.say('I forgot my PIN');
    const [button] = buttonsOf((await before.read()).activities).filter(({ url }) => url?.startsWith('/sign-in'));
    provider.signsIn(ada);

    const { landed } = await signIn(button?.url);
    const after = await chat();
    await after.send({ type: 'event', name: 'ask', value: { intent: 'reset-pin' } });

    assert.deepEqual(button, { title: 'Sign in', url: '/sign-in?confirm=yes&ask=reset-pin' });
    assert.equal(landed, '?ask=reset-pin');
    assert.match(JSON.stringify((await after.read()).activities), /New PIN once more/u);
    assert.equal((await before.get()).status, 403);
  });

  const posts = [
    ['another site', { ...json, origin: 'https://elsewhere.example' }, 403],
    ['a page of another site that hides where it is', { ...json, 'sec-fetch-site': 'cross-site' }, 403],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a form of plain text', { 'content-type': 'text/plain' }, 415],
  ] as const;
  for (const [from, headers, status] of posts) {
    it(`let nobody be signed out by ${from}`, async () => {
      await signIn();

      const answer = await jar.open(`${app.url}/sign-out`, { method: 'POST', headers, body: '{}' });

      assert.equal(answer.status, status);
      assert.match(await (await jar.open(app.url)).text(), /Signed in as Ada Archer/u);
    });
  }

  it('sign nobody out by a link', async () => {
    await signIn();

    const answer = await jar.open(`${app.url}/sign-out`);

    assert.equal(answer.status, 405);
  });

  it('send people back to our own address whatever the Host says', async () => {
    const headers = [
      ['Host', 'elsewhere.example'],
      ['Connection', 'close'],
    ] as const;

    const { text } = await exchange(
      Number(new URL(app.url).port),
      bytesOf({ method: 'GET', target: '/sign-in', headers }),
    );

    const asked = new URL(/^location: (.*)$/imu.exec(text)?.[1] ?? '');
    assert.equal(asked.searchParams.get('redirect_uri'), `${app.url}/sign-in/callback`);
  });

  it('change nothing for somebody who signs out while the change is under way', async () => {
    await signIn('/sign-in?ask=reset-pin&confirm=yes');
    const page = await chat();
    await page.send({ type: 'event', name: 'ask', value: { intent: 'reset-pin' } });
    const form = formIn((await page.read()).activities.at(-1)?.attachments?.[0]?.content);
    const asked = directory.hold();
    const value = { ...form, pin: '74920183', pinConfirmation: '74920183' };
    const change = page.send({ type: 'message', value, channelData: { postBack: true } });
    await asked;

    const out = await jar.open(`${app.url}/sign-out`, { method: 'POST', headers: json, body: '{}' });
    directory.release();
    await change;

    assert.equal(form?.form, 'choose');
    assert.equal(out.status, 200);
    assert.deepEqual(await database.query('SELECT person FROM pins WHERE is_set', []), []);
  });

  it('log no name, address, code or state', async () => {
    await signIn();

    const log = app.lines.join('\n');
    assert.match(log, /somebody signed in/u);
    assert.doesNotMatch(log, /Ada Archer|ada\.archer@|code=|state=/u);
  });
});
