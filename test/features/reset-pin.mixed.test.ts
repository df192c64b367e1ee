import assert from 'node:assert/strict';
import sinon from 'sinon';
import { type PinServiceRules, pinServicesByPerson } from '../../src/backends/pin-service/by-person.ts';
import type { PersonRefusal } from '../../src/backends/pin-service/pin-service.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { cardOf } from '../support/flow-driver.ts';
import { ada, good, issuing, pinOf, pinsThat, resetting } from '../support/resetting.ts';

describe('reset-pin where PINs are in two services', () => {
  const at = resetting();
  const setting = (refusals: readonly (PersonRefusal | undefined)[], rules: PinServiceRules = []) => {
    const refusalOf = sinon.stub();
    for (const [call, refusal] of refusals.entries()) refusalOf.onCall(call).resolves(refusal);
    refusalOf.resolves(refusals.at(-1));
    const setPin = sinon.fake(async () => ({ ok: true }) as const);
    const issue = sinon.fake(async () => ({ ok: true }) as const);
    const pins = pinServicesByPerson({ server: pinsThat({ refusalOf, setPin }), online: issuing(issue), rules });
    return { flow: at.conversation(ada, { pins }), setPin, issue, refusalOf };
  };

  const everybodyIn = (service: 'skype-for-business' | 'teams'): PinServiceRules => [
    { service, people: [], domains: ['contoso.com'], countries: [] },
  ];

  it('lets whoever is homed on the server choose', async () => {
    const { flow, setPin, issue } = setting([undefined]);

    await flow.enter();
    const card = cardOf(await flow.show());
    await flow.submit(pinOf(good));

    assert.deepEqual([card.card, flow.went], ['reset-pin/choose', 'ask feedback']);
    sinon.assert.calledOnce(setPin);
    sinon.assert.notCalled(issue);
  });

  for (const elsewhere of ['other-service', 'unknown-person'] as const) {
    it(`has a PIN mailed to somebody who is there ${elsewhere}`, async () => {
      const { flow, setPin, issue } = setting([elsewhere]);

      await flow.enter();
      const card = cardOf(await flow.show());
      await flow.submit({});

      assert.deepEqual([card.card, flow.went], ['reset-pin/issue', 'ask feedback']);
      sinon.assert.calledOnce(issue);
      sinon.assert.notCalled(setPin);
    });
  }

  it('hands over somebody whose PIN has moved since the form was shown', async () => {
    const { flow, setPin, issue, refusalOf } = setting([undefined]);
    await flow.enter();
    refusalOf.resetBehavior();
    refusalOf.resolves('other-service');

    await flow.submit(pinOf(good));

    assert.equal(flow.went, 'escalate not-eligible');
    sinon.assert.notCalled(setPin);
    sinon.assert.notCalled(issue);
  });

  it('says a refusal of the server’s own, and puts nobody elsewhere for it', async () => {
    const { flow, issue } = setting(['not-enabled']);

    await flow.enter();

    assert.equal(flow.went, 'escalate not-eligible');
    sinon.assert.notCalled(issue);
  });

  it('guesses at no place while the server does not answer', async () => {
    const { flow, issue, refusalOf } = setting([undefined]);
    refusalOf.rejects(new BackendError('pin-service', 'unavailable'));

    await assert.rejects(flow.enter(), BackendError);

    sinon.assert.notCalled(issue);
  });

  it('serves whom a rule of the site file has in Teams although the server does not answer', async () => {
    const { flow, issue, refusalOf } = setting([undefined], everybodyIn('teams'));
    refusalOf.rejects(new BackendError('pin-service', 'unavailable'));

    await flow.enter();
    await flow.submit({});

    assert.equal(flow.went, 'ask feedback');
    sinon.assert.calledOnce(issue);
    sinon.assert.notCalled(refusalOf);
  });

  it('hands over whom a rule has on the server and who is not there: a rule is not a guess', async () => {
    const { flow, issue } = setting(['other-service'], everybodyIn('skype-for-business'));

    await flow.enter();

    assert.equal(flow.went, 'escalate not-eligible');
    sinon.assert.notCalled(issue);
  });
});
