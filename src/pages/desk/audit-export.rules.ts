import type { AuditRow } from '../../storage/audit.ts';

const columns = ['id', 'at', 'who', 'whoName', 'role', 'what', 'person', 'personName', 'ticket', 'reason'];

const fieldsOf = ({ id, at, who, what, person, ticket, reason }: AuditRow) => ({
  id,
  at: at.toISOString(),
  who: who.id,
  whoName: who.name,
  role: who.role,
  what,
  person: person?.id,
  personName: person?.displayName,
  ticket,
  reason,
});

/** JSON lines: one object a line, fields that are not there left out. */
export const jsonLines = (rows: readonly AuditRow[]): string =>
  rows.map((row) => `${JSON.stringify(fieldsOf(row))}\n`).join('');

/** RFC 4180, with a line of names. */
export function csv(rows: readonly AuditRow[]): string {
  const lines = rows.map((row) => Object.values(fieldsOf(row)).map(cell).join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}

/** What begins like a formula a spreadsheet would work out, with whatever an attacker wrote in it; an apostrophe makes it text (OWASP, CSV injection). */
const cell = (value: string | number | undefined): string => {
  const text = String(value ?? '');
  const harmless = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/u.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
};
