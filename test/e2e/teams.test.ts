import assert from 'node:assert/strict';
import { z } from 'zod';
import { startApp, type TestApp } from '../support/app.ts';
import { appId, chatOf, registeredAt, type StandInConnector, startConnector, tenant } from '../support/connector.ts';
import { codeMailedTo } from '../support/conversation.ts';
import { channelIdOf, teamsWith } from '../support/teams.ts';

const ada = { mail: 'ada.archer@contoso.com', aadObjectId: '6f1d0c00-0000-4000-8000-000000000001' };
const grace = { aadObjectId: '6f1d0c00-0000-4000-8000-000000000003' };
const frank = { aadObjectId: '6f1d0c00-0000-4000-8000-000000000006' };
const pin = '74920183';
const Invoked = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() });

describe('a reset over /api/messages', function () {
  this.timeout(60_000);
  let app: TestApp;
  let connector: StandInConnector;

  before(async () => {
    connector = await startConnector();
    app = await startApp(registeredAt(connector));
  });
  after(async () => {
    await app.remove();
    await connector.close();
  });
  beforeEach(() => connector.reset());

  const { post, execute, lastForm, words } = teamsWith(() => ({ connector, url: app.url }));

  it('confirms whom Teams vouches for with a code, sets the PIN and replaces each card in place', async () => {
    await post(ada, { text: 'I forgot my PIN' });
    assert.match(words(), /a•••@contoso\.com/);
    if (lastForm()?.form === 'send') await execute(ada, lastForm(), {});
    const code = await codeMailedTo(app.url, ada.mail);
    assert.equal(code.length, 6);
    const confirmed = await execute(ada, lastForm(), { code });
    assert.match(words(), /Ada Archer/);

    const done = await execute(ada, lastForm(), { pin, pinConfirmation: pin });

    for (const { status, json } of [confirmed, done]) {
      assert.equal(status, 200);
      const answer = Invoked.parse(json);
      assert.equal(answer.statusCode, 200);
      assert.equal(answer.type, 'application/vnd.microsoft.card.adaptive');
      assert.doesNotMatch(JSON.stringify(answer.value), /Input\./);
    }
    assert.match(words(), /Your PIN is set/);
    assert.ok(!words().includes(pin) && !words().includes(code));
  });

  it('uses Action.Execute on Teams, with a submit to fall back to', async () => {
    await post(ada, { text: 'menu' });

    assert.match(words(), /Action\.Execute/);
    assert.match(words(), /"fallback":\{[^}]*Action\.Submit/);
  });

  it('tells somebody whom Teams vouches for why not, and opens a ticket', async () => {
    await post(frank, { text: 'I forgot my PIN' });

    assert.match(words(), /disabled|not active|switched off/i);
    assert.match(words(), /ticket is number \d+/i);
  });

  it('tells a guest and a stranger why not, in their language, and asks them for no address', async () => {
    const other = '99999999-9d4e-4c52-8a62-5a4f6f2f3b10';
    const place = (name: string) => ({ id: `a:${name}`, conversationType: 'personal', tenantId: other });

    await post(ada, { text: 'I forgot my PIN', conversation: place('guest') });
    await post(ada, {
      text: 'Ich habe meine PIN vergessen',
      locale: 'de-DE',
      conversation: place('stranger'),
      channelData: { tenant: { id: other } },
    });

    assert.match(words(), /Teams names two organisations for you/);
    assert.match(words(), /Ihr Konto gehört zu einer Organisation, für die ich nicht zuständig bin/);
    assert.doesNotMatch(words(), /"id":"email"/);
  });

  describe('in a channel or a group chat', () => {
    const place = { conversation: { id: '19:channel', conversationType: 'channel', isGroup: true, tenantId: tenant } };
    const entities = [{ type: 'mention', text: '<at>PIN Desk</at>', mentioned: { id: `28:${appId}` } }];
    const ask = (words: string, more: object = {}) =>
      post(grace, { ...place, entities, text: `<at>PIN Desk</at> ${words}`, ...more });
    const link = `https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`;
    const saidIn = (conversation: string) =>
      connector.sent
        .filter(({ path }) => decodeURIComponent(path).startsWith(`/v3/conversations/${conversation}/`))
        .map(({ activity }) => activity);
    const textsIn = (conversation: string) => saidIn(conversation).map(({ text }) => text);
    const chat = chatOf(channelIdOf(grace));

    it('goes on with a personal wish in a chat of two, and says one line', async () => {
      await ask('reset my PIN');

      assert.deepEqual(textsIn('19:channel'), ['This is personal. I have written to you in a chat of our own.']);
      assert.match(JSON.stringify(saidIn(chat)), /Input\.Text/);
      assert.equal(saidIn(chat)[0]?.replyToId, undefined);
    });

    it('goes on there once where the channel delivers twice, and with what is answered there', async () => {
      const again = { id: 'delivered-twice' };

      await ask('I want to talk to a person', again);
      await ask('I want to talk to a person', again);
      const inChat = saidIn(chat).length;
      await post(grace, { text: 'cancel', conversation: { id: chat, conversationType: 'personal', tenantId: tenant } });

      assert.equal(textsIn('19:channel').length, 1);
      assert.equal(inChat, 1);
      assert.match(textsIn(chat).join(), /Cancelled/);
    });

    it('names the way where the app is not installed for the person, or the chat takes nothing', async () => {
      for (const what of ['opening', 'speaking'] as const) {
        connector.refuseChats(403, what);
        await ask('reset my PIN');
      }

      const [first, second] = textsIn('19:channel');
      assert.equal(first, `This is personal, so let us go on in private: open a one-to-one chat with me. ${link}`);
      assert.equal(second, first);
      assert.equal(connector.sent.length, 2);
      assert.ok(app.lines.some((line) => line.includes('a chat of two could not be opened')));
    });

    it('writes to nobody for whom Teams does not vouch', async () => {
      await ask('reset my PIN', { channelData: { tenant: { id: '99999999-9d4e-4c52-8a62-5a4f6f2f3b10' } } });

      assert.match(String(textsIn('19:channel')[0]), /open a one-to-one chat with me/);
      assert.equal(connector.sent.length, 1);
    });

    it('answers keys in front of everybody, and strips its own mention', async () => {
      await ask('which key mutes me?');

      assert.match(JSON.stringify(saidIn('19:channel')), /\*6/);
      assert.equal(connector.sent.length, 1);
    });
  });

  it('refuses what is not signed for this bot', async () => {
    const forged = await post(ada, { text: 'hi' }, connector.token({ forged: true }));
    const missing = await post(ada, { text: 'hi' }, '');
    const other = await post(ada, { text: 'hi' }, connector.token({ claims: { aud: 'somebody-else' } }));

    assert.deepEqual([forged.status, missing.status, other.status], [401, 401, 401]);
    assert.doesNotMatch(JSON.stringify([forged, missing, other]), /jwt|signature|at \/|node_modules/i);
    assert.equal(connector.sent.length, 0);
  });

  it('answers 400 to what is no activity, and lives on', async () => {
    for (const body of ['{}', '{"type":1}', '[]', 'null', '"x"', '{"type":"message"}']) {
      const response = await fetch(`${app.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      assert.equal(response.status, 400, body);
    }
    const live = await fetch(`${app.url}/health/live`);
    assert.equal(live.status, 200);
  });
});
