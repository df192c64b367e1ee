import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import sinon from 'sinon';
import { resetPin } from '../../src/features/reset-pin/reset-pin.flow.ts';
import { resetPinJobs } from '../../src/features/reset-pin/reset-pin.jobs.ts';
import { addressKey } from '../../src/kernel/address.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { locales } from '../../src/kernel/locale.ts';
import { shownIn } from '../support/answers.ts';
import { cardOf, flowDriver, saidBy, textOf } from '../support/flow-driver.ts';
import { noVoice, runJobs, turnAt } from '../support/needs.ts';
import { ada, bo, good, person, pinOf, pinsThat, resetting, statusAt } from '../support/resetting.ts';

const [frank, kim, leonora] = [person('06'), person('12'), person('13')];

describe('reset-pin', () => {
  const at = resetting();
  const { conversation, statusOf } = at;
  const noticesSent = async () => {
    await runJobs(at.test, resetPinJobs(at.test.needs, noVoice));
    return at.test.mails;
  };

  it('is for confirmed people in private, and spends their one change', () => {
    const flow = resetPin(at.test.needs);

    assert.deepEqual([flow.requires, flow.changes, flow.personal], ['confirmed-identity', true, true]);
  });

  it('shows who it is, masked, and the rules before it asks for a PIN', async () => {
    const card = cardOf(await conversation().show());

    const shown = shownIn(card).join('\n');
    assert.match(shown, /Choose a new PIN/);
    assert.match(shown, /the phone number and the conference ID are enough/);
    assert.match(shown, /- 5 to 24 digits; no letters, spaces or special characters/);
    assert.match(shown, /- Not one of your last 5 PINs/);
    assert.deepEqual(
      [card.data.name, card.data.department, card.data.phone, card.data.extension],
      ['Ada Archer', 'Finance', '•••• 14', ''],
    );
    assert.doesNotMatch(shown, /555|40114|desk phone/);
  });

  it('warns people with a desk phone before and after', async () => {
    const flow = conversation(bo);

    const before = shownIn(cardOf(await flow.show())).join('\n');
    const after = cardOf(saidBy(await flow.submit(pinOf(good))));

    assert.match(before, /Your desk phone signs in with this PIN/);
    assert.match(shownIn(after).join('\n'), /Your desk phone may stop working/);
  });

  it('sets the PIN, says how to dial in from the person’s region, and leads to feedback', async () => {
    const flow = conversation();

    const next = await flow.submit(pinOf(good));

    const done = cardOf(saidBy(next));
    const shown = shownIn(done).join('\n');
    assert.equal(flow.went, 'ask feedback');
    assert.equal(next && 'spent' in next && next.spent, 'change');
    assert.match(shown, /call the number in the invitation \(in your region: \+1 410-555-0150\)/);
    assert.match(shown, /enter the conference ID and then your PIN/);
    assert.match(shown, /It opens no real meeting/);
    assert.deepEqual((await statusOf(ada)).changedAt, at.test.time.now);
    const { address, reference } = turnAt(at.test);
    const begun = { person: ada, at: at.test.time.now.toISOString(), madeIn: addressKey(address), reference };
    assert.deepEqual(at.test.jobs, [
      { queue: 'announce-reset', data: { ...begun, done: false } },
      { queue: 'announce-reset', data: { ...begun, done: true } },
    ]);
    assert.doesNotMatch(JSON.stringify([next, at.test.jobs, at.test.log.info.args]), new RegExp(good));
  });

  it('says when the PIN expires, and nothing of the embedded service where meetings open', async () => {
    const expiresAt = new Date('2027-02-01T12:00:00Z');
    const flow = conversation(ada, { pins: pinsThat({ setPin: async () => ({ ok: true, expiresAt }) }) });

    const done = cardOf(saidBy(await flow.submit(pinOf(good))));

    assert.match(done.fallbackText, /valid until February 1, 2027/);
    assert.doesNotMatch(done.fallbackText, /built-in/);
  });

  for (const [pin, again, reason, words] of [
    ['1872', '1872', 'too-short', /too short. It needs at least 5 digits/],
    ['1872383418723834187238345', '1872383418723834187238345', 'too-long', /too long. It may have at most 24/],
    ['40114', '40114', 'own-number', /your own number/],
    ['50164', '50164', 'own-number', /your own number/],
    [good, '18723835', 'mismatch', /not the same/],
  ] as const) {
    it(`brings the form back for ${pin} with ${reason}, and keeps nothing of it`, async () => {
      const flow = conversation();

      await flow.submit(pinOf(pin, again));
      const card = cardOf(await flow.show());

      assert.equal(flow.went, `again ${reason}`);
      const shown = shownIn(card);
      assert.match(shown.at(-4) ?? '', words);
      assert.doesNotMatch(shown.join('\n'), /Ada Archer|conference ID/);
      assert.doesNotMatch(JSON.stringify(card), new RegExp(`${good}|50164`));
      assert.equal((await statusOf(ada)).isSet, false);
    });
  }

  it('refuses the PIN that the person already has', async () => {
    await conversation().submit(pinOf(good));
    const flow = conversation();

    const next = await flow.submit(pinOf(good));

    assert.equal(flow.went, 'again reused');
    assert.equal(next && 'spent' in next, false);
    assert.match(textOf(await flow.show()), /^You have used that PIN before/);
  });

  it('never takes a PIN from typed text, and says to choose another', async () => {
    const flow = conversation();

    await flow.type(`make it ${good}`);
    const typed = flow.went;
    const other = await flow.type('what is a PIN?');

    assert.equal(typed, 'again typed-pin');
    assert.equal(other, undefined);
    assert.equal((await statusOf(ada)).isSet, false);
  });

  it('says that a typed PIN may have been seen', async () => {
    const flow = conversation();

    await flow.type(good);

    assert.match(
      textOf(await flow.show()),
      /^Anything typed into the chat may have been seen, so please choose a different PIN in the form\./,
    );
  });

  it('allows three resets a day', async () => {
    for (const pin of ['18723834', '383042650', '92837465']) await conversation().submit(pinOf(pin));
    const fourth = conversation();

    await fourth.enter();
    const entered = fourth.went;
    await fourth.submit(pinOf('74920385'));
    at.test.pass(24 * 60 * 60);
    const nextDay = conversation();
    await nextDay.enter();

    assert.deepEqual([entered, fourth.went], ['escalate too-many-resets', 'escalate too-many-resets']);
    assert.equal(nextDay.went, undefined);
  });

  for (const [id, words] of [
    [frank, /account is disabled/],
    [leonora, /specially protected/],
    [person('99'), /no longer find your account/],
    [kim, /^You are not enabled for dial-in conferencing\.$/],
  ] as const) {
    it(`looks at the person again and changes nothing for ${id.slice(-2)}`, async () => {
      const setPin = sinon.fake();
      const flow = conversation(id, { pins: pinsThat({ setPin }) });

      const next = await flow.enter();

      assert.equal(flow.went, 'escalate not-eligible');
      assert.match(textOf(saidBy(next)), words);
      sinon.assert.notCalled(setPin);
    });
  }

  it('changes nothing for somebody who was disabled while the form was open', async () => {
    const setPin = sinon.fake();
    const { directory } = at.test.needs;
    const byId = sinon.stub();
    byId.onFirstCall().callsFake(directory.byId);
    byId.callsFake(async () => directory.byId(frank));
    const flow = conversation(ada, { directory: { ...directory, byId }, pins: pinsThat({ setPin }) });

    await flow.submit(pinOf(good));

    assert.equal(flow.went, 'escalate not-eligible');
    sinon.assert.notCalled(setPin);
  });

  for (const reason of ['locked', 'not-enabled', 'unknown-person', 'other-service'] as const) {
    it(`hands over what the service refuses as ${reason}, with the reason`, async () => {
      const flow = conversation(ada, { pins: pinsThat({ setPin: async () => ({ ok: false, reason }) }) });

      const next = await flow.submit(pinOf(good));

      assert.equal(flow.went, 'escalate pin-refused');
      assert.match(textOf(saidBy(next)), /PIN|dial-in conferencing/);
      assert.deepEqual(await noticesSent(), []);
    });
  }

  it('asks the directory once before it changes something', async () => {
    const { directory } = at.test.needs;
    const byId = sinon.fake(directory.byId);

    await conversation(ada, { directory: { ...directory, byId } }).submit(pinOf(good));

    // The first time for the form, which is checked by the rules of this person.
    sinon.assert.calledTwice(byId);
  });

  it('passes a fault of the service on, without the PIN', async () => {
    const setPin = sinon.fake.rejects(new BackendError('pin-service', 'unavailable', { cause: new Error('refused') }));
    const flow = conversation(ada, { pins: pinsThat({ setPin }) });

    const error: unknown = await flow.submit(pinOf(good)).catch((reason: unknown) => reason);

    assert.ok(error instanceof BackendError);
    assert.doesNotMatch(inspect(error, { depth: null }), new RegExp(good));
    assert.deepEqual(await noticesSent(), []);
  });

  it('reads the status of a service that took too long: done where it changed, a fault where it did not', async () => {
    const setPin = sinon.fake.rejects(new BackendError('pin-service', 'timeout'));
    const changed = conversation(ada, { pins: pinsThat({ setPin, statusOf: async () => statusAt(at.test.time.now) }) });
    const unchanged = conversation(bo, { pins: pinsThat({ setPin, statusOf: async () => statusAt('never') }) });

    await changed.submit(pinOf(good));

    assert.equal(changed.went, 'ask feedback');
    await assert.rejects(unchanged.submit(pinOf(good)), BackendError);
    sinon.assert.calledTwice(setPin);
  });

  for (const fault of ['timeout', 'bad-answer'] as const) {
    it(`says that a change may still come after ${fault}, and opens no ticket for what the mail will tell`, async () => {
      const setPin = sinon.fake.rejects(new BackendError('pin-service', fault));
      const statusOf = async () => ({ ...statusAt('never'), mayStillChange: true as const });
      const flow = conversation(ada, { pins: pinsThat({ setPin, statusOf }) });

      const next = await flow.submit(pinOf(good));

      assert.deepEqual([flow.went, next && 'spent' in next && next.spent], ['finish', 'change']);
      assert.match(textOf(saidBy(next)), /may still come.*a mail tells you/);
      sinon.assert.calledOnce(setPin);
    });
  }

  it('counts a reset whose end nobody knows, also where the service cannot be asked afterwards', async () => {
    const pins = pinsThat({
      setPin: sinon.fake.rejects(new BackendError('pin-service', 'timeout')),
      statusOf: sinon.fake.rejects(new BackendError('pin-service', 'unavailable')),
    });

    await assert.rejects(conversation(ada, { pins }).submit(pinOf(good)), { fault: 'timeout' });

    const { resetsPerDay } = at.test.needs.limits;
    const next = await at.test.needs.budgets.look(resetsPerDay, ada, at.test.time.now);
    assert.deepEqual(next, { ok: true, left: resetsPerDay.limit - 2 });
  });

  it('says that the PIN is set even where nothing can be written down afterwards', async () => {
    const flow = conversation(ada, {
      jobs: { send: sinon.stub().resolves().onSecondCall().rejects(new Error('no queue')) },
    });

    await flow.submit(pinOf(good));

    assert.equal(flow.went, 'ask feedback');
    assert.equal((await statusOf(ada)).isSet, true);
    sinon.assert.calledOnceWithMatch(at.test.log.warn, 'the owner of a PIN is told of its change a minute late');
  });

  it('does nothing without a confirmed person', async () => {
    const flow = flowDriver(resetPin(at.test.needs), () => turnAt(at.test));

    await assert.rejects(flow.enter(), /without a confirmed person/);
    await assert.rejects(flow.submit(pinOf(good)), /without a confirmed person/);
  });

  it('fills every card in every language', async () => {
    for (const locale of locales) {
      const flow = conversation(bo, {}, { locale });
      const choose = cardOf(await flow.show());
      await flow.submit(pinOf('1872'));
      const problem = cardOf(await flow.show());
      const done = cardOf(saidBy(await flow.submit(pinOf(`${locales.indexOf(locale)}8723834`))));
      const issue = cardOf(
        await conversation(
          bo,
          {
            pins: {
              kind: 'issued',
              opensMeetings: true,
              refusalOf: async () => undefined,
              statusOf: async () => statusAt('never'),
              takeOutOfUse: async () => undefined,
              issue: async () => ({ ok: true }),
            },
          },
          { locale },
        ).show(),
      );
      await at.database.query('DELETE FROM budgets', []);

      for (const card of [choose, problem, done, issue]) {
        assert.ok(
          shownIn(card).every((shown) => shown !== '' && !/[{}]/.test(shown)),
          `${card.card} ${locale}`,
        );
        assert.doesNotMatch(`${card.fallbackText}${card.speak}`, /[{}]|undefined/);
      }
      assert.ok(shownIn(problem).length < shownIn(choose).length);
    }
  });
});
