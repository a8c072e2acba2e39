// What a reception comes to: person, needs, route, one ticket.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  papersOf,
  planReception,
  quietOrder,
  type ReceptionFacts,
  type Said,
  whyNoTicket,
} from './reception-rules.ts';
import { START } from './visit-model.fixture.ts';

const SUBJECTS = ['residence', 'social-security', 'health', 'school', 'work-rights'];
const OFFICES = ['aima', 'iss', 'health', 'legal'];

const facts = (answers: readonly Answer[], more: Partial<ReceptionFacts> = {}): ReceptionFacts => ({
  centreId: 'cnaim-lisboa',
  hostUnitId: 'network-welcome',
  day: Temporal.PlainDate.from('2026-03-09'),
  number: 7,
  code: '0042',
  answers,
  precedence: [],
  personId: undefined,
  priority: 0,
  ...more,
});
const answer = (subjectId: string, office = 'iss'): Answer => ({
  subjectId,
  officeId: `cnaim-lisboa.${office}`,
  unitId: office,
  serviceId: `${subjectId}-help`,
});
const everywhere = SUBJECTS.map((subject) => answer(subject));

const plan = (given: ReceptionFacts, subjectIds: readonly string[], more: Partial<Said> = {}) => {
  const planned = planReception(given, { language: 'ar', subjectIds, ...more }, START);
  if ('problem' in planned) throw new Error(planned.code);
  return planned;
};

describe('VIS-1: a language and one need are enough for a ticket', () => {
  test('no name, no document, nothing else', () => {
    const { change, result } = plan(facts(everywhere), ['health']);
    expect(change.person).toEqual({
      id: change.visit.personId,
      unitId: 'network-welcome',
      language: 'ar',
    });
    expect(change.visit).toMatchObject({ number: 7, code: '0042', language: 'ar' });
    expect(result).toEqual({
      visitId: change.visit.id,
      personId: change.visit.personId,
      number: 7,
    });
  });

  test('each need becomes one stop in the order asked, and waits at once', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(SUBJECTS, { minLength: 1 }), (asked) => {
        const { change } = plan(facts(everywhere), asked);
        expect(change.stops.map((stop) => stop.subjectId)).toEqual(asked);
        expect(change.stops.map((stop) => stop.rank)).toEqual(asked.map((_, at) => at + 1));
        expect(change.stops.map((stop) => stop.state)).toEqual(asked.map(() => 'waiting'));
        expect(change.stops.map((stop) => stop.needId)).toEqual(
          change.needs.map((need) => need.id),
        );
        const ids = [
          change.visit.id,
          change.visit.personId,
          ...change.stops.map((s) => s.id),
          ...change.needs.map((n) => n.id),
        ];
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test('the same need twice is one', () => {
    expect(
      plan(facts(everywhere), ['health', 'health', 'school', 'health']).change.stops,
    ).toHaveLength(2);
  });

  test('at the best office of the house for it: the first that answers', () => {
    const offices = fc.array(fc.constantFrom(...OFFICES), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(offices, (best) => {
        const { change } = plan(facts(best.map((office) => answer('health', office))), ['health']);
        expect(change.stops[0]?.officeId).toBe(`cnaim-lisboa.${best[0]}`);
      }),
    );
  });

  test('somebody who is known is not registered again, and is told apart in what happened', () => {
    const known = plan(facts(everywhere, { personId: 'known' }), ['health']);
    expect(known.change.person).toBeUndefined();
    expect(known.change.visit.personId).toBe('known');
    expect(known.events.map((event) => event.kind)).toEqual(['visit.opened', 'stop.queued']);
    const fresh = plan(facts(everywhere), ['health']);
    expect(fresh.events.map((event) => event.kind)).toEqual([
      'person.registered',
      'visit.opened',
      'stop.queued',
    ]);
  });

  test('what happened holds no name', () => {
    const planned = plan(facts(everywhere), ['health'], { name: 'Nour Al-Masri' });
    expect(JSON.stringify(planned.events)).not.toContain('Nour');
    expect(JSON.stringify(planned.result)).not.toContain('Nour');
  });
});

describe('VIS-14: a need that nobody in the house answers is said at once, before a ticket is issued', () => {
  test('whatever else is answered', () => {
    fc.assert(
      fc.property(
        fc.subarray(SUBJECTS),
        fc.shuffledSubarray(SUBJECTS, { minLength: 1 }),
        (answered, asked) => {
          const planned = planReception(
            facts(answered.map((subject) => answer(subject))),
            { language: 'ar', subjectIds: asked },
            START,
          );
          const all = asked.every((subject) => answered.includes(subject));
          if (all) expect(planned).toHaveProperty('change');
          else
            expect(planned).toMatchObject({
              problem: 'invalid',
              code: 'no-service-here',
              fields: { subjectIds: 'no-service-here' },
            });
        },
      ),
    );
  });
});

describe('VIS-42: with signs that somebody needs protection, what polices borders comes after the rest, quietly', () => {
  const direct = { ...answer('residence', 'aima'), direct: true };
  const states = (signs: Said['signs']) =>
    plan(facts([direct, answer('health'), answer('school')]), ['residence', 'health', 'school'], {
      signs,
    }).change.stops.map(({ state }) => state);
  test('and the others wait at once, as ever', () => {
    expect(states(['violence'])).toEqual(['ahead', 'waiting', 'waiting']);
    expect(states([])).toEqual(['waiting', 'waiting', 'waiting']);
    expect(quietOrder([direct], ['violence'])).toEqual([]);
  });
  test('what happened and what is answered are the same with signs and without', () => {
    const quiet = plan(facts([direct]), ['residence'], { signs: ['minor-alone'] });
    const plain = plan(facts([direct]), ['residence']);
    const shape = (value: object) =>
      JSON.stringify(value).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
    expect(shape(quiet.events)).toBe(shape(plain.events));
    expect(shape(quiet.result)).toBe(shape(plain.result));
    expect(quiet.change.protection?.signs).toEqual(['minor-alone']);
    expect(plain.change.protection).toBeUndefined();
  });
});

describe('VIS-43: no more tickets than a service has in a day, and none where all is by appointment', () => {
  test('used up, by appointment, and as many as come', () => {
    expect(whyNoTicket({ ...answer('health'), left: 0 })).toBe('tickets-used-up');
    expect(whyNoTicket({ ...answer('health'), left: -1 })).toBe('tickets-used-up');
    expect(whyNoTicket({ ...answer('health'), left: 1 })).toBeUndefined();
    expect(whyNoTicket(answer('health'))).toBeUndefined();
    expect(whyNoTicket({ ...answer('health'), left: 9, byAppointment: true })).toBe(
      'by-appointment',
    );
  });
});

test('VIS-190: a queue that is closed for now gives no ticket either, and what lasts longer is said first', () => {
  expect(whyNoTicket({ ...answer('health'), queueClosed: true })).toBe('queue-closed');
  expect(whyNoTicket({ ...answer('health'), queueClosed: true, left: 0 })).toBe('tickets-used-up');
});

describe('VIS-44: a need without a ticket is said at once, or remembered for another day', () => {
  const full = { ...answer('health'), left: 0 };
  test('said at once', () => {
    expect(
      planReception(facts([full]), { language: 'ar', subjectIds: ['health'] }, START),
    ).toMatchObject({ code: 'tickets-used-up', fields: { subjectIds: 'tickets-used-up' } });
  });
  test('remembered, while the others are seen to', () => {
    const { change } = plan(facts([full, answer('school')]), ['health', 'school'], {
      later: ['health'],
    });
    expect(change.needs.map(({ subjectId }) => subjectId)).toEqual(['health', 'school']);
    expect(change.stops.map(({ subjectId }) => subjectId)).toEqual(['school']);
    expect(change.stops[0]?.state).toBe('waiting');
  });
  test('alone: the visit is over at once, and counts as one that came', () => {
    const { change, events } = plan(facts([full]), ['health'], { later: ['health'] });
    expect(change.visit.over).toBe(true);
    expect(events.map(({ kind }) => kind)).toEqual([
      'person.registered',
      'visit.opened',
      'visit.closed',
    ]);
    expect(events.at(-1)?.data).toMatchObject({ reason: 'later', needs: 1, solved: 0 });
  });
  test('whatever is asked and put off: every need is remembered, and those not put off are stops', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(SUBJECTS, { minLength: 1 }),
        fc.subarray(SUBJECTS),
        (asked, later) => {
          const { change } = plan(facts(everywhere), asked, { later });
          expect(change.needs.map(({ subjectId }) => subjectId)).toEqual(asked);
          expect(change.stops.map(({ subjectId }) => subjectId)).toEqual(
            asked.filter((subject) => !later.includes(subject)),
          );
          expect(change.visit.over).toBe(change.stops.length === 0);
        },
      ),
    );
  });
});

describe('VIS-45: of each paper that was asked about, whether she has it with her', () => {
  test('one that is here is not missing, and nothing ticked is nothing known', () => {
    expect(papersOf({ papers: ['niss'], papersMissing: ['niss', 'passport'] })).toEqual([
      { documentId: 'niss', here: true },
      { documentId: 'passport', here: false },
    ]);
    expect(papersOf({ papersMissing: ['passport'] })).toEqual([]);
    expect(papersOf({})).toEqual([]);
  });
});

describe('VIS-210: she may say when she must leave, and the mediator what comes first', () => {
  test('the hour is kept with the visit; one that has passed is refused by its field', () => {
    const leaveBy = START.add({ minutes: 90 });
    const { change } = plan(facts(everywhere, { leaveBy }), ['health']);
    expect(change.visit.leaveBy).toBe(leaveBy);
    const late = planReception(
      facts(everywhere, { leaveBy: START }),
      { language: 'ar', subjectIds: ['health'] },
      START,
    );
    expect(late).toMatchObject({ problem: 'invalid', fields: { leaveBy: 'until-today' } });
  });

  test('what is put first waits in its queue, and the others wait for it (PLN-10)', () => {
    const asked = ['health', 'school', 'residence'];
    const { change } = plan(facts(everywhere), asked, { first: 'school' });
    const [health, school, residence] = change.stops;
    expect(school).toMatchObject({ state: 'waiting', afterNeeds: [] });
    for (const other of [health, residence])
      expect(other).toMatchObject({ state: 'ahead', afterNeeds: [school?.needId] });
    const without = plan(facts(everywhere), ['health', 'residence'], { first: 'school' });
    expect(without.change.stops.every(({ state }) => state === 'waiting')).toBe(true);
  });
});
