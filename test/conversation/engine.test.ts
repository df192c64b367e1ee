import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Edge } from '../../src/conversation/engine-api.ts';
import { engineWords } from '../../src/conversation/engine-words.ts';
import type { Next } from '../../src/conversation/flow.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { newId } from '../../src/kernel/ids.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database, SqlValue } from '../../src/storage/database.ts';
import { turnStoreOn } from '../../src/storage/turn-store-on.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { formOf, silentLog, tinyAddress, tinyBot, wordsOf } from '../support/tiny-bot.ts';

const words = engineWords.en;

for (const kind of databaseKinds) {
  describe(`the engine on ${kind}`, () => {
    let database: Database;
    beforeEach(async () => {
      database = await freshDatabase(kind);
    });
    afterEach(() => database.close());

    it('welcomes a person once', async () => {
      const bot = tinyBot(database);

      const first = await bot.send({ kind: 'joined' });
      const second = await bot.send({ kind: 'joined' });

      assert.deepEqual(wordsOf(first), ['welcome']);
      assert.deepEqual(wordsOf(second), []);
    });

    it('walks a flow from form to form', async () => {
      const bot = tinyBot(database);

      const size = await bot.type('order');
      const colour = await bot.submit(size, { size: 'L' });
      const done = await bot.submit(colour, { colour: 'blue' });

      assert.deepEqual(wordsOf(size), ['form size']);
      assert.deepEqual(wordsOf(colour), ['form colour']);
      assert.deepEqual(wordsOf(done), ['coloured']);
      assert.equal(colour.receipt?.card, 'conversation/sent');
    });

    it('brings the form back with the reason of the first problem', async () => {
      const bot = tinyBot(database);

      const again = await bot.submit(await bot.type('order'), { size: '' });

      assert.deepEqual(wordsOf(again), ['form size empty']);
    });

    it('acts once for a form that is posted twice, and says the same again', async () => {
      const act = sinon.fake(async (): Promise<Next<object>> => ({ kind: 'go', step: 'colour' }));
      const bot = tinyBot(database, { act });
      const size = await bot.type('order');

      const first = await bot.submit(size, { size: 'L' });
      const second = await bot.submit(size, { size: 'L' });

      sinon.assert.calledOnce(act);
      assert.equal(second.only, 'repeat');
      assert.deepEqual(formOf(second), formOf(first));
    });

    it('acts once for a form that is posted ten times at once', async () => {
      const act = sinon.fake(async (): Promise<Next<object>> => ({ kind: 'go', step: 'colour' }));
      const bot = tinyBot(database, { act });
      const size = await bot.type('order');

      const outcomes = await Promise.all(Array.from({ length: 10 }, () => bot.submit(size, { size: 'L' })));

      sinon.assert.calledOnce(act);
      assert.equal(outcomes.filter((outcome) => !outcome.only).length, 1);
    });

    it('acts once for one activity that is delivered twice', async () => {
      const act = sinon.fake(async (): Promise<Next<object>> => ({ kind: 'go', step: 'colour' }));
      const bot = tinyBot(database, { act });
      const size = await bot.type('order');

      const [first, second] = await Promise.all([
        bot.submit(size, { size: 'L' }, { activityKey: 'same' }),
        bot.submit(size, { size: 'L' }, { activityKey: 'same' }),
      ]);

      sinon.assert.calledOnce(act);
      assert.equal([first, second].filter((outcome) => outcome.only).length, 1);
    });

    it('tells kindly that a form is no longer in use', async () => {
      const bot = tinyBot(database);
      const old = await bot.type('order');
      await bot.type('cancel');
      await bot.type('order');

      const stale = await bot.submit(old, { size: 'L' });

      assert.deepEqual(wordsOf(stale), [words.staleForm, 'form size']);
    });

    it('takes nothing from a form of another person', async () => {
      const act = sinon.fake(async (): Promise<Next<object>> => ({ kind: 'go', step: 'colour' }));
      const bot = tinyBot(database, { act });
      const mine = await bot.type('order');

      const theirs = await bot.submit(mine, { size: 'L' }, { address: { ...tinyAddress, sender: 'u2' } });

      sinon.assert.notCalled(act);
      assert.deepEqual(wordsOf(theirs), [words.staleFormMenu, 'menu']);
    });

    it('takes nothing from a form that came in by another door', async () => {
      const act = sinon.fake(async (): Promise<Next<object>> => ({ kind: 'go', step: 'colour' }));
      const bot = tinyBot(database, { act });
      const mine = await bot.type('order');

      await bot.submit(mine, { size: 'L' }, { address: { ...tinyAddress, edge: 'direct-line' } });

      sinon.assert.notCalled(act);
    });

    it('lets one change go on at a time, even from two forms', async () => {
      let release = (_next: Next<object>): void => undefined;
      const act = sinon.fake(
        () =>
          new Promise<Next<object>>((resolve) => {
            release = resolve;
          }),
      );
      const bot = tinyBot(database, { act });
      const first = await bot.type('order');
      const working = bot.submit(first, { size: 'L' });
      await until(() => act.called);
      const second = await bot.type('order');

      const meanwhile = await bot.submit(second, { size: 'M' });
      release({ kind: 'finish' });
      await working;

      sinon.assert.calledOnce(act);
      assert.deepEqual(wordsOf(meanwhile), [words.stillWorking]);
    });

    it('understands cancel, help, start over and back inside a flow', async () => {
      const bot = tinyBot(database);
      const size = await bot.type('order');
      await bot.submit(size, { size: 'L' });

      const helped = await bot.type('help');
      const back = await bot.type('back');
      const cannot = await bot.type('back');
      const cancelled = await bot.type('cancel');
      const nothing = await bot.type('cancel');
      const over = await bot.type('start over');

      assert.deepEqual(wordsOf(helped), ['menu', words.goOn]);
      assert.deepEqual(wordsOf(back), ['form size']);
      assert.deepEqual(wordsOf(cannot), [words.cannotGoBack, 'form size']);
      assert.deepEqual(wordsOf(cancelled), [words.cancelled, 'menu']);
      assert.deepEqual(wordsOf(nothing), [words.nothingToCancel, 'menu']);
      assert.deepEqual(wordsOf(over), [words.startedOver, 'menu']);
    });

    it('lets a step read typed text before it is understood otherwise, unless a word of the engine is sure', async () => {
      const bot = tinyBot(database);
      await bot.submit(await bot.type('order'), { size: 'L' });

      const typed = await bot.type('red');

      assert.deepEqual(wordsOf(typed), ['red it is']);
    });

    it('answers a question in the middle of a flow and leaves the form usable', async () => {
      const bot = tinyBot(database);
      const size = await bot.type('order');

      const answer = await bot.type('key');
      const colour = await bot.submit(size, { size: 'L' });

      assert.deepEqual(wordsOf(answer), ['*6', words.goOn]);
      assert.deepEqual(wordsOf(colour), ['form colour']);
    });

    it('offers the nearest three where it does not understand', async () => {
      const bot = tinyBot(database);

      const outcome = await bot.type('zzz');

      const [reply] = outcome.replies;
      assert.deepEqual(reply?.kind === 'text' && reply.choices?.map((choice) => choice.title), [
        'title of order',
        'title of key',
        'title of change',
      ]);
    });

    it('shows nothing personal in a group', async () => {
      const bot = tinyBot(database);

      const outcome = await bot.send({ kind: 'ask', intent: 'order' }, { conversationKind: 'group' });

      assert.deepEqual(outcome.replies, [
        {
          kind: 'in-private',
          wish: 'order',
          text: words.inPrivateNow,
          otherwise: `${words.inPrivate} this way`,
        },
      ]);
    });

    it('closes a session that was idle for more than 30 minutes', async () => {
      const bot = tinyBot(database);
      const size = await bot.type('order');
      bot.advance(30 * 60 + 1);

      const outcome = await bot.submit(size, { size: 'L' });

      assert.deepEqual(wordsOf(outcome), [words.idle, words.staleFormMenu, 'menu']);
    });

    it('begins again after an upgrade that changed the steps of the flow', async () => {
      const before = tinyBot(database);
      const size = await before.type('order');

      const after = tinyBot(database, { upgraded: true });
      const outcome = await after.send(
        { kind: 'form', ...formOf(size), values: { size: 'L' } },
        { activityKey: 'later' },
      );

      assert.deepEqual(wordsOf(outcome), [words.upgraded, words.staleFormMenu, 'menu']);
    });

    it('confirms who somebody is, then goes on with what they wanted', async () => {
      const bot = tinyBot(database);

      const who = await bot.type('change');
      const change = await bot.submit(who, { name: 'ada' });
      const done = await bot.submit(change, { pin: new Secret('74920183') });

      assert.deepEqual(wordsOf(who), ['form name']);
      assert.deepEqual(wordsOf(change), ['form new', 'for ada']);
      assert.deepEqual(wordsOf(done), ['changed']);
    });

    it('lets one confirmation change one thing', async () => {
      const bot = tinyBot(database);
      const change = await bot.submit(await bot.type('change'), { name: 'ada' });
      await bot.submit(change, { pin: new Secret('74920183') });

      const second = await bot.type('change');

      assert.deepEqual(wordsOf(second), ['form name']);
    });

    it('asks once more who somebody is when ten minutes have passed', async () => {
      const act = sinon.fake(async (): Promise<Next<object>> => ({ kind: 'finish' }));
      const bot = tinyBot(database, { act });
      const change = await bot.submit(await bot.type('change'), { name: 'ada' });
      bot.advance(10 * 60 + 1);

      const outcome = await bot.submit(change, { pin: new Secret('74920183') });

      sinon.assert.notCalled(act);
      assert.deepEqual(wordsOf(outcome), [words.confirmAgain, 'form name']);
    });

    for (const typed of ['change', 'back', 'xyzzy']) {
      it(`shows nothing of a step to whoever is no longer confirmed for it, and asks once more (${typed})`, async () => {
        const bot = tinyBot(database);
        await bot.submit(await bot.type('change'), { name: 'ada' });
        bot.advance(10 * 60 + 1);

        const outcome = await bot.type(typed);

        assert.deepEqual(bot.escalated, []);
        assert.ok(!wordsOf(outcome).join().includes('for undefined'));
        if (typed !== 'xyzzy') assert.deepEqual(wordsOf(outcome).slice(-2), [words.confirmAgain, 'form name']);
      });
    }

    it('takes a confirmation only from the sender who made it, as they were known then', async () => {
      const act = sinon.fake(async (): Promise<Next<object>> => ({ kind: 'finish' }));
      const bot = tinyBot(database, { act });
      const change = await bot.submit(await bot.type('change'), { name: 'ada' });

      const vouchedFor = { directoryId: 'bo', tenantId: 't' };
      const outcome = await bot.submit(change, { pin: new Secret('74920183') }, { path: 'teams', vouchedFor });

      sinon.assert.notCalled(act);
      assert.deepEqual(wordsOf(outcome), [words.confirmAgain, 'form name']);
    });

    it('makes a ticket of a back end that fails, and replaces the submitted card', async () => {
      const bot = tinyBot(database, { act: () => Promise.reject(new BackendError('pin-service', 'timeout')) });

      const outcome = await bot.submit(await bot.type('order'), { size: 'L' });

      assert.deepEqual(bot.escalated, ['back-end-fault']);
      assert.deepEqual(wordsOf(outcome), ['ticket for back-end-fault']);
      assert.equal(outcome.receipt?.card, 'conversation/sent');
    });

    it('says "still working" within the budget and delivers the answer later', async () => {
      let release = (_next: Next<object>): void => undefined;
      const act = () =>
        new Promise<Next<object>>((resolve) => {
          release = resolve;
        });
      const bot = tinyBot(database, { act });
      const size = await bot.type('order');

      const interim = await bot.submit(size, { size: 'L' });
      release({ kind: 'go', step: 'colour' });
      await bot.engine.idle();

      assert.deepEqual(wordsOf(interim), [words.stillWorking]);
      assert.equal(interim.receipt?.card, 'conversation/sent');
      assert.deepEqual(bot.delivered.map(wordsOf), [['form colour']]);
    });

    it('says the late answer after all where the channel did not take it', async () => {
      let release = (_next: Next<object>): void => undefined;
      const act = () =>
        new Promise<Next<object>>((resolve) => {
          release = resolve;
        });
      const bot = tinyBot(database, { act });
      const size = await bot.type('order');
      bot.channelTakes(false);

      const interim = await bot.send({ kind: 'form', ...formOf(size), values: { size: 'L' } }, {}, { speaks: true });
      release({ kind: 'go', step: 'colour' });
      await bot.engine.idle();
      bot.channelTakes(true);
      bot.advance(31);
      await bot.engine.settleAbandoned();

      assert.equal(interim.only, 'interim');
      assert.deepEqual(bot.delivered.map(wordsOf), [['form colour']]);
    });

    it('leaves it to the process that took a late turn over to say what came of it', async () => {
      let release = (_next: Next<object>): void => undefined;
      const act = () =>
        new Promise<Next<object>>((resolve) => {
          release = resolve;
        });
      const [slow, other] = [tinyBot(database, { act }), tinyBot(database)];
      await slow.submit(await slow.type('order'), { size: 'L' });
      other.advance(21);
      other.channelTakes(false);
      await other.engine.settleAbandoned();

      release({ kind: 'go', step: 'colour' });
      await slow.engine.idle();
      other.channelTakes(true);
      other.advance(31);
      await other.engine.settleAbandoned();

      assert.deepEqual(slow.delivered, []);
      assert.deepEqual(other.delivered.map(wordsOf), [['settled 2026-11-02T10:00:00.000Z']]);
    });

    it('settles a form whose process died, without acting again', async () => {
      const act = sinon.fake(async (): Promise<Next<object>> => ({ kind: 'finish' }));
      const bot = tinyBot(database, { act });
      const { token } = formOf(await bot.type('order'));
      await diedWith(database, token);
      bot.advance(21);

      await bot.engine.settleAbandoned();
      await bot.engine.settleAbandoned();

      sinon.assert.notCalled(act);
      assert.deepEqual(bot.delivered.map(wordsOf), [['settled 2026-11-02T10:00:00.000Z']]);
    });

    it('reads a change back for whom it was, though the confirmation and the session have run out', async () => {
      const bot = tinyBot(database);
      const { token } = formOf(await bot.submit(await bot.type('change'), { name: 'ada' }));
      await diedWith(database, token);
      bot.advance(31 * 60);

      await bot.engine.settleAbandoned();

      assert.deepEqual(bot.delivered.map(wordsOf), [['read back for ada']]);
    });

    for (const words of ['cancel', 'start over', 'order']) {
      it(`reads a change back for whom it was, though “${words}” came before its process was missed`, async () => {
        const bot = tinyBot(database);
        const { token } = formOf(await bot.submit(await bot.type('change'), { name: 'ada' }));
        await diedWith(database, token);
        await bot.type(words);
        bot.advance(21);

        await bot.engine.settleAbandoned();
        const after = await bot.type('change');

        assert.deepEqual(bot.delivered.map(wordsOf), [['read back for ada']]);
        assert.deepEqual(wordsOf(after), words === 'start over' ? ['form name'] : ['form new', 'for ada']);
      });
    }

    it("leaves the conversation of the next person where it is when it reads the last one's change back", async () => {
      const bot = tinyBot(database);
      const { token } = formOf(await bot.submit(await bot.type('change'), { name: 'ada' }));
      await diedWith(database, token);
      await bot.type('start over');
      bot.advance(16);
      const mine = await bot.submit(await bot.type('change'), { name: 'bo' });
      bot.advance(5);

      await bot.engine.settleAbandoned();
      const done = await bot.submit(mine, { pin: new Secret('74920183') });

      assert.deepEqual(bot.delivered.map(wordsOf), [['read back for ada']]);
      assert.deepEqual(wordsOf(done), ['changed']);
    });

    it('reads a change back though the steps of its flow have changed since', async () => {
      const before = tinyBot(database);
      const size = await before.type('order');
      await diedWith(database, formOf(size).token);
      const upgraded = tinyBot(database, { upgraded: true });
      upgraded.advance(21);

      await upgraded.engine.settleAbandoned();

      assert.deepEqual(upgraded.delivered.map(wordsOf), [[words.upgraded, 'settled 2026-11-02T10:00:00.000Z']]);
    });

    it('says nothing of an abandoned form that nobody can read back, and that nobody looks at', async () => {
      const bot = tinyBot(database);
      const who = await bot.type('change');
      await diedWith(database, formOf(who).token);
      await bot.type('cancel');
      bot.advance(21);

      await bot.engine.settleAbandoned();

      assert.deepEqual(bot.delivered.map(wordsOf), [[]]);
    });

    it('leaves a turn that slept too long to whoever settles it, if that is itself', async () => {
      const bot = tinyBot(database, {
        act: async (_size, stillOurs) => {
          bot.advance(16);
          if (!(await stillOurs())) throw new Error('the turn was taken over');
          return { kind: 'go', step: 'colour' };
        },
      });

      const outcome = await bot.submit(await bot.type('order'), { size: 'L' });
      bot.advance(5);
      await bot.engine.settleAbandoned();

      assert.deepEqual(outcome, { replies: [], only: 'repeat' });
      assert.deepEqual(bot.delivered.map(wordsOf), [['settled 2026-11-02T10:00:00.000Z']]);
    });

    it('says once what a process left unsaid that died after it saved it', async () => {
      const bot = tinyBot(database);
      await bot.send({ kind: 'ask', intent: 'key' }, { activityKey: 'unsaid' }, { speaks: true });
      await bot.send({ kind: 'ask', intent: 'help' }, { activityKey: 'said' }, { speaks: true });
      bot.engine.said({ address: tinyAddress, activityKey: 'said' });
      await bot.engine.idle();

      await bot.engine.settleAbandoned();
      const early = bot.delivered.length;
      bot.advance(31);
      await Promise.all([bot.engine.settleAbandoned(), tinyBot(database).engine.settleAbandoned()]);
      await bot.engine.idle();
      bot.advance(31);
      await bot.engine.settleAbandoned();

      assert.equal(early, 0);
      assert.deepEqual(bot.delivered.map(wordsOf), [['*6']]);
    });

    it('tries again where the channel does not take what was left unsaid, for an hour', async () => {
      const bot = tinyBot(database);
      await bot.send({ kind: 'ask', intent: 'key' }, {}, { speaks: true });
      bot.channelTakes(false);
      bot.advance(31);
      await bot.engine.settleAbandoned();
      bot.channelTakes(true);

      await bot.engine.settleAbandoned();
      const atOnce = bot.delivered.length;
      bot.advance(31);
      await bot.engine.settleAbandoned();
      await bot.engine.idle();
      await bot.send({ kind: 'ask', intent: 'help' }, {}, { speaks: true });
      bot.advance(3_601);
      await bot.engine.settleAbandoned();

      assert.equal(atOnce, 0);
      assert.deepEqual(bot.delivered.map(wordsOf), [['*6']]);
    });

    it('says what was left unsaid beside what cannot be read', async () => {
      const log = { ...silentLog, warn: sinon.fake() };
      const bot = tinyBot(database, { log });
      for (const activityKey of ['good', 'bad', 'also good']) {
        await bot.send({ kind: 'ask', intent: 'key' }, { activityKey }, { speaks: true });
      }
      await database.query(`UPDATE activities SET outcome = '{"replies": 1}' WHERE key = 'bad'`, []);
      bot.advance(31);

      await bot.engine.settleAbandoned();

      assert.deepEqual(bot.delivered.map(wordsOf), [['*6'], ['*6']]);
      sinon.assert.calledOnce(log.warn);
    });

    it('says once, late, what came of a form whose process died', async () => {
      const bot = tinyBot(database);
      const { token } = formOf(await bot.type('order'));
      await diedWith(database, token);
      bot.channelTakes(false);
      bot.advance(21);
      await bot.engine.settleAbandoned();
      bot.channelTakes(true);
      bot.advance(31);

      await bot.engine.settleAbandoned();
      await bot.engine.idle();
      bot.advance(31);
      await bot.engine.settleAbandoned();

      assert.deepEqual(bot.delivered.map(wordsOf), [['settled 2026-11-02T10:00:00.000Z']]);
    });

    it('settles every form that was abandoned, though the channel takes nothing', async () => {
      const log = { ...silentLog, warn: sinon.fake() };
      const bot = tinyBot(database, { log });
      for (const sender of ['u1', 'u2', 'u3']) {
        const address = { ...tinyAddress, sender };
        await diedWith(database, formOf(await bot.send({ kind: 'ask', intent: 'order' }, { address })).token, address);
      }
      bot.channelTakes(false);
      bot.advance(21);

      await bot.engine.settleAbandoned();

      const forms = await database.query('SELECT status FROM forms', []);
      assert.deepEqual(forms, [{ status: 'done' }, { status: 'done' }, { status: 'done' }]);
      sinon.assert.calledThrice(log.warn);
    });

    it('says what was left unsaid though no form can be settled, and reports once that the database does not answer', async () => {
      const log = { ...silentLog, warn: sinon.fake() };
      const noEnd: Database['query'] = async (sql: string, values?: readonly SqlValue[]) => {
        if (sql.includes('turn_end')) throw new BackendError('database', 'unavailable');
        return database.query(sql, values);
      };
      const [bot, unwell] = [tinyBot(database), tinyBot({ ...database, query: noEnd }, { log })];
      await bot.send({ kind: 'ask', intent: 'key' }, {}, { speaks: true });
      for (const sender of ['u2', 'u3']) {
        const address = { ...tinyAddress, sender };
        await diedWith(database, formOf(await bot.send({ kind: 'ask', intent: 'order' }, { address })).token, address);
      }
      unwell.advance(31);

      await assert.rejects(unwell.engine.settleAbandoned(), BackendError);

      assert.deepEqual(unwell.delivered.map(wordsOf), [['*6']]);
      sinon.assert.notCalled(log.warn);
    });

    it('settles it too when the form is posted again', async () => {
      const act = sinon.fake(async (): Promise<Next<object>> => ({ kind: 'finish' }));
      const bot = tinyBot(database, { act });
      const size = await bot.type('order');
      await diedWith(database, formOf(size).token);
      bot.advance(16);

      const outcome = await bot.submit(size, { size: 'L' });

      sinon.assert.notCalled(act);
      assert.deepEqual(wordsOf(outcome), ['settled 2026-11-02T10:00:00.000Z']);
    });

    it('never acts again when the session changed while it acted', async () => {
      const act = sinon.fake(async (): Promise<Next<object>> => {
        await bot.type('key');
        return { kind: 'go', step: 'colour' };
      });
      const bot = tinyBot(database, { act });

      const outcome = await bot.submit(await bot.type('order'), { size: 'L' });

      sinon.assert.calledOnce(act);
      assert.deepEqual(wordsOf(outcome), ['form colour']);
    });

    it('changes and says nothing once another process has taken the form over', async () => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const answers: boolean[] = [];
      const slow = tinyBot(database, {
        act: async (_size, stillOurs) => {
          answers.push(await stillOurs());
          await held;
          answers.push(await stillOurs());
          return { kind: 'go', step: 'colour' };
        },
      });
      const other = tinyBot(database);
      const working = slow.submit(await slow.type('order'), { size: 'L' });
      await until(() => answers.length === 1);
      other.advance(21);
      await other.engine.settleAbandoned();

      release();
      const outcome = await working;

      assert.deepEqual(answers, [true, false]);
      assert.deepEqual(outcome, { replies: [], only: 'repeat' });
      assert.deepEqual(other.delivered.map(wordsOf), [['settled 2026-11-02T10:00:00.000Z']]);
    });

    it('keeps a confirmation ended that another turn ended while this one changed something', async () => {
      const act = sinon.fake(async (): Promise<Next<object>> => {
        await bot.type('start over');
        return { kind: 'finish' };
      });
      const bot = tinyBot(database, { act });
      const change = await bot.submit(await bot.type('change'), { name: 'ada' });
      await bot.submit(change, { pin: new Secret('74920183') });

      const next = await bot.type('change');

      assert.deepEqual(wordsOf(next), ['form name']);
    });

    it('takes a message whose 500th character is half of one', async () => {
      const bot = tinyBot(database);

      const outcome = await bot.type(`${'a'.repeat(499)}😀 tail`);

      assert.deepEqual(wordsOf(outcome), [words.notUnderstood]);
    });

    it('keeps no digits of a form that comes back', async () => {
      const bot = tinyBot(database);
      await bot.submit(await bot.type('order'), { size: '', note: 'my pin is 74920183' });
      await bot.send({ kind: 'ask', intent: 'order:74920183' });

      const rows = await Promise.all(
        ['sessions', 'activities', 'forms'].map((table) => database.query(`SELECT * FROM ${table}`)),
      );

      assert.doesNotMatch(JSON.stringify(rows), /74920183/);
    });

    it('replaces a form that is left behind, on a channel whose history we keep', async () => {
      await database.query(
        `INSERT INTO direct_line_conversations (id, user_id, created_at, last_seen_at) VALUES ('c1', 'u1', now(), now())`,
      );
      const bot = tinyBot(database);
      const edge: Edge = {
        history: (_address, outcome, at) => {
          const rows = outcome.replies.map((reply, index) => ({
            id: newId(),
            at,
            activity: { index, card: reply.kind === 'card' ? reply.fallbackText : '' },
          }));
          const tokens = outcome.replies.flatMap((reply, index) =>
            reply.kind === 'card' && reply.form ? [[reply.form.token, rows[index]?.id] as const] : [],
          );
          return { rows, shownIn: new Map(tokens) };
        },
      };
      await bot.send({ kind: 'ask', intent: 'order' }, {}, edge);
      await bot.send({ kind: 'ask', intent: 'cancel' }, {}, edge);

      const rows = await database.query('SELECT activity FROM direct_line_activities ORDER BY position');

      assert.deepEqual(
        rows.map(({ activity }) => JSON.stringify(activity)).filter((text) => /form size/.test(text)),
        [],
      );
      assert.ok(rows.some(({ activity }) => JSON.stringify(activity).includes(words.closed)));
    });

    it('keeps no secret in any row', async () => {
      const bot = tinyBot(database);
      const change = await bot.submit(await bot.type('change'), { name: 'ada' });
      await bot.submit(change, { pin: new Secret('74920183') });

      const rows = await Promise.all(
        ['sessions', 'activities', 'forms'].map((table) => database.query(`SELECT * FROM ${table}`)),
      );

      assert.ok(rows.every((table) => table.length > 0));
      assert.doesNotMatch(JSON.stringify(rows), /74920183/);
    });
  });
}

/** A process that began the form and was killed. */
async function diedWith(database: Database, token: string, address = tinyAddress): Promise<void> {
  const turn: Pick<Turn, 'address' | 'activityKey'> = { address, activityKey: 'died' };
  await turnStoreOn(database).begin({ ...turn, token, owner: newId(), now: new Date('2026-11-02T10:00:00Z') });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
