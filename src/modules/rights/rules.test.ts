// The rules of answering a person about her data, of erasing her and of keeping what must be kept.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Claim,
  dueOn,
  refuseAnswering,
  refuseApproving,
  refuseCarryingOut,
  refuseExtending,
  refuseHolding,
  refuseRecording,
  refuseReviewing,
  stateAfterReview,
} from './rules.ts';
import { CLAIM_KINDS, CLAIM_STATES, GROUNDS } from './schema.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const TODAY = day('2026-03-09');
const NOW = Temporal.Instant.from('2026-03-09T09:00:00Z');
const CLAIM: Claim = {
  id: 'c',
  kind: 'erasure',
  state: 'reviewed',
  unitId: 'network-welcome',
  askedOn: TODAY,
  dueOn: day('2026-04-09'),
  extendedFor: null,
  recordedBy: 'reception',
  reviewedBy: 'first',
  held: false,
  here: false,
  waits: false,
  fresh: true,
};

describe('when she is answered', () => {
  test('RIG-1: within a month of the day on which she asked, at most two months later', () => {
    expect(dueOn(TODAY).toString()).toBe('2026-04-09');
    expect(dueOn(TODAY, true).toString()).toBe('2026-06-09');
    // The last day of a shorter month, never one of the month after.
    expect(dueOn(day('2026-01-31')).toString()).toBe('2026-02-28');
    const days = fc.integer({ min: 0, max: 3000 }).map((n) => TODAY.add({ days: n }));
    fc.assert(
      fc.property(days, (asked) => {
        const { days: long } = dueOn(asked).since(asked);
        expect(long).toBeGreaterThanOrEqual(28);
        expect(long).toBeLessThanOrEqual(31);
        expect(dueOn(asked, true).since(asked).days).toBeLessThanOrEqual(92);
      }),
    );
  });

  test('RIG-2: she asked today or within the last year', () => {
    expect(refuseRecording(TODAY, TODAY)).toBeUndefined();
    expect(refuseRecording(TODAY.subtract({ years: 1 }), TODAY)).toBeUndefined();
    expect(refuseRecording(TODAY.add({ days: 1 }), TODAY)?.fields).toEqual({
      askedOn: 'in-the-future',
    });
    expect(refuseRecording(TODAY.subtract({ years: 1, days: 1 }), TODAY)?.fields).toEqual({
      askedOn: 'too-old',
    });
  });

  test('RIG-3: the day is moved once, before it has passed, while she waits', () => {
    const open = { ...CLAIM, state: 'open' } as const;
    expect(refuseExtending(open, TODAY)).toBeUndefined();
    expect(refuseExtending(open, open.dueOn)).toBeUndefined();
    expect(refuseExtending(open, open.dueOn.add({ days: 1 }))?.code).toBe('claim-overdue');
    expect(refuseExtending({ ...open, extendedFor: 'many' }, TODAY)?.code).toBe('claim-extended');
    expect(refuseExtending({ ...open, state: 'granted' }, TODAY)?.code).toBe('claim-answered');
  });

  test('RIG-4: she is answered once; an erasure has a review of its own', () => {
    for (const kind of CLAIM_KINDS)
      for (const state of CLAIM_STATES) {
        const code = refuseAnswering({ ...CLAIM, kind, state })?.code;
        if (kind === 'erasure') expect(code).toBe('erasure-needs-review');
        else expect(code).toBe(state === 'open' ? undefined : 'claim-answered');
      }
  });
});

describe('erasing her', () => {
  test('RIG-5: the review may be said anew until it is approved, and refused until she is erased', () => {
    for (const becomes of ['reviewed', 'refused'] as const) {
      const code = (state: Claim['state']) => refuseReviewing({ ...CLAIM, state }, becomes)?.code;
      expect(code('open')).toBeUndefined();
      expect(code('reviewed')).toBeUndefined();
      expect(code('approved')).toBe(becomes === 'refused' ? undefined : 'claim-answered');
      for (const state of ['refused', 'carried-out'] as const)
        expect(code(state)).toBe('claim-answered');
    }
    expect(refuseReviewing({ ...CLAIM, kind: 'copy' }, 'refused')?.code).toBe('not-an-erasure');
    expect(GROUNDS.filter((ground) => stateAfterReview(ground) === 'reviewed')).toEqual([
      'nothing-to-keep',
    ]);
  });

  test('RIG-6: approved by another than who reviewed it and who wrote it down, proved anew', () => {
    expect(refuseApproving(CLAIM, 'second')).toBeUndefined();
    expect(refuseApproving(CLAIM, 'first')?.code).toBe('needs-another');
    expect(refuseApproving(CLAIM, 'reception')?.code).toBe('needs-another');
    expect(refuseApproving({ ...CLAIM, fresh: false }, 'second')?.code).toBe('prove-again');
    expect(refuseApproving({ ...CLAIM, state: 'open' }, 'second')?.code).toBe(
      'erasure-needs-review',
    );
    expect(refuseApproving({ ...CLAIM, state: 'approved' }, 'second')?.code).toBe('claim-answered');
  });

  test('RIG-7, RIG-8: not under a hold, not while she is in a house, not before she is answered', () => {
    expect(refuseApproving({ ...CLAIM, held: true }, 'second')?.code).toBe('under-hold');
    expect(refuseApproving({ ...CLAIM, here: true }, 'second')?.code).toBe('person-is-here');
    expect(refuseApproving({ ...CLAIM, waits: true }, 'second')?.code).toBe('claims-open');
  });

  test('RIG-9: carried out when it is due and begun; what happened in the meantime stops it', () => {
    const due = { dueAt: NOW, begun: true, rowsDone: false, held: false, here: false };
    expect(refuseCarryingOut(due, NOW)).toBeUndefined();
    expect(refuseCarryingOut(due, NOW.subtract({ seconds: 1 }))?.code).toBe('erasure-not-due');
    expect(refuseCarryingOut({ ...due, begun: false }, NOW)?.code).toBe('erasure-not-due');
    expect(refuseCarryingOut({ ...due, held: true }, NOW)?.code).toBe('under-hold');
    expect(refuseCarryingOut({ ...due, here: true }, NOW)?.code).toBe('person-is-here');
    expect(refuseCarryingOut({ ...due, rowsDone: true }, NOW)?.code).toBe('erasure-done');
  });
});

test('RIG-10: one hold for a file, looked at again within a year', () => {
  expect(refuseHolding(false, TODAY.add({ days: 1 }), TODAY)).toBeUndefined();
  expect(refuseHolding(false, TODAY.add({ years: 1 }), TODAY)).toBeUndefined();
  expect(refuseHolding(false, TODAY, TODAY)?.fields).toEqual({ reviewOn: 'not-in-the-future' });
  expect(refuseHolding(false, TODAY.add({ years: 1, days: 1 }), TODAY)?.fields).toEqual({
    reviewOn: 'too-far',
  });
  expect(refuseHolding(true, TODAY.add({ days: 1 }), TODAY)?.code).toBe('held-already');
});
