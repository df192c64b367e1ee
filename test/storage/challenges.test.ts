import assert from 'node:assert/strict';
import { keyring } from '../../src/kernel/keyring.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Challenge, Challenges, NewChallenge } from '../../src/storage/challenges.ts';
import { challengesStore, forgetOldChallenges } from '../../src/storage/challenges-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const now = new Date('2026-11-21T10:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const here = '["direct-line","directline","c1","dl_1"]';
const keyOne = new Secret('the first secret key of this test');
const keyTwo = new Secret('the second secret key of this test');
const keys = keyring(keyOne);
const tries = { triesPerCode: 5 };

const given: NewChallenge = {
  path: 'anonymous',
  address: here,
  identifier: 'ada@contoso.com',
  digits: 8,
  locale: 'da',
  expiresAt: later(10),
};

/** A code of the right length that is not the right one. */
const otherThan = (code: Secret) => new Secret(code.reveal() === '00000000' ? '00000001' : '00000000');

for (const kind of databaseKinds) {
  describe(`challenges on ${kind}`, () => {
    let database: Database;
    let challenges: Challenges;
    before(async () => {
      database = await freshDatabase(kind);
      challenges = challengesStore(database, keys, tries);
    });
    after(() => database.close());
    beforeEach(() => database.query('DELETE FROM challenges', []));

    const opened = async (id: string): Promise<Challenge> => {
      const challenge = await challenges.open(id, now);
      if (!challenge) throw new Error('not open');
      return challenge;
    };
    const started = async (change: Partial<NewChallenge> = {}) => {
      const id = await challenges.start({ ...given, person: 'ada', ...change }, now);
      const challenge = await opened(id);
      return { id, challenge, code: challenges.codeOf(challenge) };
    };

    it('keeps what a challenge is about, and no code', async () => {
      const { id, code } = await started();

      const challenge = await opened(id);
      const rows = await database.query('SELECT * FROM challenges', []);

      const { id: _id, createdAt, key, ...rest } = challenge;
      assert.deepEqual(rest, { ...given, person: 'ada' });
      assert.deepEqual(createdAt, now);
      assert.equal(key, keys.current('one-time-code').id);
      assert.match(code.reveal(), /^\d{8}$/u);
      assert.equal(JSON.stringify(rows).includes('ada@contoso.com'), true);
      assert.equal(JSON.stringify(rows).includes(code.reveal()), false);
    });

    it('derives the same code for the same challenge and another one for any other', async () => {
      const { id, code } = await started();
      const challenge = await opened(id);

      const others = [
        { ...challenge, id: `${id}x` },
        { ...challenge, identifier: 'bo@contoso.com' },
        { ...challenge, address: 'elsewhere' },
        { ...challenge, path: 'page' as const },
      ].map((other) => challenges.codeOf(other).reveal());

      assert.equal(challenges.codeOf(challenge).reveal(), code.reveal());
      assert.equal(new Set([...others, code.reveal()]).size, 5);
    });

    it('makes codes of the length that is asked for', async () => {
      const { code } = await started({ digits: 6 });

      assert.match(code.reveal(), /^\d{6}$/u);
    });

    it('takes a right code once', async () => {
      const { id, challenge, code } = await started();

      const first = await challenges.guess(challenge, here, code, now);
      const second = await challenges.guess(challenge, here, code, now);

      assert.deepEqual(first, { ok: true, person: 'ada' });
      assert.deepEqual(second, { ok: false, reason: 'gone' });
      assert.equal(await challenges.open(id, now), undefined);
    });

    it('takes one of many right codes that arrive together', async () => {
      const { challenge, code } = await started();

      const guesses = await Promise.all(Array.from({ length: 20 }, () => challenges.guess(challenge, here, code, now)));

      assert.equal(guesses.filter((guess) => guess.ok).length, 1);
    });

    it('evaluates five of a hundred wrong codes that arrive together', async () => {
      const { id, challenge, code } = await started();
      const wrong = otherThan(code);

      const guesses = await Promise.all(
        Array.from({ length: 100 }, () => challenges.guess(challenge, here, wrong, now)),
      );

      const left = guesses.flatMap((guess) => (!guess.ok && guess.reason === 'wrong' ? [guess.left] : []));
      assert.deepEqual(left.sort(), [0, 1, 2, 3, 4]);
      assert.deepEqual(await challenges.guess(challenge, here, code, now), { ok: false, reason: 'gone' });
      assert.equal(await challenges.open(id, now), undefined);
    });

    it('takes a right code at the fifth try', async () => {
      const { challenge, code } = await started();
      for (let n = 0; n < 4; n += 1) await challenges.guess(challenge, here, otherThan(code), now);

      const fifth = await challenges.guess(challenge, here, code, now);

      assert.equal(fifth.ok, true);
    });

    it('answers nobody but the conversation that asked', async () => {
      const { challenge, code } = await started();

      const elsewhere = await challenges.guess(challenge, '["direct-line","directline","c2","dl_2"]', code, now);

      assert.deepEqual(elsewhere, { ok: false, reason: 'gone' });
      assert.equal((await challenges.guess(challenge, here, code, now)).ok, true);
    });

    it('takes a code until it expires and not a moment longer', async () => {
      const one = await started();
      const other = await started({ address: 'elsewhere' });

      const inTime = await challenges.guess(one.challenge, here, one.code, new Date(later(10).getTime() - 1));
      const late = await challenges.guess(other.challenge, 'elsewhere', other.code, later(10));

      assert.equal(inTime.ok, true);
      assert.deepEqual(late, { ok: false, reason: 'gone' });
      assert.equal(await challenges.open(other.id, later(10)), undefined);
    });

    it('voids what is open in a conversation when it starts another', async () => {
      const old = await started();
      const elsewhere = await started({ address: 'elsewhere' });
      const renewed = await started();

      assert.equal(await challenges.open(old.id, now), undefined);
      assert.deepEqual(await challenges.guess(old.challenge, here, old.code, now), { ok: false, reason: 'gone' });
      assert.equal((await challenges.guess(renewed.challenge, here, renewed.code, now)).ok, true);
      assert.equal((await challenges.guess(elsewhere.challenge, 'elsewhere', elsewhere.code, now)).ok, true);
    });

    it('voids one on demand', async () => {
      const { id, challenge, code } = await started();

      await challenges.void(id);

      assert.deepEqual(await challenges.guess(challenge, here, code, now), { ok: false, reason: 'gone' });
    });

    it('calls a right code wrong where no person was found, and counts it', async () => {
      const id = await challenges.start(given, now);
      const challenge = await opened(id);
      const code = challenges.codeOf(challenge);

      const guess = await challenges.guess(challenge, here, code, now);

      assert.deepEqual(guess, { ok: false, reason: 'wrong', left: 4 });
    });

    it('learns the person later, twice if need be', async () => {
      const id = await challenges.start(given, now);
      const challenge = await opened(id);
      const code = challenges.codeOf(challenge);

      await challenges.setPerson(id, 'ada');
      await challenges.setPerson(id, 'ada');

      assert.equal((await opened(id)).person, 'ada');
      assert.deepEqual(await challenges.guess(await opened(id), here, code, now), { ok: true, person: 'ada' });
    });

    it('starts nothing in a transaction that fails', async () => {
      const ids: string[] = [];

      const failing = database.transaction(async (tx) => {
        ids.push(await challenges.start(given, now, tx));
        throw new Error('after all not');
      });

      await assert.rejects(failing, /after all not/);
      assert.equal(ids.length, 1);
      assert.equal(await challenges.open(ids.join(), now), undefined);
    });

    it('takes a code of the previous key after a change of keys', async () => {
      const { id, challenge, code } = await started();

      const afterwards = challengesStore(database, keyring(keyTwo, [keyOne]), tries);

      const known = await afterwards.open(id, now);
      assert.ok(known);
      assert.equal(afterwards.codeOf(known).reveal(), code.reveal());
      assert.deepEqual(await afterwards.guess(challenge, here, code, now), { ok: true, person: 'ada' });
    });

    it('knows a challenge no more once its key is gone', async () => {
      const { id, challenge, code } = await started();

      const afterwards = challengesStore(database, keyring(keyTwo), tries);

      assert.equal(await afterwards.open(id, now), undefined);
      assert.deepEqual(await afterwards.guess(challenge, here, code, now), { ok: false, reason: 'gone' });
    });

    it('forgets what expired more than a day ago', async () => {
      await started();
      const { id } = await started({ address: 'elsewhere', expiresAt: later(60) });

      await forgetOldChallenges(database, later(24 * 60 + 11));

      const rows = await database.query('SELECT id FROM challenges', []);
      assert.deepEqual(rows, [{ id }]);
    });
  });
}
