// Who comes before whom by right.
import { describe, expect, test } from 'vitest';
import { readData } from '#main/seed/read-data.ts';
import { AT_ONCE, FIRST, isInForce, ORDINARY, priorityOf } from './precedence-rules.ts';

const DAY = Temporal.PlainDate.from('2026-03-09');
const GROUNDS = [
  { id: 'pregnant', from: Temporal.PlainDate.from('2016-12-27') },
  { id: 'gone', from: DAY.subtract({ years: 9 }), until: DAY },
];
describe('VIS-40: a ground of the law, or a sign, brings somebody first, and the number tells no reason', () => {
  test('by a ground that is in force, by a sign, and by both alike', () => {
    expect(priorityOf({ grounds: [] }, GROUNDS, DAY)).toBe(ORDINARY);
    expect(priorityOf({ grounds: ['pregnant'] }, GROUNDS, DAY)).toBe(FIRST);
    expect(priorityOf({ grounds: [], signs: ['speak-alone'] }, GROUNDS, DAY)).toBe(FIRST);
    expect(priorityOf({ grounds: ['pregnant'], signs: ['homeless'] }, GROUNDS, DAY)).toBe(FIRST);
  });
  test('at once with signs of danger, of a child alone or of a medical need, and the same for each', () => {
    for (const sign of ['minor-alone', 'violence', 'exploitation', 'medical'] as const) {
      expect(priorityOf({ grounds: [], signs: [sign] }, GROUNDS, DAY)).toBe(AT_ONCE);
      const more = { grounds: ['pregnant'], signs: ['homeless', sign] as const };
      expect(priorityOf(more, GROUNDS, DAY)).toBe(AT_ONCE);
    }
  });
  test('not by one that the country does not know, nor before or after its days', () => {
    expect(priorityOf({ grounds: ['tall'] }, GROUNDS, DAY)).toBe(ORDINARY);
    expect(priorityOf({ grounds: ['gone'] }, GROUNDS, DAY)).toBe(ORDINARY);
    expect(priorityOf({ grounds: ['gone'] }, GROUNDS, DAY.subtract({ days: 1 }))).toBe(FIRST);
    const before = Temporal.PlainDate.from('2016-12-26');
    expect(priorityOf({ grounds: ['pregnant'] }, GROUNDS, before)).toBe(ORDINARY);
    expect(isInForce({ id: 'always' }, before)).toBe(true);
  });
  test('the grounds of Portugal are in force since 27 December 2016, each with its law', () => {
    const grounds = readData('priorities.json');
    expect(grounds.map(({ id }) => id)).toEqual([
      'disability',
      'frail-elderly',
      'pregnant',
      'infant-in-arms',
    ]);
    for (const { from, law } of grounds) {
      expect(from).toBe('2016-12-27');
      expect(law).toMatch(/58\/2016/);
    }
  });
});
