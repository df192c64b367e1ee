import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePeople } from '../../src/backends/user-directory/sample-people.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { openConversation } from '../support/conversation.ts';
import { cookieJar } from '../support/cookie-jar.ts';
import { type AtDesk, enter, entered, fieldIn, withCookie } from '../support/desk.ts';
import {
  ada,
  bo,
  clientId,
  clientSecret,
  startIdentityProvider,
  type TestProvider,
  tenant,
} from '../support/identity-provider.ts';
import { startProgram } from '../support/program.ts';
import { movableClock } from '../support/proxied-app.ts';

const linkIn = (app: TestApp, role: 'agent' | 'lead'): string => app.deskLinks?.[role].reveal() ?? assert.fail();
const tokenIn = (link: string): string => new URL(link).searchParams.get('link') ?? '';

async function openTicket(app: TestApp): Promise<string> {
  const chat = await openConversation(app.url);
  const ticket = await chat.submit(await chat.say('talk to a person'), { summary: 'help' });
  return /number (\d{4})/u.exec(ticket.words)?.[1] ?? assert.fail();
}

describe('the door of the desk, by link', function () {
  this.timeout(60_000);
  let app: TestApp;
  const { time, clock } = movableClock();
  beforeEach(async () => {
    time.aheadMs = 0;
    app = await startApp({ around: { clock } });
  });
  afterEach(() => app.remove());

  it('lets nobody see or do anything without a session', async () => {
    const number = await openTicket(app);
    for (const who of ['', 'pin-desk-agent=guess', 'pin-desk=guess']) {
      const desk = withCookie(app.url, who);
      const answers = await Promise.all([
        desk.get('/desk'),
        desk.get(`/desk/${number}`),
        desk.get('/desk/call'),
        desk.post(`/desk/${number}`, { action: 'claim', version: '1', token: 'x' }),
        desk.post('/desk/call', { summary: 'x' }),
      ]);

      for (const answer of answers) {
        assert.equal(answer.status, 401);
        assert.doesNotMatch(await answer.text(), /1001|help\b</u);
      }
    }
  });

  it('takes a link once, only when its button is pressed, and in ten minutes at most', async () => {
    const [agent, lead] = [linkIn(app, 'agent'), linkIn(app, 'lead')];

    const looked = await Promise.all([1, 2].map(async () => (await fetch(agent)).text()));
    const presses = await Promise.allSettled([1, 2, 3].map(() => entered(agent)));
    time.aheadMs += 10 * 60_000;

    assert.ok(looked.every((page) => page.includes('Enter the help desk')));
    assert.equal(presses.filter(({ status }) => status === 'fulfilled').length, 1);
    await assert.rejects(entered(lead), /403/u);
  });

  it('keeps links out of the log and the database', async () => {
    const [agent, lead] = [linkIn(app, 'agent'), linkIn(app, 'lead')];
    await fetch(agent);
    const desk = await entered(lead);
    await desk.get('/desk');
    const log = app.lines.join('');

    for (const secret of [tokenIn(agent), tokenIn(lead), desk.cookie.split('=')[1] ?? assert.fail()])
      assert.ok(secret.length > 40 && !log.includes(secret));
    assert.match(log, /somebody entered the desk/u);
  });

  it('ends a session after half an hour without doing anything, after twelve hours, and when its agent leaves', async () => {
    const desk = await enter(app, 'agent');
    const leads = await enter(app, 'lead');
    const pass = (minutes: number) => {
      time.aheadMs += minutes * 60_000;
    };

    pass(29);
    assert.equal((await desk.get('/desk')).status, 200);
    assert.equal((await leads.get('/desk')).status, 200);
    const page = await (await leads.get('/desk')).text();
    const forged = await leads.post('/desk/leave', { leave: fieldIn(await (await desk.get('/desk')).text(), 'leave') });
    const left = await leads.post('/desk/leave', { leave: fieldIn(page, 'leave') });
    pass(29);
    const seen = await desk.get('/desk');
    pass(30);

    assert.deepEqual([forged.status, left.status, (await leads.get('/desk')).status], [403, 200, 401]);
    assert.equal(seen.status, 200);
    assert.equal((await desk.get('/desk')).status, 401);
  });

  it('takes nobody for being at work whose page only renews itself', async () => {
    const desk = await enter(app, 'agent');
    const byItself = { 'x-desk-live': 'yes' };
    const statuses = [];

    for (const minutes of [10, 10, 9, 2]) {
      time.aheadMs += minutes * 60_000;
      for (const path of ['/desk/changes', '/desk']) statuses.push((await desk.get(path, byItself)).status);
    }

    assert.deepEqual(statuses, [...Array(6).fill(200), 401, 401]);
  });

  it('tells nobody from elsewhere what happens at the desk', async () => {
    const desk = await enter(app, 'agent');

    const answers = await Promise.all([
      desk.get('/desk/changes', { 'sec-fetch-site': 'cross-site' }),
      withCookie(app.url, '').get('/desk/changes'),
      desk.get('/desk/changes'),
    ]);

    assert.deepEqual(
      answers.map(({ status }) => status),
      [403, 401, 200],
    );
  });

  it('takes a form only from whom it was shown to', async () => {
    const number = await openTicket(app);
    const [agent, lead] = [await enter(app, 'agent'), await enter(app, 'lead')];
    const page = await (await agent.get(`/desk/${number}`)).text();
    const form = { action: 'claim', version: fieldIn(page, 'version'), token: fieldIn(page, 'token') };

    const stolen = await lead.post(`/desk/${number}`, form);
    const crossSite = await fetch(`${app.url}/desk/${number}`, {
      method: 'POST',
      headers: {
        cookie: agent.cookie,
        origin: 'https://evil.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(form),
    });
    const own = await agent.post(`/desk/${number}`, form);

    assert.deepEqual([stolen.status, crossSite.status, own.status], [403, 403, 303]);
    assert.match(await (await agent.get(`/desk/${number}`)).text(), /Claimed/u);
  });

  it('opens one ticket for a caller, however often the form is sent', async () => {
    const desk = await enter(app, 'agent');
    const page = await (await desk.get('/desk/call')).text();
    const form = {
      token: fieldIn(page, 'token'),
      key: fieldIn(page, 'key'),
      caller: 'ada.archer@contoso.com',
      reason: 'code-not-received',
      language: 'da',
      callback: '+45 33 12 34 56',
      summary: 'Cannot dial in',
    };

    const wrong = await desk.post('/desk/call', { ...form, caller: 'nobody@contoso.com' });
    const sent = await Promise.all([1, 2].map(() => desk.post('/desk/call', form)));

    assert.equal(wrong.status, 422);
    assert.match(await wrong.text(), /knows nobody.*nobody@contoso\.com/su);
    const [one, other] = sent.map((answer) => answer.headers.get('location'));
    assert.equal(one, other);
    const ticket = await (await desk.get(one ?? '')).text();
    assert.match(ticket, /Ada Archer.*identity not confirmed.*\+45 33 12 34 56.*Cannot dial in/su);
    assert.doesNotMatch(ticket, /value="reply"/u);
  });
});

describe('somebody who gives the desk a name', function () {
  this.timeout(60_000);
  let app: TestApp;
  let desk: AtDesk;
  before(async () => {
    app = await startApp();
    desk = await enter(app, 'agent');
  });
  after(() => app.remove());

  const idOf = (page: string, name: string): string =>
    new RegExp(`name="chosen" value="([^"]+)"[^>]*> ${name}`, 'u').exec(page)?.[1] ?? '';

  it('is chosen from a list, and what was typed stays', async () => {
    const page = await (await desk.get('/desk/call')).text();
    const form = {
      token: fieldIn(page, 'token'),
      key: fieldIn(page, 'key'),
      caller: 'archer',
      reason: 'asked-for-a-person',
      language: 'en',
      summary: 'Cannot dial in',
    };

    const listed = await desk.post('/desk/call', form);
    const list = await listed.text();
    const chosen = idOf(list, 'Ada Archer');
    const retyped = await desk.post('/desk/call', { ...form, caller: 'ruiz', listed: 'archer', chosen });
    const opened = await desk.post('/desk/call', { ...form, listed: fieldIn(list, 'listed'), chosen });

    assert.equal(listed.status, 200);
    assert.match(list, /value="archer".*Which of them is it\?.*Ada Archer.*Cannot dial in/su);
    assert.match(await retyped.text(), /Elena Ruiz/u);
    const ticket = await (await desk.get(opened.headers.get('location') ?? '')).text();
    assert.match(ticket, /Ada Archer.*identity not confirmed/su);
  });

  it('has their panel opened for the reason that was given', async () => {
    const form = { token: fieldIn(await (await desk.get('/desk/people')).text(), 'token'), who: 'Ada', reason: 'rang' };

    const list = await (await desk.post('/desk/people', form)).text();
    const opened = await desk.post('/desk/people', { ...form, listed: 'Ada', chosen: idOf(list, 'Ada Archer') });

    assert.match(list, /value="Ada".*value="rang"/su);
    assert.match(await (await desk.get(opened.headers.get('location') ?? '')).text(), /ada\.archer@contoso\.com/u);
  });

  it('is listed a hundred times an hour for an agent, and no more', async () => {
    const token = fieldIn(await (await desk.get('/desk/people')).text(), 'token');
    const ask = async () => (await desk.post('/desk/people', { token, who: 'Ada', reason: 'rang' })).status;
    const statuses: number[] = [];
    while (statuses.length < 110) statuses.push(await ask());

    const refused = statuses.indexOf(429);
    assert.ok(refused > 90 && refused <= 100, `${refused}`);
    assert.deepEqual(new Set(statuses.slice(refused)), new Set([429]));
  });
});

describe('the links of a program without a terminal', function () {
  this.timeout(60_000);

  it('are in a file that only its user reads, and nowhere in what it writes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pin-desk-links-'));
    const program = await startProgram({ DATA_DIR: folder, PORT: '0' });
    const file = join(folder, 'desk-links.txt');
    const links = readFileSync(file, 'utf8');
    const mode = statSync(file).mode & 0o777;
    await program.end('SIGTERM');
    rmSync(folder, { recursive: true });

    const tokens = [...links.matchAll(/link=(\S+)/gu)].map(([, token = '']) => token);
    assert.equal(mode, 0o600);
    assert.match(links, /^agent: http:\S+\nlead: http:\S+\n$/u);
    assert.equal(tokens.length, 2);
    for (const token of tokens) assert.ok(!program.written().includes(token));
  });
});

const environmentFor = ({ issuer }: TestProvider) => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: clientId,
  OIDC_CLIENT_SECRET: clientSecret,
  ALLOWED_TENANTS: tenant,
  DESK_LEADS: 'Desk.Lead',
  DESK_AGENTS: 'Desk.Agent',
  DESK_AUDITORS: 'Desk.Auditor',
});

describe('the door of the desk, by signing in', function () {
  this.timeout(60_000);
  let provider: TestProvider;
  let app: TestApp;
  before(async () => {
    provider = await startIdentityProvider();
    app = await startApp({ environment: environmentFor(provider) });
    provider.admit(app.url);
  });
  after(async () => {
    await app.remove();
    await provider.close();
  });

  async function signIn(account: typeof ada, roles: unknown, { at = app.url, claims = {} } = {}) {
    const jar = cookieJar();
    provider.signsIn(account);
    provider.tamper({ roles, ...claims });
    let address: URL | undefined = new URL('/desk', at);
    const path = [];
    for (let step = 0; step < 12 && address; step += 1) {
      const next: URL | undefined = await jar.next(address);
      if (!next) break;
      path.push(next.pathname);
      address = next;
    }
    return { jar, path, page: await jar.open(address ?? at) };
  }

  it('asks whoever comes without a session to sign in, and there are no links', async () => {
    const { page, path } = await signIn(ada, ['Desk.Agent']);

    assert.equal(app.deskLinks, undefined);
    assert.equal(path[0], '/desk/sign-in');
    assert.equal(page.status, 200);
    assert.match(await page.text(), /Ada Archer \(agent\)/u);
  });

  it('lets nobody in whose token names no role, even if they were in before', async () => {
    for (const roles of [undefined, [], ['Desk.lead'], 'Desk.Agent2', { 0: 'Desk.Lead' }]) {
      const { jar, path, page } = await signIn(bo, roles);

      assert.equal(path.at(-1), '/sign-in/callback');
      assert.doesNotMatch(await page.text(), /Bo Berg/u);
      assert.equal(jar.cookies(app.url)['pin-desk-agent'], undefined);
    }
  });

  it('gives an agent no session of the chat, and a person of the chat none of the desk', async () => {
    const { jar } = await signIn(ada, ['Desk.Lead']);
    const chat = cookieJar();
    for (let address: URL | undefined = new URL('/sign-in', app.url); address; ) address = await chat.next(address);

    assert.deepEqual(Object.keys(jar.cookies(app.url)), ['pin-desk-agent']);
    assert.deepEqual(Object.keys(chat.cookies(app.url)), ['pin-desk']);
    assert.equal((await chat.open(`${app.url}/desk`)).headers.get('location'), '/desk/sign-in');
  });

  it('lets an auditor read everything and change nothing', async () => {
    const number = await openTicket(app);
    const { jar } = await signIn(bo, ['Desk.Auditor']);

    const page = await (await jar.open(`${app.url}/desk/${number}`)).text();
    const acts = await jar.open(`${app.url}/desk/${number}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ action: 'claim', version: '1', token: 'x' }),
    });
    const call = await jar.open(`${app.url}/desk/call`);

    assert.match(page, /change nothing/u);
    assert.doesNotMatch(page, /name="action"/u);
    assert.deepEqual([acts.status, call.status], [403, 403]);
  });

  it('knows an agent again as a person of the directory, however their own claim is written', async () => {
    const claimed = await startApp({
      environment: { ...environmentFor(provider), OIDC_SUBJECT_CLAIM: 'staff' },
    });
    provider.admit(claimed.url);

    const { jar } = await signIn(ada, ['Desk.Lead'], {
      at: claimed.url,
      claims: { staff: samplePeople[0]?.id?.toUpperCase() },
    });
    const people = await (await jar.open(`${claimed.url}/desk/people`)).text();
    const opened = await jar.open(`${claimed.url}/desk/people`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token: fieldIn(people, 'token'), who: ada.email, reason: 'a call' }),
    });
    const panel = await (await jar.open(new URL(opened.headers.get('location') ?? '', claimed.url))).text();
    await claimed.remove();

    assert.match(panel, /Nobody acts on themself/u);
  });
});
