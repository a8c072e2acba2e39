// How the plan of a week changes.
import { describe, expect, test } from 'vitest';
import type { Timetable } from '../directory/schema.ts';
import { mondayOf, planAbsence, planCopy, planOne, refusePast } from './plan-rules.ts';
import type { Shift } from './schema.ts';

const MONDAY = Temporal.PlainDate.from('2026-03-09');
const time = (text: string) => Temporal.PlainTime.from(text);
const shift = (accountId: string, days = 0, deskId?: string): Shift & { id: string } => ({
  id: `${accountId}${days}`,
  accountId,
  centreId: 'c',
  officeId: 'c.iss',
  date: MONDAY.add({ days }),
  works: { from: time('09:00'), to: time('17:00') },
  ...(deskId && { deskId }),
});
const timetable: Timetable = {
  zone: 'Europe/Lisbon',
  region: 'mainland',
  municipalityCode: '1106',
  hours: (['mo', 'tu', 'we', 'th', 'fr'] as const).map((weekday) => ({
    weekday,
    opens: time('09:00'),
    closes: time('17:00'),
    byAppointment: false,
    assumed: false,
  })),
  exceptions: [{ date: MONDAY.add({ days: 8 }), reason: { pt: 'Obras' } }],
  holidays: [],
};
const away = (accountId: string, from: number, to: number) => ({
  accountId,
  from: MONDAY.add({ days: from }),
  to: MONDAY.add({ days: to }),
});

describe('the plan of a week', () => {
  test('ROS-10: of a day that has passed is not changed any more', () => {
    expect(refusePast(MONDAY, MONDAY, 'on')).toBeUndefined();
    expect(refusePast(MONDAY, MONDAY.add({ days: 1 }), 'on')?.fields).toEqual({ on: 'date-past' });
    expect(mondayOf(MONDAY.add({ days: 6 })).equals(MONDAY)).toBe(true);
  });

  test('ROS-11: whoever is away is not planned', () => {
    expect(planOne([], [away('a', 0, 1)], shift('a', 1))).toMatchObject({ code: 'away' });
    expect(planOne([], [away('a', 0, 1)], shift('a', 2))).toMatchObject({ accountId: 'a' });
  });

  test('ROS-12: is copied beside what stands, without whoever is away, to open days only', () => {
    const before = [shift('a', 0, 'd1'), shift('a', 1), shift('b', 0), shift('c', 0)];
    const there = [shift('z', 7, 'd1')];
    const copied = planCopy(before, there, [away('b', 7, 7)], timetable, MONDAY);
    // a's desk is taken on Monday, on Tuesday the house is closed, b is away.
    expect(copied.added.map(({ accountId, date }) => `${accountId} ${date}`)).toEqual([
      'c 2026-03-16',
    ]);
    expect(copied.left).toBe(3);
  });

  test('ROS-13: an absence takes out what it covers', () => {
    const shifts = [shift('a', 0), shift('a', 2), shift('b', 0)];
    const covered = planAbsence(shifts, away('a', 0, 1), MONDAY);
    expect(covered).toEqual([shifts[0]]);
    expect(planAbsence(shifts, away('a', 1, 0), MONDAY)).toMatchObject({ problem: 'invalid' });
    expect(planAbsence(shifts, away('a', 0, 200), MONDAY)).toMatchObject({ problem: 'invalid' });
  });
});
