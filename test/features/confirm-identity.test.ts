import assert from 'node:assert/strict';
import sinon from 'sinon';
import {
  codeCard,
  codeOverCard,
  sendCard,
  whoCard,
} from '../../src/features/confirm-identity/confirm-identity.cards.ts';
import { confirmReasons } from '../../src/features/confirm-identity/confirm-identity.rules.ts';
import { reasonText } from '../../src/features/confirm-identity/confirm-identity.words.ts';
import { locales } from '../../src/kernel/locale.ts';
import { shownIn } from '../support/answers.ts';
import { ada, adaId, code, confirming, elsewhere, unknown } from '../support/confirming.ts';
import { cardOf, saidBy, textOf } from '../support/flow-driver.ts';

describe('confirm-identity of somebody anonymous', () => {
  const at = confirming();
  const { conversation, mailCodes, mailedCode, waiting, wrong } = at;

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
      /^If this address is registered here, a code is on its way\. Nothing after two minutes\?/,
    );
    assert.deepEqual(
      at.test.mails.map(({ to }) => to),
      [ada],
    );
    assert.match(mailedCode(), /^\d{8}$/);
    assert.deepEqual(done?.kind === 'finish' && done.confirmed?.person, adaId);
  });

  it('takes a typed address and a typed code as well as a form', async () => {
    const flow = conversation();

    await flow.type(`it is ${ada}.`);
    await mailCodes();
    const done = await flow.type(`${mailedCode().slice(0, 4)} ${mailedCode().slice(4)}`);

    assert.equal(done?.kind === 'finish' && done.confirmed?.person, adaId);
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
      at.test.mails.map(({ to }) => to),
      [ada],
    );
  });

  it('mails in the language that the person prefers', async () => {
    await waiting('bo.kjaergaard@contoso.com', { locale: 'fr' });

    assert.match(at.test.mails[0]?.subject ?? '', /^Din engangskode/);
  });

  it('says and does the same for somebody unknown, disabled, a guest, protected or behind a shared alias', async () => {
    const answers = [];
    /** What was written since, without the names that are different ones. */
    const rows = async () => [
      await at.database.query(
        "DELETE FROM challenges RETURNING to_jsonb(challenges) - '{id,identifier}'::text[] AS row",
        [],
      ),
      await at.database.query('DELETE FROM budgets RETURNING name, spent, ends_at, blocked_until', []),
    ];
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
      const sent = at.test.jobs.splice(0).map(({ queue }) => queue);
      const shown = cardOf(await flow.show());
      await flow.submit(code('12345678'));
      answers.push({ sent, shown, went: flow.went, again: textOf(await flow.show()), rows: await rows() });
    }

    const [first] = answers;
    assert.deepEqual(first?.sent, ['send-code']);
    assert.equal(first?.went, 'again wrong-code');
    for (const answer of answers) assert.deepEqual(answer, first);
  });

  it('looks nobody up in the turn', async () => {
    const directory = { byId: sinon.fake(), byIdentifier: sinon.fake(), byName: sinon.fake() };
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
      const [row] = await at.database.query<{ id: string }>('SELECT id FROM challenges', []);
      const challenge = await at.test.needs.challenges.open(row?.id ?? '', at.test.time.now);
      assert.ok(challenge);

      await flow.submit({ code: at.test.needs.challenges.codeOf(challenge) });

      assert.deepEqual(at.test.mails, []);
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
    const [row] = await at.database.query<{ id: string }>('SELECT id FROM challenges', []);
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
    at.test.pass(61);
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

  it('goes back to the code on its way when the same address is given again, whoever it is', async () => {
    const words = [];
    for (const email of [ada, unknown]) {
      await waiting(email, elsewhere);
      const again = conversation(elsewhere);
      const next = await again.submit({ email });
      words.push([again.went, textOf(saidBy(next)), textOf(await again.show())]);
      at.test.pass(61);
    }

    assert.equal(words[0]?.[0], 'go code');
    assert.match(words[0]?.[1] ?? '', /still good/);
    assert.deepEqual(words[0], words[1]);
  });

  it('does not lead to a code that was sent for another address', async () => {
    await waiting(unknown, elsewhere);
    at.test.pass(61);
    await waiting(ada);
    const flow = conversation(elsewhere);

    await flow.submit({ email: ada });

    assert.equal(flow.went, 'again too-soon');
  });

  it('takes the newest code after an interruption, and says so where there is none', async () => {
    const flow = await waiting();
    at.test.pass(61);
    await conversation().submit({ email: ada });
    await mailCodes();

    await flow.settle(at.test.time.now);
    const interrupted = { went: flow.went, text: textOf(await flow.show()) };
    const done = await flow.submit(code(mailedCode()));
    await flow.settle(at.test.time.now);
    const over = cardOf(await flow.show());

    assert.equal(interrupted.went, 'again interrupted');
    assert.match(interrupted.text, /^That was interrupted\. Please enter the code from the newest mail\./);
    assert.equal(done?.kind, 'finish');
    assert.equal(flow.went, 'again code-gone');
    assert.equal(over.card, 'confirm-identity/code-over');
  });

  it('opens a ticket with the address when no code came, and voids the code', async () => {
    const flow = await waiting();

    const next = await flow.submit({ help: 'true' });
    const [row] = await at.database.query<{ voided_at: Date | null }>('SELECT voided_at FROM challenges', []);

    assert.deepEqual(next, { kind: 'escalate', reason: 'code-not-received', summary: `Address given: ${ada}` });
    assert.ok(row?.voided_at);
  });

  for (const [email, reason] of [
    ['frank.osborne@contoso.com', /disabled/],
    ['grace@fabrikam.com', /guest/],
    ['leonora.vance@contoso.com', /protected/],
    [unknown, /cannot find your account/],
  ] as const) {
    it(`tells the help desk alone why ${email} got no code`, async () => {
      const flow = await waiting(email);

      const next = await flow.submit({ help: 'true' });

      assert.ok(next?.kind === 'escalate');
      const { finding, ...toldAnyway } = next;
      assert.match(finding ?? '', reason);
      assert.deepEqual(toldAnyway, {
        kind: 'escalate',
        reason: 'code-not-received',
        summary: `Address given: ${email}`,
      });
    });
  }

  it('leads to a person where the policy has no way for anonymous people', async () => {
    const identity = { teams: 'code', page: 'code', anonymous: 'off' } as const;
    const flow = conversation({}, { identity });

    await flow.enter();
    const entered = flow.went;
    await flow.submit({ email: ada });

    assert.deepEqual([entered, flow.went], ['ask talk-to-person', 'ask talk-to-person']);
    assert.deepEqual(at.test.jobs, []);
  });

  it('starts nothing where the job cannot be written', async () => {
    const jobs = { send: sinon.fake.rejects(new Error('no queue')) };
    const flow = conversation({}, { jobs });

    await assert.rejects(flow.submit({ email: ada }), /no queue/);

    assert.deepEqual(await at.database.query('SELECT id FROM challenges', []), []);
  });

  it('keeps address and code out of the log', async () => {
    const flow = await waiting();
    await flow.submit(wrong());
    await waiting(unknown);

    const lines = JSON.stringify([at.test.log.info.args, at.test.log.warn.args, at.test.log.error.args]);
    assert.match(lines, /a code was wrong/);
    assert.doesNotMatch(lines, /contoso|\d{8}/);
  });

  it('words every reason and fills every card in every language', async () => {
    const facts = { digits: 8, left: 1, until: at.test.time.now, now: at.test.time.now, timeZone: 'Europe/Copenhagen' };
    for (const locale of locales) {
      const texts = confirmReasons.map((reason) => reasonText(reason, locale, facts));
      const shown = { locale, facts, problem: { reason: 'too-soon', values: {} } };
      const code = { destination: 'a•••@contoso.com', minutes: 10 };
      const cards = [whoCard(shown, ''), sendCard(shown, code.destination), codeCard(shown, code), codeOverCard(shown)];

      assert.equal(new Set(texts).size, confirmReasons.length);
      assert.doesNotMatch(texts.join(), /[{}]|undefined/);
      for (const card of cards) {
        assert.equal(shownIn(card)[0], reasonText('too-soon', locale, facts));
        assert.ok(shownIn(card).every((part) => part !== ''));
        assert.doesNotMatch(`${card.fallbackText}${card.speak}`, /[{}]|undefined/);
      }
    }
  });

  it('confirms whoever gave the right code although its count cannot be given back', async () => {
    const flow = await at.waiting();
    const { budgets } = at.test.needs;
    const away = { ...budgets, refund: () => Promise.reject(new Error('away')) };

    const done = await at.again(flow, {}, { ...at.test.needs, budgets: away }).submit(code(at.mailedCode()));

    assert.equal(done?.kind, 'finish');
  });
});
