import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Limit } from '../../src/kernel/limits.ts';
import { budgetsOn } from '../../src/storage/budgets-store.ts';
import { snapshotsIn } from '../../src/storage/pglite-snapshots.ts';
import { turnStoreOn } from '../../src/storage/turn-store-on.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { code, confirming } from '../support/confirming.ts';
import { confirmed, openConversation } from '../support/conversation.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { jobRunners, nthCall } from '../support/job-runners.ts';
import { movableClock, until } from '../support/proxied-app.ts';

const minute = 60_000;
const hour = 60 * minute;
const jumps = [-48 * hour, -3 * hour, -20 * minute, 20 * minute, 3 * hour, 48 * hour];
const inWords = (jump: number) => `${Math.abs(jump) / minute} minutes ${jump < 0 ? 'back' : 'forward'}`;
const people = ['ada.archer', 'bo.kjaergaard', 'carla.weiss', 'daniel.lefevre', 'elena.ruiz', 'olga.petrova'];
const pin = '74920183';

describe('a clock that jumps', function () {
  this.timeout(60_000);
  const { time, clock } = movableClock();
  let app: TestApp;

  before(async () => {
    app = await startApp({ around: { clock } });
  });
  after(() => app.remove());
  beforeEach(() => {
    time.aheadMs = 0;
  });

  for (const [index, jump] of jumps.entries()) {
    it(`${inWords(jump)} after confirming: no PIN is set without a new confirmation, and everything goes on`, async () => {
      const email = `${people[index]}@contoso.com`;
      const chat = await openConversation(app.url);
      const choose = await confirmed(app.url, email, chat);
      assert.equal(choose.form?.form, 'choose', choose.words);
      time.aheadMs = jump;

      const values = { ...choose.form, pin, pinConfirmation: pin };
      const { status } = await chat.client.send({ type: 'message', value: values });
      const other = await openConversation(app.url);
      const again = await other.say('which key mutes me?');

      // A token lives for half an hour; the page then asks for another one.
      assert.equal(status, jump > 30 * minute ? 403 : 200);
      assert.match(again.words, /\*6/u);
      time.aheadMs = 0;
      const { activities } = await chat.client.read('');
      assert.doesNotMatch(JSON.stringify(activities), /Your PIN is set/u);
      assert.match(
        JSON.stringify(activities),
        jump > 30 * minute ? /Choose a new PIN/u : /Who are you|It has been a while/u,
      );
    });
  }

  it('hours back while a form is being worked on by a process that died: it is settled at once, not hours later', async () => {
    const database = await freshDatabase();
    const store = turnStoreOn(database);
    const address = { edge: 'direct-line', channel: 'directline', conversation: 'c', sender: 's' } as const;
    const now = clock.now();
    const turn = { address, owner: 'dead', now };
    const end = { version: 0, force: false, session: {}, outcome: {}, history: [], position: 'f/s' };
    await store.begin({ ...turn, activityKey: 'a' });
    await store.end({ ...turn, ...end, activityKey: 'a', forms: [{ token: 't', flow: 'f', step: 's' }] });
    await store.begin({ ...turn, activityKey: 'b', token: 't' });

    const meanwhile = await store.takeAbandoned('other', new Date(now.getTime() + 1_000), 10);
    const slightly = await store.takeAbandoned('other', new Date(now.getTime() - 30_000), 10);
    const back = await store.takeAbandoned('other', new Date(now.getTime() - 3 * hour), 10);
    await database.close();

    assert.deepEqual([meanwhile.length, slightly.length, back.length], [0, 0, 1]);
  });

  it('back keeps the newest snapshot the newest', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pin-desk-clock-'));
    const snapshots = snapshotsIn(folder, clock);
    const names: (string | undefined)[] = [];

    for (const ahead of [0, minute, -3 * hour, -2 * hour]) {
      time.aheadMs = ahead;
      await snapshots.write(new Blob([String(ahead)]));
      names.push((await snapshots.latest())?.slice(folder.length + 1));
    }
    const left = await readdir(folder);
    await rm(folder, { recursive: true });

    assert.deepEqual(names, [...names].sort());
    assert.equal(new Set(names).size, 4);
    assert.deepEqual(left.sort(), names.slice(-2));
  });

  it('back locks nobody out of a conversation who had written much', async () => {
    const chat = await openConversation(app.url);
    for (let n = 0; n < 21; n += 1) await chat.client.send({ type: 'typing' });
    const much = await chat.client.send({ type: 'typing' });
    time.aheadMs = -3 * hour;

    const after = await chat.client.send({ type: 'typing' });

    assert.deepEqual([much.status, after.status], [429, 200]);
  });

  it('back lets a code be mailed and taken', async () => {
    time.aheadMs = -5 * hour;
    const chat = await openConversation(app.url);
    const who = await chat.say('I forgot my PIN');
    const form = await chat.submit(who, { email: 'jan.schmidt@contoso.com' });

    const choose = form.form?.form === 'code' ? form : undefined;

    assert.ok(choose, form.words);
  });
});

describe('codes and a clock that jumps', () => {
  const at = confirming();

  for (const jump of jumps) {
    it(`are over once it went ${inWords(jump)}, and a new one works`, async () => {
      const flow = await at.waiting();
      const mailed = at.mailedCode();
      at.test.pass(jump / 1_000);

      await flow.submit(code(mailed));
      const went = flow.went;
      await at.database.query('DELETE FROM budgets', []);
      const next = await at.waiting();
      await next.submit(code(at.mailedCode()));

      assert.deepEqual([went, next.went], ['again code-gone', 'finish']);
    });
  }

  it('live on where it went back by less than clocks differ, or forward by less than they live', async () => {
    const flow = await at.waiting();
    at.test.pass(-30);

    await flow.submit(code(at.mailedCode()));

    assert.equal(flow.went, 'finish');
  });

  it('that were over a minute ago live no longer than their ten minutes once more', async () => {
    const flow = await at.waiting();
    at.test.pass(11 * 60);
    at.test.pass(-5 * 60);
    at.test.pass(4 * 60 + 1);

    await flow.submit(code(at.mailedCode()));

    assert.equal(flow.went, 'again code-gone');
  });
});

for (const kind of databaseKinds) {
  describe(`budgets and jobs on ${kind}, and a clock that jumps`, () => {
    const three: Limit = { name: 'tries', limit: 3, seconds: 600 };
    const now = new Date('2026-11-22T12:00:00Z');
    const at = (ms: number) => new Date(now.getTime() + ms);

    it('back by years: a count lasts its length from now, and no longer', async () => {
      const database = await freshDatabase(kind);
      const budgets = budgetsOn(database);
      for (let n = 0; n < 3; n += 1) await budgets.spend(three, 'ada', at(10 * 365 * 24 * hour));

      const refused = await budgets.spend(three, 'ada', now);
      const looked = await budgets.look(three, 'ada', at(599_000));
      const after = await budgets.spend(three, 'ada', at(600_000));
      await database.close();

      assert.deepEqual(
        [refused, looked],
        [
          { ok: false, retryAt: at(600_000) },
          { ok: false, retryAt: at(600_000) },
        ],
      );
      assert.deepEqual(after, { ok: true, left: 2 });
    });

    it('back by years: a pause lasts a day from now, and no longer', async () => {
      const database = await freshDatabase(kind);
      const budgets = budgetsOn(database);
      await budgets.block(three, 'ada', at(10 * 365 * 24 * hour));

      const seen = [await budgets.look(three, 'ada', now), await budgets.look(three, 'ada', at(23 * hour))];
      const after = await budgets.look(three, 'ada', at(24 * hour));
      await database.close();

      assert.deepEqual(seen, [
        { ok: false, retryAt: at(24 * hour) },
        { ok: false, retryAt: at(24 * hour) },
      ]);
      assert.equal(after.ok, true);
    });

    it('back by hours: a job that waits for an hour that was is done now', async () => {
      const database = await freshDatabase(kind);
      const jobs = jobRunners(database);
      const reply = nthCall<{ ticket: number }>(1);
      const runner = jobs.runner();
      await runner.send('deliver-reply', { ticket: 1001, event: 7 });
      await database.query("UPDATE pgboss.job SET start_after = now() + interval '3 hours'", []);
      await runner.start({ 'deliver-reply': reply.handle });

      await runner.tidy();
      await until(() => reply.calls.length > 0);
      await jobs.stop();
      await database.close();

      assert.deepEqual(reply.calls, [{ ticket: 1001, event: 7 }]);
    });
  });
}
