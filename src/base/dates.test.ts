// Civil times and instants: zones, days on which clocks change, what is refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  atCivilTime,
  civilDay,
  dayOf,
  easterSunday,
  isNthWeekday,
  listDays,
  listNthWeekdays,
  startOfCivilDay,
  timeOf,
  WEEKDAYS,
  weekdayOf,
} from './dates.ts';

const ZONES = [
  'Europe/Lisbon',
  'Atlantic/Madeira',
  'Atlantic/Azores',
  'America/Sao_Paulo',
  'Asia/Gaza',
];
const zones = fc.constantFrom(...ZONES);
const dates = fc
  .integer({ min: 0, max: 25_000 })
  .map((days) => Temporal.PlainDate.from('1990-01-01').add({ days }));
const times = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  .map((time) => Temporal.PlainTime.from(time));
const date = (text: string) => Temporal.PlainDate.from(text);

describe('civil days and instants', () => {
  it('a day begins where the day before ends, and its first instant lies in it', () => {
    fc.assert(
      fc.property(dates, zones, (day, zone) => {
        const { from, until } = civilDay(day, zone);
        expect(from.equals(startOfCivilDay(day, zone))).toBe(true);
        expect(until.equals(startOfCivilDay(day.add({ days: 1 }), zone))).toBe(true);
        expect(dayOf(from, zone).equals(day)).toBe(true);
        expect(dayOf(until.subtract({ nanoseconds: 1 }), zone).equals(day)).toBe(true);
      }),
    );
  });

  it('has 23 hours when clocks go forward and 25 when they go back', () => {
    const hours = (day: string) => {
      const { from, until } = civilDay(date(day), 'Europe/Lisbon');
      return from.until(until).total('hours');
    };
    expect([hours('2026-03-28'), hours('2026-03-29'), hours('2026-10-25')]).toEqual([24, 23, 25]);
  });

  it('begins late where midnight is skipped', () => {
    // São Paulo went from 23:59 to 01:00 on 4 November 2018.
    const start = startOfCivilDay(date('2018-11-04'), 'America/Sao_Paulo');
    expect(timeOf(start, 'America/Sao_Paulo').toString()).toBe('01:00:00');
  });

  it('an opening hour is neither skipped nor doubled by a change of clocks', () => {
    const opens = (day: string) =>
      atCivilTime(date(day), Temporal.PlainTime.from('01:30'), 'Europe/Lisbon').toString();
    expect(opens('2026-03-29')).toBe('2026-03-29T01:30:00Z'); // 01:30 does not exist: 02:30 summer time
    expect(opens('2026-10-25')).toBe('2026-10-25T00:30:00Z'); // 01:30 comes twice: the first
  });

  it('a civil time and its instant lead back to each other, save in the skipped hour', () => {
    fc.assert(
      fc.property(dates, times, zones, (day, time, zone) => {
        const instant = atCivilTime(day, time, zone);
        const back = dayOf(instant, zone).toPlainDateTime(timeOf(instant, zone));
        const asked = day.toPlainDateTime(time);
        const later = asked.until(back).total('minutes');
        expect(later === 0 || later === 60).toBe(true);
      }),
    );
  });
});

describe('weekdays of a month', () => {
  it('2nd and 4th Tuesday, and last Friday', () => {
    const march = Temporal.PlainYearMonth.from('2026-03');
    expect(listNthWeekdays(march, 'tu', [2, 4]).map(String)).toEqual(['2026-03-10', '2026-03-24']);
    expect(listNthWeekdays(march, 'fr', [-1]).map(String)).toEqual(['2026-03-27']);
    expect(listNthWeekdays(march, 'fr', [5])).toEqual([]);
    expect(listNthWeekdays(march, 'mo', [5, -1]).map(String)).toEqual(['2026-03-30']);
  });

  it('every day is exactly one of 1st to 5th, and the last of its weekday once a month', () => {
    fc.assert(
      fc.property(dates, (day) => {
        const nths = ([1, 2, 3, 4, 5] as const).filter((nth) =>
          isNthWeekday(day, weekdayOf(day), nth),
        );
        expect(nths).toHaveLength(1);
        const month = day.toPlainYearMonth();
        expect(listNthWeekdays(month, weekdayOf(day), [-1])).toHaveLength(1);
        expect(listNthWeekdays(month, weekdayOf(day), [1, 2, 3, 4])).toHaveLength(4);
        const all = WEEKDAYS.flatMap((weekday) => listNthWeekdays(month, weekday, [1, 2, 3, 4, 5]));
        expect(all).toHaveLength(day.daysInMonth);
      }),
    );
  });

  it('lists days from one to another', () => {
    expect(listDays(date('2026-02-27'), date('2026-03-02')).map(String)).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
    expect(listDays(date('2026-03-02'), date('2026-03-01'))).toEqual([]);
  });
});

describe('Easter', () => {
  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('of %i is %s', (year, expected) => {
    expect(easterSunday(year).toString()).toBe(expected);
  });

  it('is a Sunday from 22 March to 25 April', () => {
    for (let year = 1900; year <= 2300; year += 1) {
      const easter = easterSunday(year);
      expect(weekdayOf(easter)).toBe('su');
      expect(easter.month * 100 + easter.day).toBeGreaterThanOrEqual(322);
      expect(easter.month * 100 + easter.day).toBeLessThanOrEqual(425);
    }
  });
});
