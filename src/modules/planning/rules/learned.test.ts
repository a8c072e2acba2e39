// What is usual, from what was learned of sittings.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TRUST } from './durations.ts';
import { type LearnedDuration, usualDurations } from './learned.ts';

const catalogue = () => 10;
const learned = (
  kind: LearnedDuration['kind'],
  of: string,
  count: number,
  meanMinutes: number,
): LearnedDuration => ({ serviceId: 'papers', kind, of, count, meanMinutes });

describe('PLN-12: what is usual is learned and drawn towards what is known of more sittings', () => {
  test('nothing learned: the catalogue, and every desk at the usual pace', () => {
    const usual = usualDurations([], catalogue);
    expect(usual.minutesOf('papers', 'ar')).toBe(10);
    expect(usual.paceOf('d1')).toBe(1);
  });

  test('a service towards the catalogue, a language towards its service, a desk towards its services', () => {
    const usual = usualDurations(
      [
        learned('service', '', TRUST, 20),
        learned('language', 'ar', TRUST, 25),
        learned('desk', 'd1', TRUST, 30),
      ],
      catalogue,
    );
    expect(usual.minutesOf('papers')).toBe(15);
    expect(usual.minutesOf('papers', 'ar')).toBe(20);
    expect(usual.minutesOf('papers', 'uk')).toBe(15);
    expect(usual.minutesOf('other', 'ar')).toBe(10);
    expect(usual.paceOf('d1')).toBe(1.5);
    expect(usual.paceOf('d2')).toBe(1);
  });

  test('is never outside of what was seen and the catalogue', () => {
    const row = fc.record({
      count: fc.integer({ min: 5, max: 500 }),
      mean: fc.integer({ min: 1, max: 90 }),
    });
    fc.assert(
      fc.property(row, row, (service, language) => {
        const seen = [10, service.mean, language.mean];
        const minutes = usualDurations(
          [
            learned('service', '', service.count, service.mean),
            learned('language', 'ar', language.count, language.mean),
          ],
          catalogue,
        ).minutesOf('papers', 'ar');
        expect(minutes).toBeGreaterThanOrEqual(Math.min(...seen) - 1e-9);
        expect(minutes).toBeLessThanOrEqual(Math.max(...seen) + 1e-9);
      }),
    );
  });
});
