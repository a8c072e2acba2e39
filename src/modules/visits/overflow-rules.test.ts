// What today can still serve, without a database.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capacityLeft, refuseAtKiosk, runsOver } from './overflow-rules.ts';

const office = (desks: number, promisedMinutes: number) => ({
  officeId: 'office',
  desks,
  promisedMinutes,
});
const wish = (capacity: number, ticketsLeft?: number) => ({
  subjectId: 'health',
  capacity,
  ticketsLeft,
});

test('VIS-160: two desks, an hour left, forty minutes promised, ten minutes each: eight more', () => {
  expect(capacityLeft(office(2, 40), 10, 60)).toBe(8);
  expect(capacityLeft(office(2, 40), 10, 0)).toBe(0);
  expect(capacityLeft(office(0, 0), 10, 60)).toBe(0);
});

test('VIS-160: never below zero, and never more for more that is promised', () => {
  fc.assert(
    fc.property(fc.nat(9), fc.nat(900), fc.nat(900), fc.nat(600), (desks, one, more, left) => {
      const before = capacityLeft(office(desks, one), 15, left);
      const after = capacityLeft(office(desks, one + more), 15, left);
      expect(after).toBeGreaterThanOrEqual(0);
      expect(after).toBeLessThanOrEqual(before);
    }),
  );
});

test('VIS-161: no ticket when closed, used up, or when today can no longer serve one of the needs', () => {
  const codeOf = (open: boolean, ...wished: ReturnType<typeof wish>[]) =>
    refuseAtKiosk(open, wished)?.code;
  expect(codeOf(true, wish(3), wish(1, 2))).toBeUndefined();
  expect(codeOf(false, wish(3))).toBe('house-closed');
  expect(codeOf(true, wish(3, 0))).toBe('tickets-used-up');
  expect(codeOf(true, wish(3), wish(0))).toBe('day-is-full');
});

test('VIS-162: an office runs over when fewer can be served than came in the last hour', () => {
  expect(runsOver(5, 6)).toBe(true);
  expect(runsOver(6, 6)).toBe(false);
  expect(runsOver(0, 0)).toBe(false);
});
