/** Upper ends in seconds; what took longer is in the last one. Fine where most things happen, and few enough to count each by itself. */
const ends = [10, 20, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 300, 420, 600, 900, 1_800, 3_600] as const;

/** The bucket that a duration is counted in. */
export const durationBucket = (seconds: number): number =>
  ends.find((end) => seconds <= end) ?? ends[ends.length - 1] ?? 0;

/** About the middle of many durations, seconds, from how many were counted in each bucket; undefined of none. */
export function medianOf(counts: ReadonlyMap<number, number>): number | undefined {
  const half = [...counts.values()].reduce((sum, count) => sum + count, 0) / 2;
  let passed = 0;
  let start = 0;
  for (const end of ends) {
    const count = counts.get(end) ?? 0;
    if (count > 0 && passed + count >= half) return start + ((half - passed) / count) * (end - start);
    passed += count;
    start = end;
  }
  return undefined;
}
