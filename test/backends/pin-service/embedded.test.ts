import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PinServiceVariables } from '../../../src/backends/pin-service/configured.ts';
import { embeddedPinService } from '../../../src/backends/pin-service/embedded.ts';
import { defaultCost } from '../../../src/backends/pin-service/pin-hash.ts';
import { keyring } from '../../../src/kernel/keyring.ts';
import { defaultPinPolicy } from '../../../src/kernel/pin-policy.rules.ts';
import { Secret } from '../../../src/kernel/secret.ts';
import type { Database } from '../../../src/storage/database.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { pinOwner as ada } from '../../support/pin-owner.ts';
import { chosenPinServiceContract } from './contract.ts';

const policy = { ...defaultPinPolicy, historyCount: 3 };
const [oldKey, newKey] = [
  new Secret('an old key of thirty-two characters'),
  new Secret('a new key of thirty-two characters.'),
];
const now = new Date('2026-10-05T08:00:00Z');
const clock = { now: () => now };
/** As weak as scrypt goes: the tests are not about time. */
const cost = { n: 16, r: 1, p: 1 };
const [good, better, third] = [new Secret('18723834'), new Secret('383042650'), new Secret('620875')];

for (const kind of databaseKinds) {
  const service = (database: Database, options: Partial<Parameters<typeof embeddedPinService>[0]> = {}) =>
    embeddedPinService({ database, keys: keyring(oldKey), policy, clock, cost, ...options });

  chosenPinServiceContract(
    `embedded on ${kind}`,
    async () => {
      const database = await freshDatabase(kind);
      return {
        service: service(database),
        person: ada,
        notEnabled: { ...ada, id: 'kim', businessPhones: [] },
        breakDown: () => database.close(),
        close: () => database.close(),
      };
    },
    { historyCount: 3, whileSetting: 'reused' },
  );

  describe(`the embedded PIN service on ${kind}`, () => {
    let database: Database;
    beforeEach(async () => {
      database = await freshDatabase(kind);
    });
    afterEach(() => database.close());

    it('opens no real meeting, and says so', () => {
      const { opensMeetings } = service(database);

      assert.equal(opensMeetings, false);
    });

    it('tells when a PIN was set and when it expires', async () => {
      const pins = service(database, { policy: { ...policy, lifetimeDays: 30 } });

      const result = await pins.setPin(ada, good);

      const expiresAt = new Date('2026-11-04T08:00:00Z');
      assert.deepEqual(result, { ok: true, expiresAt });
      assert.deepEqual(await pins.statusOf(ada), { isSet: true, isLocked: false, changedAt: now, expiresAt });
    });

    it('writes neither the PIN nor anything that is the same for two people', async () => {
      const pins = service(database);
      await pins.setPin(ada, good);
      await pins.setPin({ ...ada, id: 'bo' }, good);

      const rows = await database.query(
        'SELECT salt, history, to_jsonb(pins)::text AS everything FROM pins ORDER BY person',
      );

      assert.equal(rows.length, 2);
      assert.notDeepEqual(rows[0]?.salt, rows[1]?.salt);
      assert.notDeepEqual(rows[0]?.history, rows[1]?.history);
      for (const { everything } of rows) assert.doesNotMatch(String(everything), new RegExp(good.reveal()));
    });

    it('needs the key besides the database to tell a PIN', async () => {
      await service(database).setPin(ada, good);
      await database.query(`INSERT INTO pins SELECT 'bo', salt, history, is_set, is_locked, changed_at FROM pins`);

      const sameKey = await service(database).setPin({ ...ada, id: 'bo' }, good);
      const otherKey = await service(database, { keys: keyring(newKey) }).setPin(ada, good);

      assert.deepEqual(sameKey, { ok: false, reason: 'reused' });
      assert.equal(otherKey.ok, true);
    });

    it('makes its hashes with the key, not only with its name', async () => {
      const [oldId, newId] = [keyring(oldKey).current('pin').id, keyring(newKey).current('pin').id];
      await service(database).setPin(ada, good);
      await database.query('UPDATE pins SET history = replace(history::text, $1, $2)::jsonb', [oldId, newId]);

      const result = await service(database, { keys: keyring(newKey) }).setPin(ada, good);

      assert.equal(result.ok, true);
    });

    it('keeps the history over a change of the key while the old one is known', async () => {
      await service(database).setPin(ada, good);
      const pins = service(database, { keys: keyring(newKey, [oldKey]) });
      await pins.setPin(ada, better);

      const results = [await pins.setPin(ada, good), await pins.setPin(ada, better), await pins.setPin(ada, third)];

      assert.deepEqual(results, [{ ok: false, reason: 'reused' }, { ok: false, reason: 'reused' }, { ok: true }]);
    });

    it('keeps the history over a change of the cost', async () => {
      await service(database).setPin(ada, good);

      const result = await service(database, { cost: { n: 32, r: 1, p: 1 } }).setPin(ada, good);

      assert.deepEqual(result, { ok: false, reason: 'reused' });
    });

    it('permits any earlier PIN where the policy has no history, and keeps one hash', async () => {
      const pins = service(database, { policy: { ...policy, historyCount: 0 } });
      await pins.setPin(ada, good);
      await pins.setPin(ada, better);

      const result = await pins.setPin(ada, better);

      const [row] = await database.query('SELECT jsonb_array_length(history) AS length FROM pins');
      assert.equal(result.ok, true);
      assert.equal(row?.length, 1);
    });

    it('refuses the mobile number too', async () => {
      const result = await service(database).setPin(ada, new Secret('07700900516'));

      assert.deepEqual(result, { ok: false, reason: 'too-easy' });
    });

    it('does not bring a PIN back that was taken out of use', async () => {
      const pins = service(database);
      await pins.setPin(ada, good);
      await pins.takeOutOfUse(ada);

      await pins.unlock(ada);

      assert.deepEqual(await pins.statusOf(ada), { isSet: false, isLocked: false, changedAt: now, expiresAt: 'never' });
    });

    it('takes twenty different PINs at once, one after the other', async () => {
      const digits = Array.from({ length: 20 }, (_, index) => new Secret(`${60 + index}4829170`));

      const results = await Promise.all(digits.map((pin) => service(database).setPin(ada, pin)));

      const [row] = await database.query('SELECT jsonb_array_length(history) AS length FROM pins');
      assert.ok(results.every((result) => result.ok));
      assert.equal(row?.length, 3);
    });

    it('lets no PIN through that was hashed while another one locked the person out', async () => {
      const pins = service(database, { cost: { n: 2 ** 12, r: 8, p: 1 } });
      await pins.setPin(ada, good);

      const setting = Array.from({ length: 10 }, () => pins.setPin(ada, better));
      await pins.takeOutOfUse(ada);
      await Promise.all(setting);

      const status = await pins.statusOf(ada);
      assert.equal(status.isLocked, true);
      assert.equal(status.isSet, false);
      assert.deepEqual(await pins.setPin(ada, third), { ok: false, reason: 'locked' });
    });
  });
}

describe('the hash of a PIN', () => {
  it('does not hold up the event loop', async () => {
    const database = await freshDatabase();
    const pins = embeddedPinService({ database, keys: keyring(oldKey), policy, clock, cost: { ...defaultCost, p: 4 } });
    await pins.statusOf(ada);
    const delays = monitorEventLoopDelay({ resolution: 1 });
    const started = performance.now();
    delays.enable();

    await pins.setPin(ada, good);

    delays.disable();
    await database.close();
    const took = performance.now() - started;
    assert.ok(delays.max / 1e6 < took / 2, `${delays.max / 1e6} of ${took} ms`);
  });
});

describe('the environment of the embedded PIN service', () => {
  it('has the policy’s defaults', () => {
    const variables = PinServiceVariables.parse({ PIN_SERVICE: 'embedded' });

    const { minLength, maxLength, historyCount, lifetimeDays } = defaultPinPolicy;
    assert.deepEqual(variables, {
      PIN_SERVICE: 'embedded',
      PIN_MIN_LENGTH: minLength,
      PIN_MAX_LENGTH: maxLength,
      PIN_HISTORY_COUNT: historyCount,
      PIN_LIFETIME_DAYS: lifetimeDays,
      ALLOW_COMMON_PATTERNS: false,
      REFUSE_DATES: true,
    });
  });

  it('refuses what Skype for Business would', () => {
    const wrong = [
      { PIN_MIN_LENGTH: '3' },
      { PIN_MAX_LENGTH: '25' },
      { PIN_HISTORY_COUNT: '21' },
      { REFUSE_DATES: 'no' },
    ];

    const parsed = wrong.map((variables) => PinServiceVariables.safeParse({ PIN_SERVICE: 'embedded', ...variables }));

    assert.ok(parsed.every((result) => !result.success));
  });
});
