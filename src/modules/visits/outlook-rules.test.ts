// What everyone in a house is told of her queues: known cases, and random houses against the slip's rule.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foretellRoute } from './foretell-rules.ts';
import { type DeskNow, desksOf, type HouseRows, type StopNow } from './house-rules.ts';
import { outlookOf } from './outlook-rules.ts';

const NOW = 29_000_000;
const SERVICE = 10;

const desk = (officeId: string, at = 1, more: Partial<DeskNow> = {}): DeskNow => ({
  deskId: `${officeId}.d${at}`,
  officeId,
  languages: ['pt'],
  ...more,
});
const stop = (number: number, officeId: string, more: Partial<StopNow> = {}): StopNow => ({
  stopId: `${number}:${officeId}`,
  visitId: `${number}`,
  number,
  language: 'pt',
  priority: 0,
  officeId,
  serviceId: `${officeId}-service`,
  state: 'waiting',
  deskId: null,
  needId: `${number}:${officeId}`,
  afterNeeds: [],
  queued: NOW - 60 + number,
  arrived: NOW - 60 + number,
  served: null,
  booked: null,
  leaveBy: null,
  awayUntil: null,
  since: NOW - 60 + number,
  ...more,
});
const house = (stops: readonly StopNow[], desks: readonly DeskNow[]): HouseRows => ({
  now: NOW,
  stops,
  desks,
  minutesOf: () => SERVICE,
});
const at = (minutes: number) =>
  Temporal.Instant.fromEpochMilliseconds((NOW + minutes) * 60_000).epochMilliseconds;

test('VIS-152: one at the desk and one waiting before her, ten minutes each and the way: about 22', () => {
  const rows = house(
    [
      stop(1, 'iss', { state: 'serving', deskId: 'iss.d1', since: NOW }),
      stop(2, 'iss'),
      stop(3, 'iss'),
    ],
    [desk('iss')],
  );
  const [queue] = outlookOf(rows).get('3')?.queues ?? [];
  expect(queue).toMatchObject({ officeId: 'iss', ahead: 1 });
  expect(queue?.wait?.from).toBeLessThanOrEqual(22);
  expect(queue?.wait?.to).toBeGreaterThanOrEqual(22);
});

test('VIS-152: who is elsewhere when it would be her turn is not ahead of her', () => {
  const rows = house(
    [
      stop(1, 'act', { state: 'serving', deskId: 'act.d1', since: NOW }),
      stop(1, 'iss'),
      stop(2, 'iss'),
    ],
    [desk('iss'), desk('act')],
  );
  expect(outlookOf(rows).get('2')?.queues[0]).toMatchObject({ ahead: 0, wait: { from: 0, to: 5 } });
});

test('VIS-152, VIS-153: without a desk there is no number; a desk of the roster that opens later gives one', () => {
  const waits = [stop(1, 'iss')];
  expect(outlookOf(house(waits, [])).get('1')).toEqual({
    queues: [{ officeId: 'iss', ahead: 0, wait: undefined }],
    free: undefined,
  });
  const later = outlookOf(house(waits, [desk('iss', 1, { from: NOW + 30 })])).get('1');
  expect(later?.queues[0]?.wait?.to).toBeGreaterThanOrEqual(30);
  expect(later?.free?.to.epochMilliseconds).toBeGreaterThan(at(40));
});

test('VIS-151: who asked for ten minutes is foretold after them, and has her place', () => {
  const away = stop(1, 'iss', { awayUntil: NOW + 10 });
  const all = outlookOf(house([away, stop(2, 'iss')], [desk('iss')]));
  expect(all.get('2')?.queues[0]?.ahead).toBe(0);
  expect(all.get('1')?.queues[0]?.ahead).toBe(1);
});

test('a desk of the roster that should be open and is not is no desk', () => {
  const row = (worksFrom: string | null) => ({
    deskId: 'd',
    officeId: 'iss',
    languages: ['pt'],
    worksFrom: worksFrom ? Temporal.PlainTime.from(worksFrom) : null,
    restsFrom: Temporal.PlainTime.from('13:00'),
    restsTo: Temporal.PlainTime.from('14:00'),
  });
  const minuteAt = (time: Temporal.PlainTime) => time.hour * 60 + time.minute;
  const rows = [row('09:00'), row('15:00'), row(null)];
  expect(desksOf(rows, 600, minuteAt).map(({ from, rests }) => [from, rests])).toEqual([
    [900, [780, 60]],
    [undefined, [780, 60]],
  ]);
});

/** A random house: people with one to three stops, some at desks, some parked, some away. */
const houses = fc
  .record({
    desks: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }),
    people: fc.array(
      fc.record({
        offices: fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 1 }),
        came: fc.integer({ min: 1, max: 90 }),
        priority: fc.constantFrom(0, 0, 0, 1, 2),
        awayFor: fc.constantFrom(null, null, 5),
        waitsFor: fc.boolean(),
        atDesk: fc.boolean(),
      }),
      { minLength: 1, maxLength: 25 },
    ),
    booked: fc.array(
      fc.record({ office: fc.constantFrom('a', 'b', 'c'), at: fc.integer({ min: 1, max: 60 }) }),
      { maxLength: 5 },
    ),
  })
  .map(({ desks, people, booked }): HouseRows => {
    const open = ['a', 'b', 'c'].flatMap((office, index) =>
      Array.from({ length: desks[index] ?? 0 }, (_, each) => desk(office, each + 1)),
    );
    const taken = new Set<string>();
    const stops = people.flatMap(
      ({ offices, came, priority, awayFor, waitsFor, atDesk }, index) => {
        const free = open.find(
          ({ officeId, deskId }) => officeId === offices[0] && !taken.has(deskId),
        );
        const sits = atDesk && free !== undefined;
        if (sits) taken.add(free.deskId);
        return offices.map((office, rank) =>
          stop(index + 1, office, {
            priority,
            arrived: NOW - came,
            queued: NOW - came,
            since: NOW - came / 2,
            awayUntil: awayFor && !sits ? NOW + awayFor : null,
            ...(rank === 0 && sits && { state: 'serving', deskId: free.deskId }),
            ...(rank > 0 &&
              waitsFor && { state: 'ahead', afterNeeds: [`${index + 1}:${offices[0]}`] }),
          }),
        );
      },
    );
    return {
      ...house(stops, open),
      booked: booked.map(({ office, at: inMinutes }) => ({
        officeId: office,
        serviceId: `${office}-service`,
        language: 'pt',
        at: NOW + inMinutes,
      })),
    };
  });

test('VIS-214: who is booked for in a moment is ahead of whoever came without a time, on the phone as on the paper', () => {
  const rows = house(
    [stop(1, 'iss', { state: 'serving', deskId: 'iss.d1', since: NOW }), stop(2, 'iss')],
    [desk('iss')],
  );
  const booked = { officeId: 'iss', serviceId: 'iss-service', language: 'pt', at: NOW + 5 };
  const end = (with_: HouseRows) => outlookOf(with_).get('2')?.free?.to.epochMilliseconds ?? 0;
  expect(end({ ...rows, booked: [booked] })).toBeGreaterThan(end(rows));
  // Not one whose time is long after hers, nor one of another office.
  for (const other of [
    { ...booked, at: NOW + 200 },
    { ...booked, officeId: 'act' },
  ])
    expect(end({ ...rows, booked: [other] })).toBe(end(rows));
});

test('who is away for longer than usual is not foretold as if she were back this minute', () => {
  const parked = stop(1, 'iss', { state: 'parked', since: NOW - 60 });
  const [queue] = outlookOf(house([parked, stop(2, 'iss')], [desk('iss')])).get('2')?.queues ?? [];
  expect(queue?.ahead).toBe(0);
});

test('PLN-13, VIS-211: whoever looks, at the paper or at the phone, is told the same end', () => {
  fc.assert(
    fc.property(houses, (rows) => {
      const all = outlookOf(rows);
      for (const [visitId, { free, queues }] of all) {
        const own = rows.stops.filter((one) => one.visitId === visitId);
        const paper = foretellRoute(rows, {
          visitId,
          asked: own.map(({ officeId, serviceId }) => ({
            officeId,
            serviceId,
            subjectId: 's',
            serviceMinutes: SERVICE,
          })),
        });
        const staffed = own.every((one) =>
          rows.desks.some(({ officeId }) => officeId === one.officeId),
        );
        expect(free !== undefined).toBe(staffed);
        // The paper counts each leg in whole minutes: two of three may be rounded.
        if (free)
          expect(
            Math.abs(free.to.epochMilliseconds - paper.free.to.epochMilliseconds),
          ).toBeLessThanOrEqual(10 * 60_000);
        // Every place in which she stands is told of.
        const waits = own.filter(({ state }) => state === 'waiting');
        expect(queues.map(({ officeId }) => officeId).toSorted()).toEqual(
          waits.map(({ officeId }) => officeId).toSorted(),
        );
      }
    }),
    { numRuns: 200 },
  );
});
