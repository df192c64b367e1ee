import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { SetPinResult } from '../../src/backends/pin-service/pin-service.ts';
import { engineWords } from '../../src/conversation/engine-words.ts';
import type { IdentityPolicy } from '../../src/features/needs.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { databaseKinds } from '../support/databases.ts';
import { as, id, meanwhile, type PolicyChat, policy, policyChats, type Sender } from '../support/policy-chat.ts';
import { pinsThat } from '../support/resetting.ts';

const [ada, bo] = [id(1), id(2)];
const [pin, otherPin] = ['18723834', '383042650'];
const anonymous: Sender = { path: 'anonymous' };
const { confirmAgain } = engineWords.en;

describe('what was begun under one policy, for one person, in one conversation', () => {
  const at = policyChats();
  const teams = as('teams', ada);

  /** As far as the code, which is mailed. */
  async function waiting(sender: Sender, given: Partial<IdentityPolicy>): Promise<PolicyChat> {
    const chat = at.chat(sender, policy(given));
    await chat.ask('reset-pin');
    if (chat.asks === 'who') await chat.submit({ email: 'ada.archer@contoso.com' });
    await at.mailCodes();
    assert.equal(chat.asks, 'code');
    return chat;
  }
  /** As far as the form that takes the PIN. */
  async function confirmed(sender: Sender, given: Partial<IdentityPolicy>): Promise<PolicyChat> {
    const chat = await waiting(sender, given);
    await chat.submit(at.mailedCode());
    assert.equal(chat.asks, 'choose');
    return chat;
  }
  const typedCode = () => at.mailedCode().code.reveal();

  const changes = [
    ['teams', 'sign-in', 'sign-in'],
    ['teams', 'sign-in+code', 'sign-in'],
    ['teams', 'off', 'summary'],
    ['page', 'sign-in', 'sign-in'],
    ['page', 'sign-in+code', 'sign-in'],
    ['page', 'off', 'summary'],
  ] as const;
  for (const [path, now, asks] of changes) {
    for (const how of ['in the form', 'typed'] as const) {
      it(`${path}: a code that was asked for before the policy became ${now} confirms nobody, ${how}`, async () => {
        const sender = as(path, ada);
        const chat = at.chat(sender, policy({ [path]: now }), await waiting(sender, { [path]: 'code' }));

        await (how === 'typed' ? chat.type(typedCode()) : chat.submit(at.mailedCode()));

        assert.equal(chat.asks, asks);
        assert.doesNotMatch(chat.words, /that is confirmed/);
      });
    }

    it(`${path}: who was confirmed by a code before the policy became ${now} changes nothing with it`, async () => {
      const sender = as(path, ada);
      const chat = at.chat(sender, policy({ [path]: now }), await confirmed(sender, { [path]: 'code' }));

      await chat.choose(pin);

      assert.equal(chat.asks, asks);
      assert.ok(chat.words.startsWith(confirmAgain));
      assert.deepEqual(await at.owners(), []);
    });
  }

  it('an old code is not even looked at where a sign-in alone is wanted by now, and there is one', async () => {
    const sender = as('page', ada, at.ago(10));
    const chat = at.chat(sender, policy({ page: 'sign-in' }), await waiting(sender, { page: 'code' }));

    await chat.submit({ code: new Secret('000000') });

    assert.equal(chat.asks, 'choose');
    const [row] = await at.database.query('SELECT tries FROM challenges', []);
    assert.equal(row?.tries, 0);
  });

  it('“send again” mails nothing once the policy wants no codes', async () => {
    const chat = at.chat(teams, policy({ teams: 'sign-in' }), await waiting(teams, { teams: 'code' }));
    at.test.pass(61);

    await chat.submit({ again: 'true' });
    await at.mailCodes();

    assert.equal(chat.asks, 'sign-in');
    assert.doesNotMatch(chat.words, /new code/);
    assert.equal(at.test.mails.length, 1);
  });

  it('an anonymous code, and a confirmation by one, are worth nothing once anonymous people are not served', async () => {
    const waits = at.chat(anonymous, policy({}), await waiting(anonymous, { anonymous: 'code' }));
    await waits.submit(at.mailedCode());
    at.test.pass(61);
    const chooses = at.chat(anonymous, policy({}), await confirmed(anonymous, { anonymous: 'code' }));
    await chooses.choose(pin);

    for (const chat of [waits, chooses]) assert.match(chat.words, /cannot confirm who you are in this channel/);
    assert.deepEqual(await at.owners(), []);
  });

  it('a code goes on counting where the policy is still the same', async () => {
    const chat = at.chat(teams, policy({ teams: 'code' }), await waiting(teams, { teams: 'code' }));

    await chat.submit(at.mailedCode());
    await chat.choose(pin);

    assert.deepEqual(await at.owners(), [ada]);
  });

  it('a code that comes seven minutes after the sign-in before it confirms with it, one of somebody who signed in elsewhere does not', async () => {
    const both = { page: 'sign-in+code' } as const;
    const signedIn = as('page', ada, at.ago(300));
    const chat = await waiting(signedIn, both);
    at.test.pass(420);
    const unsigned = at.chat(as('page', ada), policy(both), chat);
    await unsigned.submit(at.mailedCode());
    assert.equal(unsigned.asks, 'sign-in');

    const again = await waiting(as('page', ada, at.ago(1)), both);
    await again.submit(at.mailedCode());

    assert.equal(again.asks, 'choose');
  });

  const accidents = [
    ['disabled', { accountEnabled: false }, /account is disabled/],
    ['a guest', { userType: 'Guest' }, /You are a guest/],
    ['protected', { isProtected: true }, /specially protected/],
    ['given a new password', { lastPasswordChangeDateTime: '2026-11-23T09:59:00Z' }, /password of your account/],
  ] as const;
  for (const [what, change, reason] of accidents) {
    it(`who was ${what} after the code was mailed is not confirmed by it, and hears why only where the channel vouches for them`, async () => {
      const vouched = at.chat(
        teams,
        { ...policy({ teams: 'code' }), ...meanwhile(1, change) },
        await waiting(teams, { teams: 'code' }),
      );
      await vouched.submit(at.mailedCode());
      const stranger = at.chat(
        anonymous,
        { ...policy({ anonymous: 'code' }), ...meanwhile(1, change) },
        await waiting(anonymous, { anonymous: 'code' }),
      );

      await stranger.submit(at.mailedCode());

      assert.match(vouched.words, reason);
      assert.doesNotMatch(stranger.words, /disabled|guest|protected|password|that is confirmed/);
      const [newest, first] = await at.tickets();
      assert.match(newest?.finding ?? '', reason);
      assert.deepEqual([newest?.reason, newest?.person], ['not-eligible', undefined]);
      assert.deepEqual([first?.reason, first?.person?.confirmed], ['not-eligible', false]);
    });
  }

  for (const [what, change] of accidents) {
    it(`who was ${what} after they were confirmed changes nothing`, async () => {
      const chat = at.chat(
        teams,
        { ...policy({ teams: 'code' }), ...meanwhile(1, change) },
        await confirmed(teams, { teams: 'code' }),
      );

      await chat.choose(pin);

      assert.deepEqual(await at.owners(), []);
      assert.equal((await at.tickets())[0]?.reason, 'not-eligible');
    });
  }

  it('who was given a new password after an anonymous code confirmed them changes nothing, and reads nothing of it', async () => {
    const [, change] = accidents[3];
    const chat = at.chat(
      anonymous,
      { ...policy({ anonymous: 'code' }), ...meanwhile(1, change) },
      await confirmed(anonymous, { anonymous: 'code' }),
    );

    await chat.choose(pin);

    assert.deepEqual(await at.owners(), []);
    assert.match(chat.words, /I cannot reset this PIN here/);
    assert.doesNotMatch(chat.words, /password/);
    const [ticket] = await at.tickets();
    assert.match(ticket?.finding ?? '', /password of this person’s account was changed/);
    assert.equal(ticket?.summary, undefined);
  });

  for (const path of ['page', 'teams'] as const) {
    it(`${path}: a sign-in of before a new password confirms nobody, nor does what it confirmed count`, async () => {
      const bot = policy({ [path]: 'sign-in' });
      const signedIn = as(path, ada, at.ago(300));
      const before = at.chat(as(path, ada, at.ago(301)), bot);
      await before.ask('reset-pin');
      assert.equal(before.asks, 'choose');
      const renewed = { ...bot, ...meanwhile(1, { lastPasswordChangeDateTime: '2026-11-23T09:58:00Z' }) };

      const chooses = at.chat(as(path, ada, at.ago(301)), renewed, before);
      await chooses.choose(pin);
      const asksNow = at.chat(signedIn, renewed);
      await asksNow.ask('reset-pin');
      const since = at.chat(as(path, ada, at.ago(60)), renewed);
      await since.ask('reset-pin');

      assert.match(chooses.words, /password of your account was changed since you confirmed/);
      for (const chat of [chooses, asksNow]) {
        assert.match(chat.words, /password of your account was changed after that sign-in/);
        const reply = chat.last.replies.find(({ kind }) => kind === 'sign-in');
        assert.equal(reply?.kind === 'sign-in' && reply.isAnew, true);
      }
      assert.equal(since.asks, 'choose');
      assert.deepEqual(await at.owners(), []);
    });
  }

  it('a code asked for by nobody in particular confirms nobody for whom the channel vouches by then', async () => {
    const bot = { teams: 'code', anonymous: 'code' } as const;
    for (const person of [ada, bo]) {
      const begun = await waiting(anonymous, bot);
      const chat = at.chat(as('teams', person), policy(bot), begun);

      await chat.submit(at.mailedCode());

      assert.doesNotMatch(chat.words, /that is confirmed/);
      assert.notEqual(chat.asks, 'choose');
      at.test.pass(61);
    }
  });

  for (const [who, sender] of [
    ['somebody else', as('teams', bo)],
    ['the same person of another tenant', { ...teams, vouchedFor: { directoryId: ada, tenantId: 'u' } }],
    ['nobody any more', anonymous],
    ['the same person by another path', as('page', ada)],
  ] as const) {
    it(`a conversation that is of ${who} by now confirms and changes nothing of the one before`, async () => {
      const bot = { teams: 'code', page: 'code', anonymous: 'code' } as const;
      const waits = at.chat(sender, policy(bot), await waiting(teams, bot));
      await waits.submit(at.mailedCode());
      at.test.pass(61);
      const chooses = at.chat(sender, policy(bot), await confirmed(teams, bot));
      await chooses.choose(pin);

      if (who !== 'the same person of another tenant') assert.doesNotMatch(waits.words, /that is confirmed/);
      assert.ok(chooses.words.startsWith(confirmAgain));
      assert.deepEqual(await at.owners(), []);
    });
  }

  it('a confirmation older than ten minutes changes nothing and shows nothing, and is asked for anew', async () => {
    const chat = await confirmed(teams, { teams: 'code' });
    const form = chat.last;
    at.test.pass(601);

    await chat.type('I forgot my PIN');
    const shown = chat.words;
    await at.chat(teams, policy({ teams: 'code' }), { ...chat, last: form }).choose(pin);

    assert.ok(shown.includes(confirmAgain));
    assert.doesNotMatch(shown, /fault|ticket/i);
    assert.equal(chat.asks, 'code');
    assert.deepEqual(await at.owners(), []);
  });

  it('a form or a code of one conversation is nothing in another', async () => {
    const bot = { page: 'code' } as const;
    const page = as('page', ada);
    const chooses = await confirmed(page, bot);
    const elsewhere = at.chat(as('page', bo), policy(bot));
    await elsewhere.ask('menu');
    const foreign = at.chat(as('page', bo), policy(bot), { ...elsewhere, last: chooses.last });

    await foreign.choose(pin);

    assert.match(foreign.words, /form is no longer in use/);
    assert.deepEqual(await at.owners(), []);
  });

  it('a change begun before the person signed out is not made after it, and counts nothing', async () => {
    const setPin = sinon.fake(async (): Promise<SetPinResult> => ({ ok: true }));
    const begun = await confirmed(as('page', ada), { page: 'code' });
    const chat = at.chat(as('page', ada), { ...policy({ page: 'code' }), pins: pinsThat({ setPin }) }, begun);

    await chat.choose(pin, {}, { stillThere: async () => false });

    sinon.assert.notCalled(setPin);
    const { budgets, limits } = at.test.needs;
    const resets = await budgets.look(limits.resetsPerDay, ada, at.test.time.now);
    assert.deepEqual(resets, { ok: true, left: limits.resetsPerDay.limit - 1 });
  });
});

for (const kind of databaseKinds) {
  describe(`a sign-in is good for one change on ${kind}`, () => {
    const at = policyChats(kind);
    const bySignIn = policy({ page: 'sign-in', teams: 'sign-in' });

    const changed = async (sender: Sender, newPin: string) => {
      const chat = at.chat(sender, bySignIn);
      await chat.ask('reset-pin');
      assert.equal(chat.asks, 'choose');
      await chat.choose(newPin);
      return chat;
    };

    it('on the page: the next one wants a new sign-in, there and in every other session that came of it', async () => {
      const at10 = at.ago(10);
      const chat = await changed(as('page', ada, at10), pin);

      await chat.ask('reset-pin');
      const other = at.chat(as('page', ada, at10), bySignIn);
      await other.type('I forgot my PIN');

      for (const asked of [chat, other]) {
        const reply = asked.last.replies.find(({ kind }) => kind === 'sign-in');
        assert.equal(reply?.kind === 'sign-in' && reply.isAnew, true);
        assert.match(asked.words, /Every change wants a new one/);
      }
      assert.match(chat.words, /please sign in/);
      await changed(as('page', ada, at.ago(5)), otherPin);
    });

    it('a sign-in is not asked for anew where it was only too long ago', async () => {
      const chat = at.chat(as('page', ada, at.ago(700)), bySignIn);

      await chat.ask('reset-pin');

      const reply = chat.last.replies.find(({ kind }) => kind === 'sign-in');
      assert.ok(reply?.kind === 'sign-in' && !('isAnew' in reply));
      assert.doesNotMatch(chat.words, /new one/);
    });

    it('in Teams: the same token does not do for a second one, and one that was issued since does', async () => {
      const token = as('teams', ada, at.ago(10));
      const chat = at.chat(as('teams', ada), bySignIn);
      await chat.ask('reset-pin');
      await chat.signIn(token);
      await chat.choose(pin);
      await chat.ask('reset-pin');

      await chat.signIn(token);
      const refused = { asks: chat.asks, words: chat.words };
      await chat.signIn(as('teams', ada, at.ago(5)));

      assert.equal(refused.asks, 'sign-in');
      assert.match(refused.words, /Every change wants a new one/);
      assert.equal(chat.asks, 'choose');
    });

    it('by a sign-in on one path, none by the same on the other', async () => {
      await changed(as('page', ada, at.ago(10)), pin);
      const chat = at.chat(as('teams', ada), bySignIn);
      await chat.ask('reset-pin');

      await chat.signIn(as('teams', ada, at.ago(10)));

      assert.equal(chat.asks, 'sign-in');
    });

    it('of eight conversations that it confirmed, in processes of their own, one changes the PIN', async () => {
      const sender = as('page', ada, at.ago(10));
      const setPin = sinon.fake(async (): Promise<SetPinResult> => ({ ok: true }));
      const chats = Array.from({ length: 8 }, () => at.chat(sender, { ...bySignIn, pins: pinsThat({ setPin }) }));
      for (const chat of chats) await chat.ask('reset-pin');

      await Promise.all(chats.map((chat) => chat.choose(pin)));

      sinon.assert.calledOnce(setPin);
      assert.equal(
        chats.filter(({ words }) => words.includes('This confirmation has been used for a change already')).length,
        7,
      );
      assert.equal(chats.filter(({ asks }) => asks === 'sign-in').length, 7);
    });

    it('and is not used up by a PIN that the service refuses', async () => {
      await changed(as('page', ada, at.ago(20)), pin);
      const chat = at.chat(as('page', ada, at.ago(10)), bySignIn);
      await chat.ask('reset-pin');

      await chat.choose(pin);
      const refused = chat.words;
      await chat.choose(otherPin);

      assert.match(refused, /You have used that PIN before/);
      assert.match(chat.words, /Your PIN is set/);
    });
  });
}
