// The pure rules need nothing of a server: bundled as a browser would get them, and run in an engine of
// their own with nothing around (no process, no modules, no clock of ours), they tell the same.
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { CHECKOUT, inCheckout } from '#platform/checkout.ts';
import type { DeskNow, StopNow } from '#modules/visits/house-rules.ts';
import { type PlainHouse, tellAll } from './support/pure-rules.ts';

let inBrowser: (text: string) => string;
beforeAll(async () => {
  const built = await build({
    configFile: false,
    root: CHECKOUT,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      lib: {
        entry: inCheckout('test', 'support', 'pure-rules.ts'),
        formats: ['iife'],
        name: 'rules',
      },
    },
  });
  const [bundle] = [built].flat();
  const code = bundle && 'output' in bundle ? bundle.output[0].code : '';
  // Not the names of Node, so that whatever asks for one of them fails here.
  inBrowser = runInNewContext(`${code}; rules.tellAll`, {}) as typeof inBrowser;
});

const NOW = 29_000_000;
const OFFICES = ['a', 'b', 'c'];
const PERSON = fc.record({
  offices: fc.shuffledSubarray(OFFICES, { minLength: 1 }),
  came: fc.double({ min: 0, max: 200, noNaN: true }),
  language: fc.constantFrom('pt', 'uk', 'ar'),
  priority: fc.constantFrom(0, 0, 0, 1, 2),
  booked: fc.option(fc.integer({ min: -20, max: 60 })),
  leaveBy: fc.option(fc.integer({ min: 0, max: 120 })),
  away: fc.option(fc.integer({ min: 1, max: 10 })),
  parked: fc.boolean(),
  held: fc.boolean(),
});
const DESK = fc.record({
  office: fc.constantFrom(...OFFICES),
  languages: fc.subarray(['pt', 'uk', 'ar'], { minLength: 1 }),
  rests: fc.option(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 5, max: 60 }))),
  from: fc.option(fc.integer({ min: 1, max: 90 })),
});
const DAY = fc
  .record({
    people: fc.array(PERSON, { maxLength: 40 }),
    desks: fc.array(DESK, { maxLength: 6 }),
    minutes: fc.array(fc.double({ min: 2, max: 40, noNaN: true }), { minLength: 3, maxLength: 3 }),
    asked: fc.shuffledSubarray(OFFICES, { minLength: 1 }),
    precedes: fc.option(fc.shuffledSubarray(OFFICES, { minLength: 2, maxLength: 2 })),
  })
  .map(({ people, desks, minutes, asked, precedes }): PlainHouse => {
    const stops = people.flatMap((person, at) =>
      person.offices.map(
        (officeId, rank): StopNow => ({
          stopId: `${at}:${officeId}`,
          visitId: `${at}`,
          number: at + 1,
          language: person.language,
          priority: person.priority,
          officeId,
          serviceId: officeId,
          state:
            rank === 0 && person.parked ? 'parked' : rank > 0 && person.held ? 'ahead' : 'waiting',
          deskId: null,
          needId: `${at}:${officeId}`,
          afterNeeds: rank > 0 && person.held ? [`${at}:${person.offices[0]}`] : [],
          queued: NOW - person.came,
          arrived: NOW - person.came,
          served: null,
          booked: person.booked === null ? null : NOW + person.booked,
          leaveBy: person.leaveBy === null ? null : NOW + person.leaveBy,
          awayUntil: person.away === null ? null : NOW + person.away,
          since: NOW - person.came / 2,
        }),
      ),
    );
    const open = desks.map(
      ({ office, languages, rests, from }, at): DeskNow => ({
        deskId: `d${at}`,
        officeId: office,
        languages,
        ...(rests && { rests: [NOW + rests[0], rests[1]] as const }),
        ...(from !== null && { from: NOW + from }),
      }),
    );
    return {
      now: NOW,
      stops,
      desks: open,
      minutes: Object.fromEntries(OFFICES.map((office, at) => [office, minutes[at] ?? 10])),
      asked: asked.map((officeId) => ({
        officeId,
        serviceId: officeId,
        subjectId: officeId,
        serviceMinutes: 10,
      })),
      precedence: precedes
        ? [{ serviceId: precedes[0] as string, afterServiceId: precedes[1] as string }]
        : [],
    };
  });

test('the same events give the same state in browser and server: route, order, who is next, and every forecast', () => {
  fc.assert(
    fc.property(DAY, (day) => {
      const text = JSON.stringify(day);
      expect(inBrowser(text)).toBe(tellAll(text));
    }),
    { numRuns: 150 },
  );
});

test('the same events in another order of rows give the same state', () => {
  fc.assert(
    fc.property(DAY, fc.infiniteStream(fc.nat()), (day, picks) => {
      const order = new Map(
        day.stops.map(({ visitId }) => [visitId, picks.next().value as number]),
      );
      const turned = day.stops.toSorted(
        (a, b) => (order.get(a.visitId) ?? 0) - (order.get(b.visitId) ?? 0),
      );
      const plain = (house: PlainHouse) => {
        const told = JSON.parse(tellAll(JSON.stringify(house))) as Record<string, unknown[]>;
        return { order: told['order'], next: told['next'], first: told['first'] };
      };
      expect(plain({ ...day, stops: turned })).toEqual(plain(day));
    }),
    { numRuns: 100 },
  );
});

test('replanning never loses a need: whatever is put first, and whatever has come before, each is in the route once', () => {
  fc.assert(
    fc.property(DAY, (day) => {
      const { route } = JSON.parse(tellAll(JSON.stringify(day))) as {
        route: { legs: { officeId: string }[] };
      };
      expect(route.legs.map(({ officeId }) => officeId).toSorted()).toEqual(
        day.asked.map(({ officeId }) => officeId).toSorted(),
      );
    }),
    { numRuns: 100 },
  );
});
