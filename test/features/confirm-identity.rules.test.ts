import assert from 'node:assert/strict';
import type { Person } from '../../src/backends/user-directory/user-directory.ts';
import {
  addressIn,
  bareCode,
  hasCodeShape,
  ineligible,
  isAddress,
  looksLikeCode,
  noCodeFor,
  normalised,
  pathOf,
  pauseSeconds,
} from '../../src/features/confirm-identity/confirm-identity.rules.ts';
import { limits } from '../../src/kernel/limits.ts';

const ada: Person = {
  id: 'ada',
  displayName: 'Ada',
  userPrincipalName: 'ada@contoso.com',
  addresses: ['ada@contoso.com'],
  noticeAddresses: ['ada@contoso.com'],
  accountEnabled: true,
  userType: 'member',
  isProtected: false,
  businessPhones: [],
  hasDeskPhone: false,
};

describe('the rules of confirming an identity', () => {
  for (const typed of ['ada@contoso.com', "o'neil+pin@mail.contoso.co.uk", 'søren@example.dk', 'a@b.c']) {
    it(`takes ${typed} for an address`, () => {
      assert.equal(isAddress(typed), true);
    });
  }

  for (const typed of [
    '',
    'ada',
    'ada@contoso',
    'ada@@contoso.com',
    'ada@contoso.com;bo@contoso.com',
    'a@b.c\nBcc:x@y.z',
    `${'a'.repeat(250)}@b.com`,
  ]) {
    it(`refuses ${JSON.stringify(typed.slice(0, 40))} as an address`, () => {
      assert.equal(isAddress(typed), false);
    });
  }

  it('takes addresses that people mean to be the same for the same', () => {
    assert.equal(normalised('  Ada.Archer@Contoso.COM '), 'ada.archer@contoso.com');
  });

  it('finds the one address in a sentence, and none in a choice of two', () => {
    assert.equal(addressIn("Sure, it's ada@contoso.com."), 'ada@contoso.com');
    assert.equal(addressIn('ada@contoso.com or bo@contoso.com'), undefined);
    assert.equal(addressIn('I forgot my PIN'), undefined);
  });

  it('reads a code with spaces and hyphens inside', () => {
    assert.equal(bareCode(' 1234 56-78\n'), '12345678');
    assert.equal(hasCodeShape('12345678', 8), true);
    assert.equal(hasCodeShape('1234567', 8), false);
    assert.equal(hasCodeShape('1234567a', 8), false);
  });

  it('does not take a sentence with a number in it for a code', () => {
    assert.equal(looksLikeCode(bareCode('12345678')), true);
    assert.equal(looksLikeCode(bareCode('my code is 12345678')), false);
    assert.equal(looksLikeCode(bareCode('*6')), false);
  });

  it('gives a code only to an enabled member with an address whom a bot may serve', () => {
    assert.equal(ineligible(ada), undefined);
    assert.equal(ineligible({ ...ada, accountEnabled: false }), 'disabled');
    assert.equal(ineligible({ ...ada, userType: 'guest' }), 'guest');
    assert.equal(ineligible({ ...ada, isProtected: true }), 'protected');
  });

  it('gives no code without an address, soon after a change of password, or to a new account', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
    const reason = (change: Partial<Person>) => noCodeFor({ ...ada, ...change }, now, limits);

    assert.equal(reason({}), undefined);
    assert.equal(reason({ addresses: [] }), 'no-address');
    assert.equal(reason({ lastPasswordChangeAt: hoursAgo(23) }), 'new-password');
    assert.equal(reason({ lastPasswordChangeAt: hoursAgo(25) }), undefined);
    assert.equal(reason({ createdAt: hoursAgo(6 * 24) }), 'new-account');
    assert.equal(reason({ createdAt: hoursAgo(8 * 24) }), undefined);
    assert.equal(reason({ isProtected: true, createdAt: hoursAgo(1) }), 'protected');
  });

  it('doubles a pause up to a day', () => {
    const hours = [0, 1, 2, 3, 4, 5, 50].map((earlier) => pauseSeconds(earlier, limits.pause) / 3600);

    assert.deepEqual(hours, [1, 2, 4, 8, 16, 24, 24]);
  });

  it('treats a channel that vouches for nobody as anonymous', () => {
    assert.equal(pathOf({ path: 'teams' }), 'anonymous');
    assert.equal(pathOf({ path: 'teams', vouchedFor: { directoryId: 'ada', tenantId: 't' } }), 'teams');
  });
});
