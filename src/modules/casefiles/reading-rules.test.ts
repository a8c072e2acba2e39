// AUD-7 by examples and by property: what the person is told of the readings of her file.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reading } from './reading-queries.ts';
import { gatherReadings } from './reading-rules.ts';

const ZONE = 'Europe/Lisbon';
const reading = (unitId: string, at: string, more: Partial<Reading> = {}): Reading => ({
  unitId,
  role: 'unit-officer',
  purpose: 'serve',
  sections: ['name'],
  basis: 'gdpr-6-1-e',
  at: Temporal.Instant.from(at),
  ...more,
});

test('AUD-7: a day at a desk is one line, with what was seen of the file and the first and last time', () => {
  const [iss, legal] = gatherReadings(
    [
      reading('iss', '2026-03-09T10:20:00Z', { sections: ['acts'] }),
      reading('legal', '2026-03-09T10:10:00Z', { purpose: 'file' }),
      reading('iss', '2026-03-09T10:00:00Z'),
      reading('iss', '2026-03-08T10:00:00Z'),
    ],
    ZONE,
  );
  expect(iss?.lines.map(({ day, sections }) => [day.toString(), sections])).toEqual([
    ['2026-03-09', ['acts', 'name']],
    ['2026-03-08', ['name']],
  ]);
  expect(iss?.lines[0]?.first.toString()).toBe('2026-03-09T10:00:00Z');
  expect(iss?.lines[0]?.last.toString()).toBe('2026-03-09T10:20:00Z');
  expect(legal?.lines).toHaveLength(1);
});

test('AUD-7: no reading is left out: each lies in a line of its unit, between its first and last time', () => {
  const readings = fc.array(
    fc.record({
      unitId: fc.constantFrom('iss', 'legal', 'welcome'),
      role: fc.constantFrom('unit-officer', 'mediator', null),
      purpose: fc.constantFrom('serve', 'file'),
      sections: fc.subarray(['name', 'acts', 'notes']),
      basis: fc.constantFrom('gdpr-6-1-e', 'gdpr-6-1-c'),
      at: fc
        .integer({ min: 0, max: 5_000_000 })
        .map((s) => Temporal.Instant.fromEpochMilliseconds(1_773_000_000_000 + s * 1000)),
    }),
  );
  fc.assert(
    fc.property(readings, (all) => {
      const sorted = all.toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
      const units = gatherReadings(sorted, ZONE);
      for (const one of all)
        expect(
          units
            .find(({ unitId }) => unitId === one.unitId)
            ?.lines.some(
              (line) =>
                line.role === one.role &&
                line.purpose === one.purpose &&
                line.basis === one.basis &&
                one.sections.every((section) => line.sections.includes(section)) &&
                Temporal.Instant.compare(line.first, one.at) <= 0 &&
                Temporal.Instant.compare(line.last, one.at) >= 0,
            ),
        ).toBe(true);
    }),
  );
});
