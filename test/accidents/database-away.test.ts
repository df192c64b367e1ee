import assert from 'node:assert/strict';
import { chatStream } from '../support/chat-client.ts';
import { type Conversation, codeMailedTo, formIn, openConversation, outbox } from '../support/conversation.ts';
import { databaseKinds } from '../support/databases.ts';
import { comesTrue, message, type ProxiedApp, startProxiedApp, until } from '../support/proxied-app.ts';
import { often } from '../support/soak.ts';

const ada = 'ada.archer@contoso.com';
const pin = '74920183';
const json = { 'content-type': 'application/json' };
const reference = /[0-9A-Z]{4}-[0-9A-Z]{4}/u;

/** A person who wants a PIN and does not give up: fills in whatever form is the last one in the chat, and after a failure waits a minute and tries again. */
async function persistently({ app, time }: ProxiedApp, chat: Conversation): Promise<readonly number[]> {
  const statuses: number[] = [];
  let known = await codesMailed(app.url);
  const values = async (form: string) => {
    if (form === 'choose') return { pin, pinConfirmation: pin };
    const hasCode = form === 'code' && (await comesTrue(async () => (await codesMailed(app.url)) > known, 2_000));
    if (hasCode) {
      const code = await codeMailedTo(app.url, ada, known);
      known = await codesMailed(app.url);
      return { code };
    }
    // Codes are a minute apart.
    time.aheadMs += 65_000;
    return form === 'who' ? { email: ada } : { again: 'again' };
  };
  for (let turn = 0; turn < 12; turn += 1) {
    const { activities } = await chat.client.read('');
    if (JSON.stringify(activities).includes('Your PIN is set')) return statuses;
    const form = activities.map((activity) => formIn(activity.attachments)).findLast((found) => found !== undefined);
    const given = form ? { value: { ...form, ...(await values(form.form)) } } : { text: 'I forgot my PIN' };
    const { status } = await chat.client.send({ type: 'message', ...given });
    statuses.push(status);
    if (status !== 200) time.aheadMs += 65_000;
  }
  throw new Error(`it came to no end: ${statuses}`);
}

const codesMailed = async (url: string): Promise<number> =>
  (await outbox(url)).filter(({ to, text }) => to === ada && /^\d{8}$/mu.test(text)).length;

if (databaseKinds.includes('postgresql')) {
  describe('with a database that goes away', function () {
    this.timeout(60_000);
    let world: ProxiedApp;
    const count = async (sql: string) => Number((await world.server.query(sql))[0]?.count);
    const mails = async (subject: RegExp) =>
      (await outbox(world.app.url)).filter((mail) => mail.to === ada && subject.test(mail.subject)).length;

    before(async () => {
      world = await startProxiedApp();
    });
    after(() => world.remove());
    beforeEach(async () => {
      await world.server.query('DELETE FROM budgets; DELETE FROM pins');
    });
    afterEach(async () => {
      await world.proxy.back();
      await world.ready(true);
    });

    it('says so with a reference and a way out, on every way in, and goes on once it is back', async () => {
      const { app, proxy } = world;
      const chat = await openConversation(app.url);
      const { streamUrl } = await chat.client.reconnect('');
      await proxy.away();
      await world.ready(false);

      const post = await chat.client.send({ type: 'message', text: 'which key mutes me?' });
      const token = await fetch(`${app.url}/chat/token`, { method: 'POST', headers: json, body: '{}' });
      const desk = await fetch(`${app.url}/desk`, { headers: { cookie: 'pin-desk-agent=somebody' } });
      const stream = await chatStream(streamUrl).ended();
      const live = await fetch(`${app.url}/health/live`);
      const said = await message(app.url, { text: 'which key mutes me?' });
      await proxy.back();
      const after = await chat.say('which key mutes me?');

      assert.deepEqual([post.status, token.status, desk.status, stream, live.status], [503, 503, 503, 503, 200]);
      for (const words of [await post.text(), await desk.text(), said.text]) {
        assert.match(words, reference);
        assert.match(words, /contact the help desk/u);
      }
      assert.equal(said.status, 200);
      assert.match(after.words, /\*6/u);
    });

    // What is cut by which of its words, in the turn that sets the PIN unless another is named. The first few are in every run.
    const moments = [
      ['before it is known whether the PIN is set', 'COMMIT', 'answer'],
      ['before its notice is ordered', '"done":true', 'request'],
      ['before the turn is saved', 'Your PIN is set', 'request'],
      ['once the turn is saved', 'Your PIN is set', 'answer'],
      ['before a code is ordered', 'INSERT INTO challenges', 'request'],
      ['before the PIN is set', 'UPDATE pins SET', 'request'],
      ['as the turn begins', '"choose"', 'request'],
      ['once the turn has begun', '"choose"', 'answer'],
      ['before the reset is counted', '"done":false', 'request'],
      ['before it is known whether the reset is counted', '"done":false', 'answer'],
      ['before the code turn is saved', 'that is confirmed', 'request'],
      ['once the code turn is saved', 'that is confirmed', 'answer'],
      ['before it is known whether a code is ordered', 'INSERT INTO challenges', 'answer'],
    ] as const;
    for (const [when, text, where] of moments.slice(0, often(3, moments.length))) {
      it(`resets once where it is cut ${when}`, async () => {
        const { app, proxy } = world;
        const before = await mails(/changed/u);
        const chat = await openConversation(app.url);
        await chat.say('I forgot my PIN');
        // Statements are known by name to the connections that are there: the next ones hear them in full.
        proxy.cut();
        await world.ready(true);
        const cut = proxy.cutAt(text, where);

        const statuses = await persistently(world, chat);

        await cut;
        // What waits for a minute has waited.
        await world.server.query(
          "UPDATE pgboss.job SET start_after = now(); SELECT pg_notify('pin_desk_jobs', 'announce-reset')",
        );
        await until(async () => (await mails(/changed/u)) === before + 1);
        const { activities } = await chat.client.read('');
        const ends = activities.filter((activity) => JSON.stringify(activity).includes('Your PIN is set'));
        assert.equal(ends.length, 1);
        assert.equal(await count('SELECT jsonb_array_length(history) AS count FROM pins'), 1);
        assert.ok(statuses.every((status) => status === 200 || status === 503));
      });
    }
  });
}
