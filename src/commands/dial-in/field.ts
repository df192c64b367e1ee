import { ExportProblem, type ExportRow, itemsOf } from './export-rows.ts';

/** A .NET type's name stands where PowerShell would not write a list: `System.Object[]`, ``System.Collections.Generic.List`1[System.String]``. */
const isTypeName = (value: string): boolean => /^(System|Microsoft|Deserialized)\.[\w.+`]+(\[.*\])?$/u.test(value);

export const has = ({ fields }: ExportRow, name: string): boolean => fields.has(name.toLowerCase());

export const wrong = ({ place }: ExportRow, field: string, why: string): ExportProblem =>
  new ExportProblem(`${place}, ${field}: ${why}`);

/** A value as text; undefined where it is empty, `$null` or not there. */
export function textIn({ fields }: ExportRow, name: string): string | undefined {
  const value = fields.get(name.toLowerCase());
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' ? undefined : text;
}

/** Several values. `cut`: PowerShell did not write them, only what kind of list they are. `between` parts a list that became one string. */
export function listIn({ fields }: ExportRow, name: string, between: RegExp): readonly string[] | 'cut' {
  const items = itemsOf(fields.get(name.toLowerCase()));
  const texts = items.flatMap((item) => (typeof item === 'string' || typeof item === 'number' ? [String(item)] : []));
  if (texts.length < items.length || texts.some((text) => isTypeName(text.trim()))) return 'cut';
  return texts.flatMap((text) =>
    text
      .replace(/^\{(.*)\}$/su, '$1')
      .split(between)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
}
