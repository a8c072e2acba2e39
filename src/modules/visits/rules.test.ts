// What may happen to a visit, rule by rule, without a database.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Problem } from '#base/problem.ts';
import { missCall } from './commands/miss-call.ts';
import { mayBringBack, mayServe } from './at-desk.ts';
import { startServing } from './commands/start-serving.ts';
import type { Stop, StopFacts, StopUpdate } from './facts.ts';
import {
  actAt,
  afterStop,
  countSolved,
  MISSED_BACK_MINUTES,
  mayFollow,
  minutesSince,
  momentAfter,
  nowWaiting,
  refuseAct,
  refuseHandover,
  refuseService,
  refuseUnless,
  refuseUnpresented,
  whoIsFree,
} from './rules.ts';
import { OUTCOMES, STOP_FOLLOWS, STOP_STATES, type StopState } from './schema.ts';
import { actInputOf, actorOf, receive, START, VisitModel } from './visit-model.fixture.ts';

const instants = fc
  .integer({ min: -3_600_000, max: 36_000_000 })
  .map((milliseconds) => START.add({ milliseconds }));
const states = fc.constantFrom(...STOP_STATES);

/** The stops of a received visit with three needs, the first of them in this state. */
function stopsWith(...given: readonly StopState[]): { model: VisitModel; stops: Stop[] } {
  const model = new VisitModel(receive(3));
  const stops = model.stops.map((stop, at) => ({ ...stop, state: given[at] ?? stop.state }));
  return { model, stops };
}

describe('VIS-3: a person’s periods neither overlap nor leave a gap', () => {
  test('the next begins when the last ends, at least a microsecond later, also by a clock that goes back', () => {
    fc.assert(
      fc.property(instants, instants, (since, now) => {
        const at = momentAfter({ since, kind: 'waiting' }, now);
        expect(Temporal.Instant.compare(at, since)).toBe(1);
        expect(Temporal.Instant.compare(at, now)).toBeGreaterThanOrEqual(0);
        if (Temporal.Instant.compare(now, since) > 0) expect(at.equals(now)).toBe(true);
      }),
    );
  });
});

describe('VIS-4: a stop changes only along the arrows of its state machine', () => {
  test('what has ended stays ended', () => {
    for (const state of STOP_STATES) {
      expect(mayFollow('done', state)).toBe(false);
      expect(mayFollow('withdrawn', state)).toBe(false);
    }
  });
  test('nobody is served who was not called, and nobody is called who does not wait', () => {
    const before = (to: StopState) => STOP_STATES.filter((from) => mayFollow(from, to));
    expect(before('serving')).toEqual(['called']);
    expect(before('called')).toEqual(['waiting']);
    expect(before('done')).toEqual(['serving']);
  });
  test('from each state that has not ended an end can be reached', () => {
    const ends = (state: StopState, seen = new Set<StopState>()): boolean =>
      state === 'done' ||
      state === 'withdrawn' ||
      STOP_FOLLOWS[state].some((next) => !seen.has(next) && ends(next, new Set([...seen, state])));
    expect(STOP_STATES.filter((state) => !ends(state))).toEqual([]);
  });
  test('whoever was faster is told, whatever state the stop is in', () => {
    const { stops } = stopsWith();
    fc.assert(
      fc.property(states, states, (state, wanted) => {
        const refused = refuseUnless({ ...(stops[0] as Stop), state }, wanted);
        expect(refused === undefined).toBe(state === wanted);
      }),
    );
  });
});

describe('VIS-5: a stop waits from the screening on, unless something must be seen to before it', () => {
  const after = (stops: readonly Stop[], at: number, first: number): Stop[] =>
    stops.map((stop, each) =>
      each === at ? { ...stop, afterNeeds: [stops[first]?.needId ?? ''] } : stop,
    );
  test('what comes first has ended: it waits, whatever the order of the rows', () => {
    const { stops } = stopsWith('done', 'ahead', 'waiting');
    fc.assert(
      fc.property(fc.shuffledSubarray(after(stops, 1, 0), { minLength: 3 }), (shuffled) => {
        expect(nowWaiting(shuffled).map(({ rank }) => rank)).toEqual([2]);
      }),
    );
  });
  test('what comes first goes on, at another office too: it stays ahead', () => {
    const { stops } = stopsWith('done', 'ahead', 'waiting');
    const [first, ...rest] = after(stops, 1, 0);
    const sentOn: Stop = { ...(first as Stop), id: 'sent on', state: 'waiting' };
    expect(nowWaiting([first as Stop, ...rest, sentOn])).toEqual([]);
  });
  test('what was withdrawn holds nothing back', () => {
    const { stops } = stopsWith('withdrawn', 'ahead', 'done');
    expect(nowWaiting(after(stops, 1, 0)).map(({ rank }) => rank)).toEqual([2]);
  });
  test('when nothing else goes on, nothing holds back the first', () => {
    const { stops } = stopsWith('done', 'ahead', 'ahead');
    const circle = after(after(stops, 1, 2), 2, 1);
    expect(nowWaiting(circle).map(({ rank }) => rank)).toEqual([2]);
    expect(nowWaiting(stopsWith('done', 'done', 'done').stops)).toEqual([]);
  });
});

describe('VIS-101: only whoever waits is called', () => {
  test('who is at another desk or away keeps her place', () => {
    const queue = (['waiting', 'called', 'way', 'serving', 'parked', 'waiting'] as const).map(
      (doing, at) => ({ doing, at }),
    );
    expect(whoIsFree(queue).map(({ at }) => at)).toEqual([0, 5]);
  });
});

describe('VIS-6: an office with a direct enforcement link works only from the paper that she shows', () => {
  const { model } = stopsWith();
  const facts = model.facts({
    ...(model.stops[0] as Stop),
    state: 'called',
    deskId: 'd',
    accountId: 'marta',
  });
  const start = (more: Partial<StopFacts>) =>
    startServing.decide({ ...facts, ...more }, { stopId: facts.stop.id }, actorOf(), START);
  test('without it serving does not start', () => {
    expect(start({ fenced: true })).toMatchObject({
      code: 'not-presented',
      fields: { code: 'not-presented' },
    });
  });
  test('with it, it does; and an office without such a link needs none', () => {
    expect(start({ fenced: true, presented: true })).toHaveProperty('change');
    expect(start({ fenced: false })).toHaveProperty('change');
  });
  test('VIS-16: once it is locked by wrong codes, it says so', () => {
    expect(refuseUnpresented({ ...facts, fenced: true, locked: true })).toMatchObject({
      code: 'paper-locked',
    });
  });
});

describe('VIS-9: solved in one trip means that every need found at the visit ended solved on that day', () => {
  const needs = fc.array(
    fc.constantFrom('open', 'solved', 'in-progress', 'something-missing', 'not-possible'),
    { maxLength: 6 },
  );
  test('counts what was found and what of it is solved', () => {
    fc.assert(
      fc.property(needs, (found) => {
        const counted = countSolved(
          found.map((state, id) => ({ id: String(id), state: state as never })),
          undefined,
        );
        expect(counted.needs).toBe(found.length);
        expect(counted.solved).toBe(found.filter((state) => state === 'solved').length);
      }),
    );
  });
  test('with the need that the present act settles, better or worse than before', () => {
    const two = [
      { id: 'a', state: 'open' as const },
      { id: 'b', state: 'solved' as const },
    ];
    expect(countSolved(two, { id: 'a', state: 'solved' })).toEqual({ needs: 2, solved: 2 });
    expect(countSolved(two, { id: 'b', state: 'in-progress' })).toEqual({ needs: 2, solved: 0 });
  });
});

describe('VIS-11: a visit closes when its last stop ends', () => {
  const after = (...given: StopState[]) => {
    const { model, stops } = stopsWith(...given);
    const facts = { ...model.facts(stops[0] as Stop), stops };
    return afterStop(facts, stops[0] as Stop, START.add({ minutes: 10 }));
  };
  test('while one is ahead the route goes on', () => {
    const result = after('serving', 'done', 'ahead');
    expect(result).toMatchObject({
      closed: false,
      stops: [{ state: 'waiting' }],
      period: { next: { kind: 'waiting' } },
    });
  });
  test('while she stands in another queue, her time goes on as waiting', () => {
    expect(after('serving', 'waiting', 'done')).toMatchObject({
      closed: false,
      stops: [],
      period: { next: { kind: 'waiting', stopId: null } },
    });
  });
  test('while one is parked it stays open and the time goes on as parked', () => {
    expect(after('serving', 'parked', 'done')).toMatchObject({
      closed: false,
      stops: [],
      period: { next: { kind: 'parked' } },
    });
  });
  test('else it closes, and time ends with it', () => {
    expect(after('serving', 'done', 'withdrawn')).toMatchObject({
      closed: true,
      stops: [],
      period: { next: null },
    });
  });
});

describe('VIS-12: an act says what follows', () => {
  const TODAY = Temporal.PlainDate.from('2026-03-09');
  const fieldsOf = (refused: Problem | undefined) => refused?.fields ?? {};
  test('in progress has a next step and its date', () => {
    expect(fieldsOf(refuseAct(actInputOf({ outcome: 'in-progress' }), false, TODAY))).toEqual({
      detail: 'next-step-required',
      nextOn: 'required',
    });
  });
  test('that is today or later', () => {
    const on = (nextOn: string) =>
      refuseAct(actInputOf({ outcome: 'in-progress', detail: 'Voltar', nextOn }), false, TODAY);
    expect(fieldsOf(on('2026-03-08'))).toEqual({ nextOn: 'date-in-past' });
    expect(on('2026-03-09')).toBeUndefined();
  });
  test('or another office of the house that goes on', () => {
    expect(refuseAct(actInputOf({ outcome: 'in-progress' }), true, TODAY)).toBeUndefined();
  });
  test('something missing says what, not possible says why, also when she is sent on', () => {
    for (const forwarded of [false, true]) {
      expect(
        fieldsOf(refuseAct(actInputOf({ outcome: 'something-missing' }), forwarded, TODAY)),
      ).toEqual({ detail: 'missing-required' });
      expect(
        fieldsOf(refuseAct(actInputOf({ outcome: 'not-possible' }), forwarded, TODAY)),
      ).toEqual({ detail: 'reason-required' });
    }
  });
  test('an act that says it all is never refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OUTCOMES),
        fc.boolean(),
        fc.nat(400),
        (outcome, forwarded, days) => {
          const nextOn = TODAY.add({ days }).toString();
          expect(
            refuseAct(actInputOf({ outcome, detail: 'x', nextOn }), forwarded, TODAY),
          ).toBeUndefined();
        },
      ),
    );
  });
  test('minutes are counted by the clock, never below none nor above twelve hours', () => {
    fc.assert(
      fc.property(instants, instants, (from, to) => {
        const minutes = minutesSince(from, to);
        expect(minutes).toBeGreaterThanOrEqual(0);
        expect(minutes).toBeLessThanOrEqual(720);
      }),
    );
    const { stops } = stopsWith('serving');
    const stop = { ...(stops[0] as Stop), servedAt: START };
    expect(actAt({ stop }, actInputOf(), 'paulo', START.add({ seconds: 750 })).minutes).toBe(13);
    expect(
      actAt({ stop }, actInputOf({ minutes: 5 }), 'paulo', START.add({ seconds: 750 })).minutes,
    ).toBe(5);
  });
});

describe('VIS-13: whoever misses a call waits again, ten minutes back; who misses a second one is parked', () => {
  const miss = (misses: number) => {
    const { model } = stopsWith();
    const stop: Stop = {
      ...(model.stops[0] as Stop),
      state: 'called',
      misses,
      deskId: 'd4',
      accountId: 'paulo',
    };
    const decided = missCall.decide(model.facts(stop), { stopId: stop.id }, actorOf(), START);
    if (!('change' in decided)) throw new Error(decided.code);
    return decided.change.stops?.[0] as StopUpdate;
  };
  test('the first time', () => {
    const update = miss(0);
    expect(update).toMatchObject({ state: 'waiting', misses: 1, deskId: null, accountId: null });
    expect(update.queuedAt?.since(START).total('minutes')).toBe(MISSED_BACK_MINUTES);
  });
  test('the second time', () => expect(miss(1)).toMatchObject({ state: 'parked', misses: 2 }));
});

describe('VIS-15: while somebody is served, only the account that serves her acts on her stop', () => {
  const { stops } = stopsWith();
  const stop: Stop = { ...(stops[0] as Stop), unitId: 'iss', deskId: 'd4', accountId: 'paulo' };
  const lurdes = actorOf({ accountId: 'lurdes' });
  test('not a colleague of the same office', () => {
    expect(mayServe(actorOf(), { stop: { ...stop, state: 'serving' } })).toBe(true);
    expect(mayServe(lurdes, { stop: { ...stop, state: 'serving' } })).toBe(false);
  });
  test('who is called may be started by a colleague at that desk, and by nobody of another office', () => {
    expect(mayServe(lurdes, { stop: { ...stop, state: 'called' } })).toBe(true);
    expect(mayServe(actorOf({}, 'health'), { stop: { ...stop, state: 'called' } })).toBe(false);
  });
  test('the welcome of the house may bring back who is parked', () => {
    const welcome = actorOf({ accountId: 'iryna' }, 'network-welcome', 'reception-mediator');
    expect(mayBringBack(welcome, { stop: { ...stop, state: 'parked' } })).toBe(true);
    expect(mayServe(welcome, { stop: { ...stop, state: 'parked' } })).toBe(false);
  });
});

test('VIS-17: an act is of a service that its office offers, or of the one that she came for', () => {
  const { model, stops } = stopsWith('serving');
  const facts = model.facts(stops[0] as Stop);
  expect(refuseService({ ...facts, offered: false })).toMatchObject({
    fields: { serviceId: 'service-not-here' },
  });
  expect(refuseService({ ...facts, offered: true })).toBeUndefined();
  expect(refuseService(facts)).toBeUndefined();
});

test('VIS-69: what the next desk is told goes neither to nor from a unit with a direct link', () => {
  expect(refuseHandover('Traz o recibo.', false, false)).toBeUndefined();
  for (const [from, to] of [
    [true, false],
    [false, true],
    [true, true],
  ] as const) {
    expect(refuseHandover('Traz o recibo.', from, to)).toMatchObject({
      fields: { handover: 'no-note-there' },
    });
    expect(refuseHandover(undefined, from, to)).toBeUndefined();
  }
});
