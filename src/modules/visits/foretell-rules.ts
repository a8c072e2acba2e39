// From rows of the house to what is foretold of a route. Pure: the same rules that call people play the
// house on from now (planning).
import { COLD_START, COLD_START_END, rangeOf } from '../planning/rules/ranges.ts';
import { foretell } from '../planning/rules/forecast.ts';
import type { Counter, Guest, Place } from '../planning/rules/house.ts';
import { ORDER } from '../planning/rules/order.ts';
import { type Precedence, whatComesFirst } from '../planning/rules/precedence.ts';
import { comersOf, guestsOf, type HouseRows, openCounters, TIMES } from './house-rules.ts';
import type { AskedStop, RouteEstimate, RouteLeg } from './route-estimate.ts';

/** The number of who has none yet. */
const HER = 0;

/** Whose route is foretold: of somebody at the door with these stops, or of a visit of the house. */
export type Whose =
  | {
      readonly asked: readonly AskedStop[];
      readonly language: string;
      readonly precedence: readonly Precedence[];
      /** When she must leave, in minutes since 1970. */
      readonly leaveBy?: number | undefined;
    }
  | { readonly visitId: string; readonly asked: readonly AskedStop[] };

/**
 * VIS-102: a route is foretold in the order in which its stops will probably be called, from the
 * people who are actually ahead; an office without a desk counts as if one opened now, and says so.
 */
export function foretellRoute(house: HouseRows, whose: Whose): RouteEstimate {
  const { now } = house;
  const { counters, counterOf } = openCounters(house, whose.asked);
  const guests = guestsOf(house, counterOf);
  const her = 'visitId' in whose ? guests.get(whose.visitId) : comer(house, whose, counterOf);
  if (!her) return NOTHING(now);
  const everyone = [...guests.values()];
  if (!('visitId' in whose)) everyone.push(her);
  const services = new Map(house.stops.map(({ stopId, serviceId }) => [stopId, serviceId]));
  for (const [at, { serviceId }] of whose.asked.entries()) services.set(`asked ${at}`, serviceId);
  const minutesOf = ({ stopId, language }: Place) =>
    house.minutesOf(services.get(stopId) ?? '', language);
  const foretold = foretell({ now, counters, guests: everyone }, her.number, {
    policy: { standing: 'together', order: ORDER },
    times: TIMES,
    minutesOf,
    comers: comersOf(house, counterOf),
  });
  const left = [...whose.asked];
  let at = now;
  const legs = foretold.flatMap(({ stopId, called, ended }): RouteLeg[] => {
    const place = her.places.find((each) => each.stopId === stopId);
    const asked = left.findIndex(
      ({ officeId, serviceId }) =>
        counterOf(officeId) === place?.counter && serviceId === services.get(stopId),
    );
    const [stop] = asked < 0 ? [] : left.splice(asked, 1);
    if (!stop || !place) return [];
    const waitMinutes = Math.max(0, Math.round(called - at));
    const serviceMinutes = Math.max(1, Math.round(ended - called));
    const starts = at + waitMinutes;
    at = starts + serviceMinutes;
    const { queue } = place.counter;
    return [
      {
        ...stop,
        serviceMinutes,
        ahead: queue.filter(({ guest }) => guest !== her && guest.doing === 'waiting').length,
        unstaffed: !house.desks.some(({ officeId, from }) => officeId === stop.officeId && !from),
        waitMinutes,
        starts: instantOf(starts),
        ends: instantOf(at),
        over: freeFrom(now, at - now),
      },
    ];
  });
  const deskFree = her.places.some(({ counter }) => counter.desks.some(({ busy }) => !busy));
  return {
    legs,
    waitMinutes: legs.reduce((sum, leg) => sum + leg.waitMinutes, 0),
    serviceMinutes: legs.reduce((sum, leg) => sum + leg.serviceMinutes, 0),
    ends: instantOf(at),
    firstCall: rangeOf((foretold[0]?.called ?? now) - now, deskFree, COLD_START),
    free: freeFrom(now, at - now),
  };
}

const NOTHING = (now: number): RouteEstimate => ({
  legs: [],
  waitMinutes: 0,
  serviceMinutes: 0,
  ends: instantOf(now),
  firstCall: { likely: 0, from: 0, to: 0 },
  free: { from: instantOf(now), to: instantOf(now) },
});

/** The range of the end on the clock, in steps of five minutes, rounded up. */
export function freeFrom(now: number, minutes: number): RouteEstimate['free'] {
  const { from, to } = rangeOf(minutes, false, COLD_START_END);
  const up = (minute: number) => instantOf(Math.ceil(minute / 5) * 5);
  return { from: up(now + from), to: up(now + to) };
}

export function instantOf(minute: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(minute * 60_000));
}

/** Somebody at the door, who would stand in her queues now. */
function comer(
  { now }: HouseRows,
  { asked, language, precedence, leaveBy }: Exclude<Whose, { readonly visitId: string }>,
  counterOf: (officeId: string) => Counter,
): Guest {
  const guest: Guest = { number: HER, arrived: now, language, places: [], doing: 'waiting' };
  const needs = asked.map(({ serviceId }, at) => ({ needId: `asked ${at}`, serviceId }));
  const first = whatComesFirst(needs, precedence);
  for (const [at, { officeId }] of asked.entries()) {
    const counter = counterOf(officeId);
    const waits = (first.get(`asked ${at}`) ?? []).length === 0;
    const place: Place = {
      stopId: `asked ${at}`,
      // The last of those who weigh the same.
      number: Number.MAX_SAFE_INTEGER,
      language,
      priority: 0,
      arrived: now,
      served: null,
      leaveBy: leaveBy ?? null,
      guest,
      counter,
      stopsLeft: asked.length - 1,
      minutes: 0,
      misses: 0,
      after: [],
      queued: now,
      state: waits ? 'waiting' : 'ahead',
    };
    guest.places.push(place);
    if (waits) counter.queue.push(place);
  }
  for (const [at, place] of guest.places.entries()) {
    const before = first.get(`asked ${at}`) ?? [];
    (place.after as Place[]).push(...guest.places.filter(({ stopId }) => before.includes(stopId)));
  }
  return guest;
}
