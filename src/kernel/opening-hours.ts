import { dateFormat } from './date-format.ts';
import type { Locale } from './locale.ts';
import type { Site } from './site.ts';

type HelpDesk = Pick<Site['helpDesk'], 'hours' | 'timeZone'>;
type Shift = HelpDesk['hours'][number];
type Weekday = Shift['days'][number];

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const satisfies readonly Weekday[];
const weekFromMonday = [...weekdays.slice(1), weekdays[0]] as const;
const dayMs = 24 * 60 * 60 * 1000;

export type Opening =
  | { readonly open: true; readonly until: Date }
  /** `next` is missing where the desk has no hours at all. */
  | { readonly open: false; readonly next?: Date };

/**
 * Is the help desk open at `now`, and until or from when? Hours are wall-clock times in the desk's own time zone, so they follow
 * its summer time. `to` at or before `from` ends on the following day; shifts that touch or overlap count as one.
 */
export function opening({ hours, timeZone }: HelpDesk, now: Date): Opening {
  const spans = spansAround(hours, timeZone, now);
  let until: Date | undefined;
  for (const { from, to } of spans) {
    const reach = until ?? now;
    if (from <= reach && to > reach) until = to;
  }
  if (until) return { open: true, until };
  const next = spans.find(({ from }) => from > now)?.from;
  return next ? { open: false, next } : { open: false };
}

/** The hours as lines to show, weekdays from Monday: `Mon–Fri 08:00–17:00`. The last line names the time zone. Empty without hours. */
export function openingHoursText({ hours, timeZone }: HelpDesk, locale: Locale): readonly string[] {
  if (hours.length === 0) return [];
  const shifts = hours.map(({ days, from, to }) => `${daysText(days, locale)} ${from}–${to}`);
  return [...shifts, `(${timeZoneName(timeZone, locale)})`];
}

/** A time zone as people call it, the same in summer and in winter: `Eastern Time` for `America/New_York`. */
export function timeZoneName(timeZone: string, locale: Locale): string {
  const name = dateFormat(locale, { timeZone, timeZoneName: 'longGeneric' });
  // Any day of today's rules does: a generic name leaves out whether summer time is on, but not whether a year has one.
  const parts = name.formatToParts(new Date(Date.UTC(2026, 0, 4)));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** A moment as the desk's own wall clock shows it, such as `Monday 08:00` in the reader's language. */
export const openingMoment = (moment: Date, timeZone: string, locale: Locale): string =>
  dateFormat(locale, {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(moment);

/** The time alone, for a moment that is known to be today. */
export const openingTime = (moment: Date, timeZone: string, locale: Locale): string =>
  dateFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment);

/** Do both moments fall on one day of the desk's calendar? */
export const onOneDay = (one: Date, other: Date, timeZone: string): boolean =>
  Math.floor(wallClock(one, timeZone) / dayMs) === Math.floor(wallClock(other, timeZone) / dayMs);

/** Every shift that begins between yesterday (it may still run) and eight days on (the longest wait for a weekly shift), in order. */
function spansAround(hours: HelpDesk['hours'], timeZone: string, now: Date): readonly { from: Date; to: Date }[] {
  const today = wallClock(now, timeZone);
  const spans = Array.from({ length: 10 }, (_, index) => Math.floor(today / dayMs) + index - 1).flatMap((day) => {
    const name = weekdays[new Date(day * dayMs).getUTCDay()];
    return hours
      .filter(({ days }) => days.some((shiftDay) => shiftDay === name))
      .map(({ from, to }) => ({
        from: momentOf(day * dayMs + msOf(from), timeZone),
        to: momentOf((msOf(to) > msOf(from) ? day : day + 1) * dayMs + msOf(to), timeZone),
      }));
  });
  return spans.sort((one, other) => one.from.getTime() - other.from.getTime());
}

function msOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return (hour * 60 + minute) * 60 * 1000;
}

/** What a clock on the wall shows at `moment`, as if it were UTC. */
function wallClock(moment: Date, timeZone: string): number {
  const parts = dateFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const value = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute'), value('second'));
}

/** The moment at which the wall clock shows `wall`. A time that summer time skips counts as the same while later. */
function momentOf(wall: number, timeZone: string): Date {
  const offsetAt = (moment: number) => wallClock(new Date(moment), timeZone) - moment;
  const first = wall - offsetAt(wall);
  // A second look: the first offset may be that of the other side of a change to or from summer time.
  return new Date(wall - offsetAt(first));
}

/** Runs of three and more days as `Mon–Fri`, others one by one. */
function daysText(days: Shift['days'], locale: Locale): string {
  const name = (day: Weekday) =>
    dateFormat(locale, { weekday: 'short', timeZone: 'UTC' })
      // 4 January 2026 is a Sunday.
      .format(new Date(Date.UTC(2026, 0, 4 + weekdays.indexOf(day))))
      .replace('.', '');
  const runs: Weekday[][] = [];
  for (const day of weekFromMonday.filter((weekday) => days.includes(weekday))) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last && before && weekFromMonday.indexOf(day) === weekFromMonday.indexOf(before) + 1) last.push(day);
    else runs.push([day]);
  }
  return runs
    .map((run) => {
      const [first, ...rest] = run;
      const last = rest.at(-1);
      if (!first) return '';
      return last && run.length > 2 ? `${name(first)}–${name(last)}` : run.map(name).join(', ');
    })
    .join(', ');
}
