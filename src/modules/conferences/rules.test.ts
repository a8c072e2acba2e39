// When a conference is, who may come, and what ends it.
import { isProblem } from '#base/problem.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CONFERENCE_HOURS,
  type Conference,
  hoursOf,
  placesOf,
  refuseCallingOff,
  refuseEnding,
  refuseFiles,
  stateOf,
} from './rules.ts';

const NOW = Temporal.Instant.from('2026-03-09T10:00:00Z');
const TODAY = Temporal.PlainDate.from('2026-03-09');
const fieldsOf = (answer: unknown) =>
  isProblem(answer as object) ? (answer as { fields?: object }).fields : 'none';

describe('CNF-1: one stretch of one day', () => {
  const ask = (day: string, from: string, to: string) => hoursOf({ day, from, to }, NOW);
  test('the civil hours of the network, as instants', () => {
    expect(ask('2026-07-09', '10:00', '12:30')).toMatchObject({
      fields: { day: 'conference-too-far' },
    });
    const answer = ask('2026-04-09', '10:00', '12:30');
    expect(JSON.stringify(answer)).toBe(
      '{"startsAt":"2026-04-09T09:00:00Z","endsAt":"2026-04-09T11:30:00Z"}',
    );
  });
  test.each([
    ['2026-03-08', '10:00', '11:00', { day: 'date-past' }],
    ['2026-05-09', '10:00', '11:00', { day: 'conference-too-far' }],
    ['2026-03-09', '09:30', '11:00', { from: 'time-past' }],
    ['2026-03-10', '11:00', '11:00', { to: 'hours-end-first' }],
    ['2026-03-10', '09:00', '17:01', { to: 'conference-too-long' }],
  ] as const)('%s from %s to %s is refused', (day, from, to, fields) => {
    expect(fieldsOf(ask(day, from, to))).toEqual(fields);
  });
  test('a beginning of some minutes ago is now', () => {
    expect(fieldsOf(ask('2026-03-09', '09:56', '11:00'))).toBe('none');
  });
  test('whatever is asked, what is open is never open longer than eight hours', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 70 }), time, time, (days, from, to) => {
        const answer = ask(TODAY.add({ days }).toString(), from, to);
        if (isProblem(answer)) return;
        const hours = answer.endsAt.since(answer.startsAt).total('hours');
        expect(hours).toBeGreaterThan(0);
        expect(hours).toBeLessThanOrEqual(CONFERENCE_HOURS);
      }),
    );
  });
});

const entry = (personId: string, toUnitId: string, more: object = {}) => ({
  id: `${personId}-${toUnitId}`,
  personId,
  unitId: 'welcome',
  toUnitId,
  sections: ['name', 'needs'],
  basis: 'gdpr-6-1-a' as const,
  until: TODAY.add({ months: 3 }),
  ended: false,
  ...more,
});
const call = (more: object = {}) => ({
  unitId: 'welcome',
  personIds: ['ana'],
  sections: ['name', 'needs'] as const,
  until: TODAY,
  today: TODAY,
  ...more,
});
const iryna = { accountId: 'iryna', unitIds: ['welcome'] };
const duarte = { accountId: 'duarte', unitIds: ['act'] };

describe('CNF-2, CNF-3, CNF-4: who comes', () => {
  test('colleagues by themselves, others by the entry that allows it', () => {
    expect(placesOf([iryna, duarte], call(), [entry('ana', 'act')])).toEqual([
      { accountId: 'iryna', unitId: 'welcome', consents: [{ personId: 'ana', consentId: null }] },
      { accountId: 'duarte', unitId: 'act', consents: [{ personId: 'ana', consentId: 'ana-act' }] },
    ]);
  });
  test.each([
    ['nothing was agreed', []],
    ['for another unit', [entry('ana', 'iss')]],
    ['of somebody else', [entry('rosa', 'act')]],
    ['asked by another unit', [entry('ana', 'act', { unitId: 'iss' })]],
    ['taken back', [entry('ana', 'act', { ended: true })]],
    ['held back', [entry('ana', 'act', { held: true })]],
    ['fewer sections', [entry('ana', 'act', { sections: ['name'] })]],
    ['until yesterday', [entry('ana', 'act', { until: TODAY.subtract({ days: 1 }) })]],
  ])('%s: nobody comes', (_what, ledger) => {
    expect(fieldsOf(placesOf([iryna, duarte], call(), ledger))).toEqual({
      accountIds: 'not-agreed-for-all',
    });
  });
  test('of a family each file needs its own', () => {
    const family = call({ personIds: ['ana', 'rosa'] });
    expect(fieldsOf(placesOf([iryna, duarte], family, [entry('ana', 'act')]))).toEqual({
      accountIds: 'not-agreed-for-all',
    });
    const both = [entry('ana', 'act'), entry('rosa', 'act')];
    expect(fieldsOf(placesOf([iryna, duarte], family, both))).toBe('none');
  });
  test('who may not come, for whatever cause, is answered alike', () => {
    const marta = { accountId: 'marta', unitIds: [] };
    expect(fieldsOf(placesOf([iryna, marta], call(), [entry('ana', 'act')]))).toEqual({
      accountIds: 'cannot-come',
    });
  });
  test('one unit alone needs no conference', () => {
    const other = { accountId: 'samira', unitIds: ['welcome'] };
    expect(fieldsOf(placesOf([iryna, other], call(), []))).toEqual({
      accountIds: 'one-unit-alone',
    });
  });
});

test('CNF-5: several files are of one household', () => {
  expect(refuseFiles(['rosa'], [['rosa', 'tiago']])).toBeUndefined();
  expect(refuseFiles([], [])).toBeUndefined();
  for (const households of [[['rosa']], [['rosa'], ['paulo']], []])
    expect(fieldsOf(refuseFiles(['rosa', 'paulo'], households))).toEqual({
      familyIds: 'not-of-the-household',
    });
});

describe('how it ends', () => {
  const conference: Conference = {
    id: 'c',
    unitId: 'welcome',
    startsAt: NOW,
    endsAt: NOW.add({ hours: 1 }),
    outcome: null,
    accountIds: ['iryna', 'duarte'],
    personIds: ['ana'],
  };
  test('CNF-6: what began, once, with those who were invited', () => {
    expect(refuseEnding(conference, ['iryna'], NOW)).toBeUndefined();
    expect(refuseEnding(conference, ['iryna'], NOW.add({ hours: 99 }))).toBeUndefined();
    expect(refuseEnding(conference, ['iryna'], NOW.subtract({ seconds: 1 }))).toMatchObject({
      code: 'conference-not-begun',
    });
    expect(refuseEnding(conference, ['marta'], NOW)).toMatchObject({ problem: 'invalid' });
    expect(refuseEnding({ ...conference, outcome: 'called-off' }, ['iryna'], NOW)).toMatchObject({
      code: 'conference-over',
    });
  });
  test('CNF-7: what has not been ended is called off', () => {
    expect(refuseCallingOff(conference)).toBeUndefined();
    expect(refuseCallingOff({ ...conference, outcome: 'took-place' })).toMatchObject({
      code: 'conference-over',
    });
  });
  test('how it stands is told by the clock and by what became of it', () => {
    expect(stateOf(conference, NOW.subtract({ seconds: 1 }))).toBe('to-come');
    expect(stateOf(conference, NOW)).toBe('open');
    expect(stateOf(conference, NOW.add({ hours: 1 }))).toBe('to-be-recorded');
    expect(stateOf({ ...conference, outcome: 'took-place' }, NOW)).toBe('took-place');
  });
});
