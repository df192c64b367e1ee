import { medianOf } from '../../kernel/durations.rules.ts';
import type { Figure } from '../../storage/figures.ts';

/** What is counted of a group of figures. */
export interface Tally {
  readonly started: number;
  readonly confirmed: number;
  readonly done: number;
  readonly escalated: number;
}

export interface Summary {
  readonly total: Tally;
  /** Seconds from the wish to what is done; undefined where nothing is. */
  readonly medianSeconds: number | undefined;
  /** Every day of the span, oldest first, also those on which nothing happened. */
  readonly byDay: readonly (readonly [string, Tally])[];
  /** The busiest first. */
  readonly byChannel: readonly (readonly [string, Tally])[];
  /** Tickets, the most frequent reason first. */
  readonly byReason: readonly (readonly [string, number])[];
}

const dayMs = 24 * 60 * 60 * 1000;

/** The days (UTC) of a span that ends today, oldest first: `2026-11-28`. */
export const daysUntil = (now: Date, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) =>
    new Date(now.getTime() - (count - 1 - index) * dayMs).toISOString().slice(0, 10),
  );

export function summaryOf(figures: readonly Figure[], days: readonly string[]): Summary {
  const tickets = figures.filter(({ what }) => what === 'escalated');
  const channels = [...new Set(figures.map(({ channel }) => channel))];
  const buckets = sums(figures.filter(({ what }) => what === 'took'));
  return {
    total: tallyOf(figures),
    medianSeconds: medianOf(new Map([...buckets].map(([bucket, count]) => [Number(bucket), count]))),
    byDay: days.map((day) => [day, tallyOf(figures.filter((figure) => figure.day === day))] as const),
    byChannel: channels
      .map((channel) => [channel, tallyOf(figures.filter((figure) => figure.channel === channel))] as const)
      .sort(([, one], [, other]) => sizeOf(other) - sizeOf(one)),
    byReason: [...sums(tickets)].sort(([, one], [, other]) => other - one),
  };
}

function tallyOf(figures: readonly Figure[]): Tally {
  const of = (what: keyof Tally): number =>
    figures.reduce((sum, figure) => (figure.what === what ? sum + figure.count : sum), 0);
  return { started: of('started'), confirmed: of('confirmed'), done: of('done'), escalated: of('escalated') };
}

function sums(figures: readonly Figure[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { detail, count } of figures) found.set(detail, (found.get(detail) ?? 0) + count);
  return found;
}

const sizeOf = ({ started, escalated }: Tally): number => started + escalated;
