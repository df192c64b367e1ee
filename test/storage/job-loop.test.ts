import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { BackendError } from '../../src/kernel/errors.ts';
import type { Database } from '../../src/storage/database.ts';
import type { JobTry, QueueOptions } from '../../src/storage/jobs.ts';
import { queues } from '../../src/storage/queues.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { jobRunners, nthCall } from '../support/job-runners.ts';

const noWait: QueueOptions = {
  ...queues,
  'send-code': { ...queues['send-code'], retryDelaysSeconds: [0, 0] },
};

for (const kind of databaseKinds) {
  describe(`when something fails, jobs on ${kind}`, () => {
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

    it('that fail are tried again until they succeed', async () => {
      let tries = 0;
      const code = nthCall<{ challenge: string }>(3, async () => {
        tries += 1;
        if (tries < 3) throw new Error('not yet');
      });
      const running = await jobs.started({ 'send-code': code.handle }, noWait);

      await running.send('send-code', { challenge: 'c1' });
      await code.done;
      await jobs.stop();

      assert.deepEqual(await jobs.states(), ['completed']);
    });

    it('know which of their tries is the last', async () => {
      const tries: boolean[] = [];
      const third = nthCall<{ challenge: string }>(3, () => Promise.reject(new Error('no')));
      const handle = (data: { challenge: string }, { isLast }: JobTry) => {
        tries.push(isLast);
        return third.handle(data);
      };
      const running = await jobs.started({ 'send-code': handle }, noWait);

      await running.send('send-code', { challenge: 'c1' });
      await third.done;
      await jobs.stop();

      assert.deepEqual(tries, [false, false, true]);
      assert.deepEqual(await jobs.states(), ['failed']);
    });

    it('wait as long as the schedule says before each further try', async () => {
      const slow = { ...queues, 'send-code': { ...queues['send-code'], retryDelaysSeconds: [0, 500, 900] } };
      const waiting = nthCall<{ challenge: string }>(2, () => Promise.reject(new Error('no')));
      const running = await jobs.started({ 'send-code': waiting.handle }, slow);

      await running.send('send-code', { challenge: 'c1' });
      await waiting.done;
      await jobs.stop();

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
      const running = await jobs.started({ 'send-code': code.handle }, soon);
      const sent = Date.now();

      await running.send('send-code', { challenge: 'c1' });
      await code.done;

      const waitedMs = Date.now() - sent;
      assert.ok(waitedMs >= 1000 && waitedMs < 15_000, `${waitedMs} ms`);
    });

    it('are dead after the last try: kept, and an error in the log that says what failed and nothing of what it said', async () => {
      const running = await jobs.started(
        {
          'send-code': async () => {
            const cause = Object.assign(new Error('secret 123456'), { code: 'ECONNREFUSED' });
            throw new BackendError('mailer', 'unavailable', { cause });
          },
        },
        noWait,
      );

      await running.send('send-code', { challenge: 'c1' });
      const { level, fields } = await jobs.logged.line('a job is dead');
      await jobs.stop();

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
      assert.deepEqual(await jobs.states(), ['failed']);
      const rows = await database.query('SELECT * FROM pgboss.job', []);
      assert.doesNotMatch(inspect([rows, jobs.logged.lines], { depth: null }), /123456/u);
    });

    it('leave nothing of a message that nobody knows, in the log or in a row', async () => {
      const running = await jobs.started({ 'send-code': () => Promise.reject(new Error('secret 123456')) }, noWait);

      await running.send('send-code', { challenge: 'c1' });
      const { fields } = await jobs.logged.line('a job is dead');
      await jobs.stop();

      const rows = await database.query('SELECT * FROM pgboss.job', []);
      assert.equal(fields.error, 'Error');
      assert.equal(rows.length, 1);
      assert.doesNotMatch(inspect([rows, jobs.logged.lines], { depth: null }), /123456/u);
    });

    it('that throw do not harm their neighbours', async () => {
      const running = jobs.runner(noWait);
      for (const challenge of ['good 1', 'bad', 'good 2']) await running.send('send-code', { challenge });
      const good: string[] = [];

      await running.start({
        'send-code': async ({ challenge }) => {
          if (challenge === 'bad') throw new TypeError('bad');
          good.push(challenge);
        },
      });
      await jobs.logged.line('a job is dead');
      await jobs.stop();

      assert.deepEqual(good.sort(), ['good 1', 'good 2']);
      assert.deepEqual((await jobs.states()).toSorted(), ['completed', 'completed', 'failed']);
    });

    it('that could not be read are read again later, and the process lives', async () => {
      let isAway = false;
      const flaky: Database = {
        ...database,
        unflushed: {
          query: (text, values) =>
            isAway && text.includes('SKIP LOCKED')
              ? Promise.reject(new Error('away'))
              : database.unflushed.query(text, values),
        },
      };
      const code = nthCall<{ challenge: string }>(1);
      const running = jobs.runner(queues, flaky);
      await running.start({ 'send-code': code.handle });
      isAway = true;
      await jobs.runner().send('send-code', { challenge: 'c1' });
      const { level } = await jobs.logged.line('a queue cannot be read');

      isAway = false;
      running.wake();
      await code.done;
      await jobs.stop();

      assert.deepEqual([level, await jobs.states()], ['warn', ['completed']]);
    });

    it('that a process left behind run again', async () => {
      await jobs.runner().send('send-code', { challenge: 'c1' });
      await database.query("UPDATE pgboss.job SET state = 'active', started_on = now() - interval '2 minutes'");
      const code = nthCall<{ challenge: string }>(1);
      const running = await jobs.started({ 'send-code': code.handle });

      await running.tidy();
      await code.done;
      await jobs.stop();

      assert.deepEqual([code.calls, await jobs.states()], [[{ challenge: 'c1' }], ['completed']]);
      assert.deepEqual(
        jobs.logged.lines.map(({ message }) => message),
        ['a job is done'],
      );
    });

    it('that a process left behind in their last try are dead, and the log says so', async () => {
      await jobs.runner().send('send-code', { challenge: 'c1' });
      // On PGlite nobody else can be at it, so nobody waits until it has run for too long.
      const ago = kind === 'pglite' ? '0 s' : '2 minutes';
      await database.query(
        `UPDATE pgboss.job SET state = 'active', retry_count = 3, started_on = now() - interval '${ago}'`,
      );
      const running = await jobs.started({ 'send-code': () => Promise.reject(new Error('no')) });

      await running.tidy();
      const { level, fields } = await jobs.logged.line('a job is dead');

      const { job, ...rest } = fields;
      assert.equal(typeof job, 'string');
      assert.deepEqual([level, rest], ['error', { queue: 'send-code', tries: 4, error: 'interrupted' }]);
      assert.deepEqual(await jobs.states(), ['failed']);
      assert.equal(jobs.logged.lines.length, 1);
    });
  });
}
