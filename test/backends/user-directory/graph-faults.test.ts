import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { patienceLimits } from '../../../src/backends/graph/graph-patience.ts';
import { GraphTrouble } from '../../../src/backends/graph/graph-trouble.ts';
import { BackendError } from '../../../src/kernel/errors.ts';
import { pinoLog } from '../../../src/kernel/pino-log.ts';
import { type StandInGraph, startGraph } from '../../support/graph.ts';
import { directoryOn, hastyLimits, standInCredential, testLimits } from '../../support/graph-directory.ts';
import type { Mishap } from '../../support/graph-faults.ts';
import { application } from '../../support/graph-token-service.ts';
import { ada, people } from './people.ts';

/** What a look-up comes to: the person's id, or the fault. */
async function outcome(look: Promise<{ readonly id: string } | undefined>): Promise<string | undefined> {
  try {
    return (await look)?.id;
  } catch (error) {
    assert.ok(error instanceof BackendError, inspect(error));
    assert.equal(error.backend, 'user-directory');
    assert.equal(error.message, `user-directory: ${error.fault}`);
    return error.fault;
  }
}

describe('a Graph that does not answer well', () => {
  let graph: StandInGraph;
  beforeEach(async () => {
    graph = await startGraph({ users: people });
  });
  afterEach(() => graph.close());

  const timesAsked = (what: string) => graph.asked.filter((each) => each.what === what).length;

  const passing: readonly Mishap[] = [
    { status: 500 },
    { status: 502 },
    { status: 503 },
    { status: 503, retryAfter: '0' },
    { status: 504 },
    { status: 429 },
    { status: 429, retryAfter: '0' },
    'cut',
    'torn',
  ];
  for (const mishap of passing) {
    it(`is asked again after ${JSON.stringify(mishap)}, twice`, async () => {
      graph.faults.add('user', mishap, 2);
      const { directory } = directoryOn(graph);

      const found = await outcome(directory.byId(ada.id));

      assert.equal(found, ada.id);
      assert.equal(timesAsked('user'), 3);
    });
  }

  for (const mishap of ['silent', 'stalling'] as const) {
    it(`is asked again while it is ${mishap}`, async () => {
      graph.faults.add('user', mishap, 1);
      const { directory } = directoryOn(graph, { limits: hastyLimits });

      const found = await outcome(directory.byId(ada.id));

      assert.equal(found, ada.id);
    });
  }

  const lasting: readonly (readonly [Mishap, string])[] = [
    [{ status: 500 }, 'unavailable'],
    [{ status: 503 }, 'unavailable'],
    [{ status: 429 }, 'throttled'],
    ['cut', 'unavailable'],
    ['torn', 'unavailable'],
    ['silent', 'timeout'],
    ['stalling', 'timeout'],
    [{ lateMs: 2_000 }, 'timeout'],
  ];
  for (const [mishap, fault] of lasting) {
    it(`is given up as ${fault} while it is ${JSON.stringify(mishap)}, four times and in bounded time`, async () => {
      graph.faults.add('user', mishap);
      const { directory } = directoryOn(graph, { limits: hastyLimits });
      const started = performance.now();

      const found = await outcome(directory.byId(ada.id));

      assert.equal(found, fault);
      assert.ok(timesAsked('user') <= 4);
      // A machine at work may be late.
      assert.ok(performance.now() - started < hastyLimits.allMs + 1_000);
    });
  }

  const final: readonly (readonly [Mishap, string])[] = [
    [{ status: 400, code: 'Request_UnsupportedQuery' }, 'bad-answer'],
    [{ status: 403, code: 'Authorization_RequestDenied' }, 'denied'],
    [{ status: 404, code: 'ResourceNotFound' }, 'bad-answer'],
    [{ status: 202, text: JSON.stringify(ada) }, 'bad-answer'],
    ['redirecting', 'bad-answer'],
    [{ text: '<html>Sign in to the hotel’s network</html>' }, 'bad-answer'],
    [{ text: '' }, 'bad-answer'],
    [{ text: 'null' }, 'bad-answer'],
    [{ text: '[]' }, 'bad-answer'],
    [{ text: JSON.stringify({ ...ada, accountEnabled: 'yes' }) }, 'bad-answer'],
    [{ text: JSON.stringify({ ...ada, accountEnabled: undefined }) }, 'bad-answer'],
    [{ text: JSON.stringify({ ...ada, businessPhones: '+1 206 555 0114' }) }, 'bad-answer'],
    [{ text: JSON.stringify({ ...ada, userType: 'Robot' }) }, 'bad-answer'],
    [{ text: JSON.stringify({ ...ada, padding: 'x'.repeat(1_100_000) }) }, 'bad-answer'],
  ];
  for (const [mishap, fault] of final) {
    it(`is believed the first time: ${JSON.stringify(mishap).slice(0, 80)} is ${fault}`, async () => {
      graph.faults.add('user', mishap);
      const { directory } = directoryOn(graph);

      const found = await outcome(directory.byId(ada.id));

      assert.equal(found, fault);
      assert.equal(timesAsked('user'), 1);
    });
  }

  it('is not said to have nobody because something between says 404', async () => {
    graph.faults.add('user', { status: 404, code: 'NotFound' });
    const { directory } = directoryOn(graph);

    assert.equal(await outcome(directory.byId(ada.id)), 'bad-answer');
  });

  describe('that wants to be left alone', () => {
    it('is, by everybody, when the wait is longer than a turn has', async () => {
      graph.faults.add('user', { status: 429, retryAfter: '30' }, 1);
      const { directory, pass, lines } = directoryOn(graph);

      const first = await outcome(directory.byId(ada.id));
      pass(28_000);
      const second = await outcome(directory.byId(people[1]?.id ?? ''));
      const asked = timesAsked('user');
      pass(2_001);
      const third = await outcome(directory.byId(ada.id));

      assert.deepEqual([first, second, third], ['throttled', 'throttled', ada.id]);
      assert.equal(asked, 1);
      assert.equal(lines.filter(({ message }) => message === 'Microsoft Graph wants to be asked less').length, 1);
    });

    it('is asked again after a minute, however long it wanted, and when the clock was put back', async () => {
      graph.faults.add('user', { status: 429, retryAfter: '86400' }, 2);
      const { directory, pass } = directoryOn(graph);
      const look = () => outcome(directory.byId(ada.id));

      const found = [await look()];
      for (const ms of [57_000, 3_001, -3_600_000]) {
        pass(ms);
        found.push(await look());
      }

      assert.deepEqual(found, ['throttled', 'throttled', 'throttled', ada.id]);
      assert.equal(timesAsked('user'), 3);
    });

    it('is not asked once more after the time for all tries was over, nor thought away for that', async () => {
      graph.faults.add('user', { status: 503, retryAfter: '1' }, 1);
      const { directory } = directoryOn(graph, { limits: { ...testLimits, allMs: 300, failures: 2, aloneMs: 60_000 } });
      const started = performance.now();

      const found = await outcome(directory.byId(ada.id));

      const took = performance.now() - started;
      await new Promise((resolve) => setTimeout(resolve, 1_500 - took));
      assert.equal(found, 'timeout');
      assert.ok(took < 1_000);
      assert.equal(timesAsked('user'), 1);
      assert.equal(await outcome(directory.byId(ada.id)), ada.id);
    });

    it('is asked again within the turn when the wait is short, and not before its end', async () => {
      graph.faults.add('user', { status: 503, retryAfter: '1' }, 1);
      const { directory } = directoryOn(graph);
      const started = performance.now();

      const found = await outcome(directory.byId(ada.id));

      assert.equal(found, ada.id);
      assert.ok(performance.now() - started > 990);
    });

    it('may name a date, and what is neither counts as nothing', async () => {
      graph.faults.add('user', { status: 429, retryAfter: new Date(Date.now() + 3_600_000).toUTCString() }, 1);
      graph.faults.add('user', { status: 429, retryAfter: 'soon' }, 1);
      const { directory, pass } = directoryOn(graph);

      const dated = await outcome(directory.byId(ada.id));
      pass(60_001);
      const odd = await outcome(directory.byId(ada.id));

      assert.deepEqual([dated, odd], ['throttled', ada.id]);
    });
  });

  describe('that stays away', () => {
    it('is left alone for a while, and found again by one question', async () => {
      graph.faults.add('user', { status: 500 });
      const { directory, lines } = directoryOn(graph);
      for (let each = 0; each < 2; each += 1) await outcome(directory.byId(ada.id));
      const asked = timesAsked('user');
      const alone = await outcome(directory.byId(ada.id));
      const meanwhile = timesAsked('user');
      graph.faults.clear();
      await new Promise((resolve) => setTimeout(resolve, testLimits.aloneMs));

      const found = await Promise.all(people.map(({ id }) => outcome(directory.byId(id))));

      assert.equal(asked, testLimits.failures);
      assert.equal(alone, 'unavailable');
      assert.equal(meanwhile, asked);
      assert.ok(found.every((id, index) => id === people[index]?.id));
      assert.deepEqual(
        lines.map(({ level, message }) => [level, message]),
        [
          ['warn', 'Microsoft Graph does not answer; it is left alone for a moment'],
          ['info', 'Microsoft Graph answers again'],
        ],
      );
    });

    it('is not left alone because it refuses', async () => {
      graph.faults.add('user', { status: 403 });
      const { directory, lines } = directoryOn(graph);
      for (let each = 0; each < 8; each += 1) await outcome(directory.byId(ada.id));

      assert.equal(timesAsked('user'), 8);
      assert.equal(lines.filter(({ message }) => message === 'Microsoft Graph refuses this program').length, 1);
    });
  });

  describe('tokens', () => {
    it('that are over are replaced once, and the question is asked again', async () => {
      const { directory, pass } = directoryOn(graph);
      await directory.byId(ada.id);
      graph.tokens.expire();
      pass(3_000);

      const found = await Promise.all(people.map(({ id }) => outcome(directory.byId(id))));

      assert.ok(found.every((id, index) => id === people[index]?.id));
      assert.equal(timesAsked('token'), 2);
    });

    it('that are refused for good end in a refusal, not in a loop', async () => {
      graph.faults.add('user', { status: 401, code: 'InvalidAuthenticationToken' });
      const { directory } = directoryOn(graph);

      assert.equal(await outcome(directory.byId(ada.id)), 'denied');
      assert.equal(timesAsked('user'), 2);
      assert.equal(timesAsked('token'), 2);
    });

    it('are asked for again where the service is away for a moment', async () => {
      graph.faults.add('token', 'cut', 2);
      const { directory } = directoryOn(graph);

      assert.equal(await outcome(directory.byId(ada.id)), ada.id);
    });

    it('are given up in time where the service never answers, and asked for anew by the next', async () => {
      graph.faults.add('token', 'silent');
      const { directory, pass } = directoryOn(graph, { limits: { ...hastyLimits, failures: 50 } });
      const first = await outcome(directory.byId(ada.id));
      graph.faults.clear();
      pass(3_000);

      const second = await outcome(directory.byId(ada.id));

      assert.deepEqual([first, second], ['timeout', ada.id]);
    });

    it('that the service does not give are a refusal, with Entra’s number in the log and not its words', async () => {
      const wrong = standInCredential(graph, 'yesterday’s secret');
      const { directory, lines } = directoryOn(graph, { newCredential: wrong });

      const found = await outcome(directory.byId(ada.id));

      assert.equal(found, 'denied');
      assert.equal(timesAsked('token'), 1);
      const [line] = lines;
      assert.equal(line?.message, 'Microsoft Graph refuses this program');
      assert.ok(line.fields.err instanceof GraphTrouble && line.fields.err.code === 'AADSTS7000215');
      assert.doesNotMatch(inspect(line, { depth: null }), /secret added|Trace/);
    });
  });

  it('tells nothing of people, tokens or secrets, neither in an error nor in the log', async () => {
    const written: string[] = [];
    const log = pinoLog({ level: 'debug', write: (line) => written.push(line), secrets: [] });
    const mishaps: readonly Mishap[] = [
      { status: 403, code: 'Not for archer@contoso.com' },
      { status: 500 },
      { text: JSON.stringify({ ...ada, id: 7 }) },
      'cut',
    ];
    const seen: string[] = [];
    for (const mishap of mishaps) {
      const { directory } = directoryOn(graph, { log, protectedGroups: [ada.id] });
      for (const what of ['user', 'people', 'groups', 'token'] as const) {
        graph.faults.clear();
        graph.faults.add(what, mishap);
        const look = what === 'people' ? directory.byIdentifier('archer@contoso.com') : directory.byId(ada.id);
        const error = await look.catch((fault) => fault);
        if (error instanceof Error) {
          seen.push(inspect(error, { depth: null, showHidden: true }));
          log.error('a turn failed', { err: error });
        }
      }
    }

    const all = [...seen, ...written].join('\n');
    assert.ok(seen.length > 8 && written.length > 8);
    for (const secret of [...graph.tokens.issued(), application.clientSecret, ada.id, 'archer', 'Ada', '555']) {
      assert.ok(!all.includes(secret), secret);
    }
  });

  it('tells nothing of a token that cannot be sent', async () => {
    const newCredential = () => ({ getToken: async () => ({ token: 'hunter2\n', expiresOnTimestamp: 0 }) });
    const { directory, lines } = directoryOn(graph, { newCredential });

    const error = await directory.byId(ada.id).catch((fault) => fault);

    assert.ok(error instanceof BackendError);
    assert.doesNotMatch(inspect([error, lines], { depth: null, showHidden: true }), /hunter2/);
  });

  it('is waited for less than a turn lasts', () => {
    assert.ok(2 * patienceLimits.allMs <= 10_000);
    assert.ok(patienceLimits.attemptMs + patienceLimits.longestWaitMs < patienceLimits.allMs);
  });
});
