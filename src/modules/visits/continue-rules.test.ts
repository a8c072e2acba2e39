// Going on another day, without a database.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import { NEED_STATES } from '../casefiles/schema.ts';
import { asOne, listGoingOn, planContinuation } from './continue-rules.ts';

const now = Temporal.Instant.from('2026-03-10T09:00:00Z');
const NEEDS = [
  { id: 'n1', subjectId: 'social-security', state: 'solved' },
  { id: 'n2', subjectId: 'work-rights', state: 'in-progress' },
  { id: 'n3', subjectId: 'school', state: 'something-missing' },
  { id: 'n4', subjectId: 'residence', state: 'not-possible' },
  { id: 'n5', subjectId: 'work-rights', state: 'open' },
] as const;
const FACTS = {
  centreId: 'cnaim-lisboa',
  hostUnitId: 'network-welcome',
  day: Temporal.PlainDate.from('2026-03-10'),
  number: 7,
  code: '1234',
  answers: ['work-rights', 'residence'].map((subjectId) => ({
    subjectId,
    officeId: `cnaim-lisboa.${subjectId}`,
    unitId: 'act',
    serviceId: subjectId,
  })),
  precedence: [],
  personId: 'p',
  priority: 0,
  needs: NEEDS,
};

test('CAS-33: what is solved or not possible does not go on', () => {
  expect(listGoingOn(NEEDS).map(({ id }) => id)).toEqual(['n2', 'n3', 'n5']);
});

test('CAS-37: needs of one subject that go on are one, as far on as the one that moved', () => {
  const at = (minute: number) => now.add({ minutes: minute });
  const needs = NEEDS.map((need, minute) => ({ ...need, changedAt: at(minute) }));
  const one = asOne(needs);
  expect(one.map(({ ids }) => ids)).toEqual([['n1'], ['n2', 'n5'], ['n3'], ['n4']]);
  // Nobody took the second up: what is known of the first holds.
  expect(one[1]).toMatchObject({ id: 'n2', state: 'in-progress', changedAt: at(1) });
  const missing = needs.map((need) =>
    need.id === 'n5' ? { ...need, state: 'something-missing' as const } : need,
  );
  expect(asOne(missing)[1]).toMatchObject({ id: 'n2', state: 'something-missing' });
  // Solved is over, and a need found after it is another.
  const again = [
    { ...NEEDS[0], changedAt: at(0) },
    { ...NEEDS[0], state: 'open' as const, id: 'n6', changedAt: at(9) },
  ];
  expect(asOne(again).map(({ id }) => id)).toEqual(['n1', 'n6']);
});

test('CAS-37: nothing is lost and no subject goes on twice, whatever is known', () => {
  const need = fc.record({
    id: fc.uuid(),
    subjectId: fc.constantFrom('school', 'health', 'residence'),
    state: fc.constantFrom(...NEED_STATES),
    changedAt: fc.integer({ min: 0, max: 99 }).map((minutes) => now.add({ minutes })),
  });
  fc.assert(
    fc.property(fc.uniqueArray(need, { selector: ({ id }) => id }), (needs) => {
      const one = asOne(needs);
      expect(one.flatMap(({ ids }) => ids).sort()).toEqual(needs.map(({ id }) => id).sort());
      const going = listGoingOn(one).map(({ subjectId }) => subjectId);
      expect(new Set(going).size).toBe(going.length);
      expect(new Set(going)).toEqual(new Set(listGoingOn(needs).map((each) => each.subjectId)));
    }),
  );
});

test('CAS-34: the needs come along as they are, one stop for each that the house answers', () => {
  const planned = planContinuation(FACTS, 'uk', now);
  if (isProblem(planned)) throw new Error('refused');
  expect(planned.change.needs).toEqual([]);
  expect(planned.change.stops.map(({ needId }) => needId)).toEqual(['n2']);
  const opened = planned.events.find(({ kind }) => kind === 'visit.opened');
  expect(opened?.data).toMatchObject({ needs: 0 });
});

test('CAS-34: with nothing left, or nothing that this house answers, there is no visit', () => {
  const done = { ...FACTS, needs: NEEDS.filter(({ state }) => state === 'solved') };
  expect(planContinuation(done, 'uk', now)).toMatchObject({ code: 'nothing-goes-on' });
  expect(planContinuation({ ...FACTS, answers: [] }, 'uk', now)).toMatchObject({
    code: 'nothing-goes-on',
  });
});

test('VIS-175: where only a closed queue stands between her and a ticket, that is what is said', () => {
  const closed = FACTS.answers.map((answer) => ({ ...answer, queueClosed: true }));
  expect(planContinuation({ ...FACTS, answers: closed }, 'uk', now)).toMatchObject({
    code: 'queue-closed',
  });
  // A closed queue of something that she does not come for is no news.
  const other = closed.filter(({ subjectId }) => subjectId === 'residence');
  expect(planContinuation({ ...FACTS, answers: other }, 'uk', now)).toMatchObject({
    code: 'nothing-goes-on',
  });
});
