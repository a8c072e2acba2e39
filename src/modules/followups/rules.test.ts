// When a follow-up is due, in what order, and what may become of it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byDue, isOverdue, refuseDue, refuseOutcome, refuseUnlessOpen } from './rules.ts';

const LISBOA = 'Europe/Lisbon';
const NOON = Temporal.Instant.from('2026-07-03T11:00:00Z'); // twelve in Lisbon
const day = (text: string) => Temporal.PlainDate.from(text);
const span = (from: string, to: string) => ({
  from: Temporal.PlainTime.from(from),
  to: Temporal.PlainTime.from(to),
});

describe('a follow-up', () => {
  test('FOL-1: is for today or later, in a stretch that begins before it ends', () => {
    const fields = (due: Parameters<typeof refuseDue>[0]) => refuseDue(due, LISBOA, NOON)?.fields;
    expect(fields({ dueOn: '2026-07-02' })).toEqual({ dueOn: 'date-past' });
    expect(fields({ dueOn: '2026-07-03' })).toBeUndefined();
    expect(fields({ dueOn: '2026-07-03', from: '18:00' })).toEqual({ to: 'required' });
    expect(fields({ dueOn: '2026-07-03', to: '18:00' })).toEqual({ from: 'required' });
    expect(fields({ dueOn: '2026-07-03', from: '18:00', to: '18:00' })).toEqual({
      to: 'hours-end-first',
    });
    expect(fields({ dueOn: '2026-07-03', from: '18:00', to: '20:00' })).toBeUndefined();
  });

  test('FOL-2: that ended is not opened again', () => {
    expect(refuseUnlessOpen({ state: 'open' })).toBeUndefined();
    expect(refuseUnlessOpen({ state: 'done' })?.code).toBe('task-ended');
    expect(refuseUnlessOpen({ state: 'dropped' })?.code).toBe('task-ended');
  });

  test('FOL-3: of a call-back, and of nothing else, it is said whether she was reached', () => {
    expect(refuseOutcome({ kind: 'call-back' }, 'not-reached')).toBeUndefined();
    expect(refuseOutcome({ kind: 'call-back' }, 'done')).toBeDefined();
    expect(refuseOutcome({ kind: 'ours' }, 'done')).toBeUndefined();
    expect(refuseOutcome({ kind: 'ours' }, 'reached')).toBeDefined();
  });

  test('FOL-4: is overdue when its day has passed, or its stretch of today', () => {
    const overdue = (dueOn: string, within: ReturnType<typeof span> | null = null) =>
      isOverdue({ dueOn: day(dueOn), within }, LISBOA, NOON);
    expect(overdue('2026-07-02')).toBe(true);
    expect(overdue('2026-07-03')).toBe(false);
    expect(overdue('2026-07-03', span('09:00', '12:00'))).toBe(true);
    expect(overdue('2026-07-03', span('09:00', '12:01'))).toBe(false);
    expect(overdue('2026-07-04', span('09:00', '10:00'))).toBe(false);
  });

  test('FOL-5: what is overdue stands on top, then by the stretch of the day', () => {
    const anyDue = fc.record({
      dueOn: fc.integer({ min: 0, max: 9 }).map((days) => day('2026-07-01').add({ days })),
      within: fc.option(
        fc
          .integer({ min: 0, max: 22 })
          .map((hour) => span(`${String(hour).padStart(2, '0')}:00`, '23:00')),
      ),
    });
    fc.assert(
      fc.property(fc.array(anyDue, { maxLength: 12 }), (dues) => {
        const sorted = dues.toSorted(byDue);
        const firstStanding = sorted.findIndex(
          (due) => !isOverdue({ ...due, within: null }, LISBOA, NOON),
        );
        return (
          firstStanding === -1 ||
          sorted
            .slice(firstStanding)
            .every((due) => !isOverdue({ ...due, within: null }, LISBOA, NOON))
        );
      }),
    );
    expect(
      byDue(
        { dueOn: day('2026-07-03'), within: null },
        { dueOn: day('2026-07-03'), within: span('09:00', '10:00') },
      ),
    ).toBeGreaterThan(0);
  });
});
