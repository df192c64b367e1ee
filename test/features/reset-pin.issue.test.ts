import assert from 'node:assert/strict';
import sinon from 'sinon';
import { BackendError } from '../../src/kernel/errors.ts';
import { cardOf, saidBy, textOf } from '../support/flow-driver.ts';
import { ada, bo, issuing, resetting } from '../support/resetting.ts';

describe('reset-pin where the service issues PINs itself', () => {
  const at = resetting();
  const { conversation } = at;

  it('asks first, then says that the PIN comes by mail', async () => {
    const issue = sinon.fake(async () => ({ ok: true }) as const);
    const flow = conversation(ada, { pins: issuing(issue) });

    const asked = cardOf(await flow.show());
    sinon.assert.notCalled(issue);
    const next = await flow.submit({});

    assert.equal(asked.card, 'reset-pin/issue');
    assert.match(textOf(saidBy(next)), /It mails it to a•••@contoso\.com; that may take some minutes/);
    assert.equal(next && 'spent' in next && next.spent, 'change');
    sinon.assert.calledOnce(issue);
  });

  for (const fault of ['timeout', 'bad-answer'] as const) {
    it(`does not ask twice after ${fault}: the mail will tell, and the change is spent`, async () => {
      const issue = sinon.fake.rejects(new BackendError('pin-service', fault));
      const flow = conversation(bo, { pins: issuing(issue) });
      const { limits, budgets } = at.test.needs;
      const proof = flow.turn().confirmation?.proof ?? '';

      const next = await flow.submit({});

      const said = textOf(saidBy(next));
      assert.equal(flow.went, 'finish');
      assert.equal(next && 'spent' in next && next.spent, 'change');
      assert.match(said, /did not say whether.*b•••@contoso\.com within ten minutes.*desk phone may stop working/);
      sinon.assert.calledOnce(issue);
      assert.equal((await budgets.look(limits.changesPerProof, proof, at.test.time.now)).ok, false);
    });
  }

  it('is a fault like any other where nothing was asked', async () => {
    const flow = conversation(ada, { pins: issuing(sinon.fake.rejects(new BackendError('pin-service', 'denied'))) });

    await assert.rejects(flow.submit({}), { fault: 'denied' });
  });

  it('shows the button again while an earlier request may still be done', async () => {
    const flow = conversation(ada, { pins: issuing(async () => ({ ok: false, reason: 'under-way' })) });

    await flow.submit({});

    assert.equal(flow.went, 'again under-way');
    assert.match(textOf(await flow.show()), /^An earlier change of your PIN may still be under way/);
  });

  it('asks for nothing after an interruption, and says that the mail will tell', async () => {
    const issue = sinon.fake();
    const flow = conversation(ada, { pins: issuing(issue) });

    const next = await flow.settle(at.test.time.now);

    assert.equal(flow.went, 'finish');
    assert.match(textOf(saidBy(next)), /did not say whether/);
    sinon.assert.notCalled(issue);
  });

  it('hands over what the service refuses', async () => {
    const flow = conversation(ada, { pins: issuing(async () => ({ ok: false, reason: 'not-enabled' })) });

    await flow.submit({});

    assert.equal(flow.went, 'escalate pin-refused');
  });
});
