import assert from 'node:assert/strict';
import { z } from 'zod';
import { startApp, type TestApp } from '../support/app.ts';
import { appId, type StandInConnector, standInCredentials, startConnector, tenant } from '../support/connector.ts';
import { codeMailedTo, type Form, formIn } from '../support/conversation.ts';

const ada = { mail: 'ada.archer@contoso.com', aadObjectId: '6f1d0c00-0000-4000-8000-000000000001' };
const frank = { aadObjectId: '6f1d0c00-0000-4000-8000-000000000006' };
const pin = '74920183';
const Invoked = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() });

describe('a reset over /api/messages', function () {
  this.timeout(60_000);
  let app: TestApp;
  let connector: StandInConnector;
  let count = 0;

  before(async () => {
    connector = await startConnector();
    app = await startApp({
      environment: { MicrosoftAppId: appId, MicrosoftAppPassword: 'not-used', MicrosoftAppTenantId: tenant },
      around: { standIns: { issuer: connector.issuer, credentials: standInCredentials } },
    });
  });
  after(async () => {
    await app.remove();
    await connector.close();
  });
  beforeEach(() => connector.reset());

  const post = async (person: { aadObjectId: string }, activity: object, authorization = connector.token()) => {
    count += 1;
    const response = await fetch(`${app.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({
        type: 'message',
        id: `activity-${count}`,
        channelId: 'msteams',
        serviceUrl: connector.serviceUrl,
        from: { id: `29:${person.aadObjectId}`, aadObjectId: person.aadObjectId },
        recipient: { id: `28:${appId}`, name: 'PIN Desk' },
        conversation: { id: `a:${person.aadObjectId}`, conversationType: 'personal', tenantId: tenant },
        channelData: { tenant: { id: tenant } },
        locale: 'en-GB',
        ...activity,
      }),
    });
    const text = await response.text();
    return { status: response.status, json: text ? JSON.parse(text) : undefined };
  };
  const execute = (person: { aadObjectId: string }, form: Form | undefined, values: object, id?: string) =>
    post(person, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      ...(id ? { id } : {}),
      value: { action: { type: 'Action.Execute', verb: form?.form, data: { ...form, ...values } }, trigger: 'manual' },
    });
  const lastForm = () => connector.sent.map(({ activity }) => formIn(activity)).findLast((form) => form !== undefined);
  const words = () => connector.sent.map(({ activity }) => JSON.stringify(activity)).join('\n');

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

  it('says nothing personal in a channel, answers keys there, and strips its own mention', async () => {
    const place = { conversation: { id: '19:channel', conversationType: 'channel', isGroup: true, tenantId: tenant } };
    const entities = [{ type: 'mention', text: '<at>PIN Desk</at>', mentioned: { id: `28:${appId}` } }];

    await post(ada, { ...place, entities, text: '<at>PIN Desk</at> reset my PIN' });
    await post(ada, { ...place, entities, text: '<at>PIN Desk</at> which key mutes me?' });

    assert.match(words(), /in private/);
    assert.match(words(), new RegExp(`https://teams.microsoft.com/l/chat/0/0\\?users=28:${appId}`));
    assert.match(words(), /\*6/);
    assert.doesNotMatch(words(), /Input\./);
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
