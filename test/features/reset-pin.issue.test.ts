import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { IssuedPinService } from '../../src/backends/pin-service/pin-service.ts';
import { cardOf, saidBy, textOf } from '../support/flow-driver.ts';
import { ada, resetting, statusAt } from '../support/resetting.ts';

describe('reset-pin where the service issues PINs itself', () => {
  const at = resetting();
  const { conversation } = at;

  const issuing = (issue: IssuedPinService['issue']): IssuedPinService => ({
    kind: 'issued',
    opensMeetings: true,
    refusalOf: async () => undefined,
    statusOf: async () => statusAt('unknown'),
    takeOutOfUse: async () => undefined,
    issue,
  });

  it('asks first, then says that the PIN comes by mail', async () => {
    const issue = sinon.fake(async () => ({ ok: true }) as const);
    const flow = conversation(ada, { pins: issuing(issue) });

    const asked = cardOf(await flow.show());
    sinon.assert.notCalled(issue);
    const next = await flow.submit({});

    assert.equal(asked.card, 'reset-pin/issue');
    assert.match(textOf(saidBy(next)), /it mails it to you/);
    assert.equal(next && 'spent' in next && next.spent, 'change');
    sinon.assert.calledOnce(issue);
  });

  it('hands over what the service refuses', async () => {
    const flow = conversation(ada, { pins: issuing(async () => ({ ok: false, reason: 'not-enabled' })) });

    await flow.submit({});

    assert.equal(flow.went, 'escalate pin-refused');
  });
});
