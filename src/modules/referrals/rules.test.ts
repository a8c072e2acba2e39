// The rules of a referral: who answers it, what may become of it, when it is chased.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SHARE_SECTIONS } from '../casefiles/consent-schema.ts';
import {
  answerDue,
  chaseStep,
  endOf,
  endOfResting,
  isAddressee,
  refuseAddressee,
  refuseAnswer,
  refuseAssignee,
  refuseCompletion,
  refuseGiving,
  refuseMoreThanHeld,
  refuseTakingBack,
} from './rules.ts';
import { REFERRAL_STATES } from './schema.ts';

const NOW = Temporal.Instant.from('2026-03-09T09:00:00Z');
const TODAY = Temporal.PlainDate.from('2026-03-09');
const asked = { state: 'requested', expiresOn: TODAY.add({ months: 1 }) } as const;
const open = { toUnitId: 'act', toAccountId: null, standInId: null };

describe('REF-2: only the addressee', () => {
  test('anyone of the unit where nobody is named; else she and her stand-in', () => {
    const named = { ...open, toAccountId: 'duarte', standInId: 'rosa' };
    expect(isAddressee(open, 'anybody', ['act'])).toBe(true);
    expect(isAddressee(open, 'anybody', ['iss'])).toBe(false);
    expect(isAddressee(named, 'duarte', ['act'])).toBe(true);
    expect(isAddressee(named, 'rosa', ['act'])).toBe(true);
    expect(isAddressee(named, 'anybody', ['act'])).toBe(false);
    // Who has left the unit answers nothing for it.
    expect(isAddressee(named, 'duarte', ['iss'])).toBe(false);
  });
});

describe('what may become of it', () => {
  test('REF-3: answered once', () => {
    for (const state of REFERRAL_STATES) {
      const refused = refuseAnswer({ ...asked, state }, 'accept', TODAY);
      expect(refused?.code).toBe(state === 'requested' ? undefined : 'referral-answered');
    }
  });

  test('REF-4: what has run out is declined, and never accepted', () => {
    const late = { ...asked, expiresOn: TODAY.subtract({ days: 1 }) };
    expect(refuseAnswer(late, 'accept', TODAY)?.code).toBe('referral-over');
    expect(refuseAnswer(late, 'decline', TODAY)).toBeUndefined();
    expect(refuseAnswer({ ...asked, expiresOn: TODAY }, 'accept', TODAY)).toBeUndefined();
  });

  test('REF-5: completed is what was accepted, and what was not possible says why', () => {
    const accepted = { state: 'accepted' } as const;
    const done = { outcome: 'done' } as const;
    const not = { outcome: 'not-possible' } as const;
    expect(refuseCompletion(accepted, done)).toBeUndefined();
    expect(refuseCompletion(accepted, { ...not, reason: 'not-reached' })).toBeUndefined();
    expect(refuseCompletion(accepted, not)?.fields).toEqual({ reason: 'required' });
    expect(refuseCompletion(accepted, { ...done, reason: 'not-reached' })?.fields).toEqual({
      reason: 'invalid',
    });
    expect(refuseCompletion(asked, done)?.code).toBe('referral-answered');
  });

  test('REF-6: taken back while it is not over', () => {
    const back = REFERRAL_STATES.filter((state) => !refuseTakingBack({ state, kind: 'referral' }));
    expect(back).toEqual(['requested', 'accepted']);
  });

  test('REF-12: a case that another unit carries is not taken back', () => {
    const transfer = { kind: 'transfer' } as const;
    expect(refuseTakingBack({ ...transfer, state: 'requested' })).toBeUndefined();
    expect(refuseTakingBack({ ...transfer, state: 'accepted' })?.code).toBe('case-is-theirs');
  });

  test('REF-14: what rests on it ends as it ended; what nobody accepted is withdrawn', () => {
    const done = { state: 'done', reason: null } as const;
    const taken = { state: 'withdrawn', reason: 'consent-withdrawn' } as const;
    expect(endOfResting({ state: 'accepted' }, done)).toEqual(done);
    expect(endOfResting({ state: 'accepted' }, taken)).toEqual(taken);
    expect(endOfResting({ state: 'requested' }, done)).toEqual({
      state: 'withdrawn',
      reason: 'no-longer-needed',
    });
    expect(endOfResting({ state: 'requested' }, taken)).toEqual(taken);
  });
});

describe('what is asked for, and who is named', () => {
  const request = {
    fromUnitId: 'iss',
    toUnitId: 'welcome',
    personId: 'nour',
    sections: ['name', 'contact'],
  } as const;
  const agreed = {
    personId: 'nour',
    unitId: 'welcome',
    toUnitId: 'iss',
    sections: ['name', 'contact'],
    basis: 'gdpr-6-1-a',
    until: TODAY,
    ended: false,
  } as const;

  test('REF-16: opened by an entry that covers it, asked by whoever holds it, while it counts', () => {
    const code = (more: object) =>
      refuseGiving(request, { ...agreed, ...more }, TODAY)?.code ?? 'opens';
    expect(code({})).toBe('opens');
    expect(refuseGiving(request, undefined, TODAY)?.code).toBe('not-agreed');
    for (const more of [
      { unitId: 'iss' },
      { toUnitId: 'act' },
      { personId: 'ana' },
      { sections: ['name'] },
      { ended: true },
      { until: TODAY.subtract({ days: 1 }) },
    ])
      expect(code(more)).toBe('not-agreed');
  });

  test('REF-13: a colleague of the unit, and a stand-in who is somebody else', () => {
    const both = { assigneeKnown: true, standInKnown: true };
    const to = { toAccountId: 'samira', standInId: 'youssef' };
    expect(refuseAssignee(to, both)).toBeUndefined();
    expect(refuseAssignee({ toAccountId: 'samira' }, both)).toBeUndefined();
    const fieldsOf = (more: object, known: object = {}) =>
      refuseAssignee({ ...to, ...more }, { ...both, ...known })?.fields;
    expect(fieldsOf({ standInId: 'samira' })).toEqual({ standInId: 'not-of-the-unit' });
    expect(fieldsOf({}, { assigneeKnown: false })).toEqual({ toAccountId: 'not-of-the-unit' });
    expect(fieldsOf({}, { standInKnown: false })).toEqual({ standInId: 'not-of-the-unit' });
  });
});

describe('to whom, and what', () => {
  const known = {
    link: 'none',
    fromUnitId: 'network-support',
    addresseeKnown: true,
    standInKnown: true,
  } as const;
  const to = { toUnitId: 'act' };

  test('REF-9: never behind the fence; the named work there; the stand-in is somebody else', () => {
    const fields = (more: object, also: object = {}) =>
      refuseAddressee({ ...to, ...more }, { ...known, ...also })?.fields;
    expect(fields({})).toBeUndefined();
    expect(fields({}, { link: 'indirect' })).toBeUndefined();
    expect(fields({}, { link: 'direct' })).toEqual({ toUnitId: 'behind-the-fence' });
    expect(fields({ toUnitId: 'network-support' })).toEqual({ toUnitId: 'own-unit' });
    expect(fields({ toAccountId: 'x' }, { addresseeKnown: false })).toEqual({
      toAccountId: 'not-of-the-unit',
    });
    expect(fields({ toAccountId: 'x', standInId: 'x' })).toEqual({ standInId: 'not-of-the-unit' });
    expect(fields({ standInId: 'x' })).toEqual({ toAccountId: 'required' });
  });

  test('REF-10: nobody passes on more than she sees', () => {
    const some = fc.subarray([...SHARE_SECTIONS]);
    fc.assert(
      fc.property(some, some, (shared, held) => {
        expect(refuseMoreThanHeld(shared, held) === undefined).toBe(
          shared.every((one) => held.includes(one)),
        );
      }),
    );
  });
});

describe('the chase', () => {
  test('REF-7: an answer is due in three days, never after the last day', () => {
    expect(answerDue(NOW, TODAY.add({ months: 1 })).toString()).toBe('2026-03-12T09:00:00Z');
    expect(answerDue(NOW, TODAY).toString()).toBe('2026-03-10T00:00:00Z');
    // A summer night in Lisbon begins an hour earlier.
    expect(endOf(Temporal.PlainDate.from('2026-07-01')).toString()).toBe('2026-07-01T23:00:00Z');
  });

  test('REF-8: overdue, two days later escalated, and then no more', () => {
    const waits = { state: 'requested', dueAt: NOW, chased: 0 } as const;
    const first = chaseStep(waits, NOW);
    expect(first).toMatchObject({ kind: 'referral.overdue', chased: 1 });
    const second = { ...waits, chased: 1, dueAt: first?.dueAt ?? null };
    expect(chaseStep(second, NOW)).toBeUndefined();
    const later = NOW.add({ hours: 48 });
    expect(chaseStep(second, later)).toEqual({
      kind: 'referral.escalated',
      chased: 2,
      dueAt: null,
    });
    expect(chaseStep({ ...second, dueAt: null, chased: 2 }, later)).toBeUndefined();
    expect(chaseStep({ ...waits, state: 'done' }, later)).toBeUndefined();
    expect(chaseStep({ ...waits, dueAt: later }, NOW)).toBeUndefined();
  });
});
