// Corrections without a database: what may be corrected, and what the counts are told.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import { refuseToSign } from '../attendances/month-rules.ts';
import { correctAct, correctionEvent, type CorrectableAct, voidAct } from './correction-rules.ts';
import { OUTCOMES } from './schema.ts';

const ACT: CorrectableAct = {
  id: '0198a000-0000-7000-8000-000000000001',
  visitId: 'v',
  personId: 'p',
  stopId: 's',
  centreId: 'cnaim-lisboa',
  officeId: 'cnaim-lisboa.iss',
  unitId: 'iss',
  hostUnitId: 'network-welcome',
  serviceId: 'pensions',
  mode: 'support',
  outcome: 'solved',
  detail: null,
  hasDetail: false,
  nextOn: null,
  forwardedTo: null,
  language: 'uk',
  interpreter: 'none',
  minutes: 12,
  day: Temporal.PlainDate.from('2026-03-09'),
  occurredAt: Temporal.Instant.from('2026-03-09T10:00:00Z'),
  rank: 0,
  voided: false,
  signed: false,
  own: true,
  settles: true,
  needHere: true,
  beforeIt: null,
  visitClosed: true,
  needs: 2,
  solved: 2,
  offered: true,
};
const WHY = { attendanceId: ACT.id, reason: 'Engano.' };
const codeOf = (answer: object) => ('code' in answer ? answer.code : 'done');

test('ATT-10: what is left out stays, and the event tells what was and what is', () => {
  const correction = correctAct(ACT, { ...WHY, mode: 'advice', minutes: 20 });
  if (isProblem(correction)) throw new Error('refused');
  expect(correction.said).toMatchObject({ serviceId: 'pensions', mode: 'advice', minutes: 20 });
  expect(correctionEvent(correction).data).toMatchObject({
    was: { mode: 'support', minutes: 12 },
    now: { mode: 'advice', minutes: 20 },
    revision: false,
  });
});

test('ATT-11: after the month was signed it is said to be a revision', () => {
  const correction = correctAct({ ...ACT, signed: true }, { ...WHY, minutes: 20 });
  if (isProblem(correction)) throw new Error('refused');
  expect(correctionEvent(correction).data).toMatchObject({ revision: true });
});

test('ATT-12: a month is signed when it is over', () => {
  const march = Temporal.PlainDate.from('2026-03-01');
  expect(refuseToSign(march, Temporal.PlainDate.from('2026-03-31'))).toMatchObject({
    code: 'month-not-over',
  });
  expect(refuseToSign(march, Temporal.PlainDate.from('2026-04-01'))).toBeUndefined();
});

test('ATT-13: what was sent on stays sent on, the rest of it is corrected', () => {
  const sent = { ...ACT, outcome: 'in-progress', forwardedTo: 'cnaim-lisboa.health' } as const;
  expect(codeOf(correctAct(sent, { ...WHY, outcome: 'solved' }))).toBe('invalid');
  expect(codeOf(correctAct(sent, { ...WHY, minutes: 20 }))).toBe('done');
});

test('ATT-14: a correction changes something, and what was voided is not corrected', () => {
  expect(codeOf(correctAct(ACT, WHY))).toBe('nothing-changed');
  expect(codeOf(correctAct({ ...ACT, voided: true }, { ...WHY, minutes: 20 }))).toBe('act-voided');
  expect(codeOf(voidAct({ ...ACT, voided: true }, 'x'))).toBe('act-voided');
});

test('an outcome that needs words asks for them, and the coordinator need not know them', () => {
  expect(codeOf(correctAct(ACT, { ...WHY, outcome: 'something-missing' }))).toBe('invalid');
  const hidden = { ...ACT, outcome: 'something-missing', hasDetail: true, own: false } as const;
  expect(codeOf(correctAct(hidden, { ...WHY, minutes: 20 }))).toBe('done');
  expect(codeOf(correctAct({ ...ACT, offered: false }, { ...WHY, serviceId: 'x' }))).toBe(
    'invalid',
  );
});

test('ATT-15: the need and the trip follow only when the act was the last word on it', () => {
  const missing = { ...WHY, outcome: 'something-missing', detail: 'Recibo' } as const;
  const last = correctAct(ACT, missing);
  if (isProblem(last)) throw new Error('refused');
  expect(last.needState).toBe('something-missing');
  expect(correctionEvent(last).data).toMatchObject({ needs: 2, wasSolved: 2, solved: 1 });
  const early = correctAct({ ...ACT, settles: false }, missing);
  if (isProblem(early)) throw new Error('refused');
  expect(early.needState).toBeNull();
  expect(correctionEvent(early).data).not.toHaveProperty('solved');
  const gone = voidAct(ACT, 'Outra pessoa.');
  if (isProblem(gone)) throw new Error('refused');
  expect(gone.needState).toBe('open');
  expect(correctionEvent(gone).data).not.toHaveProperty('now');
});

test('ATT-15: whatever is corrected, a trip has never more solved than needs, nor fewer than none', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...OUTCOMES),
      fc.constantFrom(...OUTCOMES),
      fc.integer({ min: 1, max: 5 }),
      fc.boolean(),
      (was, is, needs, settles) => {
        const solved = was === 'solved' ? needs : needs - 1;
        const act = { ...ACT, outcome: was, settles, needs, solved, hasDetail: true, detail: 'x' };
        const nextOn = '2026-03-20';
        const answer = correctAct(act, { ...WHY, outcome: is, detail: 'y', nextOn, minutes: 1 });
        if (isProblem(answer)) return;
        const { data } = correctionEvent(answer);
        const after = Number(data?.['solved'] ?? solved);
        expect(after).toBeGreaterThanOrEqual(0);
        expect(after).toBeLessThanOrEqual(needs);
      },
    ),
  );
});
