import assert from 'node:assert/strict';
import { csv, jsonLines } from '../../src/pages/desk/audit-export.rules.ts';
import type { AuditRow } from '../../src/storage/audit.ts';

const row = (given: Partial<AuditRow> = {}): AuditRow => ({
  id: 7,
  at: new Date('2026-01-05T11:30:00Z'),
  who: { id: 'kim', name: 'Kim', role: 'agent' },
  what: 'ticket-solve',
  ...given,
});

describe('the audit as a file', () => {
  it('has a line of names and one of values, quoted', () => {
    const person = { id: 'p1', displayName: 'Ada "Al" Archer' };

    const text = csv([row({ person, ticket: 1042, reason: 'one,\r\ntwo' })]);

    assert.equal(
      text,
      'id,at,who,whoName,role,what,person,personName,ticket,reason\r\n' +
        '"7","2026-01-05T11:30:00.000Z","kim","Kim","agent","ticket-solve","p1","Ada ""Al"" Archer","1042","one,\r\ntwo"\r\n',
    );
  });

  for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '=HYPERLINK("http://evil")']) {
    it(`is no formula in a spreadsheet: ${JSON.stringify(formula)}`, () => {
      const text = csv([row({ reason: formula, who: { id: formula, name: formula, role: formula } })]);

      assert.equal(text.split(`"'${formula.replaceAll('"', '""')}"`).length, 5);
      assert.ok(!text.includes(`"${formula.replaceAll('"', '""')}"`));
    });
  }

  it('is a JSON object a line, whatever is written in it', () => {
    const rows = [row({ reason: 'one\ntwo\u2028"' }), row({ id: 8, ticket: 1042 })];

    const parsed = jsonLines(rows)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));

    assert.deepEqual(
      parsed.map(({ id, reason, ticket }) => [id, reason, ticket]),
      [
        [7, 'one\ntwo\u2028"', undefined],
        [8, undefined, 1042],
      ],
    );
  });
});
