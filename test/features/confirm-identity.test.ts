import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { StepTurn } from '../../src/conversation/flow.ts';
import { codeCard, sendCard, whoCard } from '../../src/features/confirm-identity/confirm-identity.cards.ts';
import { confirmIdentity } from '../../src/features/confirm-identity/confirm-identity.flow.ts';
import { confirmIdentityJobs } from '../../src/features/confirm-identity/confirm-identity.jobs.ts';
import { confirmReasons } from '../../src/features/confirm-identity/confirm-identity.rules.ts';
import { reasonText } from '../../src/features/confirm-identity/confirm-identity.words.ts';
import type { Needs } from '../../src/features/needs.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { locales } from '../../src/kernel/locale.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database } from '../../src/storage/database.ts';
import { shownIn } from '../support/answers.ts';
import { freshDatabase } from '../support/databases.ts';
import { cardOf, flowDriver, saidBy, textOf } from '../support/flow-driver.ts';
import { runJobs, type TestNeeds, testNeeds, turnAt } from '../support/needs.ts';

const ada = 'ada.archer@contoso.com';
const adaId = '6f1d0c00-0000-4000-8000-000000000001';
const frankId = '6f1d0c00-0000-4000-8000-000000000006';
const unknown = 'nobody.atall@contoso.com';
const elsewhere = {
  address: { edge: 'direct-line', channel: 'directline', conversation: 'c2', sender: 'dl_2' } as const,
};
const vouchedFor = (directoryId: string) => ({ path: 'teams' as const, vouchedFor: { directoryId, tenantId: 't' } });

describe('confirm-identity', () => {
  let database: Database;
  let test: TestNeeds;
  before(async () => {
    database = await freshDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    await database.query('DELETE FROM challenges', []);
    await database.query('DELETE FROM budgets', []);
    test = testNeeds(database);
  });

  const conversation = (given: Partial<StepTurn> = {}, change: Partial<Needs> = {}) => {
    const needs = { ...test.needs, ...change };
    return flowDriver(confirmIdentity(needs), () => turnAt(test, given));
  };
  const mailCodes = (needs: Needs = test.needs) => runJobs(test, confirmIdentityJobs(needs));
  const mailedCode = () => /\n(\d{6,8})\n/.exec(test.mails.at(-1)?.text ?? '')?.[1] ?? 'no code was mailed';
  const code = (digits: string) => ({ code: new Secret(digits) });
  const wrong = () => code(mailedCode() === '00000000' ? '00000001' : '00000000');

  /** A conversation that waits for the code which `email` was mailed. */
  const waiting = async (email = ada, given: Partial<StepTurn> = {}) => {
    const flow = conversation(given);
    await flow.submit({ email });
    await mailCodes();
    return flow;
  };

  describe('of somebody anonymous', () => {
    it('mails a code to the address on record, and the code confirms the person', async () => {
      const flow = conversation();
      await flow.enter();
      const asked = cardOf(await flow.show());
      await flow.submit({ email: `  ${ada.toUpperCase()} ` });
      await mailCodes();
      const waits = cardOf(await flow.show());
      const done = await flow.submit(code(`${mailedCode().slice(0, 4)}-${mailedCode().slice(4)} `));

      assert.equal(asked.card, 'confirm-identity/who');
      assert.match(
        waits.fallbackText,
        /^If this address may use the chat, a code is on its way\. Nothing after two minutes\?/,
      );
      assert.deepEqual(
        test.mails.map(({ to }) => to),
        [ada],
      );
      assert.match(mailedCode(), /^\d{8}$/);
      assert.deepEqual(done?.kind === 'finish' && done.confirmed, adaId);
    });

    it('takes a typed address and a typed code as well as a form', async () => {
      const flow = conversation();

      await flow.type(`it is ${ada}.`);
      await mailCodes();
      const done = await flow.type(`${mailedCode().slice(0, 4)} ${mailedCode().slice(4)}`);

      assert.equal(done?.kind === 'finish' && done.confirmed, adaId);
    });

    it('leaves other typed words to others', async () => {
      const flow = conversation();

      const atWho = await flow.type('which key mutes me?');
      await flow.submit({ email: ada });
      const atCode = await flow.type('I want to talk to a person');

      assert.equal(atWho, undefined);
      assert.equal(atCode, undefined);
    });

    it('mails an address on record, never the alias that was typed', async () => {
      await waiting('ada@contoso.com');

      assert.deepEqual(
        test.mails.map(({ to }) => to),
        [ada],
      );
    });

    it('mails in the language that the person prefers', async () => {
      await waiting('bo.kjaergaard@contoso.com', { locale: 'fr' });

      assert.match(test.mails[0]?.subject ?? '', /^Din engangskode/);
    });

    it('says and does the same for somebody unknown, disabled, a guest, protected or behind a shared alias', async () => {
      const answers = [];
      for (const email of [
        ada,
        unknown,
        'frank.osborne@contoso.com',
        'grace@fabrikam.com',
        'leonora.vance@contoso.com',
        'support@contoso.com',
      ]) {
        const flow = conversation({ requester: email });
        await flow.submit({ email });
        const sent = test.jobs.splice(0).map(({ queue }) => queue);
        const shown = cardOf(await flow.show());
        await flow.submit(code('12345678'));
        answers.push({ sent, shown, went: flow.went, again: textOf(await flow.show()) });
      }

      const [first] = answers;
      assert.deepEqual(first?.sent, ['send-code']);
      assert.equal(first?.went, 'again wrong-code');
      for (const answer of answers) assert.deepEqual(answer, first);
    });

    it('looks nobody up in the turn', async () => {
      const directory = { byId: sinon.fake(), byIdentifier: sinon.fake() };
      const flow = conversation({}, { directory });

      await flow.submit({ email: ada });
      await flow.submit(code('12345678'));

      sinon.assert.notCalled(directory.byId);
      sinon.assert.notCalled(directory.byIdentifier);
    });

    for (const email of [
      unknown,
      'frank.osborne@contoso.com',
      'grace@fabrikam.com',
      'leonora.vance@contoso.com',
      'support@contoso.com',
    ]) {
      it(`mails nothing for ${email}, and no code of theirs is right`, async () => {
        const flow = await waiting(email);
        const [row] = await database.query<{ id: string }>('SELECT id FROM challenges', []);
        const challenge = await test.needs.challenges.open(row?.id ?? '', test.time.now);
        assert.ok(challenge);

        await flow.submit({ code: test.needs.challenges.codeOf(challenge) });

        assert.deepEqual(test.mails, []);
        assert.equal(flow.went, 'again wrong-code');
      });
    }

    it('says how many tries are left, and after five that the code is spent', async () => {
      const flow = await waiting();

      const said = [];
      for (let n = 0; n < 6; n += 1) {
        await flow.submit(wrong());
        said.push(textOf(await flow.show()).slice(0, 62));
      }

      assert.match(said[0] ?? '', /You have 4 tries left/);
      assert.match(said[3] ?? '', /You have 1 try left/);
      assert.match(said[4] ?? '', /last try for this code/);
      assert.equal(flow.went, 'again code-gone');
    });

    it('takes no code that another conversation was asked for', async () => {
      await waiting();
      const [row] = await database.query<{ id: string }>('SELECT id FROM challenges', []);
      const other = conversation(elsewhere);
      await other.submit({ email: 'bo.kjaergaard@contoso.com' });

      await other.submit(code(mailedCode()));

      assert.ok(row);
      assert.equal(other.went, 'again wrong-code');
    });

    it('says kindly what is wrong with an address or a code', async () => {
      const flow = conversation();
      await flow.submit({});
      const missing = flow.went;
      await flow.submit({ email: 'ada' });
      const malformed = { went: flow.went, card: cardOf(await flow.show()) };
      await flow.submit({ email: ada });
      await flow.submit({});
      const noCode = flow.went;
      await flow.submit(code('1234'));
      const short = { went: flow.went, text: textOf(await flow.show()) };

      assert.deepEqual(
        [missing, malformed.went, noCode, short.went],
        ['again address-missing', 'again address-wrong', 'again code-missing', 'again code-shape'],
      );
      assert.equal(malformed.card.data.email, 'ada');
      assert.match(short.text, /^The code has 8 digits, nothing else\./);
    });

    it('sends a new code after a minute, not before, and the old one is void', async () => {
      const flow = await waiting();
      const old = mailedCode();
      await flow.submit({ again: 'true' });
      const tooSoon = { went: flow.went, text: textOf(await flow.show()) };
      test.pass(61);
      const again = await flow.submit({ again: 'true' });
      await mailCodes();
      await flow.submit(code(old));
      const afterOld = flow.went;
      const done = await flow.submit(code(mailedCode()));

      assert.equal(tooSoon.went, 'again too-soon');
      assert.match(tooSoon.text, /wait 60 seconds/);
      assert.match(textOf(saidBy(again)), /replaces the old one/);
      assert.notEqual(mailedCode(), old);
      assert.equal(afterOld, 'again wrong-code');
      assert.equal(done?.kind, 'finish');
    });

    it('keeps the first code good when a second comes too soon', async () => {
      const flow = await waiting();

      await flow.submit({ again: 'true' });
      const done = await flow.submit(code(mailedCode()));

      assert.equal(done?.kind, 'finish');
    });

    it('hands over after three codes a day, also for somebody unknown and from another conversation', async () => {
      for (const email of [ada, unknown]) {
        for (let n = 0; n < 3; n += 1) {
          await waiting(email, { requester: `${email} ${n}` });
          test.pass(61);
        }

        const fourth = await waiting(email, { requester: `${email} 4` });

        assert.equal(fourth.went, 'escalate too-many-tries');
        assert.match(textOf(saidBy(fourth.next)), /No more codes/);
      }
    });

    it('counts the codes of one person by all their aliases, silently', async () => {
      for (const email of [ada, 'ada@contoso.com', ada, 'ada@contoso.com']) {
        const flow = await waiting(email);
        test.pass(61);
        assert.equal(flow.went, 'go code');
      }

      assert.equal(test.mails.length, 3);
    });

    it('pauses after ten wrong tries, alike for somebody unknown, and says until when', async () => {
      for (const email of [ada, unknown]) {
        const first = await waiting(email);
        for (let n = 0; n < 5; n += 1) await first.submit(code('00000000'));
        test.pass(61);
        const second = await waiting(email);
        for (let n = 0; n < 5; n += 1) await second.submit(code('00000000'));
        const paused = { went: second.went, said: textOf(saidBy(second.next)), next: second.next };
        test.pass(61);
        const third = await waiting(email);

        assert.equal(paused.went, 'escalate too-many-tries');
        assert.match(paused.said, /paused until Monday \d\d:\d\d \(America\/New_York\)/);
        assert.ok(paused.next?.kind === 'escalate' && paused.next.summary?.includes(email));
        assert.equal(third.went, 'escalate resets-paused');
      }
    });

    it('takes a right code for a wrong one while the person is paused by another alias', async () => {
      const tries = async (email: string) => {
        const flow = await waiting(email);
        for (let n = 0; n < 5; n += 1) await flow.submit(wrong());
        test.pass(61);
      };
      const open = await waiting('ada@contoso.com', elsewhere);
      const good = mailedCode();
      test.pass(61);
      await tries(ada);
      await tries(ada);

      await open.submit(code(good));

      assert.equal(open.went, 'again wrong-code');
      assert.deepEqual(
        test.jobs.map(({ queue }) => queue),
        ['send-notice'],
      );
    });

    it('refuses more than thirty tries an hour from one requester, and counts them no further', async () => {
      const failed = test.needs.limits.siteWide.failedTries;
      for (let n = 0; n < 6; n += 1) {
        const flow = await waiting(`somebody${n}@contoso.com`);
        for (let m = 0; m < 5; m += 1) await flow.submit(code('00000000'));
      }

      const flow = await waiting(ada);
      await flow.submit(code('00000000'));

      const counted = await test.needs.budgets.look(failed, 'all', test.time.now);
      assert.equal(flow.went, 'again too-many-requests');
      assert.equal(counted.ok && counted.left, failed.limit - 30 - 1);
    });

    it('offers only a ticket once too many tries failed anywhere, and raises an alarm', async () => {
      for (let n = 0; n < 20; n += 1) {
        const flow = await waiting(`somebody${n}@contoso.com`, { requester: `r${n}` });
        for (let m = 0; m < 5; m += 1) await flow.submit(code('00000000'));
      }
      const late = conversation({ requester: 'another' });

      await late.enter();
      const entered = late.went;
      await late.submit({ email: ada });

      assert.equal(entered, 'ask talk-to-a-person');
      assert.equal(late.went, 'ask talk-to-a-person');
      sinon.assert.calledOnceWithMatch(test.log.error, 'too many failures: the anonymous path is ticket-only');
    });

    it('opens a ticket with the address when no code came, and voids the code', async () => {
      const flow = await waiting();

      const next = await flow.submit({ help: 'true' });
      const [row] = await database.query<{ voided_at: Date | null }>('SELECT voided_at FROM challenges', []);

      assert.deepEqual(next, { kind: 'escalate', reason: 'code-not-received', summary: `Address given: ${ada}` });
      assert.ok(row?.voided_at);
    });

    it('leads to a person where the policy has no way for anonymous people', async () => {
      const identity = { teams: 'code', page: 'code', anonymous: 'off' } as const;
      const flow = conversation({}, { identity });

      await flow.enter();
      const entered = flow.went;
      await flow.submit({ email: ada });

      assert.deepEqual([entered, flow.went], ['ask talk-to-a-person', 'ask talk-to-a-person']);
      assert.deepEqual(test.jobs, []);
    });

    it('starts nothing where the job cannot be written', async () => {
      const jobs = { send: sinon.fake.rejects(new Error('no queue')) };
      const flow = conversation({}, { jobs });

      await assert.rejects(flow.submit({ email: ada }), /no queue/);

      assert.deepEqual(await database.query('SELECT id FROM challenges', []), []);
    });

    it('keeps address and code out of the log', async () => {
      const flow = await waiting();
      await flow.submit(wrong());
      await waiting(unknown);

      const lines = JSON.stringify([test.log.info.args, test.log.warn.args, test.log.error.args]);
      assert.match(lines, /a code was wrong/);
      assert.doesNotMatch(lines, /contoso|\d{8}/);
    });
  });

  describe('of somebody whom the channel vouches for', () => {
    it('mails six digits at once, and shows the address masked', async () => {
      const flow = conversation(vouchedFor(adaId));

      await flow.enter();
      await mailCodes();
      const shown = cardOf(await flow.show());
      const done = await flow.submit(code(mailedCode()));

      assert.match(shown.fallbackText, /I have mailed a code to a•••@contoso\.com\. The code has 6 digits/);
      assert.match(mailedCode(), /^\d{6}$/);
      assert.equal(done?.kind === 'finish' && done.confirmed, adaId);
    });

    it('lets them act for themself alone, whatever is sent along', async () => {
      const flow = conversation(vouchedFor(adaId));

      await flow.submit({ email: 'bo.kjaergaard@contoso.com' });
      await mailCodes();

      assert.deepEqual(
        test.mails.map(({ to }) => to),
        [ada],
      );
    });

    for (const [number, reason] of [
      ['06', /account is disabled/],
      ['07', /You are a guest/],
      ['08', /no e-mail address on record/],
      ['13', /specially protected/],
      ['99', /cannot find your account/],
    ] as const) {
      it(`tells person ${number} why not, and opens a ticket`, async () => {
        const flow = conversation(vouchedFor(`6f1d0c00-0000-4000-8000-0000000000${number}`));

        const next = await flow.enter();

        assert.equal(flow.went, 'escalate not-eligible');
        assert.match(textOf(saidBy(next)), reason);
        assert.deepEqual(test.jobs, []);
      });
    }

    it('offers to send again where a code was sent less than a minute ago', async () => {
      await conversation(vouchedFor(adaId)).enter();
      const second = conversation(vouchedFor(adaId));

      await second.enter();
      const card = cardOf(await second.show());
      test.pass(61);
      await second.submit({});

      assert.equal(card.card, 'confirm-identity/send');
      assert.match(card.fallbackText, /less than a minute ago.*a•••@contoso\.com/);
      assert.equal(second.went, 'go code');
    });

    it('sends five codes a day', async () => {
      const went = [];
      for (let n = 0; n < 6; n += 1) {
        const flow = conversation(vouchedFor(adaId));
        await flow.enter();
        went.push(flow.went);
        test.pass(61);
      }

      assert.deepEqual(went, [...Array(5).fill('go code'), 'escalate too-many-tries']);
    });

    it('pauses this path for an hour after ten wrong tries, and no other path', async () => {
      for (let n = 0; n < 2; n += 1) {
        const flow = conversation(vouchedFor(adaId));
        await flow.enter();
        await mailCodes();
        for (let m = 0; m < 5; m += 1) await flow.submit(code(mailedCode() === '000000' ? '000001' : '000000'));
        test.pass(61);
      }
      const paused = conversation(vouchedFor(adaId));
      await paused.enter();
      const anonymous = await waiting(ada);
      test.pass(3600);
      const after = conversation(vouchedFor(adaId));
      await after.enter();

      assert.equal(paused.went, 'escalate resets-paused');
      assert.equal(anonymous.went, 'go code');
      assert.equal(after.went, 'go code');
    });
  });

  describe('sending a code', () => {
    it('mails the same code when the mailer fails the first time, and counts it once', async () => {
      const send = sinon.stub();
      send.onFirstCall().rejects(new BackendError('mailer', 'unavailable'));
      send.onSecondCall().resolves({ ok: true });
      const handlers = confirmIdentityJobs({ ...test.needs, mailer: { send } });
      const spend = sinon.spy(test.needs.budgets, 'spend');
      await conversation().submit({ email: ada });
      const [job] = test.jobs;
      assert.ok(job && 'challenge' in job.data);
      const { data } = job;
      spend.resetHistory();

      await assert.rejects(async () => handlers['send-code']?.(data), BackendError);
      await handlers['send-code']?.(data);

      const [first, second] = send.args.map(([mail]) => mail.text.reveal());
      assert.equal(first, second);
      sinon.assert.calledOnce(spend);
    });

    it('drops a code that is void, used or has under two minutes left', async () => {
      await conversation().submit({ email: ada });
      test.pass(8 * 60 + 1);

      await mailCodes();

      assert.deepEqual(test.mails, []);
    });

    it('mails nothing to somebody who was disabled after asking', async () => {
      await conversation(vouchedFor(adaId)).enter();
      const frank = await test.needs.directory.byId(frankId);

      await mailCodes({ ...test.needs, directory: { ...test.needs.directory, byId: async () => frank } });

      assert.deepEqual(test.mails, []);
    });
  });

  it('words every reason and fills every card in every language', async () => {
    const facts = { digits: 8, left: 1, until: test.time.now, now: test.time.now, timeZone: 'Europe/Copenhagen' };
    for (const locale of locales) {
      const texts = confirmReasons.map((reason) => reasonText(reason, locale, facts));
      const shown = { locale, facts, problem: { reason: 'too-soon', values: {} } };
      const code = { destination: 'a•••@contoso.com', minutes: 10 };
      const cards = [whoCard(shown, ''), sendCard(shown, code.destination), codeCard(shown, code)];

      assert.equal(new Set(texts).size, confirmReasons.length);
      assert.doesNotMatch(texts.join(), /[{}]|undefined/);
      for (const card of cards) {
        assert.equal(shownIn(card)[0], reasonText('too-soon', locale, facts));
        assert.ok(shownIn(card).every((part) => part !== ''));
        assert.doesNotMatch(`${card.fallbackText}${card.speak}`, /[{}]|undefined/);
      }
    }
  });
});
