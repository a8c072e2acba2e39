// The rules of the directory: names through time, hours, holidays, services for a need.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atCivilTime, WEEKDAYS } from '#base/dates.ts';
import { isProblem } from '#base/problem.ts';
import { readyDirectory } from './directory.fixture.ts';
import { countsOn, findHoliday, findNextOpening, isOpen, openingsOn } from './rules/hours.ts';
import { includesDay, nameIn, nameOn } from './rules/names.ts';
import { decideHours, findOverlap, overlap } from './rules/overlaps.ts';
import { listServicesForSubject } from './rules/services.ts';
import type { Holiday, Timetable, WeeklyHours } from './schema.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.Instant.from(text);
const time = (text: string) => Temporal.PlainTime.from(text);

function line(
  weekday: WeeklyHours['weekday'],
  opens: string,
  closes: string,
  more: Partial<WeeklyHours> = {},
): WeeklyHours {
  return {
    weekday,
    opens: time(opens),
    closes: time(closes),
    byAppointment: false,
    assumed: false,
    ...more,
  };
}

const holiday = (id: string, more: Partial<Holiday>): Holiday => ({
  id,
  scope: 'national',
  name: { pt: id },
  ...more,
});

function timetable(hours: WeeklyHours[], more: Partial<Timetable> = {}): Timetable {
  return {
    zone: 'Europe/Lisbon',
    region: 'mainland',
    municipalityCode: '1106',
    hours,
    exceptions: [],
    holidays: [],
    ...more,
  };
}

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => day('1990-01-01').add({ days }));
const anyMinute = fc
  .integer({ min: 0, max: 1439 })
  .map((minutes) => time('00:00').add({ minutes }));
const anyLine: fc.Arbitrary<WeeklyHours> = fc
  .record({
    weekday: fc.constantFrom(...WEEKDAYS),
    nth: fc.option(fc.constantFrom(1, 2, 3, 4, 5, -1), { nil: undefined }),
    ends: fc.tuple(anyMinute, anyMinute).filter(([a, b]) => !a.equals(b)),
  })
  .map(({ weekday, nth, ends }) => {
    const [opens, closes] = ends.toSorted(Temporal.PlainTime.compare);
    return line(weekday, String(opens), String(closes), { nth: nth as WeeklyHours['nth'] });
  });

describe('names', () => {
  const names = [
    { name: 'CNAI', until: day('2016-01-01') },
    { name: 'CNAIM', from: day('2016-01-01') },
  ];

  test('DIR-1: a centre is called by the name that it had on that day', () => {
    expect(nameOn(names, day('2015-12-31')).name).toBe('CNAI');
    expect(nameOn(names, day('2016-01-01')).name).toBe('CNAIM');
    expect(nameOn(names.toReversed(), day('2004-03-16')).name).toBe('CNAI');
  });

  test('DIR-1: a day before the first name or in a gap has the one that follows, never none', () => {
    const gap = [
      { name: 'A', from: day('2000-01-01'), until: day('2001-01-01') },
      { name: 'B', from: day('2002-01-01'), until: day('2003-01-01') },
    ];
    const called = (text: string) => nameOn(gap, day(text)).name;
    expect([called('1999-01-01'), called('2001-06-01'), called('2020-01-01')]).toEqual([
      'A',
      'B',
      'B',
    ]);
    fc.assert(fc.property(anyDay, (date) => gap.includes(nameOn(gap, date))));
  });

  test('a name is shown in Portuguese where it has not been translated', () => {
    expect(nameIn({ pt: 'Saúde', uk: 'Здоров’я' }, 'uk')).toBe('Здоров’я');
    expect(nameIn({ pt: 'Saúde' }, 'ar')).toBe('Saúde');
  });
});

describe('hours', () => {
  const weekdays = WEEKDAYS.slice(0, 5).map((weekday) => line(weekday, '09:00', '17:00'));

  test('DIR-2: hours of one centre never overlap on any day', () => {
    expect(decideHours(weekdays, line('mo', '17:00', '18:00'))).not.toHaveProperty('problem');
    expect(decideHours(weekdays, line('mo', '08:00', '09:00'))).not.toHaveProperty('problem');
    expect(decideHours(weekdays, line('mo', '16:59', '18:00'))).toMatchObject({
      code: 'hours-overlap',
    });
    expect(decideHours(weekdays, line('sa', '12:00', '12:00'))).toMatchObject({
      code: 'hours-end-first',
    });
    expect(
      overlap(line('fr', '09:00', '12:00', { nth: 4 }), line('fr', '10:00', '11:00', { nth: -1 })),
    ).toBe(true);
    expect(
      overlap(line('fr', '09:00', '12:00', { nth: 3 }), line('fr', '10:00', '11:00', { nth: -1 })),
    ).toBe(false);
    const old = line('fr', '09:00', '12:00', { until: day('2020-01-01') });
    expect(overlap(old, line('fr', '09:00', '12:00', { from: day('2020-01-01') }))).toBe(false);
  });

  test('DIR-2: whatever hours were accepted, no day has two that overlap', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), anyDay, (lines, date) => {
        const accepted = lines.reduce<WeeklyHours[]>((standing, each) => {
          const decided = decideHours(standing, each);
          return isProblem(decided) ? standing : [...standing, decided];
        }, []);
        expect(findOverlap(accepted)).toBeUndefined();
        const openings = openingsOn(timetable(accepted), date);
        return openings.every((each, i) => {
          const next = openings[i + 1];
          return !next || Temporal.PlainTime.compare(each.closes, next.opens) <= 0;
        });
      }),
      { numRuns: 60 },
    );
  });

  test('DIR-3: hours of the 2nd and 4th Tuesday count on those days only', () => {
    const table = timetable(
      [2, 4].map((nth) => line('tu', '09:30', '12:30', { nth: nth as 2 | 4 })),
    );
    const open = Array.from({ length: 31 }, (_, i) => day('2026-03-01').add({ days: i }))
      .filter((date) => openingsOn(table, date).length > 0)
      .map(String);
    expect(open).toEqual(['2026-03-10', '2026-03-24']);
    expect(countsOn(line('fr', '09:00', '10:00', { nth: -1 }), day('2026-03-27'))).toBe(true);
    expect(countsOn(line('fr', '09:00', '10:00', { nth: 5 }), day('2026-03-27'))).toBe(false);
  });

  test('DIR-4: a dated exception wins over holidays and over the weekly hours', () => {
    const reason = { pt: 'Formação' };
    const table = timetable(weekdays, {
      holidays: [holiday('natal', { monthDay: '12-25' })],
      exceptions: [
        { date: day('2026-03-10'), reason },
        { date: day('2026-12-25'), opens: time('10:00'), closes: time('12:00'), reason },
      ],
    });
    expect(openingsOn(table, day('2026-03-10'))).toEqual([]);
    expect(openingsOn(table, day('2026-12-25')).map(({ opens }) => String(opens))).toEqual([
      '10:00:00',
    ]);
  });

  test('DIR-5: a centre keeps the holidays of its country, region and municipality, not of others', () => {
    const holidays = [
      holiday('liberdade', { monthDay: '04-25' }),
      holiday('sexta-feira-santa', { easterOffset: -2 }),
      holiday('lisboa', { scope: 'municipality', place: '1106', monthDay: '06-13' }),
      holiday('porto', { scope: 'municipality', place: '1312', monthDay: '06-24' }),
      holiday('madeira', { scope: 'region', place: 'madeira', monthDay: '07-01' }),
    ];
    const kept = (table: Timetable, date: string) => findHoliday(table, day(date))?.id;
    const lisboa = timetable(weekdays, { holidays });
    const funchal = timetable(weekdays, {
      holidays,
      region: 'madeira',
      municipalityCode: '3103',
      zone: 'Atlantic/Madeira',
    });
    expect(
      ['2025-04-25', '2026-04-03', '2025-06-13', '2025-06-24', '2025-07-01'].map((d) =>
        kept(lisboa, d),
      ),
    ).toEqual(['liberdade', 'sexta-feira-santa', 'lisboa', undefined, undefined]);
    expect(['2025-06-13', '2025-07-01'].map((d) => kept(funchal, d))).toEqual([
      undefined,
      'madeira',
    ]);
    expect(openingsOn(lisboa, day('2026-04-03'))).toEqual([]);
  });

  test('DIR-6: nine is nine on the clock of the centre, in the Azores an hour later than in Lisbon', () => {
    const lisboa = timetable(weekdays);
    const acores = timetable(weekdays, { zone: 'Atlantic/Azores', region: 'azores' });
    expect(isOpen(lisboa, at('2026-03-09T09:00:00Z'))).toBe(true);
    expect(isOpen(acores, at('2026-03-09T09:00:00Z'))).toBe(false);
    expect(isOpen(acores, at('2026-03-09T10:00:00Z'))).toBe(true);
    // After the clocks go forward the same nine o'clock is an hour earlier for the world.
    expect(isOpen(lisboa, at('2026-03-30T08:00:00Z'))).toBe(true);
    expect(isOpen(lisboa, at('2026-03-09T08:00:00Z'))).toBe(false);
    // On the night itself the hour from one to two is missing; a quarter past one is a quarter past two.
    const night = timetable([line('su', '01:15', '01:45')]);
    expect(isOpen(night, at('2026-03-29T01:15:00Z'))).toBe(true);
    expect(isOpen(night, at('2026-03-29T00:45:00Z'))).toBe(false);
  });

  test('DIR-7: a centre is open from the minute it opens and closed from the minute it closes', () => {
    const table = timetable(weekdays);
    const on = (clock: string) =>
      isOpen(table, atCivilTime(day('2026-03-09'), time(clock), 'Europe/Lisbon'));
    expect([on('08:59:59'), on('09:00'), on('16:59:59'), on('17:00')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('the next opening begins later, is open when it begins, and nothing opens before it', () => {
    const anyTable = fc
      .array(anyLine, { minLength: 1, maxLength: 4 })
      .map((hours) => timetable(hours));
    fc.assert(
      fc.property(anyTable, anyDay, anyMinute, (table, date, clock) => {
        const now = atCivilTime(date, clock, table.zone);
        const next = findNextOpening(table, now, 20);
        if (!next) return true;
        expect(Temporal.Instant.compare(next.opens, now)).toBe(1);
        expect(isOpen(table, next.opens)).toBe(true);
        const between = now.until(next.opens).total('minutes');
        if (isOpen(table, now) || between < 2) return true;
        return !isOpen(table, now.add({ minutes: Math.floor(between / 2) }));
      }),
      { numRuns: 60 },
    );
    expect(findNextOpening(timetable([]), at('2026-03-09T10:00:00Z'))).toBeUndefined();
  });

  test('a period includes its first day and not its last', () => {
    const year = { from: day('2025-01-01'), until: day('2026-01-01') };
    expect(
      ['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map((d) =>
        includesDay(year, day(d)),
      ),
    ).toEqual([false, true, true, false]);
  });
});

describe('services for a need', () => {
  const directory = readyDirectory();
  const found = (subject: string, centre = 'c') =>
    listServicesForSubject(directory, centre, subject).map(
      ({ service, office }) => `${service.id}@${office.code}`,
    );

  test('DIR-8: all services of a subject come in the order that the centre has set', () => {
    expect(found('work')).toEqual(['rights@labour', 'lawyer@legal']);
  });

  test('DIR-8: a service that answers exactly what is asked comes before those of the whole subject', () => {
    expect(found('work.dismissal')).toEqual(['lawyer@legal', 'rights@labour']);
  });

  test('DIR-8: a service for another question is no answer', () => {
    expect(found('work.unpaid')).toEqual(['rights@labour']);
    expect(found('health')).toEqual([]);
  });

  test('an unknown centre or subject has no services', () => {
    expect(found('work', 'nowhere')).toEqual([]);
    expect(found('nothing')).toEqual([]);
  });
});
