import assert from 'node:assert/strict';
import type { Database } from '../../src/storage/database.ts';
import { queueNames, queues } from '../../src/storage/queues.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { jobRunners, nthCall } from '../support/job-runners.ts';

describe('the queues', () => {
  it('are all made', () => {
    assert.deepEqual(Object.keys(queues), queueNames);
  });

  it('try a code after 2, 5 and 10 seconds, everything else for about an hour', () => {
    const sum = (delays: readonly number[]) => delays.reduce((total, each) => total + each, 0);

    assert.deepEqual(queues['send-code'].retryDelaysSeconds, [2, 5, 10]);
    for (const name of ['announce-reset', 'send-notice', 'deliver-reply'] as const) {
      const total = sum(queues[name].retryDelaysSeconds);
      assert.ok(total > 3000 && total < 4500, `${name}: ${total} s`);
    }
  });
});

for (const kind of databaseKinds) {
  describe(`jobs on ${kind}`, () => {
    let database: Database;
    let jobs: ReturnType<typeof jobRunners>;

    beforeEach(async () => {
      database = await freshDatabase(kind);
      jobs = jobRunners(database);
    });

    afterEach(async () => {
      await jobs.stop();
      await database.close();
    });

    it('run once they are sent, with their data, and are done', async () => {
      const code = nthCall<{ challenge: string }>(1);
      const running = await jobs.started({ 'send-code': code.handle });

      await running.send('send-code', { challenge: 'c1' });
      await code.done;
      await jobs.stop();

      assert.deepEqual([code.calls, await jobs.states()], [[{ challenge: 'c1' }], ['completed']]);
    });

    it('that were sent before anybody worked run at the start', async () => {
      await jobs.runner().send('deliver-reply', { ticket: 1001, event: 7 });
      const reply = nthCall<{ ticket: number; event: number }>(1);

      await jobs.started({ 'deliver-reply': reply.handle });
      await reply.done;

      assert.deepEqual(reply.calls, [{ ticket: 1001, event: 7 }]);
    });

    it('that are about a reset whose end is not known wait a minute, where it is known none', async () => {
      const announced = nthCall<{ done: boolean }>(1);
      const running = await jobs.started({ 'announce-reset': announced.handle });
      const reset = { person: 'ada', at: '2026-02-03T04:05:06Z' };

      await running.send('announce-reset', { ...reset, done: false });
      await running.send('announce-reset', { ...reset, done: true });
      await announced.done;
      const [waiting] = await database.query(
        `SELECT extract(epoch FROM start_after - created_on)::integer AS seconds FROM pgboss.job WHERE state = 'created'`,
        [],
      );

      assert.deepEqual([announced.calls, waiting], [[{ ...reset, done: true }], { seconds: 60 }]);
    });

    it('exist exactly when the transaction they were sent in commits', async () => {
      const code = nthCall<{ challenge: string }>(1);
      const running = await jobs.started({ 'send-code': code.handle });
      const failing = database.transaction(async (tx) => {
        await running.send('send-code', { challenge: 'rolled back' }, tx);
        throw new Error('no');
      });
      await failing.catch(() => undefined);

      await database.transaction((tx) => running.send('send-code', { challenge: 'committed' }, tx));
      await code.done;
      await jobs.stop();

      assert.deepEqual([code.calls, (await jobs.states()).length], [[{ challenge: 'committed' }], 1]);
    });

    it('about the same thing are one', async () => {
      const running = jobs.runner();

      await running.send('send-code', { challenge: 'c1' });
      await running.send('send-code', { challenge: 'c1' });
      await running.send('send-code', { challenge: 'c2' });

      assert.equal((await jobs.states()).length, 2);
    });

    it('run once each where two runners take them', async () => {
      const all = Array.from({ length: 30 }, (_, at) => `c${at}`);
      const code = nthCall<{ challenge: string }>(all.length);
      const first = await jobs.started({ 'send-code': code.handle });
      await jobs.started({ 'send-code': code.handle });

      await Promise.all(all.map((challenge) => first.send('send-code', { challenge })));
      await code.done;
      await jobs.stop();

      assert.deepEqual(code.calls.map(({ challenge }) => challenge).sort(), all.sort());
      assert.deepEqual([...new Set(await jobs.states())], ['completed']);
    });

    it('that run are waited for when the runner stops, and none is begun after', async () => {
      let finish = () => {};
      const held = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const code = nthCall<{ challenge: string }>(1, () => held);
      const running = await jobs.started({ 'send-code': code.handle });
      await running.send('send-code', { challenge: 'c1' });
      await code.done;

      const stopped = jobs.stop();
      await running.send('send-code', { challenge: 'c2' });
      finish();
      await stopped;

      assert.deepEqual(await jobs.states(), ['completed', 'created']);
    });

    it('of a queue without a handler wait for a process that has one', async () => {
      const code = nthCall<{ challenge: string }>(1);
      const running = await jobs.started({ 'send-code': code.handle });

      await running.send('send-notice', { person: 'ada', notice: 'pin-changed', at: '2026-02-03T04:05:06Z' });
      await running.send('send-code', { challenge: 'c1' });
      await code.done;
      await jobs.stop();

      assert.deepEqual((await jobs.states()).toSorted(), ['completed', 'created']);
    });
  });
}
