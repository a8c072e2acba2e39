// The rules of counting, without a database.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actorWith } from '#platform/session/actor.fixture.ts';
import type { EnforcementLink } from '#platform/session/actor.ts';
import { figuresFrom, mayCount, monthOf, shareInOneTrip } from './rules.ts';

const trips = { visits: 5, persons: 4, ended: 4, solved: 3 };

const actor = (role: string, centreId: string | null, link: EnforcementLink = 'none') =>
  actorWith([{ role, centreId, link }]);

test('STA-1: acts, visits and persons are counted apart', () => {
  const figures = figuresFrom([{ officeId: 'iss', acts: 9, visits: 5, persons: 4 }], trips);
  expect([figures.acts, figures.visits, figures.persons]).toEqual([9, 5, 4]);
});

test('STA-2: the acts of a house are the sum over its offices; visits and persons are not', () => {
  const counts = fc.record({
    officeId: fc.uuid(),
    acts: fc.nat(1000),
    visits: fc.nat(1000),
    persons: fc.nat(1000),
  });
  fc.assert(
    fc.property(fc.uniqueArray(counts, { selector: (each) => each.officeId }), (offices) => {
      const figures = figuresFrom(offices, trips);
      const sum = [...figures.byOffice.values()].reduce((total, { acts }) => total + acts, 0);
      expect(figures.acts).toBe(sum);
      expect(figures.byOffice.size).toBe(offices.length);
      expect([figures.visits, figures.persons]).toEqual([trips.visits, trips.persons]);
    }),
  );
});

test('STA-4: one trip was enough for the share of ended visits that ended with all solved', () => {
  expect(shareInOneTrip(trips)).toBe(0.75);
  expect(shareInOneTrip({ ended: 0, solved: 0 })).toBeUndefined();
});

test('STA-5: figures are for those who look after a house, and never across the fence', () => {
  expect(mayCount(actor('centre-coordinator', 'cnaim-lisboa'), 'cnaim-lisboa')).toBe(true);
  expect(mayCount(actor('centre-coordinator', 'cnaim-norte'), 'cnaim-lisboa')).toBe(false);
  expect(mayCount(actor('network-manager', null), 'cnaim-lisboa')).toBe(true);
  expect(mayCount(actor('unit-officer', 'cnaim-lisboa'), 'cnaim-lisboa')).toBe(false);
  expect(mayCount(actor('administrator', null), 'cnaim-lisboa')).toBe(false);
  expect(mayCount(actor('unit-lead', 'cnaim-lisboa', 'direct'), 'cnaim-lisboa')).toBe(false);
});

test('a month is whole, in leap years too', () => {
  const { from, to } = monthOf(Temporal.PlainDate.from('2028-02-17'));
  expect([from.toString(), to.toString()]).toEqual(['2028-02-01', '2028-02-29']);
});
