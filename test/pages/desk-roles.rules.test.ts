import assert from 'node:assert/strict';
import { roleIn } from '../../src/pages/desk/roles.rules.ts';

const roles = { claim: 'roles', values: { agent: ['A', 'A2'], lead: ['L'], auditor: ['R'] } };

describe('the role of somebody who signs in to the desk', () => {
  for (const [claims, role] of [
    [{ roles: ['A'] }, 'agent'],
    [{ roles: ['x', 'A2'] }, 'agent'],
    [{ roles: 'L' }, 'lead'],
    [{ roles: ['R', 'A', 'L'] }, 'lead'],
    [{ roles: ['R', 'A'] }, 'agent'],
    [{ roles: ['R'] }, 'auditor'],
    [{ roles: ['a', 'AL'] }, undefined],
    [{ roles: [] }, undefined],
    [{ roles: null }, undefined],
    [{ roles: [['L']] }, undefined],
    [{ groups: ['L'] }, undefined],
    [{}, undefined],
    [Object.create({ roles: ['L'] }), undefined],
  ] as const) {
    it(`${JSON.stringify(claims)} → ${role ?? 'nobody'}`, () => {
      assert.equal(roleIn(claims, roles), role);
    });
  }

  it('is nobody’s where no value is named', () => {
    const values = { agent: [], lead: [], auditor: [] };

    assert.equal(roleIn({ roles: [''] }, { claim: 'roles', values }), undefined);
    assert.equal(roleIn({}, { claim: 'roles', values }), undefined);
  });
});
