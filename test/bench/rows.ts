/** One number of the bench. `met` is absent where there is no target. */
export interface BenchRow {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** Such as `≥ 1.2`: what `met` was judged by. */
  readonly target?: string;
  readonly met?: boolean;
}

export type Target = { readonly atLeast: number } | { readonly atMost: number };

export function row(name: string, unit: string, value: number, target?: Target): BenchRow {
  const measured = { name, unit, value: rounded(value) };
  if (!target) return measured;
  return 'atLeast' in target
    ? { ...measured, target: `≥ ${target.atLeast}`, met: value >= target.atLeast }
    : { ...measured, target: `≤ ${target.atMost}`, met: value <= target.atMost };
}

/** Three significant digits: more would pretend. */
const rounded = (value: number): number => Number(value.toPrecision(3));

/** One object on standard output, for programs: every row has every field. */
export function jsonOf(rows: readonly BenchRow[]): string {
  const whole = rows.map(({ name, unit, value, target = null, met = null }) => ({ name, unit, target, value, met }));
  return JSON.stringify({ rows: whole }, null, 2);
}

export function tableOf(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ name, unit, value, target = '', met }) => [
    name,
    `${value}`,
    unit,
    target,
    met === undefined ? '' : met ? 'met' : 'MISSED',
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((cell) => cell[column]?.length ?? 0)));
  return cells
    .map((cell) =>
      cell
        .map((text, column) => (column === 1 ? text.padStart(widths[1] ?? 0) : text.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `share` between 0 and 1 of unsorted numbers; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
