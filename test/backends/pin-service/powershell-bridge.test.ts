import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { type BridgeOptions, powershellBridge } from '../../../src/backends/pin-service/powershell-bridge.ts';
import { BackendError } from '../../../src/kernel/errors.ts';
import { Secret } from '../../../src/kernel/secret.ts';
import { hostileTexts } from '../../support/hostile-values.ts';
import { logLines } from '../../support/log-lines.ts';
import {
  done,
  failed,
  type PoolAnswer,
  type PoolCall,
  type PowershellPool,
  powershellPool,
} from '../../support/powershell-pool.ts';

const pin = '18723834';
const patient = { waitMs: 10_000, callMs: 10_000 };
const set = { do: 'set', identity: 'sip:ada@contoso.com', pin: new Secret(pin) };

describe('the PowerShell bridge', () => {
  let pool: PowershellPool;
  let bridges: { close(): Promise<void> }[];
  let logged: ReturnType<typeof logLines>;
  /** What the pool does; starting and pings are well unless a test says otherwise. */
  let answers: (call: PoolCall) => PoolAnswer | Promise<PoolAnswer>;

  beforeEach(async () => {
    bridges = [];
    logged = logLines();
    answers = () => done('as asked');
    pool = await powershellPool((call) => answers(call));
  });
  afterEach(async () => {
    await Promise.all(bridges.map((bridge) => bridge.close()));
    await pool.close();
  });

  const open = (given: Partial<BridgeOptions> = {}) => {
    const bridge = powershellBridge({
      launch: pool.launch('any.ps1'),
      start: { do: 'start', connectionUri: 'https://pool.contoso.com/OcsPowershell' },
      workers: 1,
      log: logged.log,
      ...given,
      times: { backOffMs: 10, closeMs: 200, ...given.times },
    });
    bridges.push(bridge);
    return bridge;
  };
  const faultOf = async (call: Promise<unknown>): Promise<string> => {
    const error: unknown = await call.then(
      (answer) => assert.fail(`answered ${inspect(answer)}`),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof BackendError, String(error));
    assert.equal(error.backend, 'pin-service');
    assert.doesNotMatch(inspect(error, { depth: null }), new RegExp(pin));
    return error.fault;
  };
  const asked = (what: string) => pool.calls.filter(({ request }) => request.do === what);
  /** Answers once `go` is called, for the calls of one kind. */
  const held = (what: string) => {
    let go = (): void => undefined;
    const opened = new Promise<void>((resolve) => {
      go = resolve;
    });
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    answers = async ({ request }) => {
      if (request.do === what) {
        arrive();
        await opened;
      }
      return done();
    };
    return { go, arrived };
  };

  it('starts a worker with its settings first, and has it do what is asked', async () => {
    const bridge = open();

    const answer = await bridge.call(set, patient);

    assert.deepEqual(answer, { ok: true, result: ['as asked'] });
    assert.deepEqual(
      pool.calls.map(({ request: { id: _, ...rest } }) => rest),
      [
        { do: 'start', connectionUri: 'https://pool.contoso.com/OcsPowershell' },
        { do: 'set', identity: 'sip:ada@contoso.com', pin },
      ],
    );
  });

  it('has the PIN on its way in alone: not on the command line, in the environment, the log or an error', async () => {
    answers = ({ request }) => (request.do === 'start' ? done() : failed('InvalidArgument'));
    const bridge = open({ launch: { ...pool.launch('any.ps1'), environment: { ...pool.environment, LANG: 'C' } } });

    const refused = await bridge.call(set, patient);
    answers = () => ({ ...done(), fault: 'crash' });
    await faultOf(bridge.call(set, patient));

    const [call] = asked('set');
    assert.equal(call?.request.pin, pin);
    assert.deepEqual(call.argv.slice(2, -1), [
      '-NoLogo',
      '-NoProfile',
      '-NonInteractive',
      '-ExecutionPolicy',
      'RemoteSigned',
      '-File',
    ]);
    assert.deepEqual(Object.keys(call.environment).sort(), ['LANG', 'PATH', 'STAND_IN_POOL']);
    assert.doesNotMatch(
      inspect([call.argv, call.environment, refused, logged.lines], { depth: null }),
      new RegExp(pin),
    );
  });

  it('hands on every character of a value, and none of it as anything but a value', async () => {
    const odd = `"; Remove-Item C:\\ ; \u201d\u2018$(calc) \`n\r\n\u001e{"id":"1","ok":true,"result":[]}\u0000\u2028\u{1f600}`;

    await open().call({ do: 'info', identity: odd, pin: new Secret(odd) }, patient);

    const [call] = asked('info');
    assert.deepEqual([call?.request.identity, call?.request.pin], [odd, odd]);
  });

  it('hands on whatever a directory, a server or a person may have written, and answers the next call as well', async () => {
    const bridge = open();
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('"', "'", '\\', '$', '`', ';', '\n', '\r', '\u001e', '\u201d', '\ud800', '{', '*'),
      }),
      fc.constantFrom(...hostileTexts),
    );

    await fc.assert(
      fc.asyncProperty(value, value, async (identity, secret) => {
        const answer = await bridge.call({ do: 'set', identity, pin: new Secret(secret) }, patient);

        const { id: _, ...request } = { id: '', ...pool.calls.at(-1)?.request };
        assert.deepEqual(
          [answer, request],
          [
            { ok: true, result: ['as asked'] },
            { do: 'set', identity, pin: secret },
          ],
        );
      }),
      { numRuns: 60 },
    );

    assert.equal(asked('start').length, 1);
  });

  it('says an error of the script by its kind', async () => {
    answers = ({ request }) => (request.do === 'start' ? done() : failed('ObjectNotFound', 'Some.Exception'));

    const answer = await open().call({ do: 'info' }, patient);

    assert.deepEqual(answer, { ok: false, category: 'ObjectNotFound', type: 'Some.Exception' });
  });

  for (const fault of ['noise', 'pieces', 'late-line-feed', 'huge-noise', 'twice', 'as-5.1-writes-arrays']) {
    it(`reads through ${fault}, time and again`, async () => {
      answers = ({ request }) => ({ ...done(request.number), fault });
      const bridge = open();

      const results = [];
      for (const number of [1, 2, 3]) results.push(await bridge.call({ do: 'any', number }, patient));

      assert.deepEqual(
        results,
        [1, 2, 3].map((number) => ({ ok: true, result: [number] })),
      );
      assert.equal(asked('start').length, 1);
    });
  }

  for (const [fault, said] of [
    ['huge-answer', 'bad-answer'],
    ['endless-answer', 'bad-answer'],
    ['utf-16', 'bad-answer'],
    ['latin-1', 'bad-answer'],
    ['half-an-answer', 'bad-answer'],
    ['another-shape', 'bad-answer'],
    ['crash', 'timeout'],
    ['silence', 'timeout'],
    ['another-id', 'timeout'],
  ] as const) {
    it(`does not know what was done after ${fault}, asks no second time, and goes on with another worker`, async () => {
      answers = ({ request }) => ({ ...done('well'), ...(request.do === 'set' ? { fault } : {}) });
      const bridge = open();

      const said1 = await faultOf(bridge.call(set, { waitMs: 10_000, callMs: 400 }));
      const after = await bridge.call({ do: 'info' }, patient);

      assert.equal(said1, said);
      assert.deepEqual(after, { ok: true, result: ['well'] });
      assert.equal(asked('set').length, 1);
      assert.equal(new Set(pool.calls.map(({ pid }) => pid)).size, 2);
    });
  }

  it('lets a call wait for a worker only so long: nothing was done then', async () => {
    const { go, arrived } = held('first');
    const bridge = open();
    const first = bridge.call({ do: 'first' }, patient);
    await arrived;

    const said = await faultOf(bridge.call(set, { waitMs: 30, callMs: 10_000 }));
    go();
    await first;
    await bridge.call({ do: 'last' }, patient);

    assert.equal(said, 'unavailable');
    assert.deepEqual(asked('set'), []);
  });

  it('lets fifty calls wait, and turns the next one away at once', async () => {
    const { go, arrived } = held('first');
    const bridge = open();
    const first = bridge.call({ do: 'first' }, patient);
    await arrived;
    const waiting = Array.from({ length: 50 }, (_, number) => bridge.call({ do: 'next', number }, patient));

    const said = await faultOf(bridge.call(set, patient));
    go();
    await Promise.all([first, ...waiting]);

    assert.equal(said, 'throttled');
    assert.deepEqual(
      asked('next').map(({ request }) => request.number),
      [...Array(50).keys()],
    );
    assert.deepEqual(asked('set'), []);
  });

  it('does as many things at once as it has workers', async () => {
    const { go, arrived } = held('slow');
    const bridge = open({ workers: 2 });
    const slow = bridge.call({ do: 'slow' }, patient);
    await arrived;

    const quick = await bridge.call({ do: 'quick' }, patient);
    go();
    await slow;

    assert.equal(quick.ok, true);
  });

  for (const [what, given, fault] of [
    [
      'a program that is not there',
      { launch: { file: '/nowhere/powershell', script: 'any.ps1', environment: {} } },
      'unavailable',
    ],
    ['a sign-in that is refused', { category: 'PermissionDenied' }, 'denied'],
    ['a module that is not there', { category: 'ResourceUnavailable' }, 'unavailable'],
    ['a start that takes too long', { silence: true, times: { startMs: 50 } }, 'unavailable'],
  ] as const) {
    it(`says at once that nothing works with ${what}, and nothing was done`, async () => {
      answers = () =>
        'silence' in given ? { ...done(), fault: 'silence' } : failed('category' in given ? given.category : '');
      const bridge = open({
        ...('launch' in given ? { launch: given.launch } : {}),
        times: { backOffMs: 5_000, ...('times' in given ? given.times : {}) },
      });

      const waiting = await faultOf(bridge.call(set, patient));
      const atOnce = await faultOf(bridge.call(set, patient));

      assert.deepEqual([waiting, atOnce], [fault, fault]);
      assert.deepEqual(asked('set'), []);
      await logged.line('a worker of the PIN service did not start');
    });
  }

  it('starts a worker again after growing pauses until one begins, and then works', async () => {
    const at: number[] = [];
    answers = ({ request }) => {
      if (request.do !== 'start') return done('well');
      at.push(performance.now());
      return at.length < 5 ? failed('ResourceUnavailable') : done();
    };
    const bridge = open();
    await logged.line('a worker of the PIN service is ready');

    const answer = await bridge.call({ do: 'info' }, patient);

    const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    assert.equal(answer.ok, true);
    assert.equal(at.length, 5);
    assert.ok(
      [10, 20, 40, 80].every((least, index) => (pauses[index] ?? 0) >= least),
      pauses.join(' '),
    );
  });

  it('asks a session that said nothing for long whether it is there, and takes another worker where it is not', async () => {
    let pings = 0;
    answers = ({ request }) => {
      if (request.do === 'ping') pings += 1;
      return request.do === 'ping' && pings === 1 ? failed('ConnectionError') : done('well');
    };
    const bridge = open({ times: { idleMs: -1 } });

    const answer = await bridge.call(set, patient);

    assert.equal(answer.ok, true);
    assert.deepEqual(
      pool.calls.map(({ request }) => request.do),
      ['start', 'ping', 'start', 'ping', 'set'],
    );
  });

  it('ends cleanly: turns away what waits, waits for what is under way, and leaves no process', async () => {
    const { go, arrived } = held('slow');
    const bridge = open({ times: { closeMs: 5_000 } });
    const slow = bridge.call({ do: 'slow' }, patient);
    await arrived;
    const waiting = faultOf(bridge.call(set, patient));

    const closed = bridge.close();
    const [said, afterwards] = [await waiting, await faultOf(bridge.call(set, patient))];
    go();
    const answer = await slow;
    await closed;

    assert.deepEqual([said, afterwards, answer.ok], ['unavailable', 'unavailable', true]);
    assert.deepEqual(asked('set'), []);
    assert.throws(() => process.kill(pool.calls[0]?.pid ?? 0, 0), { code: 'ESRCH' });
  });

  it('ends although a worker does not: nobody knows then what its call did', async () => {
    const { go, arrived } = held('set');
    const bridge = open({ times: { closeMs: 50 } });
    const said = faultOf(bridge.call(set, patient));
    await arrived;

    await bridge.close();

    assert.equal(await said, 'timeout');
    assert.throws(() => process.kill(pool.calls[0]?.pid ?? 0, 0), { code: 'ESRCH' });
    go();
  });
});
