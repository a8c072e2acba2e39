// People who come together.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from './reception-rules.ts';
import { type MemberSaid, planTogether } from './together-rules.ts';
import { START } from './visit-model.fixture.ts';

const SUBJECTS = ['health', 'school', 'housing'];
const answer = (subjectId: string, left?: number): Answer => ({
  subjectId,
  officeId: `cnaim-lisboa.${subjectId}`,
  unitId: subjectId,
  serviceId: `${subjectId}-help`,
  left,
});
const house = (answers: readonly Answer[] = SUBJECTS.map((id) => answer(id))) => ({
  centreId: 'cnaim-lisboa',
  hostUnitId: 'network-welcome',
  day: Temporal.PlainDate.from('2026-03-09'),
  number: 7,
  answers,
  precedence: [],
  grounds: [{ id: 'infant-in-arms' }],
});
const member = (subjectIds: readonly string[], more: Partial<MemberSaid> = {}): MemberSaid => ({
  role: 'adult',
  language: 'ar',
  grounds: [],
  subjectIds,
  ...more,
});
const plan = (members: readonly MemberSaid[], answers?: readonly Answer[]) =>
  planTogether(house(answers), members, START, { household: 'h', code: () => '0042' });

function planned(members: readonly MemberSaid[], answers?: readonly Answer[]) {
  const decided = plan(members, answers);
  if ('problem' in decided) throw new Error(decided.code);
  return decided;
}

describe('VIS-48: people who come together are received in one go, each with her own file, needs and ticket', () => {
  test('into a household that stays with its own unit and has room for them (PEO-40)', () => {
    const into = (already: number) =>
      planTogether(
        {
          ...house(),
          chosen: {
            id: 'theirs',
            unitId: 'iss',
            personIds: new Set(Array.from({ length: already }, (_, at) => `p${at}`)),
          },
        },
        [member(['health'], { personId: 'p0' }), member([], { role: 'child' })],
        START,
        { household: 'h', code: () => '0042' },
      );
    const joined = into(23);
    if ('problem' in joined) throw new Error(joined.code);
    expect(joined.change.household).toMatchObject({
      unitId: 'iss',
      begun: { householdId: 'theirs', isNew: false, members: [{ role: 'child' }] },
    });
    expect(into(24)).toMatchObject({ problem: 'conflict', code: 'household-full' });
  });

  test('a family of five: numbers in a row, who needs nothing has a file and no ticket', () => {
    const { change, events } = planned([
      member(['health', 'housing']),
      member(['school'], { role: 'partner' }),
      member(['school'], { role: 'child' }),
      member([], { role: 'child', name: 'Omar' }),
      member(['health'], { role: 'parent', grounds: ['infant-in-arms'] }),
    ]);
    expect(change.receptions.map(({ visit }) => visit.number)).toEqual([7, 8, 9, 10]);
    expect(change.receptions.map(({ visit }) => visit.priority)).toEqual([0, 0, 0, 1]);
    expect(change.others.map(({ name }) => name)).toEqual(['Omar']);
    expect(change.household.begun?.members.map(({ role }) => role)).toEqual([
      'adult',
      'partner',
      'child',
      'child',
      'parent',
    ]);
    expect(events.filter(({ kind }) => kind === 'person.registered')).toHaveLength(5);
    expect(JSON.stringify(events)).not.toContain('Omar');
  });
  test('they leave together: the hour is of each of them, and must still be to come', () => {
    const made = { household: 'h', code: () => '0042' };
    const members = [member(['health']), member(['school'])];
    const at = (minutes: number) =>
      planTogether({ ...house(), leaveBy: START.add({ minutes }) }, members, START, made);
    const decided = at(30);
    if ('problem' in decided) throw new Error(decided.code);
    for (const { visit } of decided.change.receptions)
      expect(visit.leaveBy?.toString()).toBe(START.add({ minutes: 30 }).toString());
    expect(at(0)).toMatchObject({ code: 'until-today', fields: { leaveBy: 'until-today' } });
  });
  test('whatever they need: nobody’s need is in another’s visit, and all are different people', () => {
    const needs = fc.array(fc.subarray(SUBJECTS), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(needs, (all) => {
        fc.pre(all.some((each) => each.length > 0));
        const { change } = planned(all.map((each) => member(each)));
        for (const { visit, needs: own, stops } of change.receptions) {
          expect(own.every(({ personId }) => personId === visit.personId)).toBe(true);
          expect(stops.every(({ visitId }) => visitId === visit.id)).toBe(true);
        }
        const ids = change.household.begun?.members.map(({ personId }) => personId);
        expect(new Set(ids).size).toBe(all.length);
      }),
    );
  });
  test('the last ticket goes to one of them, and the other is told which', () => {
    expect(plan([member(['health']), member(['health'])], [answer('health', 1)])).toMatchObject({
      code: 'tickets-used-up',
      fields: { 'members.1.subjectIds': 'tickets-used-up' },
    });
  });
  test('nobody who needs anything is no reception; nor is the same person twice', () => {
    expect(plan([member([]), member([])])).toMatchObject({ code: 'nobody-needs' });
    const twice = member(['health'], { personId: 'p' });
    expect(plan([twice, twice])).toMatchObject({ problem: 'invalid' });
  });
});
