import assert from 'node:assert/strict';
import {
  onOneDay,
  opening,
  openingHoursText,
  openingMoment,
  openingTime,
  timeZoneName,
} from '../../src/kernel/opening-hours.ts';

const weekdays = { days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '08:00', to: '16:00' };
const desk = (hours: readonly Parameters<typeof opening>[0]['hours'][number][], timeZone = 'Europe/Copenhagen') => ({
  hours: [...hours],
  timeZone,
});
const office = desk([{ ...weekdays, days: [...weekdays.days] }]);
const at = (iso: string) => new Date(iso);

describe('opening hours', () => {
  const cases: readonly [title: string, now: string, expected: ReturnType<typeof opening>][] = [
    ['opens at its first minute', '2026-11-02T07:00:00Z', { open: true, until: at('2026-11-02T15:00:00Z') }],
    ['is closed at its last', '2026-11-02T15:00:00Z', { open: false, next: at('2026-11-03T07:00:00Z') }],
    ['opens later the same day', '2026-11-02T05:00:00Z', { open: false, next: at('2026-11-02T07:00:00Z') }],
    ['opens on Monday after Friday', '2026-11-06T20:00:00Z', { open: false, next: at('2026-11-09T07:00:00Z') }],
    ['follows summer time', '2026-07-01T06:30:00Z', { open: true, until: at('2026-07-01T14:00:00Z') }],
    [
      'opens by the new clock after a change of clocks',
      '2026-03-27T20:00:00Z',
      { open: false, next: at('2026-03-30T06:00:00Z') },
    ],
  ];
  for (const [title, now, expected] of cases) {
    it(title, () => {
      assert.deepEqual(opening(office, at(now)), expected);
    });
  }

  it('knows its own day, though it is another day in Greenwich', () => {
    const auckland = desk([{ days: ['mon'], from: '08:00', to: '16:00' }], 'Pacific/Auckland');

    // Sunday 20:00 in Greenwich is Monday 09:00 in Auckland.
    assert.deepEqual(opening(auckland, at('2026-11-01T20:00:00Z')), { open: true, until: at('2026-11-02T03:00:00Z') });
  });

  it('opens at the right moment in the night of a change of clocks', () => {
    const night = desk([{ days: ['sun'], from: '01:30', to: '05:00' }]);

    // Clocks go from 02:00 to 03:00 on 29 March 2026, which is 01:00 in Greenwich.
    assert.deepEqual(opening(night, at('2026-03-28T12:00:00Z')), { open: false, next: at('2026-03-29T00:30:00Z') });
    assert.deepEqual(opening(night, at('2026-03-29T02:00:00Z')), { open: true, until: at('2026-03-29T03:00:00Z') });
  });

  it('stays open over midnight', () => {
    const night = desk([{ days: ['fri'], from: '22:00', to: '06:00' }]);

    assert.deepEqual(opening(night, at('2026-11-07T03:00:00Z')), { open: true, until: at('2026-11-07T05:00:00Z') });
  });

  it('counts shifts that touch as one', () => {
    const split = desk([
      { days: ['mon'], from: '12:00', to: '16:00' },
      { days: ['mon'], from: '08:00', to: '12:00' },
    ]);

    assert.deepEqual(opening(split, at('2026-11-02T08:00:00Z')), { open: true, until: at('2026-11-02T15:00:00Z') });
  });

  it('finds a weekly shift that has just ended, a week on', () => {
    const weekly = desk([{ days: ['mon'], from: '08:00', to: '09:00' }]);

    assert.deepEqual(opening(weekly, at('2026-11-02T08:00:00Z')), { open: false, next: at('2026-11-09T07:00:00Z') });
  });

  it('is never open without hours', () => {
    assert.deepEqual(opening(desk([]), at('2026-11-02T08:00:00Z')), { open: false });
  });

  it('shows runs of days in the reader’s language, with the time zone', () => {
    const hours = desk([
      { days: ['fri', 'mon', 'tue', 'thu', 'wed'], from: '08:00', to: '16:00' },
      { days: ['sat', 'sun'], from: '10:00', to: '12:00' },
    ]);

    assert.deepEqual(openingHoursText(hours, 'en'), [
      'Mon–Fri 08:00–16:00',
      'Sat, Sun 10:00–12:00',
      '(Central European Time)',
    ]);
    assert.equal(openingHoursText(hours, 'de')[0], 'Mo–Fr 08:00–16:00');
  });

  it('names a time zone as people do, in every language and all year', () => {
    assert.equal(timeZoneName('America/New_York', 'en'), 'Eastern Time');
    assert.equal(timeZoneName('Europe/Copenhagen', 'de'), 'Mitteleuropäische Zeit');
  });

  it('knows which moments fall on one day of the desk’s calendar, and shows the time alone', () => {
    const [late, night, morning] = ['2026-11-08T22:30:00Z', '2026-11-08T23:30:00Z', '2026-11-09T07:00:00Z'].map(at);
    assert.ok(late && night && morning);

    assert.equal(onOneDay(late, night, 'Europe/Copenhagen'), false);
    assert.equal(onOneDay(night, morning, 'Europe/Copenhagen'), true);
    assert.equal(openingTime(morning, 'Europe/Copenhagen', 'en'), '08:00');
  });

  it('shows a moment on the desk’s clock', () => {
    assert.match(openingMoment(at('2026-11-09T07:00:00Z'), 'Europe/Copenhagen', 'en'), /Monday.*08:00/);
  });
});
