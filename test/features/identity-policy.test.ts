import assert from 'node:assert/strict';
import type { Turn } from '../../src/conversation/turn.ts';
import type { ConfirmationWay } from '../../src/features/needs.ts';
import { as, id, type PolicyChat, people, policy, policyChats } from '../support/policy-chat.ts';

const pin = '18723834';

/** Who it is, and why they may have no PIN here, or only no code. */
const everybody = [
  { who: 'a member', number: 1 },
  { who: 'a guest', number: 7, never: /You are a guest here/ },
  { who: 'a disabled account', number: 6, never: /Your account is disabled/ },
  { who: 'a protected person', number: 13, never: /specially protected: only the help desk/ },
  { who: 'nobody that the directory knows', number: 99, never: /cannot find your account/ },
  { who: 'an account of three days', number: 20, noCode: /Your account is new/ },
  { who: 'a password of nine hours', number: 21, noCode: /password of your account was changed less than a day ago/ },
  { who: 'somebody without mail', number: 8, noCode: /no e-mail address on record/ },
] as const;

/** What each policy asks of somebody vouched for, in order. */
const ways: Readonly<Record<ConfirmationWay, readonly string[]>> = {
  'sign-in': ['sign-in'],
  code: ['code'],
  'sign-in+code': ['sign-in', 'code'],
  off: [],
};

/** A link (also the one of an invitation, `/?ask=reset-pin`) or a button, and typed words. */
const entrances = [
  ['by a link', (chat: PolicyChat) => chat.ask('reset-pin')],
  ['by typing', (chat: PolicyChat) => chat.type('I forgot my PIN')],
] as const;

describe('the identity policy', () => {
  const at = policyChats();

  /** Does whatever is asked, as far as it goes. On the page `signIn` leads to a new conversation, as a new session does. */
  async function goOn(begun: PolicyChat, { email = '', signIn = async (chat: PolicyChat) => chat } = {}) {
    const asked: string[] = [];
    let chat = begun;
    for (let step = chat.asks; isOnTheWay(step) && asked.length < 6; step = chat.asks) {
      asked.push(step);
      if (step === 'sign-in') chat = await signIn(chat);
      if (step === 'who') await chat.submit({ email });
      if (step === 'choose') await chat.choose(pin);
      if (step !== 'code') continue;
      await at.mailCodes();
      if (at.test.mails.length === 0) break;
      await chat.submit(at.mailedCode());
    }
    return { asked, chat };
  }

  for (const path of ['teams', 'page'] as const) {
    for (const [way, asks] of Object.entries(ways)) {
      for (const { who, number, ...reasons } of everybody) {
        const never = 'never' in reasons ? reasons.never : undefined;
        const noCode = 'noCode' in reasons && asks.includes('code') ? reasons.noCode : undefined;
        const why = asks.length === 0 ? undefined : (never ?? noCode);
        const expected = why
          ? asks.filter((step) => step === 'sign-in')
          : [...asks, ...(asks.length ? ['choose'] : [])];
        const mayReset = asks.length > 0 && !why;

        it(`${path}:${way} asks ${who} for ${expected.join(', ') || 'nothing'}${mayReset ? '' : ', and changes nothing'}`, async () => {
          for (const [entrance, enter] of entrances) {
            const bot = policy({ [path]: way });
            // A sign-in each: one is good for one change.
            const proved = as(path, id(number), at.ago(entrance === 'by a link' ? 10 : 20));
            const signIn = async (before: PolicyChat) => {
              const after = path === 'page' ? at.chat(proved, bot) : before;
              await (path === 'page' ? enter(after) : before.signIn(proved));
              return after;
            };
            const begun = at.chat(as(path, id(number)), bot);
            await enter(begun);

            const { asked, chat } = await goOn(begun, { signIn });

            assert.deepEqual(asked, expected, entrance);
            if (!mayReset) assert.match(chat.words, why ?? /cannot confirm who you are in this channel/);
            await at.database.query(`DELETE FROM budgets WHERE name = 'resend'`, []);
            await at.database.query('DELETE FROM challenges', []);
            await at.database.query('UPDATE pins SET history = $1::jsonb', ['[]']);
          }
          const tickets = await at.tickets();
          assert.deepEqual(await at.owners(), mayReset ? [id(number)] : []);
          assert.ok(
            tickets.every(
              ({ reason, person }) => reason === 'not-eligible' && person?.id === id(number) && !person.confirmed,
            ),
          );
          assert.equal(tickets.length > 0, why !== undefined);
        });
      }
    }
  }

  const claims = [
    ...everybody.map((row) => ({ ...row, email: addressOf(row.number) })),
    { who: 'an alias of two people', email: 'support@contoso.com' },
  ].filter(({ email }) => email !== '');
  for (const claim of claims) {
    const isMember = claim.who === 'a member';
    it(`anonymous:code asks ${claim.who} for an address and a code, and ${isMember ? 'changes the PIN' : 'gives no reason to anybody but the help desk'}`, async () => {
      const [first = '', ...others] = await Promise.all(
        ['bo.kjaergaard@contoso.com', claim.email].map(async (email) => {
          const known = at.chat({ path: 'anonymous' }, policy({ anonymous: 'code' }));
          await known.ask('reset-pin');
          await known.submit({ email });
          return known.words;
        }),
      );
      await at.database.query('DELETE FROM budgets', []);
      await at.database.query('DELETE FROM challenges', []);
      at.test.jobs.splice(0);
      const chat = at.chat({ path: 'anonymous' }, policy({ anonymous: 'code' }));
      await chat.type('I forgot my PIN');

      const { asked } = await goOn(chat, { email: claim.email });

      assert.deepEqual(others, [first]);
      assert.deepEqual(asked, isMember ? ['who', 'code', 'choose'] : ['who', 'code']);
      assert.deepEqual(await at.owners(), isMember ? [id(1)] : []);
      if (isMember) return;
      await chat.submit({ help: 'true' });
      assert.doesNotMatch(chat.words, /disabled|guest|protected|new|password|on record|find/);
      const [ticket] = await at.tickets();
      assert.match(
        ticket?.finding ?? '',
        'never' in claim ? claim.never : 'noCode' in claim ? claim.noCode : /cannot find your account/,
      );
      assert.equal(ticket?.person, undefined);
    });
  }

  it('anonymous:off leads everybody to a person, whatever they type or submit', async () => {
    for (const [, enter] of entrances) {
      const chat = at.chat({ path: 'anonymous' }, policy({}));
      await enter(chat);

      assert.match(chat.words, /cannot confirm who you are in this channel/);
      assert.equal(chat.asks, 'summary');
    }
    assert.deepEqual(at.test.jobs, []);
  });

  it('anonymous:off offers to sign in on the page, where that leads to a way, and nowhere else', async () => {
    const asked = async (bot: object, given: Partial<Turn> = {}) => {
      const chat = at.chat({ path: 'anonymous' }, { pageSignsIn: true, ...bot });
      await chat.ask('reset-pin', given);
      return chat;
    };
    const elsewhere = { edge: 'bot-framework', channel: 'directline', conversation: 'c', sender: 's' } as const;

    const onPage = await asked(policy({ page: 'sign-in' }));
    const offThere = await asked(policy({ page: 'off' }));
    const inChannel = await asked(policy({ page: 'sign-in' }), { address: elsewhere });
    const stranger = await asked(policy({ page: 'sign-in' }), { stranger: 'other-tenant' });

    const offered = onPage.last.replies.find(({ kind }) => kind === 'sign-in');
    assert.equal(offered?.kind === 'sign-in' && offered.wish, 'reset-pin');
    assert.deepEqual([offThere.asks, inChannel.asks, stranger.asks], ['summary', 'summary', 'summary']);
    await onPage.signIn({ path: 'anonymous' });
    assert.equal(onPage.asks, 'sign-in');
    assert.deepEqual([at.test.jobs, await at.owners()], [[], []]);
  });

  for (const [stranger, words] of [
    ['other-tenant', /an organisation that I do not serve/],
    ['two-tenants', /two organisations for you here/],
  ] as const) {
    it(`tells a stranger of Teams why (${stranger}), and asks for no address although anonymous people may give one`, async () => {
      const chat = at.chat({ path: 'anonymous', stranger }, policy({ teams: 'code', anonymous: 'code' }));

      await chat.ask('reset-pin');

      assert.match(chat.words, words);
      assert.equal(chat.asks, 'summary');
    });
  }
});

/** What comes after a PIN, and the help desk's form, are not on the way to one. */
const isOnTheWay = (step: string | undefined): step is string =>
  step !== undefined && step !== 'ask' && step !== 'summary';

/** As somebody who is not signed in types it; empty for a person without one. */
function addressOf(number: number): string {
  if (number === 99) return 'nobody.atall@contoso.com';
  const { mail, userPrincipalName } = people.find((known) => known.id === id(number)) ?? {};
  return mail ?? userPrincipalName ?? '';
}
