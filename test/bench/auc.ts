/** How well one sample is told from another by its values alone: 0.5 not at all, 1 always. */
export interface Auc {
  /** max(AUC, 1 − AUC). */
  readonly value: number;
  /** Lower end of its 95 % confidence interval. */
  readonly lower: number;
}

/**
 * Area under the ROC curve with the interval of DeLong, DeLong and Clarke-Pearson (1988). With `comparisons` the interval holds for all of
 * them together (Bonferroni).
 */
export function aucOf(one: readonly number[], other: readonly number[], comparisons = 1): Auc {
  const ofOne = placements(one, other);
  const ofOther = placements(other, one);
  const auc = mean(ofOne);
  const error = Math.sqrt(variance(ofOne) / one.length + variance(ofOther) / other.length);
  const value = Math.max(auc, 1 - auc);
  return { value, lower: value - upperQuantile(0.05 / comparisons / 2) * error };
}

/** For each value the share of `others` below it; equal ones count half. */
function placements(values: readonly number[], others: readonly number[]): readonly number[] {
  const sorted = [...others].sort((a, b) => a - b);
  return values.map(
    (value) => (countBelow(sorted, value, false) + countBelow(sorted, value, true)) / 2 / sorted.length,
  );
}

function countBelow(sorted: readonly number[], value: number, orEqual: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = sorted[middle] ?? 0;
    if (at < value || (orEqual && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

/** Of the standard normal distribution; Abramowitz and Stegun 26.2.23, off by less than 0.00045. */
function upperQuantile(share: number): number {
  const t = Math.sqrt(-2 * Math.log(share));
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}
