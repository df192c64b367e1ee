import { CsvError, parse } from 'csv-parse/sync';

/** One object of a cmdlet's output. Names are in lower case: PowerShell does not mind it, nor do spreadsheets keep it. */
export interface ExportRow {
  /** For people: `numbers.csv, row 3`. */
  readonly place: string;
  readonly fields: ReadonlyMap<string, unknown>;
}

/** What is wrong with an export, as a sentence that names the place. */
export class ExportProblem extends Error {
  override readonly name = 'ExportProblem';
}

/** The rows of `ConvertTo-Json` (a list, one object, or what Windows PowerShell makes of a list) or `Export-Csv` (any delimiter, with or without its line of types). */
export function exportRows(file: string, text: string): readonly ExportRow[] {
  const items = /^\s*[[{]/u.test(text) ? itemsOfJson(file, text) : itemsOfCsv(file, text);
  return items.map((item, index) => {
    const place = `${file}, row ${index + 1}`;
    const fields = fieldsOf(item);
    if (!fields) throw new ExportProblem(`${place}: is not an object`);
    return { place, fields };
  });
}

function itemsOfJson(file: string, text: string): readonly unknown[] {
  try {
    return itemsOf(JSON.parse(text));
  } catch {
    throw new ExportProblem(`${file}: begins as JSON but is none`);
  }
}

/** A list however it came: itself, `{ value, Count }` as Windows PowerShell writes some, or a single item. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isRecord(value) && Array.isArray(value.value) && 'Count' in value) return value.value;
  return value === null || value === undefined || value === '' ? [] : [value];
}

function itemsOfCsv(file: string, text: string): readonly unknown[] {
  const table = text.replace(/^#TYPE[^\n]*\n/u, '');
  try {
    const rows: readonly unknown[] = parse(table, {
      columns: true,
      delimiter: delimiterOf(table),
      skip_empty_lines: true,
      trim: true,
    });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error && typeof error.lines === 'number' ? `, line ${error.lines}` : '';
    throw new ExportProblem(`${file}${line}: is not CSV (${error.code})`);
  }
}

/** The sign that stands most often between the names of the columns: `Export-Csv -UseCulture` takes the region's. */
function delimiterOf(table: string): string {
  const [header = ''] = table.split('\n');
  const count = (sign: string) => header.split(sign).length;
  const [best = ','] = [',', ';', '\t'].sort((one, other) => count(other) - count(one));
  return best;
}

/** Fields of an object, or of one that was cut short to `@{Number=…; City=…}` because it lay too deep. */
export function fieldsOf(item: unknown): ReadonlyMap<string, unknown> | undefined {
  if (isRecord(item)) return new Map(Object.entries(item).map(([name, value]) => [name.trim().toLowerCase(), value]));
  const cut = typeof item === 'string' ? /^@\{(.*)\}$/su.exec(item.trim())?.[1] : undefined;
  if (cut === undefined) return undefined;
  const pairs = cut.split(/; ?(?=\w+=)/u).flatMap((pair) => {
    const [, name, value] = /^(\w+)=(.*)$/su.exec(pair.trim()) ?? [];
    return name === undefined ? [] : [[name.toLowerCase(), value] as const];
  });
  return pairs.length > 0 ? new Map(pairs) : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
