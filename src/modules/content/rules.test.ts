// What a board shows and says, and for how long.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  callsIn,
  isQuiet,
  refuseOffices,
  refuseQuietHours,
  refuseUntil,
  turningLanguages,
} from './rules.ts';

const NOW = Temporal.Instant.from('2026-03-09T10:00:00Z');
const at = (time: string) => Temporal.PlainTime.from(time);

test('CNT-1: a message ends later than now and within twelve hours', () => {
  expect(refuseUntil(NOW, NOW)?.fields).toEqual({ until: 'until-today' });
  expect(refuseUntil(NOW.add({ minutes: 1 }), NOW)).toBeUndefined();
  expect(refuseUntil(NOW.add({ hours: 12 }), NOW)).toBeUndefined();
  expect(refuseUntil(NOW.add({ hours: 13 }), NOW)).toBeDefined();
});

test('CNT-2: quiet always, or within its hours, the end not part of them', () => {
  const quietHours = { from: at('12:00'), to: at('14:00') };
  expect(isQuiet({ quiet: true, quietHours: undefined }, at('09:00'))).toBe(true);
  expect(isQuiet({ quiet: false, quietHours: undefined }, at('09:00'))).toBe(false);
  for (const [time, quiet] of [
    ['11:59', false],
    ['12:00', true],
    ['13:59', true],
    ['14:00', false],
  ] as const)
    expect(isQuiet({ quiet: false, quietHours }, at(time)), time).toBe(quiet);
});

test('CNT-3: the board of a room shows the calls of its offices, and loses none of them', () => {
  const offices = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(fc.array(offices), fc.array(offices, { minLength: 1 }), (calls, officeIds) => {
      const lines = calls.map((office_id, number) => ({ office_id, number }));
      const shown = callsIn(lines, { officeIds });
      expect(shown.every(({ office_id }) => officeIds.includes(office_id))).toBe(true);
      expect(lines.filter((line) => !shown.includes(line)).length + shown.length).toBe(
        lines.length,
      );
      expect(callsIn(lines, undefined)).toEqual(lines);
    }),
  );
});

test('CNT-4: the language of the house first, then those of the people who wait, most of them first', () => {
  expect(turningLanguages('pt', [])).toEqual(['pt']);
  expect(turningLanguages('pt', ['ar', 'uk', 'uk', 'pt'])).toEqual(['pt', 'uk', 'ar']);
  expect(turningLanguages('pt', ['ar', 'uk', 'fr', 'fr', 'en'])).toHaveLength(3);
});

test('CNT-5: a room has offices and boards of its own house', () => {
  const house = new Set(['a', 'b']);
  expect(refuseOffices('officeIds', ['a', 'b'], house)).toBeUndefined();
  expect(refuseOffices('deviceIds', ['a', 'x'], house)?.fields).toEqual({
    deviceIds: 'unknown-choice',
  });
});

test('CNT-6: quiet hours begin before they end', () => {
  expect(refuseQuietHours(undefined, undefined)).toBeUndefined();
  expect(refuseQuietHours('12:00', '14:00')).toBeUndefined();
  expect(refuseQuietHours('12:00', undefined)?.fields).toEqual({ quietTo: 'required' });
  expect(refuseQuietHours('14:00', '12:00')?.fields).toEqual({ quietTo: 'hours-end-first' });
});
