// From when until when somebody is told, and who says so.
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { isProblem } from '#base/problem.ts';
import { actorWith } from '#platform/session/actor.fixture.ts';
import { dutySpan, namesDuty } from './duty-rules.ts';

const NOW = Temporal.Instant.from('2026-03-02T09:00:00Z');
const LISBON = 'Europe/Lisbon';

const actor = (role: string, link: 'none' | 'direct' = 'none') =>
  actorWith([{ role, centreId: 'cnaim-lisboa', link }]);

test('VIS-201: the coordinator and the custodian name who is told, nobody else', () => {
  for (const role of ['centre-coordinator', 'custodian'])
    expect(namesDuty(actor(role), 'cnaim-lisboa')).toBe(true);
  for (const role of ['network-manager', 'mediator', 'security-guard', 'administrator'])
    expect(namesDuty(actor(role), 'cnaim-lisboa')).toBe(false);
  expect(namesDuty(actor('custodian', 'direct'), 'cnaim-lisboa')).toBe(false);
  expect(namesDuty(actor('custodian'), 'cnaim-norte')).toBe(false);
});

test('VIS-202: a duty begins now or on a later day, and its last day is whole', () => {
  expect(dutySpan({ from: '2026-03-02' }, LISBON, NOW)).toEqual({ from: NOW, until: null });
  expect(dutySpan({ from: '2026-03-28', until: '2026-03-29' }, LISBON, NOW)).toEqual({
    from: Temporal.Instant.from('2026-03-28T00:00:00Z'),
    // The clocks go forward that night.
    until: Temporal.Instant.from('2026-03-29T23:00:00Z'),
  });
  expect(dutySpan({ from: '2026-03-01' }, LISBON, NOW)).toMatchObject({
    fields: { from: 'date-past' },
  });
  expect(dutySpan({ from: '2026-03-05', until: '2026-03-04' }, LISBON, NOW)).toMatchObject({
    fields: { until: 'date-past' },
  });
});

test('VIS-202: no duty is empty', () => {
  const day = fc
    .integer({ min: -3, max: 200 })
    .map((days) => Temporal.PlainDate.from('2026-03-02').add({ days }).toString());
  fc.assert(
    fc.property(day, day, (from, until) => {
      const span = dutySpan({ from, until }, LISBON, NOW);
      if (!isProblem(span) && span.until)
        expect(Temporal.Instant.compare(span.from, span.until)).toBeLessThan(0);
    }),
  );
});
