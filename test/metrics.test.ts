import assert from 'node:assert/strict';
import { raiseAlarm } from '../src/features/raise-alarm.ts';
import { BackendError } from '../src/kernel/errors.ts';
import { Secret } from '../src/kernel/secret.ts';
import { metrics } from '../src/metrics.ts';
import { bossJobs } from '../src/storage/boss-jobs.ts';
import { budgetsOn } from '../src/storage/budgets-store.ts';
import { queues } from '../src/storage/queues.ts';
import { startApp, type TestApp } from './support/app.ts';
import { codeMailedTo, confirmed, openConversation } from './support/conversation.ts';
import { databaseKinds, freshDatabase } from './support/databases.ts';
import { freePort } from './support/free-port.ts';
import { inTheOpen } from './support/in-the-open.ts';
import { nthCall } from './support/job-runners.ts';
import { logLines } from './support/log-lines.ts';
import { startProxiedApp } from './support/proxied-app.ts';

const ada = 'ada.archer@contoso.com';
const token = 'a-token-for-figures-that-is-long-enough';

/** Every figure by its name and labels, such as `a_total{b="c"}`. */
function figuresIn(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const read = /^([a-z_0-9]+(?:\{.*\})?) (\S+)$/u.exec(line);
      assert.ok(read, `not a figure: ${line}`);
      return [read[1] ?? '', Number(read[2])];
    }),
  );
}

const scraped = async (url: string) => figuresIn(await (await fetch(`${url}/metrics`)).text());

for (const kind of databaseKinds) {
  describe(`the figures of a program on ${kind}`, function () {
    this.timeout(60_000);
    let app: TestApp;
    before(async () => {
      app = await startApp({ environment: { SECRET_KEY: 'k'.repeat(40) }, on: kind });
    });
    after(() => app.remove());

    it('count the turns of a reset, what they led to and the jobs behind them, and name nobody', async () => {
      const chat = await openConversation(app.url);
      const choose = await confirmed(app.url, ada, chat);
      await chat.submit(choose, { pin: '74920183', pinConfirmation: '74920183' });
      await chat.submit(await chat.say('I want to talk to a person'), { note: 'thank you' });
      const code = await codeMailedTo(app.url, ada);
      const text = await (await fetch(`${app.url}/metrics`)).text();
      const figures = figuresIn(text);

      assert.equal(figures.get('pin_desk_steps_total{from="confirm-identity/code",to="reset-pin/choose"}'), 1);
      assert.equal(figures.get('pin_desk_turn_duration_seconds_count{channel="directline",input="form"}'), 4);
      assert.equal(figures.get('pin_desk_tickets_total{reason="asked-for-a-person",outcome="new"}'), 1);
      assert.equal(figures.get('pin_desk_jobs_total{queue="send-code",outcome="done"}'), 1);
      assert.equal(figures.get('pin_desk_jobs_waiting{queue="send-code"}'), 0);
      assert.equal(figures.get('pin_desk_alarms_total{alarm="many-tickets"}'), 0);
      assert.equal(figures.get('pin_desk_database_up'), 1);
      assert.equal(figures.has('pin_desk_database_connections{state="waiting"}'), kind === 'postgresql');
      for (const secret of ['74920183', code, ada, 'Ada', chat.token.token, chat.token.conversationId]) {
        assert.ok(!text.includes(secret), secret);
      }
    });
  });
}

describe('the figures', function () {
  this.timeout(60_000);

  it('are for this machine alone without a token, and not there in the open', async () => {
    const PORT = await freePort();
    const local = await started();
    await started({ ...inTheOpen, PORT });
    const statuses = [
      (await fetch(`${local.url}/metrics`)).status,
      (await fetch(`${local.url}/metrics`, { headers: { 'x-forwarded-for': '192.0.2.7' } })).status,
      (await fetch(`http://127.0.0.1:${PORT}/metrics`)).status,
    ];

    assert.deepEqual(statuses, [200, 403, 404]);
  });

  it('are for whoever has the token, where there is one, and it is in no log', async () => {
    const app = await started({ METRICS_TOKEN: token });
    const asked = (authorization?: string) =>
      fetch(`${app.url}/metrics`, authorization ? { headers: { authorization } } : {});
    const [none, wrong, right] = [
      await asked(),
      await asked(`Bearer ${token.replace('a', 'b')}`),
      await asked(`Bearer ${token}`),
    ];

    assert.deepEqual(
      [none.status, none.headers.get('www-authenticate'), wrong.status, right.status],
      [401, 'Bearer', 401, 200],
    );
    assert.ok(!app.lines.join('').includes(token));
  });

  it('say that the database is away, and still answer', async () => {
    const { app, proxy, remove } = await startProxiedApp();
    undo.push(remove);
    const before = await scraped(app.url);
    await proxy.away();
    const meanwhile = await scraped(app.url);

    assert.equal(before.get('pin_desk_database_up'), 1);
    assert.equal(meanwhile.get('pin_desk_database_up'), 0);
    assert.ok(Number.isNaN(meanwhile.get('pin_desk_jobs_waiting{queue="send-code"}')));
  });

  it('take a channel that nobody knows for another one', async () => {
    const { log, figures } = await counted();

    log.info('turn', { channel: 'anything"at\nall', input: 'text', from: '', to: '', ms: 12 });

    const now = await figures();
    assert.equal(now.get('pin_desk_turn_duration_seconds_count{channel="other",input="text"}'), 1);
    assert.equal(now.get('pin_desk_turn_duration_seconds_bucket{le="0.025",channel="other",input="text"}'), 1);
  });

  it('count lines that say warn or error, and faults of back ends wherever they are told', async () => {
    const { log, figures } = await counted();

    log.with({ reference: 'r' }).warn('anything', { err: new BackendError('mailer', 'denied') });
    log.error('anything', { backend: 'database', fault: 'timeout' });
    log.with({ backend: 'database', fault: 'timeout' }).info('anything');

    const now = await figures();
    assert.equal(now.get('pin_desk_backend_faults_total{backend="mailer",fault="denied"}'), 1);
    assert.equal(now.get('pin_desk_backend_faults_total{backend="database",fault="timeout"}'), 2);
    assert.equal(now.get('pin_desk_log_lines_total{level="warn"}'), 1);
    assert.equal(now.get('pin_desk_log_lines_total{level="error"}'), 1);
  });

  it('count an alarm once, however many notice it', async () => {
    const { log, figures, database } = await counted();
    const needs = { budgets: budgetsOn(database), jobs: { send: async () => undefined }, log };
    const now = new Date();

    await raiseAlarm(needs, 'anonymous-path-closed', { now });
    await raiseAlarm(needs, 'anonymous-path-closed', { now });

    assert.equal((await figures()).get('pin_desk_alarms_total{alarm="anonymous-path-closed"}'), 1);
  });

  it('count a security ticket that nobody takes among the alarms', async () => {
    const { log, figures } = await counted();
    const name = 'pin_desk_alarms_total{alarm="security-ticket-unanswered"}';
    const before = (await figures()).get(name);

    log.error('a security ticket is unanswered', { ticket: 7 });

    assert.deepEqual([before, (await figures()).get(name)], [0, 1]);
  });

  it('count jobs that are tried again and jobs that are dead, and what waits', async () => {
    const { log, figures, database } = await counted();
    const tries = nthCall<{ challenge: string }>(2, () => Promise.reject(new Error('no')));
    const soon = { ...queues, 'send-code': { ...queues['send-code'], retryDelaysSeconds: [0] } };
    const jobs = bossJobs({ database, log, queues: soon });
    await jobs.send('deliver-reply', { ticket: 1001, event: 7 });
    await jobs.start({ 'send-code': tries.handle });
    await jobs.send('send-code', { challenge: 'c1' });
    await tries.done;
    await jobs.stop();

    const now = await figures();
    assert.equal(now.get('pin_desk_jobs_total{queue="send-code",outcome="again"}'), 1);
    assert.equal(now.get('pin_desk_jobs_total{queue="send-code",outcome="dead"}'), 1);
    assert.equal(now.get('pin_desk_jobs_waiting{queue="deliver-reply"}'), 1);
  });

  const undo: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0)) await each();
  });

  async function started(environment: Readonly<Record<string, string>> = {}): Promise<TestApp> {
    const app = await startApp({ environment });
    undo.push(app.remove);
    return app;
  }

  /** A log that is counted, and what `/metrics` says of it. */
  async function counted() {
    const { log: written } = logLines();
    const { log, route } = metrics(written);
    const database = await freshDatabase('pglite');
    undo.push(() => database.close());
    const { handle } = route({ database, token: new Secret(token) });
    const request = {
      method: 'GET',
      path: '/metrics',
      params: {},
      query: new URLSearchParams(),
      headers: { authorization: `Bearer ${token}` },
      cookies: {},
      body: undefined,
      clientAddress: '',
      origin: '',
      reference: '',
    };
    return { log, database, figures: async () => figuresIn(String((await handle(request)).content)) };
  }
});
