import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import sinon from 'sinon';
import { scriptLimits } from '../../../src/backends/pin-service/ask-script.ts';
import { PinServiceVariables } from '../../../src/backends/pin-service/configured.ts';
import { type TeamsOptions, teamsPinService } from '../../../src/backends/pin-service/teams.ts';
import type { Person } from '../../../src/backends/user-directory/user-directory.ts';
import { keyring } from '../../../src/kernel/keyring.ts';
import { Secret } from '../../../src/kernel/secret.ts';
import type { Database } from '../../../src/storage/database.ts';
import { freshDatabase } from '../../support/databases.ts';
import { hostileTexts } from '../../support/hostile-values.ts';
import { type OneBridge, oneBridge } from '../../support/one-bridge.ts';
import { pinOwner as ada } from '../../support/pin-owner.ts';
import { done, failed, type PoolAnswer, type PoolCall } from '../../support/powershell-pool.ts';
import { teamsTenant } from '../../support/teams-tenant.ts';
import { issuedPinServiceContract } from './contract.ts';

const kim: Person = { ...ada, id: 'kim', userPrincipalName: 'kim@contoso.com' };

describe('the PIN service of Teams', () => {
  let one: OneBridge;
  before(async () => {
    one = await oneBridge('teams.ps1');
  });
  after(() => one.close());

  /** A tenant with two people, one of them without a licence. */
  async function setting() {
    const database: Database = await freshDatabase();
    const tenant = teamsTenant();
    const account = tenant.license(ada.userPrincipalName);
    const time = { now: new Date() };
    const way: { of: (call: PoolCall, answer: () => PoolAnswer) => PoolAnswer | Promise<PoolAnswer> } = {
      of: (_call, answer) => answer(),
    };
    one.answerBy((call) => way.of(call, () => tenant.answer(call)));
    return {
      tenant,
      account,
      time,
      way,
      service: (given: Partial<TeamsOptions> = {}) =>
        teamsPinService({
          bridge: one.bridge,
          database,
          keys: keyring(new Secret('a key of thirty-two characters or so')),
          clock: { now: () => time.now },
          log: one.logged.log,
          ...given,
        }),
      close: () => database.close(),
    };
  }

  issuedPinServiceContract('Teams', async () => {
    const at = await setting();
    return {
      service: at.service(),
      person: ada,
      notEnabled: kim,
      issued: () => at.account.mails,
      breakDown: async () => {
        at.way.of = () => failed('OperationTimeout');
      },
      close: () => at.close(),
    };
  });

  describe('in particular', () => {
    let at: Awaited<ReturnType<typeof setting>>;
    beforeEach(async () => {
      at = await setting();
    });
    afterEach(() => at.close());

    it('asks for the directory’s user principal name, once, and hears of no PIN', async () => {
      const result = await at.service().issue(ada);

      const [call] = one.asked('issue');
      assert.deepEqual([result, at.account.mails], [{ ok: true }, 1]);
      assert.deepEqual(Object.keys(call?.request ?? {}).sort(), ['do', 'id', 'identity', 'notAfter']);
      assert.equal(call?.script, 'teams.ps1');
    });

    for (const userPrincipalName of [
      'Ada Archer',
      'a*@contoso.com',
      '*ada@contoso.com',
      'ada@contoso.com;x',
      'contoso\\ada',
      '',
    ]) {
      it(`asks for nobody by the name “${userPrincipalName}”`, async () => {
        const result = await at.service().issue({ ...ada, userPrincipalName });

        assert.deepEqual(result, { ok: false, reason: 'unknown-person' });
        assert.deepEqual(one.pool.calls, []);
      });
    }

    it('asks for nobody whose name could mean anybody else, whatever a directory holds', async () => {
      const odd = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.string({ maxLength: 4 }).map((text) => `${text}@contoso.com`),
        fc.string({ maxLength: 4 }).map((text) => `ada@contoso.com${text}`),
        fc.constantFrom(...hostileTexts),
      );
      const pins = at.service();

      await fc.assert(
        fc.asyncProperty(odd, async (userPrincipalName) => {
          await pins.refusalOf({ ...ada, userPrincipalName });

          for (const { request } of one.asked('user')) {
            assert.match(String(request.identity), /^[^*?\s"“”‘’;()<>\\,@]{1,64}@[a-z0-9.-]{1,253}$/i);
          }
        }),
        { numRuns: 100 },
      );
    });

    it('knows somebody without conferencing by what is missing', async () => {
      at.tenant.license(kim.userPrincipalName, { conferenceId: '', bridge: '' });

      assert.equal(await at.service().refusalOf(kim), 'not-enabled');
      assert.deepEqual(await at.service().issue(kim), { ok: false, reason: 'not-enabled' });
      assert.deepEqual(one.asked('issue'), []);
    });

    it('ends its workers', async () => {
      const close = sinon.fake.resolves(undefined);

      await at.service({ bridge: { ...one.bridge, close } }).close?.();

      sinon.assert.calledOnce(close);
    });

    for (const given of [{ conferenceId: '' }, { bridge: '' }]) {
      it(`knows somebody with conferencing by one of both: without ${Object.keys(given)}`, async () => {
        at.tenant.license(kim.userPrincipalName, given);

        assert.equal(await at.service().refusalOf(kim), undefined);
      });
    }

    it('does not ask again after a time-out, until the first can no longer come', async () => {
      const short = { ...scriptLimits, changing: { waitMs: 5_000, callMs: 300 } };
      at.way.of = (call, answer) => (call.request.do === 'issue' ? { ...done(), fault: 'silence' } : answer());
      const pins = at.service({ limits: short });

      await assert.rejects(pins.issue(ada), { fault: 'timeout' });
      at.way.of = (_call, answer) => answer();
      const [status, again] = [await pins.statusOf(ada), await pins.issue(ada)];
      at.time.now = new Date(at.time.now.getTime() + 60_000);
      const later = await pins.issue(ada);

      assert.equal(status.mayStillChange, true);
      assert.deepEqual([again, later], [{ ok: false, reason: 'under-way' }, { ok: true }]);
      assert.equal(one.asked('issue').length, 2);
    });

    it('takes a PIN out of use only once a new one was surely asked for', async () => {
      at.way.of = (call, answer) => (call.request.do === 'issue' ? { ...done(), fault: 'crash' } : answer());
      const pins = at.service();
      await assert.rejects(pins.issue(ada), { fault: 'timeout' });
      at.way.of = (_call, answer) => answer();

      await assert.rejects(pins.takeOutOfUse(ada), { fault: 'unavailable' });
      at.time.now = new Date(at.time.now.getTime() + 200_000);
      await pins.takeOutOfUse(ada);

      assert.equal(at.account.mails, 1);
    });

    for (const [what, answer] of [
      ['refuses a new one', () => failed('InvalidArgument')],
      ['no longer knows them', () => failed('ObjectNotFound')],
    ] as const) {
      it(`does not say that a PIN is out of use where Teams ${what}`, async () => {
        at.way.of = (call, usual) => (call.request.do === 'issue' ? answer() : usual());

        await assert.rejects(at.service().takeOutOfUse(ada), { fault: 'denied' });
      });
    }

    it('has nothing to take out of use of whoever has no conferencing', async () => {
      await at.service().takeOutOfUse(kim);
      await at.service().takeOutOfUse({ ...ada, userPrincipalName: '*' });

      assert.deepEqual(one.asked('issue'), []);
    });

    it('says a refusal of the change as one, which is over then', async () => {
      at.way.of = (call, usual) => (call.request.do === 'issue' ? failed('InvalidArgument') : usual());
      const pins = at.service();

      const result = await pins.issue(ada);

      assert.deepEqual(result, { ok: false, reason: 'not-enabled' });
      assert.equal((await pins.statusOf(ada)).mayStillChange, undefined);
    });

    it('asks for nothing where two people are found by one name', async () => {
      at.way.of = (call, usual) => {
        const said = usual();
        return call.request.do === 'user' && said.ok ? done(...said.result, ...said.result) : said;
      };

      await assert.rejects(at.service().issue(ada), { fault: 'unavailable' });
      assert.deepEqual(one.asked('issue'), []);
    });

    it('remembers for a minute who has conferencing, and never that somebody has none', async () => {
      const pins = at.service();

      const before = [await pins.refusalOf(ada), await pins.refusalOf(ada), await pins.refusalOf(kim)];
      at.tenant.license(kim.userPrincipalName);
      const after = await pins.refusalOf(kim);
      const asked = one.asked('user').length;
      at.time.now = new Date(at.time.now.getTime() + 60_000);
      await pins.refusalOf(ada);

      assert.deepEqual([before, after], [[undefined, undefined, 'not-enabled'], undefined]);
      assert.deepEqual([asked, one.asked('user').length], [3, 4]);
    });

    it('says a denial as one', async () => {
      at.way.of = () => failed('PermissionDenied');

      await assert.rejects(at.service().issue(ada), { fault: 'denied' });
      assert.doesNotMatch(inspect(one.logged.lines), /ada@contoso/);
    });
  });
});

describe('the environment of Teams', () => {
  it('wants an application, a tenant and a certificate', () => {
    const ids = { TEAMS_TENANT_ID: crypto.randomUUID(), TEAMS_APPLICATION_ID: crypto.randomUUID() };
    const given = (more: object) => PinServiceVariables.safeParse({ PIN_SERVICE: 'teams', ...ids, ...more }).success;

    assert.deepEqual(
      [
        given({}),
        given({ TEAMS_CERTIFICATE_THUMBPRINT: 'A1'.repeat(20) }),
        given({ TEAMS_CERTIFICATE_THUMBPRINT: 'my' }),
      ],
      [false, true, false],
    );
  });
});
