import assert from 'node:assert/strict';
import { codeMailedTo, openConversation } from '../support/conversation.ts';
import { databaseKinds } from '../support/databases.ts';
import { failedStart, startProgram } from '../support/program.ts';
import { message, type ProxiedApp, startProxiedApp, until } from '../support/proxied-app.ts';

const ada = 'ada.archer@contoso.com';
const muted = /\*6/u;
const reference = /[0-9A-Z]{4}-[0-9A-Z]{4}/u;
const ask = { type: 'message', text: 'which key mutes me?' };

if (databaseKinds.includes('postgresql')) {
  describe('with a database that is not well', function () {
    this.timeout(60_000);
    let world: ProxiedApp;
    before(async () => {
      world = await startProxiedApp();
    });
    after(() => world.remove());
    afterEach(async () => {
      await world.server.allow(-1);
      await world.server.onlyRead(false);
      await world.proxy.back();
      await world.ready(true);
    });

    it('answers as ever where it is slow, but within what a turn may take', async () => {
      const chat = await openConversation(world.app.url);
      world.proxy.delay(150);

      const said = await chat.say('which key mutes me?');

      assert.match(said.words, muted);
      assert.doesNotMatch(said.words, /still working/u);
    });

    it('says that work goes on where it is slower, and then answers, once', async () => {
      const chat = await openConversation(world.app.url);
      const who = await chat.say('I forgot my PIN');
      world.proxy.delay(650);

      const first = await chat.submit(who, { email: ada });
      await world.proxy.back();
      await until(async () => (await chat.client.read('')).activities.some(({ attachments }) => codeCard(attachments)));
      const { activities } = await chat.client.read('');

      assert.equal(first.status, 200);
      assert.match(first.words, /still working/u);
      assert.equal(activities.filter(({ attachments }) => codeCard(attachments)).length, 1);
      assert.match(await codeMailedTo(world.app.url, ada), /^\d{8}$/u);
    });

    it('says so within a channel’s patience where it does not answer at all, ends if asked to, and goes on once it does', async () => {
      const chat = await openConversation(world.app.url);
      const environment = { DATABASE_URL: world.proxy.url.reveal(), SECRET_KEY: 'k'.repeat(40) };
      const other = await startProgram({ ...environment, DATA_DIR: world.app.dataDir });
      world.proxy.stall();
      const startedAt = performance.now();

      const [posted, said, health, exit] = await Promise.all([
        chat.client.send(ask),
        message(world.app.url, ask),
        fetch(`${world.app.url}/health/ready`),
        other.end('SIGTERM'),
      ]);
      const ms = performance.now() - startedAt;
      await world.proxy.back();
      const after = await chat.say('which key mutes me?');

      assert.deepEqual([posted.status, said.status, health.status, exit], [503, 200, 503, 0]);
      assert.match(await posted.text(), reference);
      assert.match(said.text, /Reference: [0-9A-Z-]{9}.*contact the help desk/u);
      assert.ok(ms < 15_000, `${ms} ms`);
      assert.match(after.words, muted);
    });

    for (const [what, begin] of [
      ['has no connection left', () => world.server.allow(0)],
      ['only reads', () => world.server.onlyRead(true)],
    ] as const) {
      it(`takes no turn while it ${what}, says so, and loses nothing`, async () => {
        const { app, proxy, server } = world;
        const chat = await openConversation(app.url);
        const who = await chat.say('I forgot my PIN');
        await begin();
        proxy.cut();
        await world.ready(false);

        const refused = await chat.client.send({ type: 'message', value: { ...who.form, email: ada } });
        const said = await message(app.url, ask);
        await server.allow(-1);
        await server.onlyRead(false);
        proxy.cut();
        await world.ready(true);
        world.time.aheadMs += 65_000;
        const code = await chat.submit(who, { email: ada });

        assert.deepEqual([refused.status, said.status], [503, 200]);
        assert.match(await refused.text(), reference);
        assert.match(said.text, /Reference: [0-9A-Z-]{9}.*contact the help desk/u);
        assert.equal(code.form?.form, 'code');
      });
    }
  });

  describe('the program, with a database that is not well', function () {
    this.timeout(60_000);

    it('does not start without it, and names the variable', async () => {
      const { code, errors } = await failedStart({
        DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/x',
        SECRET_KEY: 'k'.repeat(40),
      });

      assert.equal(code, 1);
      assert.match(errors, /^pin-desk cannot start: DATABASE_URL or DATA_DIR: .*ECONNREFUSED/u);
      assert.doesNotMatch(errors, /hunter2/u);
    });
  });
}

const codeCard = (attachments: unknown): boolean => /"form":"code"/u.test(JSON.stringify(attachments ?? ''));
