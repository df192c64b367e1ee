import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { scriptLimits } from '../../../src/backends/pin-service/ask-script.ts';
import { remotePins } from '../../../src/backends/pin-service/remote-pins.ts';
import {
  type SkypeForBusinessOptions,
  skypeForBusinessPinService,
} from '../../../src/backends/pin-service/skype-for-business.ts';
import { identityOf } from '../../../src/backends/pin-service/skype-people.ts';
import type { Person } from '../../../src/backends/user-directory/user-directory.ts';
import { BackendError } from '../../../src/kernel/errors.ts';
import { keyring } from '../../../src/kernel/keyring.ts';
import { Secret } from '../../../src/kernel/secret.ts';
import type { Database } from '../../../src/storage/database.ts';
import { type DatabaseKind, databaseKinds, freshDatabase } from '../../support/databases.ts';
import { hostileTexts } from '../../support/hostile-values.ts';
import { type OneBridge, oneBridge } from '../../support/one-bridge.ts';
import { pinOwner as ada } from '../../support/pin-owner.ts';
import { done, failed, type PoolAnswer, type PoolCall } from '../../support/powershell-pool.ts';
import { globalPolicy, skypeServer } from '../../support/skype-server.ts';
import { chosenPinServiceContract } from './contract.ts';

const kim: Person = { ...ada, id: 'kim', sipAddress: 'sip:kim@contoso.com' };
const [good, better] = [new Secret('18723834'), new Secret('383042650')];
const adaSip = 'sip:ada@contoso.com';

/** A server with two people, and the service that reaches it through a stand-in for PowerShell. */
async function setting({ pool, logged, bridge, answerBy, asked }: OneBridge, kind?: DatabaseKind) {
  const database: Database = await freshDatabase(kind);
  const time = { now: new Date() };
  const server = skypeServer(() => time.now);
  const account = server.hire(adaSip);
  server.hire('sip:kim@contoso.com', { lineUri: '' });
  const way: { of: (call: PoolCall, answer: () => PoolAnswer) => PoolAnswer | Promise<PoolAnswer> } = {
    of: (_call, answer) => answer(),
  };
  answerBy((call) => way.of(call, () => server.answer(call)));
  const service = (given: Partial<SkypeForBusinessOptions> = {}) =>
    skypeForBusinessPinService({
      bridge,
      database,
      keys: keyring(new Secret('a key of thirty-two characters or so')),
      clock: { now: () => time.now },
      log: logged.log,
      refuseDates: true,
      unlockFirst: false,
      acceptEventLog: false,
      cost: { n: 16, r: 1, p: 1 },
      ...given,
    });
  return {
    database,
    server,
    account,
    pool,
    logged,
    service,
    way,
    /** A moment later, for the clocks of both. */
    pass(ms: number) {
      time.now = new Date(time.now.getTime() + ms);
    },
    asked,
    close: () => database.close(),
  };
}
type Setting = Awaited<ReturnType<typeof setting>>;

describe('Skype for Business Server behind its contract', () => {
  let one: OneBridge;
  before(async () => {
    one = await oneBridge('skype-for-business.ps1');
  });
  after(() => one.close());

  for (const kind of databaseKinds) {
    chosenPinServiceContract(
      `Skype for Business Server, remembering on ${kind}`,
      async () => {
        const at = await setting(one, kind);
        return {
          service: at.service(),
          person: ada,
          notEnabled: kim,
          breakDown: async () => {
            at.way.of = () => failed('OperationTimeout');
          },
          close: () => at.close(),
        };
      },
      { historyCount: 3, whileSetting: 'under-way' },
    );
  }
});

describe('the PIN service of Skype for Business Server', () => {
  let one: OneBridge;
  let at: Setting;
  before(async () => {
    one = await oneBridge('skype-for-business.ps1');
  });
  after(() => one.close());
  beforeEach(async () => {
    at = await setting(one);
  });
  afterEach(() => at.close());
  const faultOf = async (call: Promise<unknown>): Promise<string> => {
    const error: unknown = await call.then(
      (answer) => assert.fail(`answered ${inspect(answer)}`),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof BackendError, String(error));
    assert.doesNotMatch(inspect(error, { depth: null }), /18723834|383042650/);
    return error.fault;
  };
  const short = { ...scriptLimits, changing: { waitMs: 5_000, callMs: 300 } };

  it('sets the PIN of the directory’s address, once, and tells what the server says of it', async () => {
    const pins = at.service();

    const result = await pins.setPin(ada, good);

    assert.deepEqual(result, { ok: true });
    assert.deepEqual([at.account.pin, at.account.changes], ['18723834', 1]);
    assert.deepEqual(await pins.statusOf(ada), {
      isSet: true,
      isLocked: false,
      changedAt: at.account.changedAt,
      expiresAt: 'never',
    });
    assert.deepEqual(new Set(at.pool.calls.map(({ script }) => script)), new Set(['skype-for-business.ps1']));
  });

  it('takes the granted policy before that of the site, and that before the global one', async () => {
    at.server.hire('sip:tagged@contoso.com', { pinPolicy: 'Managers' });
    at.server.hire('sip:elsewhere@contoso.com', { registrarPool: 'other.contoso.com' });
    at.server.policies.push(
      { ...globalPolicy, identity: 'Site:Redmond', minLength: 6 },
      { ...globalPolicy, identity: 'Tag:Managers', minLength: 8, historyCount: 5, lifetimeDays: 90 },
    );
    const pins = at.service();
    const policyOf = (name: string) => pins.policyFor({ ...ada, sipAddress: `sip:${name}@contoso.com` });

    const policies = [await policyOf('tagged'), await policyOf('ada'), await policyOf('elsewhere')];

    const rest = { maxLength: 24, allowCommonPatterns: false, refuseDates: true };
    assert.deepEqual(policies, [
      { ...rest, minLength: 8, historyCount: 5, lifetimeDays: 90 },
      { ...rest, minLength: 6, historyCount: 3, lifetimeDays: 0 },
      { ...rest, minLength: 5, historyCount: 3, lifetimeDays: 0 },
    ]);
  });

  it('says until when a PIN is good where the policy ends it', async () => {
    at.server.policies[0] = { ...globalPolicy, lifetimeDays: 30 };

    const result = await at.service().setPin(ada, good);

    const expiresAt = new Date((at.account.changedAt?.getTime() ?? 0) + 30 * 24 * 60 * 60 * 1000);
    assert.deepEqual(result, { ok: true, expiresAt });
  });

  for (const [what, given, reason] of [
    ['nobody of that address', { ...ada, sipAddress: 'sip:nobody@contoso.com' }, 'unknown-person'],
    ['somebody without an address', { ...ada, sipAddress: '' }, 'unknown-person'],
    ['somebody without a line', kim, 'not-enabled'],
    ['somebody who is disabled there', { ...ada, sipAddress: 'sip:disabled@contoso.com' }, 'not-enabled'],
    ['somebody homed elsewhere', { ...ada, sipAddress: 'sip:online@contoso.com' }, 'other-service'],
  ] as const) {
    it(`refuses ${what} before and at the change: ${reason}`, async () => {
      at.server.hire('sip:disabled@contoso.com', { enabled: false });
      at.server.hire('sip:online@contoso.com', { registrarPool: '' });
      const pins = at.service();

      const [before, result] = [await pins.refusalOf(given), await pins.setPin(given, good)];

      assert.deepEqual([before, result], [reason, { ok: false, reason }]);
      assert.deepEqual(at.asked('set'), []);
    });
  }

  it('refuses the number and the extension of the line, which the directory need not know', async () => {
    at.server.hire(adaSip, { lineUri: 'tel:+4533129876;ext=59173' });
    const pins = at.service();

    const results = [await pins.setPin(ada, new Secret('33129876')), await pins.setPin(ada, new Secret('59173'))];

    assert.deepEqual(results, [
      { ok: false, reason: 'too-easy' },
      { ok: false, reason: 'too-easy' },
    ]);
  });

  it('says what the server refuses although the policy permits it', async () => {
    at.way.of = (call, answer) => (call.request.do === 'set' ? failed('InvalidData') : answer());
    const pins = at.service();

    const refused = await pins.setPin(ada, good);
    at.way.of = (_call, answer) => answer();
    const again = await pins.setPin(ada, good);

    assert.deepEqual([refused, again], [{ ok: false, reason: 'too-easy' }, { ok: true }]);
  });

  it('unlocks first only where that is allowed, and never what was taken out of use', async () => {
    at.account.isLocked = true;
    const allowed = at.service({ unlockFirst: true });

    const results = [await at.service().setPin(ada, good), await allowed.setPin(ada, good)];
    await allowed.takeOutOfUse(ada);
    results.push(await allowed.setPin(ada, better));

    assert.deepEqual(results, [{ ok: false, reason: 'locked' }, { ok: true }, { ok: false, reason: 'locked' }]);
    assert.equal(at.account.pin, '18723834');
  });

  it('sets no PIN that was taken out of use since it was looked at', async () => {
    const rows = remotePins({
      database: at.database,
      keys: keyring(new Secret('a key of thirty-two characters or so')),
    });
    at.way.of = async (call, answer) => {
      if (call.request.do === 'info') await rows.setOutOfUse(ada.id, true);
      return answer();
    };

    const result = await at.service({ unlockFirst: true }).setPin(ada, good);

    assert.deepEqual([result, at.account.pin], [{ ok: false, reason: 'under-way' }, undefined]);
  });

  it('does not bring a PIN back that was taken out of use, and leaves one that the help desk unlocks', async () => {
    const pins = at.service();
    await pins.setPin(ada, good);
    await pins.takeOutOfUse(ada);

    await pins.unlock(ada);
    const after = { ...at.account };
    at.account.isLocked = true;
    await pins.unlock(ada);

    assert.notEqual(after.pin, '18723834');
    assert.deepEqual([after.isLocked, at.account.isLocked, at.account.changes], [false, false, after.changes]);
  });

  it('locks again where the PIN cannot be replaced after an unlock', async () => {
    const pins = at.service();
    await pins.setPin(ada, good);
    await pins.takeOutOfUse(ada);
    at.way.of = (call, answer) => (call.request.do === 'renew' ? failed('OperationTimeout') : answer());

    await faultOf(pins.unlock(ada));

    assert.equal(at.account.isLocked, true);
  });

  it('sets no PIN that module logging would keep, unless that was accepted', async () => {
    at.server.logging.module = true;

    const fault = await faultOf(at.service().setPin(ada, good));
    const accepted = await at.service({ acceptEventLog: true }).setPin(ada, good);

    assert.deepEqual([fault, accepted], ['denied', { ok: true }]);
    assert.equal(at.account.changes, 1);
  });

  it('lets the next turn begin where one was taken over', async () => {
    await faultOf(at.service().setPin(ada, good, async () => false));

    assert.deepEqual(at.asked('set'), []);
    assert.equal((await at.service().setPin(ada, good)).ok, true);
  });

  it('has no change begin late: a request that was asked for long ago is refused by the worker', async () => {
    const late = { ...scriptLimits, changing: { waitMs: -1_000, callMs: 5_000 } };
    at.way.of = (_call, answer) => answer();
    const pins = at.service({ limits: { ...late, changing: { ...late.changing } } });

    const fault = await faultOf(pins.setPin(ada, good));

    assert.equal(fault, 'unavailable');
    assert.equal(at.account.changes, 0);
  });

  describe('after a change of which nobody knows the end', () => {
    /** The worker gives up, and the server goes on until `finish`. */
    const slowly = () => {
      let finish = (): void => undefined;
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      at.way.of = async (call, answer) => {
        if (call.request.do === 'set') await finished;
        return answer();
      };
      return async () => {
        finish();
        at.way.of = (_call, answer) => answer();
        for (let tries = 0; at.account.changes === 0 && tries < 100; tries += 1) await new Promise(setImmediate);
      };
    };

    it('says that it may still come, sets nothing meanwhile, and sees it come', async () => {
      const finish = slowly();
      const pins = at.service({ limits: short });

      const fault = await faultOf(pins.setPin(ada, good));
      const [meanwhile, other] = [await pins.statusOf(ada), await at.service().setPin(ada, better)];
      await finish();
      const after = await pins.statusOf(ada);

      assert.equal(fault, 'timeout');
      assert.deepEqual([meanwhile.changedAt, meanwhile.mayStillChange], ['never', true]);
      assert.deepEqual(other, { ok: false, reason: 'under-way' });
      assert.ok(after.changedAt instanceof Date);
      assert.equal(at.account.pin, '18723834');
    });

    it('knows after the longest time that nothing came, and still takes its PIN for used', async () => {
      at.way.of = (call, answer) => (call.request.do === 'set' ? { ...done(), fault: 'crash' } : answer());
      const pins = at.service();
      await faultOf(pins.setPin(ada, good));
      at.way.of = (_call, answer) => answer();
      const { changing, afterwardsMs } = scriptLimits;

      at.pass(changing.waitMs + changing.callMs + afterwardsMs - 1);
      const before = await pins.statusOf(ada);
      at.pass(2);
      const after = await pins.statusOf(ada);
      const results = [await pins.setPin(ada, good), await pins.setPin(ada, better)];

      assert.deepEqual([before.mayStillChange, after.mayStillChange, after.changedAt], [true, undefined, 'never']);
      assert.deepEqual(results, [{ ok: false, reason: 'reused' }, { ok: true }]);
    });

    for (const [what, clock] of [
      ['whose clock is an hour behind', (time: Date) => new Date(time.getTime() - 3_600_000).toISOString()],
      ['that names no time zone', (time: Date) => time.toISOString().replace('Z', '')],
    ] as const) {
      it(`sees the change of a server ${what}`, async () => {
        at.way.of = (call, answer) => {
          const said = answer();
          if (call.request.do !== 'info' || !said.ok || !at.account.changedAt) return said;
          const [info] = said.result;
          return done({ ...Object(info), changedAt: clock(at.account.changedAt) });
        };
        const pins = at.service();
        const startedAt = new Date();

        await pins.setPin(ada, good);

        const { changedAt } = await pins.statusOf(ada);
        assert.ok(changedAt instanceof Date && changedAt.getTime() >= startedAt.getTime() - 5_000, String(changedAt));
      });
    }
  });

  for (const [what, broken, whenSetting] of [
    [
      'several people',
      (answer: PoolAnswer) => ({ ...answer, result: 'result' in answer ? [...answer.result, ...answer.result] : [] }),
      'unavailable',
    ],
    [
      'somebody else',
      () =>
        done({ sipAddress: 'sip:bo@contoso.com', enabled: true, lineUri: 'tel:1', registrarPool: 'p', pinPolicy: '' }),
      'unavailable',
    ],
    ['another shape', () => done({ sipAddress: 5 }), 'unavailable'],
    ['a denial', () => failed('PermissionDenied'), 'denied'],
    ['a fault of its own', () => failed('OperationTimeout'), 'unavailable'],
  ] as const) {
    it(`believes no answer with ${what}, and knows that nothing was changed`, async () => {
      at.way.of = (call, answer) => (call.request.do === 'user' ? (broken(answer()) as PoolAnswer) : answer());

      const fault = await faultOf(at.service().setPin(ada, good));

      assert.equal(fault, whenSetting);
      assert.deepEqual(at.asked('set'), []);
    });
  }

  it('asks for nobody whose address could mean anybody else, whatever a directory holds', async () => {
    const odd = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.string({ maxLength: 3 }).map((text) => `sip:${text}@contoso.com`),
      fc.string({ maxLength: 3 }).map((text) => `sip:ada@contoso.com${text}`),
    );
    const pins = at.service();

    fc.assert(
      fc.property(odd, (sipAddress) => {
        const identity = identityOf({ sipAddress }) ?? adaSip;
        assert.match(identity, /^sip:[^*?\s"“”‘’;()<>\\@]+@[a-z0-9.-]+$/);
      }),
    );
    for (const sipAddress of [
      'sip:*@contoso.com',
      'sip:ad?@contoso.com',
      'sip:ada@contoso.com; Remove-Item',
      '*',
      'Ada Archer',
    ]) {
      assert.equal(await pins.refusalOf({ ...ada, sipAddress }), 'unknown-person');
      await pins.takeOutOfUse({ ...ada, sipAddress });
    }

    assert.equal(identityOf(ada), adaSip);
    assert.deepEqual(one.pool.calls, []);
  });

  it('hands the server no PIN but of digits, whatever was submitted', async () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc
        .tuple(fc.constantFrom('18723834', '383042650'), fc.string({ minLength: 1, maxLength: 2 }))
        .map((parts) => parts.join('')),
      fc.constantFrom(...hostileTexts),
    );
    const pins = at.service();

    await fc.assert(
      fc.asyncProperty(odd, async (pin) => {
        await pins.setPin(ada, new Secret(pin));

        for (const { request } of at.asked('set')) assert.match(String(request.pin), /^[0-9]{5,24}$/);
      }),
      { numRuns: 100 },
    );
  });

  it('asks for the site of the server’s own pool name as a value, and finds the global policy where there is none', async () => {
    for (const registrarPool of ['*', 'pool"; Remove-Item C:\\ ;', "'$(calc)'", 'pool.contoso.com\u001e{}']) {
      at.server.hire(adaSip, { registrarPool });

      const policy = await at.service().policyFor(ada);

      assert.equal(policy.minLength, globalPolicy.minLength);
      assert.equal(at.asked('pool').at(-1)?.request.identity, registrarPool);
    }
  });

  it('writes no PIN into a row or the log', async () => {
    await at.service().setPin(ada, good);

    const rows = await at.database.query('SELECT to_jsonb(remote_pins)::text AS everything FROM remote_pins', []);
    assert.equal(rows.length, 1);
    assert.doesNotMatch(inspect([rows, at.logged.lines], { depth: null }), /18723834/);
  });
});
