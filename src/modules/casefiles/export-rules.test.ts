// Taking a file out, without a database.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  askExportInput,
  EXPORTS_A_DAY,
  type ExportState,
  refuseExport,
  refuseFetch,
} from './export-rules.ts';

const NOW = Temporal.Instant.from('2026-03-09T10:00:00Z');

test('EXP-1, EXP-2: only with a fresh proof, which is asked first, and ten in a day', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.nat(20), (fresh, used) => {
      const refused = refuseExport({ fresh, used });
      expect(refused === undefined).toBe(fresh && used < EXPORTS_A_DAY);
      if (!fresh) expect(refused?.code).toBe('prove-again');
    }),
  );
});

test('EXP-3, EXP-4: handed over once, in time, and only while all of it is open', () => {
  const states: ExportState[] = ['waiting', 'ready', 'fetched', 'refused'];
  fc.assert(
    fc.property(
      fc.record({
        fresh: fc.boolean(),
        open: fc.boolean(),
        state: fc.constantFrom(...states),
        seconds: fc.integer({ min: -2, max: 2 }),
      }),
      ({ seconds, ...some }) => {
        const refused = refuseFetch({ ...some, endsAt: NOW.add({ seconds }) }, NOW);
        expect(refused === undefined).toBe(
          some.fresh && some.open && some.state === 'ready' && seconds > 0,
        );
      },
    ),
  );
  const over = { fresh: true, state: 'ready', endsAt: NOW, open: false } as const;
  expect(refuseFetch(over, NOW)?.code).toBe('export-over');
  const closed = { ...over, endsAt: NOW.add({ hours: 1 }) };
  expect(refuseFetch(closed, NOW)?.problem).toBe('not-found');
});

test('a reason is from the list and says more than a word', () => {
  const given = {
    personId: '018f0000-0000-7000-8000-000000000001',
    reason: 'she-asked',
    words: 'Pediu uma cópia para o advogado.',
    format: 'pdf',
  };
  expect(askExportInput.safeParse(given).success).toBe(true);
  expect(askExportInput.safeParse({ ...given, words: 'cópia' }).success).toBe(false);
  expect(askExportInput.safeParse({ ...given, reason: 'statistics' }).success).toBe(false);
  expect(askExportInput.safeParse({ ...given, format: 'xlsx' }).success).toBe(false);
});
