import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import sinon from 'sinon';
import { embeddedPinService } from '../../../src/backends/pin-service/embedded.ts';
import type { ChosenPinService } from '../../../src/backends/pin-service/pin-service.ts';
import { pinServiceSelfTest } from '../../../src/backends/pin-service/self-test.ts';
import { embeddedUserDirectory } from '../../../src/backends/user-directory/embedded.ts';
import { samplePeople } from '../../../src/backends/user-directory/sample-people.ts';
import { BackendError } from '../../../src/kernel/errors.ts';
import { keyring } from '../../../src/kernel/keyring.ts';
import { defaultPinPolicy } from '../../../src/kernel/pin-policy.rules.ts';
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
    assert.equal(findings.at(-1)?.finding, 'not so: a PIN can be set');
    sinon.assert.notCalled(takeOutOfUse);
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
