// The route of one arrival, foretold while 300 people are in a house of ten offices and 42 desks: the
// pure part, from rows to what is shown. Processor time, since nothing is waited for.
import { foretellRoute } from '#modules/visits/foretell-rules.ts';
import type { HouseRows, StopNow } from '#modules/visits/house-rules.ts';
import { bench, percentile, quick, round } from './support/bench.ts';

const PEOPLE = 300;
const DESKS = [9, 5, 4, 2, 2, 3, 6, 3, 3, 5];
const ARRIVALS = quick ? 50 : 500;
const NOW = 29_000_000;

function stopOf(number: number, at: number, office: number): StopNow {
  const serving = at === 0 && number <= 42;
  return {
    stopId: `${number}.${at}`,
    visitId: `visit ${number}`,
    number,
    language: 'pt',
    priority: number % 20 === 0 ? 1 : 0,
    officeId: `office ${office}`,
    serviceId: `service ${office}`,
    state: serving ? 'serving' : 'waiting',
    deskId: serving ? `desk ${number}` : null,
    needId: `need ${number}.${at}`,
    afterNeeds: [],
    queued: NOW - 90 + number / 4,
    arrived: NOW - 90 + number / 4,
    served: null,
    booked: null,
    leaveBy: null,
    awayUntil: null,
    since: NOW - 5,
  };
}

function fullHouse(): HouseRows {
  const deskOffices = DESKS.flatMap((count, office) => Array.from({ length: count }, () => office));
  const stops: StopNow[] = [];
  for (let number = 1; number <= PEOPLE; number++) {
    const first = deskOffices[(number - 1) % deskOffices.length] ?? 0;
    const needs = 1 + (number % 3);
    for (let at = 0; at < needs; at++)
      stops.push(stopOf(number, at, (first + at * 3) % DESKS.length));
  }
  const desks = deskOffices.map((office, at) => ({
    deskId: `desk ${at + 1}`,
    officeId: `office ${office}`,
    languages: ['pt'],
    rests: [NOW + 60, 60] as const,
  }));
  return { now: NOW, stops, desks, minutesOf: () => 13 };
}

async function main() {
  const house = fullHouse();
  const ms: number[] = [];
  for (let arrival = -20; arrival < ARRIVALS; arrival++) {
    const asked = [0, 3, 6].map((step) => {
      const office = (Math.abs(arrival) + step) % DESKS.length;
      const [officeId, serviceId] = [`office ${office}`, `service ${office}`];
      return { officeId, serviceId, subjectId: 's', serviceMinutes: 13 };
    });
    const began = process.cpuUsage();
    const { legs } = foretellRoute(house, { asked, language: 'pt', precedence: [] });
    const { user, system } = process.cpuUsage(began);
    if (arrival >= 0) ms.push((user + system) / 1000);
    if (legs.length !== asked.length) throw new Error('a stop was lost');
  }
  const plain = { unit: 'ms', baseline: null, ratio: null };
  const p99 = round(percentile(ms, 99));
  const median = round(percentile(ms, 50));
  return [
    {
      metric: 'a route with 300 in the house, p99',
      value: p99,
      ...plain,
      target: '< 20',
      ok: p99 < 20,
    },
    {
      metric: 'a route with 300 in the house, median',
      value: median,
      ...plain,
      target: null,
      ok: true,
    },
  ];
}

await bench('plan', main);
