// When somebody can be booked: hours, holidays, rosters, breaks, durations, and the clocks of three
// zones on the days when they change.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atCivilTime, listDays } from '#base/dates.ts';
import type { Timetable } from '../directory/schema.ts';
import type { Span, StaffedShift } from '../rosters/schema.ts';
import {
  type DayPlan,
  freeAt,
  listFreeTimes,
  listPlaces,
  refuseDay,
  reminderOf,
  type Taken,
} from './rules.ts';
import { bookingNumber } from './schema.ts';
import { refuseArrival, refuseMiss, refuseUnlessBooked } from './states.ts';

const LISBOA = 'Europe/Lisbon';
const MONDAY = Temporal.PlainDate.from('2026-03-09');
const EARLY = Temporal.Instant.from('2026-03-01T00:00:00Z');
const time = (text: string) => Temporal.PlainTime.from(text);
const span = (from: string, to: string): Span => ({ from: time(from), to: time(to) });

const timetable = (zone = LISBOA, hours: Span = span('09:00', '17:00')): Timetable => ({
  zone,
  region: 'mainland',
  municipalityCode: '1106',
  hours: (['mo', 'tu', 'we', 'th', 'fr', 'su'] as const).map((weekday) => ({
    weekday,
    opens: hours.from,
    closes: hours.to,
    byAppointment: false,
    assumed: false,
  })),
  exceptions: [],
  holidays: [
    { id: 'freedom', scope: 'national', monthDay: '04-25', name: { pt: 'Dia da Liberdade' } },
  ],
});
const desk = (label: string) => ({
  id: `c.d${label}`,
  centreId: 'c',
  officeId: 'c.iss',
  label,
  kind: 'desk' as const,
});
const shift = (accountId: string, more: Partial<StaffedShift> = {}): StaffedShift => ({
  accountId,
  centreId: 'c',
  officeId: 'c.iss',
  date: MONDAY,
  works: span('09:00', '17:00'),
  name: accountId,
  speaks: ['pt'],
  ...more,
});
const plan = (more: Partial<DayPlan> = {}): DayPlan => ({
  timetable: timetable(),
  desks: [desk('1'), desk('2')],
  shifts: [],
  serviceId: 'pensions',
  date: MONDAY,
  ...more,
});
const asked = (more: object = {}) => ({
  date: MONDAY,
  zone: LISBOA,
  minutes: 30,
  language: 'pt',
  now: EARLY,
  ...more,
});
const timesOf = (of: DayPlan, more: object = {}, taken: Taken[] = []) =>
  listFreeTimes(listPlaces(of), taken, asked({ date: of.date, ...more })).map(({ at }) =>
    at.toString().slice(0, 5),
  );

describe('when somebody can be booked', () => {
  test('APP-3: in the opening hours of the day, and never on a holiday or a closed day', () => {
    const free = timesOf(plan());
    expect(free[0]).toBe('09:00');
    expect(free.at(-1)).toBe('16:30');
    expect(timesOf(plan({ date: Temporal.PlainDate.from('2026-04-25') }))).toEqual([]);
    expect(timesOf(plan({ date: Temporal.PlainDate.from('2026-03-14') }))).toEqual([]);
    const closed = {
      ...timetable(),
      exceptions: [{ date: MONDAY, reason: { pt: 'Obras' } }],
    };
    expect(timesOf(plan({ timetable: closed }))).toEqual([]);
  });

  test('APP-4: with somebody who is rostered for the service, and not in her break', () => {
    const shifts = [
      shift('paulo', { deskId: 'c.d1', rests: span('12:00', '13:00') }),
      shift('lurdes', { deskId: 'c.d2', services: ['other'] }),
    ];
    const free = timesOf(plan({ shifts }));
    expect(free).toContain('11:30');
    expect(free).not.toContain('11:45');
    expect(free).not.toContain('12:30');
    expect(free).toContain('13:00');
    const [first] = listPlaces(plan({ shifts: [shift('iryna')] }));
    expect(first?.resource).toBe('account:iryna');
  });

  test('APP-5: where nobody is rostered yet, each desk is a place', () => {
    expect(new Set(listPlaces(plan()).map(({ resource }) => resource))).toEqual(
      new Set(['desk:c.d1', 'desk:c.d2']),
    );
  });

  test('APP-6: at quarters of an hour that are still to come', () => {
    const now = atCivilTime(MONDAY, time('15:50'), LISBOA);
    expect(timesOf(plan(), { now })).toEqual(['16:00', '16:15', '16:30']);
    const at = (clock: string) => freeAt(listPlaces(plan()), [], { ...asked(), at: time(clock) });
    expect(at('10:05')).toBeUndefined();
    expect(at('10:15')?.places).toHaveLength(2);
  });

  test('APP-7: for the whole duration of the service', () => {
    expect(timesOf(plan(), { minutes: 60 }).at(-1)).toBe('16:00');
    const taken = [
      {
        resource: 'desk:c.d1',
        from: atCivilTime(MONDAY, time('10:00'), LISBOA),
        until: atCivilTime(MONDAY, time('10:30'), LISBOA),
      },
    ];
    const one = plan({ desks: [desk('1')] });
    const free = timesOf(one, { minutes: 45 }, taken);
    expect(free).toContain('09:15');
    expect(free).not.toContain('09:30');
    expect(free).not.toContain('10:15');
    expect(free).toContain('10:30');
  });

  test('APP-8: where her language is spoken comes first', () => {
    const shifts = [
      shift('paulo', { deskId: 'c.d1' }),
      shift('iryna', { deskId: 'c.d2', speaks: ['pt', 'uk'] }),
    ];
    const free = freeAt(listPlaces(plan({ shifts })), [], {
      ...asked({ language: 'uk' }),
      at: time('10:00'),
    });
    expect(free?.places.map(({ resource }) => resource)).toEqual(['desk:c.d2', 'desk:c.d1']);
  });

  test('APP-9: today or one of the next ninety days', () => {
    const now = atCivilTime(MONDAY, time('10:00'), LISBOA);
    const code = (days: number) => refuseDay(MONDAY.add({ days }), LISBOA, now)?.fields?.['on'];
    expect([-1, 0, 90, 91].map(code)).toEqual(['date-past', undefined, undefined, 'too-far-ahead']);
  });

  test('APP-10: she is reminded at six of the evening before, unless that has passed', () => {
    const ten = atCivilTime(MONDAY, time('10:00'), LISBOA);
    expect(reminderOf(ten, LISBOA, EARLY)?.toString()).toBe('2026-03-08T18:00:00Z');
    expect(reminderOf(ten, LISBOA, ten.subtract({ hours: 12 }))).toBeUndefined();
  });

  test('APP-13: what was cancelled or has come true stays so', () => {
    expect(refuseUnlessBooked({ state: 'booked' })).toBeUndefined();
    expect(refuseUnlessBooked({ state: 'cancelled' })?.code).toBe('booking-cancelled');
    expect(refuseUnlessBooked({ state: 'arrived' })?.code).toBe('already-arrived');
    expect(refuseUnlessBooked({ state: 'missed' })?.code).toBe('booking-missed');
  });

  test('APP-17: missed from ten minutes after its time on, and not a moment sooner', () => {
    const startsAt = Temporal.Instant.from('2026-03-09T10:00:00Z');
    const told = (state: 'booked' | 'missed' | 'arrived' | 'cancelled', after: object) =>
      refuseMiss({ state, startsAt }, startsAt.add(after))?.code;
    expect(told('booked', { minutes: -60 })).toBe('not-missed-yet');
    expect(told('booked', { minutes: 9, seconds: 59 })).toBe('not-missed-yet');
    expect(told('booked', { minutes: 10 })).toBeUndefined();
    expect(told('missed', { hours: 1 })).toBe('booking-missed');
    expect(told('arrived', { hours: 1 })).toBe('already-arrived');
    expect(told('cancelled', { hours: 1 })).toBe('booking-cancelled');
  });

  test('APP-18: who was said not to have come may still arrive; who arrived or cancelled may not', () => {
    expect(refuseArrival({ state: 'booked' })).toBeUndefined();
    expect(refuseArrival({ state: 'missed' })).toBeUndefined();
    expect(refuseArrival({ state: 'arrived' })?.code).toBe('already-arrived');
    expect(refuseArrival({ state: 'cancelled' })?.code).toBe('booking-cancelled');
  });

  test('a number has six letters that nobody confuses', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) =>
        /^[0-9A-HJKMNP-TV-Z]{6}$/.test(bookingNumber(bytes)),
      ),
    );
  });
});

describe('whatever the day and the zone', () => {
  const ZONES = [LISBOA, 'Atlantic/Madeira', 'Atlantic/Azores', 'Africa/Casablanca'];
  // The weeks in which Europe puts its clocks forward and back.
  const days = [
    ...listDays(Temporal.PlainDate.from('2026-03-27'), Temporal.PlainDate.from('2026-03-31')),
    ...listDays(Temporal.PlainDate.from('2026-10-23'), Temporal.PlainDate.from('2026-10-27')),
  ];
  const minute = fc.integer({ min: 0, max: 1439 });

  test('every time that is offered is on the clock, in the hours, whole, and free', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom(...days),
        fc.tuple(minute, minute).filter(([a, b]) => a < b),
        fc.integer({ min: 5, max: 180 }),
        fc.array(fc.tuple(minute, fc.integer({ min: 1, max: 240 })), { maxLength: 6 }),
        (zone, date, [from, to], minutes, busy) => {
          const at = (m: number) => new Temporal.PlainTime().add({ minutes: m });
          const hours = { from: at(from), to: at(to) };
          const taken = busy.map(([start, length]) => {
            const begins = atCivilTime(date, at(start), zone);
            return { resource: 'desk:c.d1', from: begins, until: begins.add({ minutes: length }) };
          });
          const places = listPlaces(
            plan({ timetable: timetable(zone, hours), desks: [desk('1')], date }),
          );
          const opens = atCivilTime(date, hours.from, zone);
          const closes = atCivilTime(date, hours.to, zone);
          for (const free of listFreeTimes(places, taken, asked({ date, zone, minutes }))) {
            const local = free.startsAt.toZonedDateTimeISO(zone);
            expect(local.toPlainDate().equals(date) && local.toPlainTime().equals(free.at)).toBe(
              true,
            );
            expect(free.endsAt.since(free.startsAt).total('minutes')).toBe(minutes);
            expect(Temporal.Instant.compare(opens, free.startsAt)).toBeLessThanOrEqual(0);
            expect(Temporal.Instant.compare(free.endsAt, closes)).toBeLessThanOrEqual(0);
            for (const one of taken) {
              expect(
                Temporal.Instant.compare(one.until, free.startsAt) <= 0 ||
                  Temporal.Instant.compare(free.endsAt, one.from) <= 0,
              ).toBe(true);
            }
          }
        },
      ),
    );
  });

  test('nothing is offered in the hour that a clock skips', () => {
    const sunday = Temporal.PlainDate.from('2026-03-29');
    const night = timetable(LISBOA, span('00:00', '04:00'));
    const free = timesOf(plan({ timetable: night, date: sunday }), { minutes: 15 });
    expect(free).toContain('00:45');
    expect(free).not.toContain('01:00');
    expect(free).not.toContain('01:45');
    expect(free).toContain('02:00');
  });
});
