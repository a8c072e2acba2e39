// The route foretold: whose work stands before her, and that its times join without a gap.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateRoute, officeLoads, type StopCount } from './route-estimate.ts';

const NOW = Temporal.Instant.from('2026-03-09T09:38:00Z');
const stop = (officeId: string, serviceMinutes: number) => ({
  officeId,
  serviceId: `${officeId}-service`,
  subjectId: 's',
  serviceMinutes,
});
const count = (officeId: string, state: StopCount['state'], n: number): StopCount => ({
  officeId,
  serviceId: `${officeId}-service`,
  state,
  count: n,
});
const tenMinutes = () => 10;

describe('the route foretold', () => {
  test('VIS-20: the wait is the work that stands before her, shared by the desks that are open', () => {
    const loads = officeLoads(
      [count('iss', 'waiting', 4), count('iss', 'serving', 2)],
      [{ officeId: 'iss' }, { officeId: 'iss' }],
      tenMinutes,
    );
    const { legs } = estimateRoute([stop('iss', 14)], loads, NOW);
    // Four of ten minutes and half of two that are being served: fifty minutes for two desks.
    expect(legs[0]).toMatchObject({ ahead: 4, waitMinutes: 25, unstaffed: false });
    expect(legs[0]?.starts.toString()).toBe('2026-03-09T10:03:00Z');
    expect(legs[0]?.ends.toString()).toBe('2026-03-09T10:17:00Z');
  });

  test('VIS-20: an office without an open desk is foretold as if it had one, and says so', () => {
    const loads = officeLoads([count('act', 'waiting', 3)], [], tenMinutes);
    expect(estimateRoute([stop('act', 10)], loads, NOW).legs[0]).toMatchObject({
      waitMinutes: 30,
      unstaffed: true,
    });
    expect(estimateRoute([stop('nobody', 10)], loads, NOW).legs[0]).toMatchObject({
      waitMinutes: 0,
      ahead: 0,
      unstaffed: true,
    });
  });

  test('has no gap: each stop begins after the wait that follows the one before', () => {
    const leg = fc.record({
      officeId: fc.constantFrom('a', 'b', 'c'),
      minutes: fc.integer({ min: 0, max: 90 }),
    });
    const counts = fc.array(
      fc.record({
        officeId: fc.constantFrom('a', 'b'),
        serviceId: fc.constant('x'),
        state: fc.constantFrom('waiting', 'called', 'serving'),
        count: fc.integer({ min: 0, max: 40 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(leg, { maxLength: 12 }), counts, (asked, waiting) => {
        const loads = officeLoads(waiting as StopCount[], [{ officeId: 'a' }], tenMinutes);
        const route = estimateRoute(
          asked.map((each) => stop(each.officeId, each.minutes)),
          loads,
          NOW,
        );
        let at = NOW;
        for (const each of route.legs) {
          expect(each.starts.equals(at.add({ minutes: each.waitMinutes }))).toBe(true);
          expect(each.waitMinutes).toBeGreaterThanOrEqual(0);
          at = each.ends;
        }
        expect(route.ends.equals(at)).toBe(true);
        expect(route.ends.since(NOW).total('minutes')).toBe(
          route.waitMinutes + route.serviceMinutes,
        );
      }),
    );
  });
});
