import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import sinon from 'sinon';
import { pinServicesByPerson } from '../../../src/backends/pin-service/by-person.ts';
import { embeddedPinService } from '../../../src/backends/pin-service/embedded.ts';
import type { ChosenPinService } from '../../../src/backends/pin-service/pin-service.ts';
import { pinServiceSelfTest } from '../../../src/backends/pin-service/self-test.ts';
import { ownerOf } from '../../../src/backends/pin-service/set-pin.rules.ts';
import { embeddedUserDirectory } from '../../../src/backends/user-directory/embedded.ts';
import { samplePeople } from '../../../src/backends/user-directory/sample-people.ts';
import { BackendError } from '../../../src/kernel/errors.ts';
import { keyring } from '../../../src/kernel/keyring.ts';
import { defaultPinPolicy, pinProblem } from '../../../src/kernel/pin-policy.rules.ts';
import { Secret } from '../../../src/kernel/secret.ts';
import type { Database } from '../../../src/storage/database.ts';
import { freshDatabase } from '../../support/databases.ts';
import { ada, issuing } from '../../support/resetting.ts';

describe('the self-test of a PIN service', () => {
  let database: Database;
  let service: ChosenPinService;
  beforeEach(async () => {
    database = await freshDatabase();
    service = embeddedPinService({
      database,
      keys: keyring(new Secret('a key of thirty-two characters or so')),
      policy: defaultPinPolicy,
      clock: { now: () => new Date() },
      cost: { n: 16, r: 1, p: 1 },
    });
  });
  afterEach(() => database.close());

  const person = async () => {
    const found = await embeddedUserDirectory(samplePeople).byId(ada);
    if (!found) throw new Error('no such person');
    return found;
  };

  it('goes through every promise, and leaves a PIN that is not said', async () => {
    const setPin = sinon.spy(service.setPin);

    const findings = await pinServiceSelfTest({ ...service, setPin }, await person());

    assert.equal(findings.length, 8);
    assert.ok(findings.every(({ level }) => level === 'good'));
    const pins = setPin.args.map(([, pin]) => pin.reveal());
    assert.doesNotMatch(inspect(findings, { depth: null }), new RegExp(pins.join('|')));
    assert.match(pins[0] ?? '', /^\d{10}$/);
  });

  it('stops at what is not as it should be', async () => {
    const takeOutOfUse = sinon.fake();

    const findings = await pinServiceSelfTest(
      { ...service, setPin: async () => ({ ok: false, reason: 'too-easy' }), takeOutOfUse },
      await person(),
    );

    assert.deepEqual(
      findings.map(({ level }) => level),
      ['good', 'good', 'problem'],
    );
    assert.equal(findings.at(-1)?.finding, 'not so: a PIN can be set (too-easy)');
    sinon.assert.notCalled(takeOutOfUse);
  });

  const locked = async () => ({ ...(await service.statusOf(await person())), isLocked: true });
  const broken: readonly [what: string, change: () => Partial<ChosenPinService>, steps: number][] = [
    ['the account is one that may have a PIN (not-enabled)', () => ({ refusalOf: async () => 'not-enabled' }), 1],
    ['its PIN is not locked', () => ({ statusOf: locked }), 2],
    ['a PIN can be set (too-easy)', () => ({ setPin: async () => ({ ok: false, reason: 'too-easy' }) }), 3],
    [
      'the service says when',
      () => ({ statusOf: async (of) => ({ ...(await service.statusOf(of)), changedAt: 'unknown' }) }),
      4,
    ],
    [
      'the same PIN is refused (under-way)',
      () => ({
        setPin: sinon
          .stub<[], ReturnType<ChosenPinService['setPin']>>()
          .resolves({ ok: false, reason: 'under-way' })
          .onFirstCall()
          .callsFake(async (...given) => service.setPin(await person(), new Secret('7492018365'), ...given.slice(2))),
      }),
      5,
    ],
    ['it can be taken out of use', () => ({ takeOutOfUse: async () => undefined }), 6],
    [
      'no PIN is set while it is',
      () => {
        const setPin = sinon.stub(service, 'setPin').callThrough();
        setPin.onThirdCall().resolves({ ok: true });
        return {};
      },
      7,
    ],
    ['it can be unlocked, with a PIN that nobody knows', () => ({ unlock: async () => undefined }), 8],
  ];
  for (const [what, change, steps] of broken) {
    it(`stops where this is not so: ${what}`, async () => {
      const changed = change();

      const findings = await pinServiceSelfTest({ ...service, ...changed }, await person());

      assert.equal(findings.length, steps);
      assert.equal(findings.at(-1)?.finding, `not so: ${what}`);
      assert.deepEqual(new Set(findings.slice(0, -1).map(({ level }) => level)), new Set(steps > 1 ? ['good'] : []));
    });
  }

  it('takes for a policy without a memory what sets the same PIN twice', async () => {
    const setPin = sinon.stub(service, 'setPin').callThrough();
    setPin.onSecondCall().resolves({ ok: true });

    const findings = await pinServiceSelfTest(service, await person());

    assert.ok(findings.every(({ level }) => level === 'good'));
  });

  for (const [minLength, maxLength, length] of [
    [4, 4, 4],
    [12, 24, 12],
    [5, 24, 10],
  ] as const) {
    it(`chooses PINs that keep a policy of ${minLength} to ${maxLength} digits`, async () => {
      const policy = { ...defaultPinPolicy, minLength, maxLength };
      const pins: string[] = [];
      const setPin = async (_: unknown, pin: Secret) => {
        pins.push(pin.reveal());
        return { ok: false, reason: 'reused' } as const;
      };
      const owner = await person();

      for (let run = 0; run < 60; run += 1) {
        await pinServiceSelfTest({ ...service, policyFor: async () => policy, setPin }, owner);
      }

      assert.equal(pins.length, 60);
      for (const pin of pins) {
        assert.equal(pin.length, length);
        assert.equal(pinProblem(pin, policy, ownerOf(owner), new Date().getUTCFullYear()), undefined);
      }
    });
  }

  it('hides no fault of ours', async () => {
    const refusalOf = sinon.fake.rejects(new TypeError('ours'));

    await assert.rejects(pinServiceSelfTest({ ...service, refusalOf }, await person()), TypeError);
  });

  for (const [refusal, home] of [
    [undefined, /^the account is one of the server/],
    ['other-service', /^the account is one of Teams/],
  ] as const) {
    it(`says of a mixed estate where the account is: ${refusal ?? 'on the server'}`, async () => {
      const issue = sinon.fake(async () => ({ ok: false, reason: 'not-enabled' }) as const);
      const server = { ...service, refusalOf: async () => refusal };
      const pins = pinServicesByPerson({ server, online: issuing(issue), rules: [] });

      const findings = await pinServiceSelfTest(pins, await person());

      assert.match(findings[0]?.finding ?? '', home);
      if (refusal)
        assert.equal(
          findings.at(-1)?.finding,
          'not so: a PIN was asked for; look whether its mail comes (not-enabled)',
        );
      else assert.equal(findings.length, 9);
    });
  }

  it('says of Teams why the account may have none', async () => {
    const issue = sinon.fake();

    const findings = await pinServiceSelfTest(
      { ...issuing(issue), refusalOf: async () => 'not-enabled' },
      await person(),
    );

    assert.equal(findings.at(-1)?.finding, 'not so: the account is one that may have a PIN (not-enabled)');
    sinon.assert.notCalled(issue);
  });

  it('says where a service failed', async () => {
    const statusOf = sinon.fake.rejects(new BackendError('pin-service', 'denied', { cause: new Error('a role') }));

    const findings = await pinServiceSelfTest({ ...service, statusOf }, await person());

    assert.match(findings.at(-1)?.finding ?? '', /^pin-service: denied \(a role\) after: the account is one/);
  });

  it('asks Teams for one PIN', async () => {
    const issue = sinon.fake(async () => ({ ok: true }) as const);

    const findings = await pinServiceSelfTest(issuing(issue), await person());

    assert.equal(findings.length, 2);
    sinon.assert.calledOnce(issue);
  });
});
