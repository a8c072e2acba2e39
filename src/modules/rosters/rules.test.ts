// The rules of rosters: who can serve when, in which languages, and which shifts can stand together.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atCivilTime } from '#base/dates.ts';
import { isProblem } from '#base/problem.ts';
import { breakOf, covers, decideShift, isAtWork, listLanguagesAt, whoWorks } from './rules.ts';
import type { Shift, Span, StaffedShift } from './schema.ts';

const LISBOA = 'Europe/Lisbon';
const DAY = Temporal.PlainDate.from('2026-03-09');
const time = (text: string) => Temporal.PlainTime.from(text);
const span = (from: string, to: string): Span => ({ from: time(from), to: time(to) });
const at = (clock: string, zone = LISBOA) => atCivilTime(DAY, time(clock), zone);

function shift(accountId: string, more: Partial<StaffedShift> = {}): StaffedShift {
  return {
    accountId,
    centreId: 'c',
    officeId: 'c.legal',
    date: DAY,
    works: span('08:00', '17:00'),
    name: accountId,
    speaks: ['pt'],
    ...more,
  };
}

const anySpan = fc
  .tuple(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 1439 }))
  .filter(([from, to]) => from < to)
  .map(
    ([from, to]): Span => ({
      from: time('00:00').add({ minutes: from }),
      to: time('00:00').add({ minutes: to }),
    }),
  );

describe('who is at work', () => {
  test('ROS-1: somebody works from the start of the shift until its end, on the clock of the zone', () => {
    const early = shift('a');
    const on = (clock: string) => isAtWork(early, LISBOA, at(clock));
    expect([on('07:59'), on('08:00'), on('16:59'), on('17:00')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isAtWork(early, 'Atlantic/Azores', at('08:00', 'Atlantic/Azores'))).toBe(true);
    expect(isAtWork(early, 'Atlantic/Azores', at('08:00'))).toBe(false);
    expect(isAtWork(early, LISBOA, at('09:00').add({ hours: 24 }))).toBe(false);
  });

  test('ROS-2: nobody works in the break', () => {
    const rested = shift('a', { rests: span('12:00', '13:00') });
    const on = (clock: string) => isAtWork(rested, LISBOA, at(clock));
    expect([on('11:59'), on('12:00'), on('12:59'), on('13:00')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  test('ROS-4: an office speaks what the people at work there speak, and nothing else', () => {
    const team = [
      shift('a', { speaks: ['pt', 'uk'], rests: span('12:00', '13:00') }),
      shift('b', { speaks: ['pt', 'ar'] }),
      shift('c', { speaks: ['bn'], officeId: 'c.welcome' }),
    ];
    const spoken = (clock: string) => listLanguagesAt(team, 'c.legal', LISBOA, at(clock));
    expect(spoken('10:00')).toEqual(['pt', 'ar', 'uk']);
    expect(spoken('12:30')).toEqual(['ar', 'pt']);
    expect(spoken('18:00')).toEqual([]);
    expect(whoWorks(team, LISBOA, at('12:30')).map((each) => each.accountId)).toEqual(['b', 'c']);
  });

  test('a shift without a list of services covers all of its office', () => {
    expect(covers(shift('a'), 'legal-work')).toBe(true);
    expect(covers(shift('a', { services: ['legal-housing'] }), 'legal-work')).toBe(false);
  });
});

describe('which shifts can stand together', () => {
  test('ROS-3: nobody is rostered in two places at once, and a desk has one person at a time', () => {
    const there = [shift('a', { deskId: 'c.d1', works: span('08:00', '13:00') })];
    const code = (added: Shift) => {
      const decided = decideShift(there, added);
      return isProblem(decided) ? decided.code : 'ok';
    };
    expect(code(shift('a', { officeId: 'c.aima', works: span('12:59', '17:00') }))).toBe(
      'already-rostered',
    );
    expect(code(shift('b', { deskId: 'c.d1', works: span('12:00', '17:00') }))).toBe('desk-taken');
    expect(code(shift('b', { deskId: 'c.d1', works: span('13:00', '17:00') }))).toBe('ok');
    expect(code(shift('a', { deskId: 'c.d1', date: DAY.add({ days: 1 }) }))).toBe('ok');
  });

  test('ROS-3: whatever was accepted, at no minute is somebody in two places', () => {
    const anyShift = fc
      .record({
        who: fc.constantFrom('a', 'b', 'c'),
        desk: fc.constantFrom('c.d1', 'c.d2'),
        works: anySpan,
      })
      .map(({ who, desk, works }) => shift(who, { deskId: desk, works }));
    fc.assert(
      fc.property(
        fc.array(anyShift, { maxLength: 12 }),
        fc.integer({ min: 0, max: 1439 }),
        (all, minute) => {
          const accepted = all.reduce<Shift[]>((standing, each) => {
            const decided = decideShift(standing, each);
            return isProblem(decided) ? standing : [...standing, decided];
          }, []);
          const now = whoWorks(accepted, LISBOA, at('00:00').add({ minutes: minute }));
          const people = new Set(now.map((each) => each.accountId));
          const desks = new Set(now.map((each) => each.deskId));
          return people.size === now.length && desks.size === now.length;
        },
      ),
    );
  });

  test('ROS-5: a break lies within its shift', () => {
    const code = (rests: Span) => {
      const decided = decideShift([], shift('a', { rests }));
      return isProblem(decided) ? decided.code : 'ok';
    };
    expect(code(span('16:30', '17:30'))).toBe('break-outside-shift');
    expect(code(span('13:00', '12:00'))).toBe('break-outside-shift');
    expect(code(span('16:00', '17:00'))).toBe('ok');
    expect(decideShift([], shift('a', { works: span('17:00', '08:00') }))).toMatchObject({
      code: 'hours-end-first',
    });
  });

  test('ROS-6: half rest at twelve and the others at one, so that an office of several never closes', () => {
    const works = span('08:00', '17:00');
    expect([0, 1, 2].map((place) => String(breakOf(works, place)?.from))).toEqual([
      '12:00:00',
      '13:00:00',
      '12:00:00',
    ]);
    expect(breakOf(span('09:00', '15:00'), 0)).toBeUndefined();
    expect(breakOf(span('14:00', '21:00'), 0)).toBeUndefined();
    fc.assert(
      fc.property(
        anySpan,
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 0, max: 1439 }),
        (day, people, minute) => {
          const team = Array.from({ length: people }, (_, place) => {
            const rests = breakOf(day, place);
            return shift(String(place), { works: day, ...(rests && { rests }) });
          });
          const now = at('00:00').add({ minutes: minute });
          const open = isAtWork(shift('door', { works: day }), LISBOA, now);
          return whoWorks(team, LISBOA, now).length > 0 === open;
        },
      ),
    );
  });
});
