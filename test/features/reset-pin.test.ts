import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import sinon from 'sinon';
import type { ChosenPinService, IssuedPinService, PinStatus } from '../../src/backends/pin-service/pin-service.ts';
import type { StepTurn } from '../../src/conversation/flow.ts';
import type { Needs } from '../../src/features/needs.ts';
import { resetPin } from '../../src/features/reset-pin/reset-pin.flow.ts';
import { resetPinJobs } from '../../src/features/reset-pin/reset-pin.jobs.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { locales } from '../../src/kernel/locale.ts';
import { defaultPinPolicy } from '../../src/kernel/pin-policy.rules.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database } from '../../src/storage/database.ts';
import { shownIn } from '../support/answers.ts';
import { freshDatabase } from '../support/databases.ts';
import { cardOf, flowDriver, saidBy, textOf } from '../support/flow-driver.ts';
import { runJobs, type TestNeeds, testNeeds, turnAt } from '../support/needs.ts';

const person = (number: string) => `6f1d0c00-0000-4000-8000-0000000000${number}`;
const [ada, bo, frank, leonora, olga] = [person('01'), person('02'), person('06'), person('13'), person('16')];
const good = '18723834';
const pinOf = (pin: string, pinConfirmation = pin) => ({
  pin: new Secret(pin),
  pinConfirmation: new Secret(pinConfirmation),
});

describe('reset-pin', () => {
  let database: Database;
  let test: TestNeeds;
  before(async () => {
    database = await freshDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    await database.query('DELETE FROM pins', []);
    await database.query('DELETE FROM budgets', []);
    test = testNeeds(database);
  });

  const confirmed = (id: string): Partial<StepTurn> => ({
    confirmation: { person: id, at: test.time.now.toISOString(), changesLeft: 1 },
  });
  const conversation = (id = ada, change: Partial<Needs> = {}, given: Partial<StepTurn> = {}) =>
    flowDriver(resetPin({ ...test.needs, ...change }), () => turnAt(test, { ...confirmed(id), ...given }));
  const statusOf = async (id: string) => {
    const found = await test.needs.directory.byId(id);
    assert.ok(found);
    return test.needs.pins.statusOf(found);
  };
  /** The embedded service with some answers of its own. */
  const pinsThat = (given: Partial<ChosenPinService>): ChosenPinService => ({
    kind: 'chosen',
    opensMeetings: true,
    policyFor: async () => defaultPinPolicy,
    statusOf: async () => statusAt('unknown'),
    setPin: async () => ({ ok: true }),
    takeOutOfUse: async () => undefined,
    unlock: async () => undefined,
    ...given,
  });
  const statusAt = (changedAt: PinStatus['changedAt']): PinStatus => ({
    isSet: true,
    isLocked: false,
    changedAt,
    expiresAt: 'never',
  });

  it('is for confirmed people in private, and spends their one change', () => {
    const flow = resetPin(test.needs);

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
      ['Ada Archer', 'Finance', '•••• 14', '•••• 14'],
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
    assert.deepEqual((await statusOf(ada)).changedAt, test.time.now);
    assert.deepEqual(test.jobs, [
      { queue: 'send-notice', data: { person: ada, notice: 'pin-changed', at: test.time.now.toISOString() } },
    ]);
    assert.doesNotMatch(JSON.stringify([next, test.jobs, test.log.info.args]), new RegExp(good));
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
    ['40114', '40114', 'own-number', /your own number/],
    ['50164', '50164', 'own-number', /your own number/],
    [good, '18723835', 'mismatch', /not the same/],
  ] as const) {
    it(`brings the form back for ${pin} with ${reason}, and keeps nothing of it`, async () => {
      const flow = conversation();

      await flow.submit(pinOf(pin, again));
      const card = cardOf(await flow.show());

      assert.equal(flow.went, `again ${reason}`);
      assert.match(shownIn(card)[0] ?? '', words);
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

  it('says that a typed PIN stays in the chat', async () => {
    const flow = conversation();

    await flow.type(good);

    assert.match(
      textOf(await flow.show()),
      /^Please use the form; what you typed stays in this chat, so choose another PIN\./,
    );
  });

  it('allows three resets a day', async () => {
    for (const pin of ['18723834', '383042650', '92837465']) await conversation().submit(pinOf(pin));
    const fourth = conversation();

    await fourth.enter();
    const entered = fourth.went;
    await fourth.submit(pinOf('74920385'));
    test.pass(24 * 60 * 60);
    const nextDay = conversation();
    await nextDay.enter();

    assert.deepEqual([entered, fourth.went], ['escalate too-many-resets', 'escalate too-many-resets']);
    assert.equal(nextDay.went, undefined);
  });

  for (const [id, words] of [
    [frank, /account is disabled/],
    [leonora, /specially protected/],
    [person('99'), /no longer find your account/],
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
    const { directory } = test.needs;
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
      assert.match(textOf(saidBy(next)), /help desk/);
      assert.deepEqual(test.jobs, []);
    });
  }

  it('passes a fault of the service on, without the PIN', async () => {
    const setPin = sinon.fake.rejects(new BackendError('pin-service', 'unavailable', { cause: new Error('refused') }));
    const flow = conversation(ada, { pins: pinsThat({ setPin }) });

    const error: unknown = await flow.submit(pinOf(good)).catch((reason: unknown) => reason);

    assert.ok(error instanceof BackendError);
    assert.doesNotMatch(inspect(error, { depth: null }), new RegExp(good));
    assert.deepEqual(test.jobs, []);
  });

  it('reads the status of a service that took too long: done where it changed, a fault where it did not', async () => {
    const setPin = sinon.fake.rejects(new BackendError('pin-service', 'timeout'));
    const changed = conversation(ada, { pins: pinsThat({ setPin, statusOf: async () => statusAt(test.time.now) }) });
    const unchanged = conversation(bo, { pins: pinsThat({ setPin, statusOf: async () => statusAt('never') }) });

    await changed.submit(pinOf(good));

    assert.equal(changed.went, 'ask feedback');
    await assert.rejects(unchanged.submit(pinOf(good)), BackendError);
    sinon.assert.calledTwice(setPin);
  });

  it('says that the PIN is set even where nothing can be written down afterwards', async () => {
    const flow = conversation(ada, { jobs: { send: sinon.fake.rejects(new Error('no queue')) } });

    await flow.submit(pinOf(good));

    assert.equal(flow.went, 'ask feedback');
    assert.equal((await statusOf(ada)).isSet, true);
    sinon.assert.calledOnceWithMatch(test.log.error, 'a PIN was changed, and its owner could not be told');
  });

  it('does nothing without a confirmed person', async () => {
    const flow = flowDriver(resetPin(test.needs), () => turnAt(test));

    await assert.rejects(flow.enter(), /without a confirmed person/);
    await assert.rejects(flow.submit(pinOf(good)), /without a confirmed person/);
  });

  describe('after an interruption', () => {
    it('says what was changed and when, and acts no more', async () => {
      const setPin = sinon.fake();
      const changedAt = new Date(test.time.now.getTime() + 1000);
      const flow = conversation(ada, { pins: pinsThat({ setPin, statusOf: async () => statusAt(changedAt) }) });

      const next = await flow.settle(test.time.now);

      assert.equal(flow.went, 'ask feedback');
      assert.equal(next && 'spent' in next && next.spent, 'change');
      assert.match(textOf(saidBy(next)), /It was changed on November 23, 2026 at 05:00 \(America\/New_York\)/);
      sinon.assert.notCalled(setPin);
      assert.equal(test.jobs.length, 1);
    });

    for (const [changedAt, reason] of [
      ['never', 'interrupted-unchanged'],
      [new Date('2026-11-01T00:00:00Z'), 'interrupted-unchanged'],
      ['unknown', 'interrupted-unknown'],
    ] as const) {
      it(`asks again where the last change is ${String(changedAt).slice(0, 10)}`, async () => {
        const flow = conversation(ada, { pins: pinsThat({ statusOf: async () => statusAt(changedAt) }) });

        await flow.settle(test.time.now);

        assert.equal(flow.went, `again ${reason}`);
        assert.match(textOf(await flow.show()), /^That was interrupted/);
        assert.deepEqual(test.jobs, []);
      });
    }

    it('begins again where the confirmation is over by then', async () => {
      const flow = flowDriver(resetPin(test.needs), () => turnAt(test));

      await flow.settle(test.time.now);

      assert.equal(flow.went, 'ask reset-pin');
    });
  });

  describe('where the service issues PINs itself', () => {
    const issuing = (issue: IssuedPinService['issue']): IssuedPinService => ({
      kind: 'issued',
      opensMeetings: true,
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

  describe('the notice', () => {
    const notify = (needs: Needs = test.needs) => runJobs(test, resetPinJobs(needs));

    it('goes to every address on record, without the PIN, with a way to object', async () => {
      await conversation(olga).submit(pinOf(good));

      await notify();

      assert.equal(test.mails.length, 2);
      assert.equal(new Set(test.mails.map(({ to }) => to)).size, 2);
      for (const { text } of test.mails) {
        assert.match(text, /changed on November 23, 2026 at 05:00 \(America\/New_York\)/);
        assert.match(
          text,
          /Was it not you\? Then please tell the help desk at once: \+1 410-555-0120, helpdesk@example\.com/,
        );
        assert.doesNotMatch(text, new RegExp(good));
      }
    });

    it('is in the owner’s language', async () => {
      await conversation(bo, {}, { locale: 'fr' }).submit(pinOf(good));

      await notify();

      assert.deepEqual(
        test.mails.map(({ subject }) => subject),
        ['Din opkaldspinkode er ændret'],
      );
    });

    it('tries every address before it is tried again', async () => {
      const send = sinon.stub();
      send.onFirstCall().rejects(new BackendError('mailer', 'unavailable'));
      send.onSecondCall().resolves({ ok: true });
      await conversation(olga).submit(pinOf(good));

      await assert.rejects(notify({ ...test.needs, mailer: { send } }), BackendError);

      sinon.assert.calledTwice(send);
    });

    it('tells of a pause in words of its own', async () => {
      await test.needs.jobs.send('send-notice', { person: ada, notice: 'resets-paused', at: '2026-11-23T10:00:00Z' });

      await notify();

      assert.match(test.mails[0]?.text ?? '', /Your PIN was not changed/);
    });
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
              statusOf: async () => statusAt('never'),
              takeOutOfUse: async () => undefined,
              issue: async () => ({ ok: true }),
            },
          },
          { locale },
        ).show(),
      );
      await database.query('DELETE FROM budgets', []);

      for (const card of [choose, problem, done, issue]) {
        assert.ok(
          shownIn(card).every((shown) => shown !== '' && !/[{}]/.test(shown)),
          `${card.card} ${locale}`,
        );
        assert.doesNotMatch(`${card.fallbackText}${card.speak}`, /[{}]|undefined/);
      }
      assert.equal(shownIn(problem).length, shownIn(choose).length + 1);
    }
  });
});
