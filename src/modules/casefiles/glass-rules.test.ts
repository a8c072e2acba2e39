// Break-glass without a database.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  breakGlassInput,
  GLASS_A_WEEK,
  refuseGlass,
  refuseReview,
  suspends,
} from './glass-rules.ts';

const FACTS = { personId: 'p', unitId: 'u', reached: false, used: 0, told: 2, fresh: true };
const NOW = Temporal.Instant.from('2026-03-09T10:00:00Z');

test('GLA-1, GLA-2, GLA-3, GLA-4: only when all hold at once, and the proof is asked first', () => {
  fc.assert(
    fc.property(
      fc.record({
        reached: fc.boolean(),
        used: fc.nat(5),
        told: fc.nat(2),
        fresh: fc.boolean(),
      }),
      (some) => {
        const refused = refuseGlass({ ...FACTS, ...some });
        const may = some.fresh && !some.reached && some.used < GLASS_A_WEEK && some.told > 0;
        expect(refused === undefined).toBe(may);
        if (!some.fresh) expect(refused?.code).toBe('prove-again');
      },
    ),
  );
});

test('GLA-6: somebody else, and once', () => {
  expect(refuseReview({ accountId: 'a', reviewed: false }, 'b')).toBeUndefined();
  expect(refuseReview({ accountId: 'a', reviewed: false }, 'a')?.code).toBe('not-for-yourself');
  expect(refuseReview({ accountId: 'a', reviewed: true }, 'b')?.code).toBe('glass-reviewed');
});

test('GLA-7: from the very moment at which it is due, unless somebody looked', () => {
  const due = (seconds: number, more = {}) =>
    suspends(
      { reviewed: false, suspended: false, reviewDueAt: NOW.add({ seconds }), ...more },
      NOW,
    );
  expect([due(1), due(0), due(-1)]).toEqual([false, true, true]);
  expect(due(-1, { reviewed: true })).toBe(false);
  expect(due(-1, { suspended: true })).toBe(false);
});

test('a reason is from the list and says more than a word', () => {
  const given = { fileNumber: '7QK2-93MX', reason: 'health-emergency', words: 'x'.repeat(20) };
  expect(breakGlassInput.safeParse(given).success).toBe(true);
  expect(breakGlassInput.safeParse({ ...given, words: 'urgente' }).success).toBe(false);
  expect(breakGlassInput.safeParse({ ...given, reason: 'curious' }).success).toBe(false);
});
