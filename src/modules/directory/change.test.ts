// Changes of the directory as pure functions: who, from when, what is put back, what may not stand.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProblem, type Problem } from '#base/problem.ts';
import { actorWith } from '#platform/session/actor.fixture.ts';
import type { EnforcementLink } from '#platform/session/actor.ts';
import {
  decideDay,
  decideUndo,
  isNothing,
  type Line,
  type MadeChange,
  mayChange,
  newRow,
  replaceRows,
  type RowChange,
} from './change.ts';
import {
  decideName,
  decideWeek,
  type HoursLine,
  rangeOf,
  refuseHoliday,
  refuseLabel,
  refuseLastDesk,
  refuseLastHost,
  refuseUnserved,
  refuseUsedDocument,
} from './change-rules.ts';
import { namesField } from './inputs.ts';

const TODAY = Temporal.PlainDate.from('2026-03-09');
const open = { closed_on: null };
const closed = { closed_on: '2026-03-01' };

const actor = (role: string, centreId: string | null, link: EnforcementLink = 'none') =>
  actorWith([{ role, centreId, link }]);

const code = (answer: unknown) => (isProblem(answer) ? answer.code : undefined);
const fieldOf = (answer: Problem | undefined) => answer?.fields;

/** What stands after a change of rows. */
function after(rows: readonly RowChange[], before: readonly Line[]): Line[] {
  const spelled = (line: Line) => JSON.stringify(line);
  const stands = before.map(spelled);
  for (const { before: gone, after: come } of rows) {
    if (gone) stands.splice(stands.indexOf(spelled(gone)), 1);
    if (come) stands.push(spelled(come));
  }
  return stands.map((line) => JSON.parse(line) as Line);
}

test('DIR-20: a coordinator changes her house, a manager every house and the catalogue, nobody else any', () => {
  expect(mayChange(actor('centre-coordinator', 'lisboa'), 'lisboa')).toBe(true);
  expect(mayChange(actor('centre-coordinator', 'lisboa'), 'porto')).toBe(false);
  expect(mayChange(actor('centre-coordinator', 'lisboa'), null)).toBe(false);
  expect(mayChange(actor('network-manager', null), 'porto')).toBe(true);
  expect(mayChange(actor('network-manager', null), null)).toBe(true);
  for (const role of [
    'administrator',
    'unit-lead',
    'reception-mediator',
    'local-technician',
    'device',
  ])
    for (const centre of ['lisboa', null])
      expect(mayChange(actor(role, null), centre), role).toBe(false);
  expect(mayChange(actor('centre-coordinator', null, 'direct'), 'lisboa')).toBe(false);
});

test('DIR-21: a change holds from today or a later day', () => {
  expect(decideDay(undefined, TODAY)).toEqual(TODAY);
  expect(decideDay('2026-03-09', TODAY)).toEqual(TODAY);
  expect(String(decideDay('2026-04-01', TODAY))).toBe('2026-04-01');
  expect(fieldOf(decideDay('2026-03-08', TODAY) as Problem)).toEqual({ from: 'date-past' });
});

describe('DIR-22: undo', () => {
  const made = (state: MadeChange['state'], rows: readonly RowChange[]): MadeChange => ({
    id: 'c',
    centreId: 'lisboa',
    command: 'desk.set',
    rows,
    dueOn: TODAY,
    state,
  });

  test('puts back what was, in the opposite order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 20 })),
        fc.uniqueArray(fc.integer({ min: 0, max: 20 })),
        (before, wanted) => {
          const lines = (ids: number[]): Line[] => ids.map((id) => ({ id }));
          const sort = (some: Line[]) => some.map(({ id }) => Number(id)).toSorted((a, b) => a - b);
          const rows = replaceRows('office_service', lines(before), lines(wanted));
          const now = after(rows, lines(before));
          expect(sort(now)).toEqual(sort(lines(wanted)));
          const back = decideUndo(made('applied', rows)) as readonly RowChange[];
          expect(sort(after(back, now))).toEqual(sort(lines(before)));
        },
      ),
    );
  });

  test('of what waits for its day drops it; what was undone is not undone again', () => {
    expect(decideUndo(made('scheduled', [newRow('document', { id: 'x' })]))).toEqual([]);
    for (const state of ['undone', 'dropped', 'stale'] as const)
      expect(code(decideUndo(made(state, [])))).toBe('undone-already');
  });
});

test('a change that would change nothing is known', () => {
  expect(
    isNothing(replaceRows('document', [{ id: 'a', name: 'x' }], [{ name: 'x', id: 'a' }])),
  ).toBe(true);
  expect(
    isNothing([{ table: 'document', before: { id: 'a' }, after: { id: 'a', name: 'x' } }]),
  ).toBe(false);
});

test('DIR-23: a service is offered only at an open office with a desk', () => {
  expect(refuseUnserved(open, [open])).toBeUndefined();
  expect(code(refuseUnserved(open, []))).toBe('nobody-serves');
  expect(code(refuseUnserved(open, [closed]))).toBe('nobody-serves');
  expect(code(refuseUnserved(closed, [open]))).toBe('office-is-closed');
});

test('DIR-24: a number stands at one desk, and is free again when that is taken away', () => {
  expect(refuseLabel(undefined)).toBeUndefined();
  expect(refuseLabel(closed)).toBeUndefined();
  expect(fieldOf(refuseLabel(open))).toEqual({ label: 'desk-label-used' });
});

test('DIR-25: the last desk of an office that offers services stays', () => {
  const desks = [
    { id: 'd1', ...open },
    { id: 'd2', ...closed },
  ];
  expect(code(refuseLastDesk('d1', desks, 3))).toBe('nobody-serves');
  expect(refuseLastDesk('d1', desks, 0)).toBeUndefined();
  expect(refuseLastDesk('d1', [...desks, { id: 'd3', ...open }], 3)).toBeUndefined();
});

test('DIR-26: a name is there in Portuguese', () => {
  const names = namesField(20);
  expect(names.safeParse({ pt: 'Registo', uk: 'Реєстр' }).success).toBe(true);
  for (const name of [{}, { pt: '' }, { pt: '   ' }, { en: 'Registry' }, { pt: 'x', en: '' }])
    expect(names.safeParse(name).success, JSON.stringify(name)).toBe(false);
});

test('DIR-27: a paper that a service asks for stays', () => {
  expect(refuseUsedDocument(0)).toBeUndefined();
  expect(refuseUsedDocument(2)).toMatchObject({ code: 'document-in-use', params: { count: 2 } });
});

test('DIR-28: a holiday has one rule, and a place unless it is for all', () => {
  expect(refuseHoliday({ scope: 'national', monthDay: '06-10' })).toBeUndefined();
  expect(refuseHoliday({ scope: 'municipality', place: '1106', easterOffset: 1 })).toBeUndefined();
  const fields = (holiday: Parameters<typeof refuseHoliday>[0]) => fieldOf(refuseHoliday(holiday));
  expect(fields({ scope: 'national' })).toEqual({ monthDay: 'one-day-or-easter' });
  expect(fields({ scope: 'national', monthDay: '06-10', easterOffset: 1 })).toEqual({
    monthDay: 'one-day-or-easter',
  });
  expect(fields({ scope: 'region', monthDay: '06-10' })).toEqual({ place: 'required' });
  expect(fields({ scope: 'national', place: '1106', monthDay: '06-10' })).toEqual({
    place: 'no-place-for-all',
  });
});

test('DIR-29: a house keeps one office that receives people', () => {
  const offices = [
    { id: 'w', kind: 'welcome', ...open },
    { id: 'l', kind: 'local', ...closed },
    { id: 'iss', kind: 'agency', ...open },
  ];
  expect(code(refuseLastHost('w', offices))).toBe('last-host');
  expect(refuseLastHost('iss', offices)).toBeUndefined();
  expect(refuseLastHost('w', [...offices, { id: 'w2', kind: 'welcome', ...open }])).toBeUndefined();
});

describe('DIR-30: new hours', () => {
  const monday: HoursLine = { weekday: 1, opens: '09:00', closes: '17:00', byAppointment: false };
  const line = (valid: string, during = '[09:00:00,17:00:00)'): Line => ({
    centre_id: 'c',
    weekday: 1,
    nth: null,
    during,
    by_appointment: false,
    assumed: true,
    valid,
  });
  const week = (existing: readonly Line[], lines: readonly HoursLine[], from = TODAY) =>
    decideWeek('c', existing, lines, from) as readonly RowChange[];

  test('begin on their day and end those before them on it', () => {
    const before = [line('(,)')];
    const rows = week(before, [{ ...monday, closes: '19:00' }]);
    expect(after(rows, before).map(({ during, valid }) => [during, valid])).toEqual([
      ['[09:00:00,17:00:00)', '(,2026-03-09)'],
      ['[09:00:00,19:00:00)', '[2026-03-09,)'],
    ]);
  });

  test('leave alone what stays the same, and what ended before', () => {
    expect(week([line('(,)')], [monday])).toEqual([]);
    expect(week([line('(,2026-01-01)'), line('[2026-01-01,)')], [monday])).toEqual([]);
    expect(week([line('(,2026-03-09)')], []).length).toBe(0);
  });

  test('take the place of those that were to come later', () => {
    const before = [line('(,2026-05-01)'), line('[2026-05-01,)', '[10:00:00,12:00:00)')];
    const rows = week(before, [], Temporal.PlainDate.from('2026-04-01'));
    expect(after(rows, before).map(({ valid }) => valid)).toEqual(['(,2026-04-01)']);
  });

  test('DIR-2: never overlap and never end before they begin', () => {
    const other = { ...monday, opens: '16:00', closes: '18:00' };
    expect(code(decideWeek('c', [], [monday, other], TODAY))).toBe('hours-overlap');
    expect(code(decideWeek('c', [], [{ ...monday, closes: '08:00' }], TODAY))).toBe(
      'hours-end-first',
    );
  });
});

test('DIR-30: another name begins on its day, and what it was called before stays known', () => {
  const before = [{ centre_id: 'c', name: 'CNAI', valid: '[2004-03-16,)' }];
  const rows = decideName('c', before, 'CNAIM', TODAY);
  expect(after(rows, before)).toEqual([
    { centre_id: 'c', name: 'CNAI', valid: '[2004-03-16,2026-03-09)' },
    { centre_id: 'c', name: 'CNAIM', valid: '[2026-03-09,)' },
  ]);
  expect(decideName('c', before, 'CNAI', TODAY)).toEqual([]);
  const tomorrow = [{ centre_id: 'c', name: 'CNAI', valid: '[2026-03-09,)' }];
  expect(after(decideName('c', tomorrow, 'X', TODAY), tomorrow)).toHaveLength(1);
});

test('the ends of a range of days', () => {
  expect(rangeOf('[2026-03-09,)')).toEqual({ start: '2026-03-09', end: '' });
  expect(rangeOf('(,2026-03-09)')).toEqual({ start: '', end: '2026-03-09' });
});
