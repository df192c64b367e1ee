import assert from 'node:assert/strict';
import type { PinStatus } from '../../src/backends/pin-service/pin-service.ts';
import { pinStatus } from '../../src/features/pin-status/pin-status.flow.ts';
import { notShown, standingOf } from '../../src/features/pin-status/pin-status.rules.ts';
import { locales } from '../../src/kernel/locale.ts';
import type { Database } from '../../src/storage/database.ts';
import { onlyCard, shownIn } from '../support/answers.ts';
import { freshDatabase } from '../support/databases.ts';
import { flowDriver, saidBy, textOf } from '../support/flow-driver.ts';
import { testNeeds, turnAt } from '../support/needs.ts';
import { ada, pinsThat } from '../support/resetting.ts';

const now = new Date('2026-11-23T10:00:00Z');
const good: PinStatus = {
  isSet: true,
  isLocked: false,
  changedAt: new Date('2026-03-01T09:00:00Z'),
  expiresAt: new Date('2027-01-31T09:00:00Z'),
};

describe('how a PIN stands', () => {
  const cases: readonly (readonly [Partial<PinStatus>, string])[] = [
    [{}, 'setUntil'],
    [{ expiresAt: 'never' }, 'setForever'],
    [{ expiresAt: 'unknown' }, 'set'],
    [{ expiresAt: now }, 'expired'],
    [{ isLocked: true, isSet: false }, 'locked'],
    [{ isSet: false }, 'notSet'],
    [{ isSet: 'unknown', expiresAt: 'unknown' }, 'unknown'],
    [{ isSet: 'unknown', expiresAt: 'never' }, 'unknown'],
    [{ isLocked: 'unknown' }, 'setUntil'],
  ];
  for (const [given, standing] of cases)
    it(`is ${standing} with ${JSON.stringify(given)}`, () => {
      assert.equal(standingOf({ ...good, ...given }, now), standing);
    });
});

describe('pin-status', () => {
  let database: Database;
  before(async () => {
    database = await freshDatabase('pglite');
  });
  after(() => database.close());

  const confirmation = { person: ada, at: now.toISOString(), changesLeft: 1, basis: 'b', proof: 'p' };
  const vouchedFor = { directoryId: ada, tenantId: 't' };

  function driver(status: PinStatus | undefined, given: Parameters<typeof turnAt>[1] = {}) {
    const pins = status ? { pins: pinsThat({ statusOf: async () => status }) } : {};
    const test = testNeeds(database, pins);
    return { test, flow: flowDriver(pinStatus(test.needs), () => turnAt(test, { confirmation, ...given })) };
  }

  it('is for a confirmed person, in a chat of two', () => {
    const { test } = driver(undefined);
    const flow = pinStatus(test.needs);

    assert.equal(flow.requires, 'confirmed-identity');
    assert.equal(flow.personal, true);
    assert.equal(flow.changes, undefined);
  });

  it('shows how the PIN stands, and number and extension to whom a channel vouches for', async () => {
    const reply = onlyCard(await driver(good, { vouchedFor }).flow.show());

    assert.deepEqual(reply.fallbackText.split('\n'), [
      'Your PIN is set, and valid until January 31, 2027.',
      'Last changed: March 1, 2026',
      'Valid until: January 31, 2027',
      'Your number: +1 206 555 0114',
      'Your extension: 40114',
      'Nobody can look up the PIN itself, not even the help desk.',
    ]);
    assert.equal(reply.speak, 'Your PIN is set, and valid until January 31, 2027.');
  });

  it('shows no more than the end of a number to somebody whom a mailed code confirmed', async () => {
    const { fallbackText } = onlyCard(await driver(good).flow.show());

    assert.match(fallbackText, /Your number: •••• 14\nNobody can look up/);
    assert.doesNotMatch(fallbackText, /0114/);
  });

  it('says what to do about a locked PIN, and that the embedded service opens no meeting', async () => {
    const locked = onlyCard(await driver({ ...good, isLocked: true }).flow.show());
    const embedded = onlyCard(await driver(undefined).flow.show());

    assert.match(locked.fallbackText, /^Your PIN is locked\. Only the help desk can unlock it: \+1 410-555-0120\./);
    assert.match(embedded.fallbackText, /^You have no PIN yet\.\nLast changed: never\n/);
    assert.match(embedded.fallbackText, /opens no real meeting/);
  });

  it('fills its card in every language', async () => {
    for (const locale of locales) {
      for (const status of [good, { ...good, isSet: false }, { ...good, expiresAt: now }]) {
        const reply = onlyCard(await driver(status, { locale }).flow.show());

        assert.ok(shownIn(reply).every((shown) => shown.length > 0));
      }
    }
  });

  it('hands over whom the directory no longer has', async () => {
    const { flow } = driver(good, { confirmation: { ...confirmation, person: 'gone' } });

    const next = await flow.enter();

    assert.equal(flow.went, 'escalate not-eligible');
    assert.match(textOf(saidBy(next)), /no longer find your account/);
  });

  it('enters for everybody else', async () => {
    const { flow } = driver(good);

    assert.equal(await flow.enter(), undefined);
  });

  it('shows nothing of a reported PIN to whom no channel vouches for', () => {
    const person = { accountEnabled: true };
    const stopped = (isVouchedFor: boolean) => notShown(person, { stop: 'frozen', isVouchedFor });

    assert.equal(stopped(false), 'notHere');
    assert.equal(stopped(true), undefined);
    assert.equal(notShown({ accountEnabled: false }, { stop: undefined, isVouchedFor: true }), 'disabled');
  });
});
