// A trip that reception changes while it goes on: a need more, a stop less.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProblem } from '#base/problem.ts';
import type { Precedence } from '../../planning/rules/precedence.ts';
import type { Stop } from '../facts.ts';
import type { Answer } from '../reception-rules.ts';
import { nextPeriod } from '../rules.ts';
import { STOP_STATES, WITHDRAW_REASONS, type WithdrawReason } from '../schema.ts';
import { ANSWERS, receive, START, VisitModel } from '../visit-model.fixture.ts';
import {
  type AnotherNeedFacts,
  planAnotherNeed,
  type TripFacts,
  withdrawStop,
} from './open-visit-rules.ts';

const LATER = START.add({ minutes: 10 });
const SUBJECTS = ANSWERS.map(({ subjectId }) => subjectId);

/** The trip of a model, as it is loaded. */
function tripOf(model: VisitModel): TripFacts {
  const { visit, stops, needs, period } = model.facts(model.stops[0] as Stop);
  const open = model.periods.at(-1);
  return { visit, stops, needs, period: { ...period, stopId: open?.stopId ?? null } };
}

function factsOf(model: VisitModel, more: Partial<AnotherNeedFacts> = {}): AnotherNeedFacts {
  return {
    ...tripOf(model),
    answer: undefined,
    precedence: [],
    quiet: false,
    directUnits: new Set(['aima-residence']),
    booked: new Set(),
    ...more,
  };
}

/** Adds a need to a model, as the command does; or tells why not. */
function add(model: VisitModel, subjectId: string, more: Partial<AnotherNeedFacts> = {}) {
  const answer = ANSWERS.find((one) => one.subjectId === subjectId);
  const decided = planAnotherNeed(factsOf(model, { answer, ...more }), subjectId, LATER);
  if (isProblem(decided)) return decided.code;
  model.needs.push({ id: decided.change.need.id, state: 'open' });
  model.stops.push(decided.change.stop);
  model.apply(decided.change.visit);
  return decided;
}

/** A stop of the model is called, or served, at a desk. */
function bring(model: VisitModel, at: number, state: 'called' | 'serving' | 'parked'): Stop {
  const stop = model.stops[at] as Stop;
  const desk = { deskId: 'd4', accountId: 'paulo' };
  for (const next of ['called', 'serving', 'parked'] as const) {
    model.apply({
      stops: [{ id: stop.id, state: next, ...(next === 'parked' ? { deskId: null } : desk) }],
      period: nextPeriod(model.facts(stop), next, stop, 'd4', START.add({ minutes: 1 })),
      ...(next === 'serving' && { serving: { stop } }),
      ...(next === 'parked' && { served: { stopId: stop.id } }),
    });
    if (next === state) break;
  }
  return model.stops[at] as Stop;
}

/** `later` comes after `first`. */
const after = (later: string, first: string): Precedence => ({
  serviceId: `${later}-help`,
  afterServiceId: `${first}-help`,
});

describe('VIS-220: reception adds a need to a trip that goes on', () => {
  test('with the same ticket: one stop more, last of the route, waiting at once', () => {
    const model = new VisitModel(receive(1));
    const decided = add(model, 'health');
    if (typeof decided === 'string') throw new Error(decided);
    const { stop, need } = decided.change;
    expect(stop).toMatchObject({
      visitId: model.visit.id,
      number: model.visit.number,
      officeId: 'cnaim-lisboa.health',
      rank: 2,
      state: 'waiting',
      queuedAt: LATER,
      needId: need.id,
    });
    expect(decided.events.map(({ kind }) => kind)).toEqual(['need.found', 'stop.queued']);
    expect(decided.events[0]?.data).toMatchObject({ at: 'reception' });
  });

  test('is known already, answered by nobody, without a ticket, or over: said in plain words', () => {
    const model = new VisitModel(receive(1));
    const health = ANSWERS.find(({ subjectId }) => subjectId === 'health') as Answer;
    expect(add(model, 'residence')).toBe('need-known');
    expect(add(model, 'pets')).toBe('no-service-here');
    const refused: [Partial<Answer>, string][] = [
      [{ byAppointment: true }, 'by-appointment'],
      [{ left: 0 }, 'tickets-used-up'],
      [{ queueClosed: true }, 'queue-closed'],
    ];
    for (const [how, code] of refused)
      expect(add(model, 'health', { answer: { ...health, ...how } })).toBe(code);
    expect(add(model, 'health', { period: undefined })).toBe('visit-closed');
    expect(add(model, 'health', { visit: { ...model.visit, state: 'closed' } })).toBe(
      'visit-closed',
    );
    expect(add(model, 'health', { answer: { ...health, left: 1 } })).toBeTypeOf('object');
  });
});

describe('VIS-221: the route is planned again', () => {
  test('what must be seen to first holds the new stop back', () => {
    const model = new VisitModel(receive(1));
    const decided = add(model, 'health', { precedence: [after('health', 'residence')] });
    if (typeof decided === 'string') throw new Error(decided);
    expect(decided.change.stop).toMatchObject({
      state: 'ahead',
      queuedAt: null,
      afterNeeds: [model.stops[0]?.needId],
    });
    expect(decided.events.map(({ kind }) => kind)).toEqual(['need.found']);
  });

  test('what the new need comes before is held back, tells its queue, and keeps its old place', () => {
    const model = new VisitModel(receive(2));
    const decided = add(model, 'health', { precedence: [after('residence', 'health')] });
    if (typeof decided === 'string') throw new Error(decided);
    const [held, kept] = model.stops;
    expect(held).toMatchObject({ state: 'ahead', queuedAt: START });
    expect(kept).toMatchObject({ state: 'waiting' });
    expect(decided.events[0]?.data).toMatchObject({ elsewhere: ['cnaim-lisboa.aima'] });
    // The new one is taken out again: she is where she was.
    const third = model.stops[2] as Stop;
    const out = withdrawStop(tripOf(model), third.id, 'mistake', LATER.add({ minutes: 5 }));
    if (isProblem(out)) throw new Error(out.code);
    model.apply(out.change);
    expect(model.stops[0]).toMatchObject({ state: 'waiting', queuedAt: START });
  });

  test('what is called, served, parked or booked for a time stays as it is', () => {
    for (const state of ['called', 'serving', 'parked'] as const) {
      const model = new VisitModel(receive(2));
      bring(model, 0, state);
      add(model, 'health', { precedence: [after('residence', 'health')] });
      expect(model.stops[0]?.state).toBe(state);
    }
    const model = new VisitModel(receive(2));
    const booked = new Set([model.stops[0]?.id ?? '']);
    add(model, 'health', { booked, precedence: [after('residence', 'health')] });
    expect(model.stops[0]?.state).toBe('waiting');
  });

  test('VIS-42: where there were signs, an office with a direct link comes after the new need, too', () => {
    for (const quiet of [false, true]) {
      const model = new VisitModel(receive(1));
      add(model, 'health', { quiet });
      expect(model.stops.map(({ state }) => state)).toEqual(
        quiet ? ['ahead', 'waiting'] : ['waiting', 'waiting'],
      );
    }
  });
});

describe('VIS-222: a stop is taken out with why', () => {
  const out = (model: VisitModel, at: number, why: WithdrawReason) => {
    const decided = withdrawStop(tripOf(model), model.stops[at]?.id ?? '', why, LATER);
    if (isProblem(decided)) return decided.code;
    return decided;
  };

  test('for another day its need stays open; not wanted or a mistake, it is dropped', () => {
    for (const why of WITHDRAW_REASONS) {
      const model = new VisitModel(receive(2));
      const decided = out(model, 0, why);
      if (typeof decided === 'string') throw new Error(decided);
      const need = { id: model.stops[0]?.needId, state: 'dropped' };
      expect(decided.change.need).toEqual(why === 'another-day' ? undefined : need);
      expect(decided.events).toMatchObject([{ kind: 'stop.withdrawn', data: { why } }]);
    }
  });

  test('a need that an act saw to is not dropped', () => {
    const model = new VisitModel(receive(2));
    const [first, second] = model.stops as [Stop, Stop];
    model.stops[0] = { ...first, state: 'done' };
    model.stops[1] = { ...second, needId: first.needId };
    const decided = out(model, 1, 'not-wanted');
    if (typeof decided === 'string') throw new Error(decided);
    expect(decided.change.need).toBeUndefined();
    expect(decided.events.map(({ kind, data }) => [kind, data?.['reason']])).toEqual([
      ['stop.withdrawn', undefined],
      ['visit.closed', 'done'],
    ]);
  });

  test('not while she is served at it, not what has ended, and nothing of another trip', () => {
    const told = {
      serving: 'being-served',
      done: 'already-moved-on',
      withdrawn: 'already-moved-on',
    };
    for (const state of STOP_STATES) {
      const model = new VisitModel(receive(2));
      model.stops[0] = { ...(model.stops[0] as Stop), state };
      const answer = out(model, 0, 'mistake');
      expect(typeof answer === 'string' ? answer : undefined).toBe(
        told[state as keyof typeof told],
      );
    }
    const model = new VisitModel(receive(1));
    expect(withdrawStop(tripOf(model), 'another', 'mistake', LATER)).toMatchObject({
      problem: 'not-found',
    });
    const over = { ...tripOf(model), period: undefined };
    expect(withdrawStop(over, model.stops[0]?.id ?? '', 'mistake', LATER)).toMatchObject({
      code: 'visit-closed',
    });
  });

  test('with the last stop the visit closes; nothing was seen to, so she left', () => {
    const model = new VisitModel(receive(1));
    const decided = out(model, 0, 'another-day');
    if (typeof decided === 'string') throw new Error(decided);
    expect(decided.result['closed']).toBe(true);
    expect(decided.events.at(-1)).toMatchObject({
      kind: 'visit.closed',
      data: { reason: 'left', needs: 1, solved: 0 },
    });
    model.apply(decided.change);
    expect(model.visit.state).toBe('closed');
  });
});

describe('VIS-223: her time follows where she stands', () => {
  test('called to it or sent back from it, she waits again for what is left', () => {
    for (const state of ['called', 'parked'] as const) {
      const model = new VisitModel(receive(2));
      const stop = bring(model, 0, state);
      const decided = withdrawStop(tripOf(model), stop.id, 'not-wanted', LATER);
      if (isProblem(decided)) throw new Error(decided.code);
      model.apply(decided.change);
      expect(model.periods.at(-1)).toMatchObject({ kind: 'waiting', stopId: null });
    }
  });

  test('called, served or away elsewhere, her time goes on there', () => {
    for (const state of ['called', 'serving', 'parked'] as const) {
      const model = new VisitModel(receive(2));
      bring(model, 0, state);
      const other = model.stops[1] as Stop;
      const decided = withdrawStop(tripOf(model), other.id, 'not-wanted', LATER);
      if (isProblem(decided)) throw new Error(decided.code);
      expect(decided.change.period).toBeUndefined();
      model.apply(decided.change);
    }
  });

  test('waiting, no second waiting begins', () => {
    const model = new VisitModel(receive(2));
    const decided = withdrawStop(tripOf(model), model.stops[1]?.id ?? '', 'mistake', LATER);
    expect(isProblem(decided) || decided.change.period).toBeUndefined();
  });
});

test('VIS-220, VIS-221, VIS-222, VIS-223: whatever is added and taken out, nobody is in two places, no need is lost, nothing is held back by nothing, and the time has no gap', () => {
  let [added, removed] = [0, 0];
  const step = fc.record({
    what: fc.constantFrom('add', 'withdraw', 'bring'),
    pick: fc.nat(11),
    before: fc.constantFrom(...SUBJECTS),
    later: fc.constantFrom(...SUBJECTS),
    quiet: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.array(step, { minLength: 1, maxLength: 25 }),
      (needs, steps) => {
        const model = new VisitModel(receive(needs));
        for (const { what, pick, before, later, quiet } of steps) {
          const at = pick % model.stops.length;
          const stop = model.stops[at] as Stop;
          const busy = model.periods.at(-1)?.kind !== 'waiting';
          if (what === 'bring' && stop.state === 'waiting' && !busy)
            bring(model, at, (['called', 'serving', 'parked'] as const)[pick % 3] ?? 'called');
          if (what === 'add') {
            const precedence = before === later ? [] : [after(later, before)];
            const done = add(model, SUBJECTS[pick % 3] ?? '', { precedence, quiet });
            if (typeof done !== 'string') added++;
          }
          if (what !== 'withdraw') continue;
          const decided = withdrawStop(tripOf(model), stop.id, 'not-wanted', LATER);
          if (isProblem(decided)) continue;
          model.apply(decided.change);
          removed++;
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(Math.min(added, removed)).toBeGreaterThan(100);
});
