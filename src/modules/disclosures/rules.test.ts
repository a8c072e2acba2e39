// The rules of answering an authority: who, in which order, and that nothing is given before two approved it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actorWith } from '#platform/session/actor.fixture.ts';
import {
  type Disclosure,
  overdueOf,
  PUBLISHED_FROM,
  refuseApproving,
  refuseClosing,
  refuseGiving,
  refuseRegistering,
  refuseReviewing,
  refuseTelling,
  registersDisclosures,
  seesDisclosures,
  stateAfterReview,
} from './rules.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const TODAY = day('2026-03-09');
const REVIEWED: Disclosure = {
  id: 'd',
  state: 'reviewed',
  round: 1,
  registeredBy: 'dpo',
  reviewedBy: 'lawyer',
  firstBy: null,
  secondBy: null,
  receivedOn: day('2026-03-01'),
  told: false,
  gone: false,
  fresh: true,
};
const actor = (...roles: string[]) =>
  actorWith(roles.map((role) => ({ role, link: role === 'fenced' ? 'direct' : 'none' })));

test('DIS-1: there is a register for officers alone; who manages accounts has none, whatever else she is', () => {
  expect(seesDisclosures(actor('data-protection-officer'))).toBe(true);
  expect(seesDisclosures(actor('custodian'))).toBe(true);
  expect(registersDisclosures(actor('data-protection-officer'))).toBe(true);
  expect(registersDisclosures(actor('custodian'))).toBe(false);
  for (const role of ['administrator', 'centre-coordinator', 'network-manager', 'unit-officer'])
    expect(seesDisclosures(actor(role)), role).toBe(false);
  expect(seesDisclosures(actor('data-protection-officer', 'administrator'))).toBe(false);
  expect(seesDisclosures(actor('custodian', 'fenced'))).toBe(false);
});

test('DIS-2: an order came within the last year, and its deadline is not before', () => {
  const refuse = (receivedOn: string, deadline: string) =>
    refuseRegistering({ receivedOn: day(receivedOn), deadline: day(deadline) }, TODAY)?.fields;
  expect(refuse('2026-03-09', '2026-03-09')).toBeUndefined();
  expect(refuse('2025-03-09', '2026-03-09')).toBeUndefined();
  expect(refuse('2026-03-10', '2026-03-12')).toEqual({ receivedOn: 'in-the-future' });
  expect(refuse('2025-03-08', '2026-03-12')).toEqual({ receivedOn: 'too-old' });
  expect(refuse('2026-03-05', '2026-03-04')).toEqual({ deadline: 'before-received' });
});

test('DIS-3: a review names what is given, and says why where something is refused', () => {
  const review = (said: object, one: Partial<Disclosure> = {}) =>
    refuseReviewing(
      { ...REVIEWED, ...one },
      { round: 1, finding: 'whole', sections: ['visits'], ...said },
    );
  expect(review({})).toBeUndefined();
  expect(review({}, { state: 'approved' })).toBeUndefined();
  expect(review({ sections: [] })?.fields).toEqual({ sections: 'required' });
  expect(review({ finding: 'part' })?.fields).toEqual({ withheld: 'required' });
  expect(review({ finding: 'part', withheld: 'O resto.' })).toBeUndefined();
  expect(review({ finding: 'nothing', sections: [] })?.fields).toEqual({ withheld: 'required' });
  expect(review({ round: 0 })?.code).toBe('disclosure-changed');
  expect(review({}, { state: 'given' })?.code).toBe('disclosure-closed');
  expect([stateAfterReview('nothing'), stateAfterReview('part')]).toEqual(['refused', 'reviewed']);
});

describe('approving and giving', () => {
  test('DIS-4: by neither who registered nor who reviewed it nor twice the same, freshly proved, what was read', () => {
    const code = (by: string, one: Partial<Disclosure> = {}, round = 1) =>
      refuseApproving({ ...REVIEWED, ...one }, round, by)?.code;
    expect(code('first')).toBeUndefined();
    expect(code('dpo')).toBe('needs-another');
    expect(code('lawyer')).toBe('needs-another');
    expect(code('first', { firstBy: 'first' })).toBe('needs-another');
    expect(code('second', { firstBy: 'first' })).toBeUndefined();
    expect(code('first', { fresh: false })).toBe('prove-again');
    expect(code('first', {}, 0)).toBe('disclosure-changed');
    expect(code('first', { state: 'registered' })).toBe('disclosure-unreviewed');
    expect(code('third', { state: 'approved' })).toBe('disclosure-approved');
    expect(code('first', { state: 'withdrawn' })).toBe('disclosure-closed');
  });

  test('DIS-5, DIS-6: nothing is given before two approved it; until then it is refused or withdrawn', () => {
    const approved = { ...REVIEWED, state: 'approved', firstBy: 'a', secondBy: 'b' } as const;
    expect(refuseGiving(approved, 1)).toBeUndefined();
    expect(refuseGiving({ ...approved, secondBy: null }, 1)?.code).toBe('disclosure-unapproved');
    expect(refuseGiving({ ...REVIEWED, firstBy: 'a' }, 1)?.code).toBe('disclosure-unapproved');
    expect(refuseGiving({ ...approved, fresh: false }, 1)?.code).toBe('prove-again');
    expect(refuseGiving({ ...approved, gone: true }, 1)?.code).toBe('disclosure-erased');
    expect(refuseGiving(approved, 2)?.code).toBe('disclosure-changed');
    expect(refuseGiving({ ...approved, state: 'given' }, 1)?.code).toBe('disclosure-closed');
    expect(refuseClosing(approved)).toBeUndefined();
    expect(refuseClosing({ ...approved, state: 'given' })?.code).toBe('disclosure-closed');
  });

  test('DIS-4, DIS-5: whatever is tried in whatever order, nothing is given without two others', () => {
    const who = fc.constantFrom('dpo', 'lawyer', 'one', 'two');
    const step = fc.record({
      act: fc.constantFrom('review', 'approve', 'approve', 'give', 'close'),
      by: who,
      late: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
      nothing: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    });
    let given = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 14 }), (steps) => {
        let one: Disclosure = { ...REVIEWED, state: 'registered', round: 0, reviewedBy: null };
        // Who approved the review that stands: kept apart from what the rules keep.
        let approvals: string[] = [];
        for (const { act, by, late, nothing } of steps) {
          const round = late ? one.round - 1 : one.round;
          if (act === 'review') {
            const said = {
              round,
              finding: nothing ? 'nothing' : 'whole',
              sections: ['visits'],
              withheld: 'x',
            } as const;
            if (refuseReviewing(one, said)) continue;
            approvals = [];
            one = {
              ...one,
              state: stateAfterReview(said.finding),
              round: one.round + 1,
              reviewedBy: by,
              firstBy: null,
              secondBy: null,
            };
          } else if (act === 'approve') {
            if (refuseApproving(one, round, by)) continue;
            approvals.push(by);
            one = one.firstBy
              ? { ...one, secondBy: by, state: 'approved' }
              : { ...one, firstBy: by };
          } else if (act === 'close') {
            if (!refuseClosing(one) && nothing) one = { ...one, state: 'withdrawn' };
          } else if (!refuseGiving(one, round)) {
            given += 1;
            expect(new Set(approvals).size).toBe(2);
            expect(approvals).not.toContain(one.registeredBy);
            expect(approvals).not.toContain(one.reviewedBy);
            one = { ...one, state: 'given' };
          }
        }
      }),
      { numRuns: 3000, seed: 8 },
    );
    // Or nothing would have been shown.
    expect(given).toBeGreaterThan(10);
  });
});

test('DIS-7: she is told, or it says why not yet and until when; past that day it is overdue', () => {
  const tell = (said: object, one: Partial<Disclosure> = {}) =>
    refuseTelling({ ...REVIEWED, ...one }, { outcome: 'told', on: TODAY, ...said }, TODAY);
  const later = (on: string, why?: string) => tell({ outcome: 'later', on: day(on), why })?.fields;
  expect(tell({})).toBeUndefined();
  expect(tell({}, { state: 'given' })).toBeUndefined();
  expect(tell({ on: day('2026-03-10') })?.fields).toEqual({ on: 'in-the-future' });
  expect(tell({ on: day('2026-02-28') })?.fields).toEqual({ on: 'before-received' });
  expect(later('2026-04-09', 'Segredo de justiça.')).toBeUndefined();
  expect(later('2026-04-09')).toEqual({ why: 'required' });
  expect(later('2026-03-09', 'x')).toEqual({ on: 'not-in-the-future' });
  expect(later('2026-09-06', 'x')).toEqual({ on: 'untold-too-far' });
  expect(tell({}, { told: true })?.code).toBe('disclosure-told');
  expect(tell({}, { state: 'refused' })?.code).toBe('disclosure-closed');
  const line = { state: 'given', deadline: TODAY, tellBy: TODAY, toldOn: null } as const;
  const tomorrow = TODAY.add({ days: 1 });
  expect(overdueOf(line, TODAY)).toEqual({ answer: false, telling: false });
  expect(overdueOf(line, tomorrow)).toEqual({ answer: false, telling: true });
  expect(overdueOf({ ...line, state: 'reviewed' }, tomorrow).answer).toBe(true);
  expect(overdueOf({ ...line, toldOn: TODAY }, tomorrow).telling).toBe(false);
  expect(overdueOf({ ...line, state: 'refused' }, tomorrow).telling).toBe(false);
});

test('DIS-8: numbers are published from three on', () => {
  expect(PUBLISHED_FROM).toBe(3);
});
