// The route foretold: from rows of the house, by the rules that call people.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foretellRoute } from './foretell-rules.ts';
import type { DeskNow, HouseRows, StopNow } from './house-rules.ts';

const NOW = 29_000_000;
const asked = (officeId: string, serviceMinutes = 10) => ({
  officeId,
  serviceId: `${officeId}-service`,
  subjectId: 's',
  serviceMinutes,
});
const her = (...offices: string[]) => ({
  asked: offices.map((office) => asked(office)),
  language: 'pt',
  precedence: [],
});
const desk = (officeId: string, at = 1, more: Partial<DeskNow> = {}): DeskNow => ({
  deskId: `${officeId}.d${at}`,
  officeId,
  languages: ['pt'],
  ...more,
});

function stop(number: number, officeId: string, more: Partial<StopNow> = {}): StopNow {
  return {
    stopId: `${number} ${officeId}`,
    visitId: `visit ${number}`,
    number,
    language: 'pt',
    priority: 0,
    officeId,
    serviceId: `${officeId}-service`,
    state: 'waiting',
    deskId: null,
    needId: `need ${number} ${officeId}`,
    afterNeeds: [],
    queued: NOW - 60 + number,
    arrived: NOW - 60 + number,
    served: null,
    booked: null,
    leaveBy: null,
    awayUntil: null,
    since: NOW - 60 + number,
    ...more,
  };
}

const house = (stops: readonly StopNow[], desks: readonly DeskNow[]): HouseRows => ({
  now: NOW,
  stops,
  desks,
  minutesOf: () => 10,
});

test('VIS-214: a booking still to come today is before her in the forecast', () => {
  const rows = house(
    [stop(1, 'iss', { state: 'serving', deskId: 'iss.d1', since: NOW })],
    [desk('iss')],
  );
  const booked = [{ officeId: 'iss', serviceId: 'iss-service', language: 'pt', at: NOW + 5 }];
  const wait = (with_: HouseRows) => foretellRoute(with_, her('iss')).legs[0]?.waitMinutes ?? 0;
  // Ten minutes at the desk and one of way.
  expect(wait({ ...rows, booked }) - wait(rows)).toBe(11);
});

describe('VIS-102: a route is foretold in the order in which its stops will probably be called', () => {
  test('from the people ahead and whoever is at a desk, a minute of way each', () => {
    const rows = house(
      [
        stop(1, 'iss', { state: 'serving', deskId: 'iss.d1', since: NOW }),
        stop(2, 'iss'),
        stop(3, 'iss'),
      ],
      [desk('iss')],
    );
    const { legs, firstCall, free } = foretellRoute(rows, her('iss'));
    expect(legs).toMatchObject([
      { ahead: 2, waitMinutes: 33, serviceMinutes: 11, unstaffed: false },
    ]);
    expect(firstCall.from).toBeLessThanOrEqual(33);
    expect(firstCall.to).toBeGreaterThanOrEqual(33);
    expect(Temporal.Instant.compare(free.from, free.to)).toBe(-1);
  });

  test('the office that is free first comes first, whatever was asked first', () => {
    const rows = house(
      [stop(1, 'iss'), stop(2, 'iss'), stop(3, 'iss')],
      [desk('iss'), desk('act')],
    );
    const { legs } = foretellRoute(rows, her('iss', 'act'));
    expect(legs.map(({ officeId }) => officeId)).toEqual(['act', 'iss']);
    expect(legs[0]?.waitMinutes).toBe(0);
  });

  test('unless something must be seen to first', () => {
    const whose = {
      ...her('iss', 'act'),
      precedence: [{ serviceId: 'act-service', afterServiceId: 'iss-service' }],
    };
    const rows = house([stop(1, 'iss'), stop(2, 'iss')], [desk('iss'), desk('act')]);
    expect(foretellRoute(rows, whose).legs.map(({ officeId }) => officeId)).toEqual(['iss', 'act']);
  });

  test('an office without a desk counts as if one opened now, and says so; one of the roster opens when it does', () => {
    expect(foretellRoute(house([stop(1, 'iss')], []), her('iss')).legs).toMatchObject([
      { unstaffed: true, waitMinutes: 11 },
    ]);
    const later = house([stop(1, 'iss')], [desk('iss', 1, { from: NOW + 30 })]);
    expect(foretellRoute(later, her('iss')).legs).toMatchObject([
      { unstaffed: true, waitMinutes: 41 },
    ]);
  });

  test('each stop says when it will be over at the latest, for what must come in time (PLN-11)', () => {
    const rows = house([stop(1, 'iss'), stop(2, 'iss')], [desk('iss'), desk('act')]);
    const { legs, free } = foretellRoute(rows, her('iss', 'act'));
    for (const { over, ends } of legs) {
      expect(Temporal.Instant.compare(over.from, over.to)).toBe(-1);
      expect(Temporal.Instant.compare(ends, over.to)).toBeLessThanOrEqual(0);
    }
    expect(legs.at(-1)?.over).toEqual(free);
  });

  test('whoever must leave soon is foretold to be called sooner (PLN-1)', () => {
    const rows = house(
      [1, 2, 3].map((number) => stop(number, 'iss', { queued: NOW - 5, arrived: NOW - 5 })),
      [desk('iss')],
    );
    const [leg] = foretellRoute(rows, { ...her('iss'), leaveBy: NOW + 20 }).legs;
    const [plain] = foretellRoute(rows, her('iss')).legs;
    expect(leg?.waitMinutes).toBeLessThan(plain?.waitMinutes ?? 0);
  });

  test('of somebody who waits already, what is left to her', () => {
    const rows = house(
      [stop(1, 'iss'), stop(2, 'iss'), stop(2, 'act')],
      [desk('iss'), desk('act')],
    );
    const { legs } = foretellRoute(rows, {
      visitId: 'visit 2',
      asked: [asked('iss'), asked('act')],
    });
    expect(legs.map(({ officeId }) => officeId)).toEqual(['act', 'iss']);
  });

  test('has no gap, and every stop that was asked is in it once, whatever the house', () => {
    const offices = ['iss', 'act', 'legal'];
    const states = fc.constantFrom<StopNow['state'][]>('waiting', 'waiting', 'ahead', 'parked');
    const stops = fc.array(fc.tuple(fc.constantFrom(...offices), states, fc.nat(30)), {
      maxLength: 40,
    });
    const desks = fc.array(fc.tuple(fc.constantFrom(...offices), fc.option(fc.nat(90))), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(stops, desks, fc.subarray(offices, { minLength: 1 }), (given, open, wanted) => {
        const rows = house(
          given.map(([office, state, visit], at) => ({
            ...stop(visit, office, { state }),
            stopId: `stop ${at}`,
            needId: `need ${at}`,
          })),
          open.map(([office, from], at) =>
            desk(office, at, from === null ? {} : { from: NOW + from }),
          ),
        );
        const route = foretellRoute(rows, her(...wanted));
        expect(route.legs.map(({ officeId }) => officeId).toSorted()).toEqual(wanted.toSorted());
        let at = Temporal.Instant.fromEpochMilliseconds(NOW * 60_000);
        for (const leg of route.legs) {
          expect(leg.starts.equals(at.add({ minutes: leg.waitMinutes }))).toBe(true);
          at = leg.ends;
        }
        expect(route.ends.equals(at)).toBe(true);
      }),
    );
  });
});
