import assert from 'node:assert/strict';
import { personIn } from '../../src/pages/sign-in/claims.rules.ts';

const oid = '6f1d0c00-0000-4000-8000-000000000001';
const tid = '22222222-2222-4222-8222-222222222222';
const now = new Date('2026-01-05T12:00:00Z');
const at = (secondsAgo: number) => now.getTime() / 1000 - secondsAgo;
const entra = { issuer: new URL('https://login.example/'), subjectClaim: 'oid', allowedTenants: [tid] };
const named = { ...entra, subjectClaim: 'employee', allowedTenants: [] };

const outcome = (claims: object, config = entra, confirms = false) => {
  const found = personIn({ ...claims }, { config, ...(confirms ? { confirmation: { now, seconds: 600 } } : {}) });
  return found.ok ? found.person.directoryId : found.reason;
};

describe('whom the claims of an ID token are about', () => {
  const cases: readonly [string, object, string][] = [
    ['oid and tid', { oid, tid }, oid],
    ['the same in capitals', { oid: oid.toUpperCase(), tid: tid.toUpperCase() }, oid],
    ['an oid that is no id', { oid: 'ada@contoso.com', tid }, 'no-subject'],
    ['a subject alone', { sub: oid, tid }, 'no-subject'],
    ['addresses and names alone', { email: 'a@b.c', preferred_username: 'a@b.c', upn: 'a@b.c', tid }, 'no-subject'],
    ['no tenant', { oid }, 'other-tenant'],
    ['a tenant that is no text', { oid, tid: [tid] }, 'other-tenant'],
    ['another tenant', { oid, tid: oid }, 'other-tenant'],
  ];
  for (const [what, claims, expected] of cases) {
    it(`${what}: ${expected}`, () => assert.equal(outcome(claims), expected));
  }

  it('is believed of no tenant where none is allowed', () => {
    assert.equal(outcome({ oid, tid }, { ...entra, allowedTenants: [] }), 'other-tenant');
  });

  it('is the claim that was named, as it is', () => {
    assert.equal(outcome({ employee: 'E-0815', sub: 'x', oid }, named), 'E-0815');
    assert.equal(outcome({ employee: 'E\u0000' }, named), 'no-subject');
    assert.equal(outcome({ employee: 815 }, named), 'no-subject');
    assert.equal(outcome({}, { ...named, subjectClaim: 'constructor' }), 'no-subject');
    assert.equal(outcome({ employee: 'E-0815', tid }, named), 'other-tenant');
  });

  const proofs: readonly [string, unknown, string][] = [
    ['now', at(0), oid],
    ['ten minutes ago', at(600), oid],
    ['a second more', at(601), 'old-auth-time'],
    ['a clock that is half a minute ahead', at(-30), oid],
    ['in two minutes', at(-120), 'old-auth-time'],
    ['never', undefined, 'no-auth-time'],
    ['in words', '2026-01-05', 'no-auth-time'],
    ['not a number', Number.NaN, 'no-auth-time'],
  ];
  for (const [when, auth_time, expected] of proofs) {
    it(`confirms a change where they signed in ${when}: ${expected}`, () => {
      assert.equal(outcome({ oid, tid, auth_time }, entra, true), expected);
    });
  }

  it('shows a name without what nobody sees, and of a length that fits', () => {
    const found = personIn({ oid, tid, name: `Ada\u202e\n${'x'.repeat(500)}` }, { config: entra });

    assert.equal(found.ok && found.person.name, `Ada ${'x'.repeat(96)}`);
  });
});
