import assert from 'node:assert/strict';
import type { StepTurn } from '../../src/conversation/flow.ts';
import type { Needs } from '../../src/features/needs.ts';
import { keyring } from '../../src/kernel/keyring.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { challengesStore } from '../../src/storage/challenges-store.ts';
import { ada, adaId, code, confirming, unknown, vouchedFor } from '../support/confirming.ts';
import { databaseKinds } from '../support/databases.ts';

const hundred = Array.from({ length: 100 }, (_, index) => index);
const place = (index: number | string, given: Partial<StepTurn> = {}): Partial<StepTurn> => ({
  address: { edge: 'direct-line', channel: 'directline', conversation: `race-${index}`, sender: `dl_${index}` },
  requester: `requester-${index}`,
  ...given,
});

for (const kind of databaseKinds) {
  describe(`guesses that are made at once, on ${kind}`, () => {
    const at = confirming(kind);
    const { conversation, mailCodes, mailedCode, waiting, wrong } = at;
    const tried = async () => {
      const [row] = await at.database.query(
        'SELECT sum(tries)::integer AS tries, count(used_at) AS used FROM challenges',
        [],
      );
      return row;
    };

    it('at one code: five are evaluated, and a right one among them counts once', async () => {
      const flow = await waiting();
      const guesses = hundred.map((index) => (index % 2 ? wrong() : code(mailedCode())));

      const went = await Promise.all(hundred.map((index) => at.again(flow, {}).submit(guesses[index] ?? wrong())));

      const finished = went.filter((next) => next?.kind === 'finish').length;
      const { tries, used } = (await tried()) ?? {};
      assert.ok(finished <= 1 && used === finished, `${finished} finished, ${used} used`);
      assert.ok(Number(tries) >= 1 && Number(tries) <= 5, `${tries}`);
    });

    it('in several conversations: ten a day for what was typed, and for the person behind other names of theirs', async () => {
      const flows: Awaited<ReturnType<typeof waiting>>[] = [];
      for (const [index, email] of [ada, 'ada@contoso.com', ada, 'ada@contoso.com'].entries()) {
        flows.push(await waiting(email, place(index)));
        at.test.pass(61);
      }
      const { challenges } = at.test.needs;
      const asked = { [ada]: 0, 'ada@contoso.com': 0 };
      let heeded = 0;
      const counting: Needs = {
        ...at.test.needs,
        challenges: {
          ...challenges,
          guess(challenge, address, given, now) {
            asked[challenge.identifier === ada ? ada : 'ada@contoso.com'] += 1;
            // What is not heeded is compared with nothing.
            if (challenge.person !== undefined && given.reveal() !== '') heeded += 1;
            return challenges.guess(challenge, address, given, now);
          },
        },
      };

      await Promise.all(
        hundred.map((index) => {
          const flow = flows[index % 4];
          const given = place(index % 4, { requester: `requester-${index}` });
          return flow && at.again(flow, given, counting).submit(wrong());
        }),
      );

      assert.deepEqual(asked, { [ada]: 10, 'ada@contoso.com': 10 });
      assert.equal(heeded, 10);
      assert.equal(at.test.jobs.filter(({ data }) => 'notice' in data && data.notice === 'resets-paused').length, 1);
    });

    it('by a hundred strangers on a hundred names: the hundredth failure closes the anonymous path, and no more are evaluated', async () => {
      const { failedTries } = at.test.needs.limits.siteWide;
      for (let n = 0; n < failedTries.limit - 5; n += 1)
        await at.test.needs.budgets.spend(failedTries, 'all', at.test.time.now);
      const flows = await Promise.all(
        hundred.slice(0, 20).map((index) => waiting(`stranger${index}@contoso.com`, place(index))),
      );

      await Promise.all(flows.map((flow) => flow.submit(code('00000000'))));

      const { tries } = (await tried()) ?? {};
      assert.equal(tries, 5);
      assert.deepEqual(flows.filter(({ went }) => went === 'ask talk-to-person').length, 15);
    });

    it('that are right are not counted among everybody’s failures', async () => {
      const flow = await waiting();

      await flow.submit(code(mailedCode()));

      const [row] = await at.database.query("SELECT spent FROM budgets WHERE name = 'site-failed-tries'", []);
      assert.deepEqual([flow.went, row?.spent], ['finish', 0]);
    });

    it('in another conversation of a vouched-for person are not heard once the tenth failed', async () => {
      const open = async (index: number) => {
        const flow = conversation(place(index, vouchedFor(adaId)));
        await flow.enter();
        await mailCodes();
        at.test.pass(61);
        return { flow, mailed: mailedCode() };
      };
      const wrongCode = () => code('000000');
      const [one, two, three] = [await open(1), await open(2), await open(3)];
      for (let n = 0; n < 5; n += 1) await one.flow.submit(wrongCode());
      for (let n = 0; n < 5; n += 1) await two.flow.submit(wrongCode());

      await three.flow.submit(code(three.mailed));

      assert.equal(two.flow.went, 'escalate too-many-tries');
      assert.equal(three.flow.went, 'escalate resets-paused');
    });

    it('“send again” from many conversations gives one code', async () => {
      const flows = hundred.slice(0, 20).map((index) => conversation(place(index)));

      await Promise.all(flows.map((flow) => flow.submit({ email: ada })));
      await mailCodes();

      assert.equal(flows.filter(({ went }) => went === 'go code').length, 1);
      assert.equal(at.test.mails.length, 1);
    });
  });
}

describe('a change of SECRET_KEY', () => {
  const at = confirming();
  const older = new Secret('a secret key for these tests alone');
  const rotated = (needs: Needs): Needs => {
    const keys = keyring(new Secret('another secret key for these tests'), [older]);
    return { ...needs, keys, challenges: challengesStore(at.database, keys, needs.limits) };
  };

  for (const email of [ada, unknown]) {
    it(`gives nobody new tries or codes (${email})`, async () => {
      const first = await at.waiting(email);
      for (let n = 0; n < 5; n += 1) await first.submit(code('00000000'));
      at.test.pass(61);
      const second = await at.waiting(email);
      for (let n = 0; n < 4; n += 1) await second.submit(code('00000000'));

      const after = at.again(second, {}, rotated(at.test.needs));
      await after.submit(code('00000000'));
      const tenth = after.went;
      await after.submit(code('00000000'));
      at.test.pass(61);
      const third = at.conversation({}, rotated(at.test.needs));
      await third.submit({ email });

      assert.deepEqual(
        [tenth, after.went, third.went],
        ['escalate too-many-tries', 'again code-gone', 'escalate resets-paused'],
      );
    });
  }
});
