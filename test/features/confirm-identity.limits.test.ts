import assert from 'node:assert/strict';
import sinon from 'sinon';
import { limits } from '../../src/kernel/limits.ts';
import { ada, adaId, code, confirming, elsewhere, unknown, vouchedFor } from '../support/confirming.ts';
import { saidBy, textOf } from '../support/flow-driver.ts';

const masked = (words: string): string => words.replace(/\d\d:\d\d/u, '');
const left = (spent: object): unknown => ('left' in spent ? spent.left : spent);

describe('the limits of confirm-identity', () => {
  const at = confirming();
  const { conversation, mailCodes, mailedCode, waiting, wrong } = at;

  it('hands over after three codes a day, also for somebody unknown and from another conversation', async () => {
    for (const email of [ada, unknown]) {
      for (let n = 0; n < 3; n += 1) {
        await waiting(email, { requester: `${email} ${n}` });
        at.test.pass(61);
      }

      const fourth = await waiting(email, { requester: `${email} 4` });

      assert.equal(fourth.went, 'escalate too-many-tries');
      assert.match(textOf(saidBy(fourth.next)), /No more codes/);
    }
  });

  it('counts the codes of one person by all their aliases, silently', async () => {
    for (const email of [ada, 'ada@contoso.com', ada, 'ada@contoso.com']) {
      const flow = await waiting(email);
      at.test.pass(61);
      assert.equal(flow.went, 'go code');
    }

    assert.equal(at.test.mails.length, 3);
  });

  it('pauses after ten wrong tries, alike for somebody unknown, and says until when', async () => {
    for (const email of [ada, unknown]) {
      const first = await waiting(email);
      for (let n = 0; n < 5; n += 1) await first.submit(code('00000000'));
      at.test.pass(61);
      const second = await waiting(email);
      for (let n = 0; n < 5; n += 1) await second.submit(code('00000000'));
      const sent = at.test.jobs.splice(0).map(({ queue }) => queue);
      const paused = { went: second.went, said: textOf(saidBy(second.next)), next: second.next };
      at.test.pass(60 * 60);
      const third = await waiting(email);

      assert.equal(paused.went, 'escalate too-many-tries');
      assert.deepEqual(sent, ['send-notice']);
      // The day's tries outlast the first pause: there is one answer, then and an hour later.
      const until = /paused until (Tuesday \d\d:\d\d) \(Eastern Time\)/u;
      assert.match(paused.said, until);
      assert.equal(until.exec(textOf(saidBy(third.next)))?.[1], until.exec(paused.said)?.[1]);
      assert.ok(paused.next?.kind === 'escalate' && paused.next.summary?.includes(email));
      assert.equal(third.went, 'escalate resets-paused');
    }
  });

  for (const [what, change] of [
    ['are wrong', {}],
    [
      'come after another process had used the code up',
      { guess: async () => ({ ok: false, reason: 'gone' }) as const },
    ],
  ] as const) {
    it(`says and counts for two addresses of one person what it does for two of nobody, where tries ${what}`, async () => {
      const seen = [];
      for (const pair of [
        [ada, 'ada@contoso.com'],
        [unknown, 'nobody@contoso.com'],
      ]) {
        const challenges = { ...at.test.needs.challenges, ...change };
        const words: string[] = [];
        for (const email of [...pair, ...pair]) {
          const flow = conversation({ requester: email }, { challenges });
          await flow.submit({ email });
          await mailCodes();
          for (let n = 0; n < 5; n += 1) {
            await flow.submit(wrong());
            words.push(`${flow.went} ${textOf(saidBy(flow.next))}`);
          }
          at.test.pass(61);
        }
        const { failedTries, pauses } = limits.siteWide;
        const counts = [failedTries, pauses].map((limit) => at.test.needs.budgets.look(limit, 'all', at.test.time.now));
        seen.push({ words, counts: await Promise.all(counts) });
        await at.database.query('DELETE FROM budgets', []);
      }

      const [ofOne, ofNobody] = seen;
      assert.deepEqual(ofOne?.words.map(masked), ofNobody?.words.map(masked));
      assert.deepEqual(ofOne?.counts.map(left), ofNobody?.counts.map(left));
      assert.match(ofOne?.words.at(-1) ?? '', /too-many-tries/u);
    });
  }

  it('takes a right code for a wrong one while the person is paused by another alias', async () => {
    const tries = async (email: string) => {
      const flow = await waiting(email);
      for (let n = 0; n < 5; n += 1) await flow.submit(wrong());
      at.test.pass(61);
    };
    const open = await waiting('ada@contoso.com', elsewhere);
    const good = mailedCode();
    at.test.pass(61);
    await tries(ada);
    await tries(ada);

    await open.submit(code(good));

    assert.equal(open.went, 'again wrong-code');
    assert.deepEqual(
      at.test.jobs.map(({ queue }) => queue),
      ['send-notice'],
    );
  });

  it('refuses more than thirty tries an hour from one requester, and counts them no further', async () => {
    const failed = at.test.needs.limits.siteWide.failedTries;
    for (let n = 0; n < 6; n += 1) {
      const flow = await waiting(`somebody${n}@contoso.com`);
      for (let m = 0; m < 5; m += 1) await flow.submit(code('00000000'));
    }

    const flow = await waiting(ada);
    await flow.submit(code('00000000'));

    const counted = await at.test.needs.budgets.look(failed, 'all', at.test.time.now);
    assert.equal(flow.went, 'again too-many-requests');
    assert.equal(counted.ok && counted.left, failed.limit - 30 - 1);
  });

  it('offers only a ticket for an hour once too many tries failed anywhere, and raises an alarm', async () => {
    const failedTries = { ...limits.siteWide.failedTries, limit: 10 };
    const few = { limits: { ...limits, siteWide: { ...limits.siteWide, failedTries } } };
    for (const name of ['first', 'second']) {
      const flow = conversation({ requester: name }, few);
      await flow.submit({ email: `${name}@contoso.com` });
      for (let n = 0; n < 5; n += 1) await flow.submit(code('00000000'));
      if (name === 'first') at.test.pass(50 * 60);
    }
    const late = conversation({ requester: 'another' }, few);

    await late.enter();
    const entered = late.went;
    at.test.pass(59 * 60);
    await late.submit({ email: ada });
    const submitted = late.went;
    at.test.pass(60);
    await late.submit({ email: ada });

    assert.equal(limits.siteWide.failedTries.limit, 100);
    assert.equal(entered, 'ask talk-to-person');
    assert.equal(submitted, 'ask talk-to-person');
    assert.equal(late.went, 'go code');
    sinon.assert.calledOnceWithMatch(at.test.log.error, 'an alarm', { alarm: 'anonymous-path-closed' });
    assert.equal(at.test.jobs.filter(({ queue }) => queue === 'send-alarm').length, 1);
  });

  it('offers only a ticket once there were too many pauses anywhere', async () => {
    const { siteWide, triesPerDay } = limits;
    const pauses = { ...siteWide.pauses, limit: 1 };
    const anonymousTyped = { ...triesPerDay.anonymousTyped, limit: 5 };
    const few = {
      limits: { ...limits, siteWide: { ...siteWide, pauses }, triesPerDay: { ...triesPerDay, anonymousTyped } },
    };
    const flow = conversation({}, few);
    await flow.submit({ email: unknown });
    for (let n = 0; n < 4; n += 1) await flow.submit(code('00000000'));
    const other = conversation({ requester: 'another' }, few);

    const before = await other.enter();
    await flow.submit(code('00000000'));
    await other.enter();

    assert.equal(before, undefined);
    assert.equal(flow.went, 'escalate too-many-tries');
    assert.equal(other.went, 'ask talk-to-person');
  });

  it('sends five codes a day', async () => {
    const went = [];
    for (let n = 0; n < 6; n += 1) {
      const flow = conversation(vouchedFor(adaId));
      await flow.enter();
      went.push(flow.went);
      at.test.pass(61);
    }

    assert.deepEqual(went, [...Array(5).fill('go code'), 'escalate too-many-tries']);
  });

  it('pauses this path for an hour after ten wrong tries, and no other path', async () => {
    for (let n = 0; n < 2; n += 1) {
      const flow = conversation(vouchedFor(adaId));
      await flow.enter();
      await mailCodes();
      for (let m = 0; m < 5; m += 1) await flow.submit(code(mailedCode() === '000000' ? '000001' : '000000'));
      at.test.pass(61);
    }
    const paused = conversation(vouchedFor(adaId));
    await paused.enter();
    const anonymous = await waiting(ada);
    at.test.pass(3600);
    const after = conversation(vouchedFor(adaId));
    await after.enter();

    assert.equal(paused.went, 'escalate resets-paused');
    assert.equal(anonymous.went, 'go code');
    assert.equal(after.went, 'go code');
  });
});
