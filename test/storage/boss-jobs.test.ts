import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { BackendError } from '../../src/kernel/errors.ts';
import { bossJobs, type JobRunner } from '../../src/storage/boss-jobs.ts';
import type { Database } from '../../src/storage/database.ts';
import type { JobHandlers, QueueOptions } from '../../src/storage/jobs.ts';
import { queueNames, queues } from '../../src/storage/queues.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { logLines } from '../support/log-lines.ts';

const noWait: QueueOptions = {
  ...queues,
  'send-code': { ...queues['send-code'], retryDelaysSeconds: [0, 0] },
};

/** Resolves at the nth call, whose data it gives. */
function nthCall<Data>(n: number, then: (data: Data) => Promise<void> = async () => {}) {
  const calls: Data[] = [];
  let reached = () => {};
  const done = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const handle = async (data: Data) => {
    calls.push(data);
    if (calls.length === n) reached();
    await then(data);
  };
  return { calls, done, handle };
}

describe('the queues', () => {
  it('are all made', () => {
    assert.deepEqual(Object.keys(queues), queueNames);
  });

  it('try a code after 2, 5 and 10 seconds, everything else for about an hour', () => {
    const sum = (delays: readonly number[]) => delays.reduce((total, each) => total + each, 0);

    assert.deepEqual(queues['send-code'].retryDelaysSeconds, [2, 5, 10]);
    for (const name of ['send-notice', 'deliver-reply'] as const) {
      const total = sum(queues[name].retryDelaysSeconds);
      assert.ok(total > 3000 && total < 4500, `${name}: ${total} s`);
    }
  });
});

for (const kind of databaseKinds) {
  describe(`jobs on ${kind}`, () => {
    let database: Database;
    let runners: JobRunner[];
    let logged: ReturnType<typeof logLines>;

    const runner = (options: QueueOptions = queues) => {
      const made = bossJobs({ database, log: logged.log, queues: options });
      runners.push(made);
      return made;
    };
    const started = async (handlers: JobHandlers, options?: QueueOptions) => {
      const made = runner(options);
      await made.start(handlers);
      return made;
    };
    const states = async () => {
      const rows = await database.query('SELECT state::text FROM pgboss.job ORDER BY created_on, id', []);
      return rows.map(({ state }) => state);
    };
    const stop = () => Promise.all(runners.map((each) => each.stop()));

    beforeEach(async () => {
      database = await freshDatabase(kind);
      runners = [];
      logged = logLines();
    });

    afterEach(async () => {
      await stop();
      await database.close();
    });

    it('run once they are sent, with their data, and are done', async () => {
      const code = nthCall<{ challenge: string }>(1);
      const jobs = await started({ 'send-code': code.handle });

      await jobs.send('send-code', { challenge: 'c1' });
      await code.done;
      await stop();

      assert.deepEqual([code.calls, await states()], [[{ challenge: 'c1' }], ['completed']]);
    });

    it('that were sent before anybody worked run at the start', async () => {
      await runner().send('deliver-reply', { ticket: 1001, event: 7 });
      const reply = nthCall<{ ticket: number; event: number }>(1);

      await started({ 'deliver-reply': reply.handle });
      await reply.done;

      assert.deepEqual(reply.calls, [{ ticket: 1001, event: 7 }]);
    });

    it('exist exactly when the transaction they were sent in commits', async () => {
      const code = nthCall<{ challenge: string }>(1);
      const jobs = await started({ 'send-code': code.handle });
      const failing = database.transaction(async (tx) => {
        await jobs.send('send-code', { challenge: 'rolled back' }, tx);
        throw new Error('no');
      });
      await failing.catch(() => undefined);

      await database.transaction((tx) => jobs.send('send-code', { challenge: 'committed' }, tx));
      await code.done;
      await stop();

      assert.deepEqual([code.calls, (await states()).length], [[{ challenge: 'committed' }], 1]);
    });

    it('about the same thing are one', async () => {
      const jobs = runner();

      await jobs.send('send-code', { challenge: 'c1' });
      await jobs.send('send-code', { challenge: 'c1' });
      await jobs.send('send-code', { challenge: 'c2' });

      assert.equal((await states()).length, 2);
    });

    it('that fail are tried again until they succeed', async () => {
      let tries = 0;
      const code = nthCall<{ challenge: string }>(3, async () => {
        tries += 1;
        if (tries < 3) throw new Error('not yet');
      });
      const jobs = await started({ 'send-code': code.handle }, noWait);

      await jobs.send('send-code', { challenge: 'c1' });
      await code.done;
      await stop();

      assert.deepEqual(await states(), ['completed']);
    });

    it('wait as long as the schedule says before each further try', async () => {
      const slow = { ...queues, 'send-code': { ...queues['send-code'], retryDelaysSeconds: [0, 500, 900] } };
      const waiting = nthCall<{ challenge: string }>(2, () => Promise.reject(new Error('no')));
      const jobs = await started({ 'send-code': waiting.handle }, slow);

      await jobs.send('send-code', { challenge: 'c1' });
      await waiting.done;
      await stop();

      const [row] = await database.query(
        `SELECT state::text, retry_count, extract(epoch FROM start_after - now())::integer AS seconds FROM pgboss.job`,
        [],
      );
      assert.deepEqual([row?.state, row?.retry_count], ['retry', 1]);
      assert.ok(Number(row?.seconds) > 440 && Number(row?.seconds) <= 500, `${row?.seconds} s`);
    });

    it('run again when their time has come, though nobody says so', async () => {
      const soon = { ...queues, 'send-code': { ...queues['send-code'], retryDelaysSeconds: [1] } };
      const code = nthCall<{ challenge: string }>(2, () => Promise.reject(new Error('no')));
      const jobs = await started({ 'send-code': code.handle }, soon);
      const sent = Date.now();

      await jobs.send('send-code', { challenge: 'c1' });
      await code.done;

      const waitedMs = Date.now() - sent;
      assert.ok(waitedMs >= 1000 && waitedMs < 15_000, `${waitedMs} ms`);
    });

    it('are dead after the last try: kept, and an error in the log that says what failed and nothing of what it said', async () => {
      const jobs = await started(
        {
          'send-code': async () => {
            const cause = Object.assign(new Error('secret 123456'), { code: 'ECONNREFUSED' });
            throw new BackendError('mailer', 'unavailable', { cause });
          },
        },
        noWait,
      );

      await jobs.send('send-code', { challenge: 'c1' });
      const { level, fields } = await logged.line('a job is dead');
      await stop();

      const { job, ...rest } = fields;
      assert.equal(level, 'error');
      assert.equal(typeof job, 'string');
      assert.deepEqual(rest, {
        queue: 'send-code',
        tries: 3,
        error: 'BackendError',
        backend: 'mailer',
        fault: 'unavailable',
        code: 'ECONNREFUSED',
      });
      assert.deepEqual(await states(), ['failed']);
      const rows = await database.query('SELECT * FROM pgboss.job', []);
      assert.doesNotMatch(inspect([rows, logged.lines], { depth: null }), /123456/u);
    });

    it('that throw do not harm their neighbours', async () => {
      const jobs = runner(noWait);
      for (const challenge of ['good 1', 'bad', 'good 2']) await jobs.send('send-code', { challenge });
      const good: string[] = [];

      await jobs.start({
        'send-code': async ({ challenge }) => {
          if (challenge === 'bad') throw new TypeError('bad');
          good.push(challenge);
        },
      });
      await logged.line('a job is dead');
      await stop();

      assert.deepEqual(good.sort(), ['good 1', 'good 2']);
      assert.deepEqual((await states()).sort(), ['completed', 'completed', 'failed']);
    });

    it('run once each where two runners take them', async () => {
      const all = Array.from({ length: 30 }, (_, at) => `c${at}`);
      const code = nthCall<{ challenge: string }>(all.length);
      const first = await started({ 'send-code': code.handle });
      await started({ 'send-code': code.handle });

      await Promise.all(all.map((challenge) => first.send('send-code', { challenge })));
      await code.done;
      await stop();

      assert.deepEqual(code.calls.map(({ challenge }) => challenge).sort(), all.sort());
      assert.deepEqual([...new Set(await states())], ['completed']);
    });

    it('that run are waited for when the runner stops, and none is begun after', async () => {
      let finish = () => {};
      const held = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const code = nthCall<{ challenge: string }>(1, () => held);
      const jobs = await started({ 'send-code': code.handle });
      await jobs.send('send-code', { challenge: 'c1' });
      await code.done;

      const stopped = stop();
      await jobs.send('send-code', { challenge: 'c2' });
      finish();
      await stopped;

      assert.deepEqual(await states(), ['completed', 'created']);
    });

    it('of a queue without a handler wait for a process that has one', async () => {
      const code = nthCall<{ challenge: string }>(1);
      const jobs = await started({ 'send-code': code.handle });

      await jobs.send('send-notice', { person: 'ada', notice: 'pin-changed', at: '2026-02-03T04:05:06Z' });
      await jobs.send('send-code', { challenge: 'c1' });
      await code.done;
      await stop();

      assert.deepEqual((await states()).sort(), ['completed', 'created']);
    });

    it('go on after the database was away, and the process lives', async () => {
      let isAway = false;
      const flaky: Database = {
        ...database,
        query: (text, values) => (isAway ? Promise.reject(new Error('away')) : database.query(text, values)),
      };
      const code = nthCall<{ challenge: string }>(1);
      const jobs = bossJobs({ database: flaky, log: logged.log });
      runners.push(jobs);
      await jobs.start({ 'send-code': code.handle });
      isAway = true;
      await runner().send('send-code', { challenge: 'c1' });
      const { level } = await logged.line('a queue cannot be read');

      isAway = false;
      jobs.wake();
      await code.done;
      await stop();

      assert.deepEqual([level, await states()], ['warn', ['completed']]);
    });

    it('that a process left behind run again', async () => {
      await runner().send('send-code', { challenge: 'c1' });
      await database.query("UPDATE pgboss.job SET state = 'active', started_on = now() - interval '2 minutes'");
      const code = nthCall<{ challenge: string }>(1);
      const jobs = await started({ 'send-code': code.handle });

      await jobs.tidy();
      await code.done;
      await stop();

      assert.deepEqual([code.calls, await states()], [[{ challenge: 'c1' }], ['completed']]);
    });
  });
}
