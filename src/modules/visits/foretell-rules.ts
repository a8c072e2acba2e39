// From rows of the house to what is foretold of a route. Pure: the same rules that call people play the
// house on from now (planning).
import { COLD_START, COLD_START_END, rangeOf } from '../planning/rules/ranges.ts';
import { foretell } from '../planning/rules/forecast.ts';
import type { Counter, Guest, HouseDesk, HouseTimes, Place } from '../planning/rules/house.ts';
import { ORDER } from '../planning/rules/order.ts';
import { type Precedence, whatComesFirst } from '../planning/rules/precedence.ts';
import type { AskedStop, RouteEstimate, RouteLeg } from './route-estimate.ts';
import type { StopState } from './schema.ts';

/** A stop of the house that has not ended, in minutes since 1970. */
export interface StopNow {
  readonly stopId: string;
  readonly visitId: string;
  readonly number: number;
  readonly language: string;
  readonly priority: number;
  readonly officeId: string;
  readonly serviceId: string;
  readonly state: StopState;
  readonly deskId: string | null;
  readonly needId: string | null;
  readonly afterNeeds: readonly string[];
  readonly queued: number | null;
  readonly arrived: number;
  readonly served: number | null;
  readonly booked: number | null;
  readonly leaveBy: number | null;
  /** Since when her time goes to what it goes to now. */
  readonly since: number | null;
}

/** A desk that is open, or will be by the roster: `from` and its break in minutes since 1970. */
export interface DeskNow {
  readonly deskId: string;
  readonly officeId: string;
  readonly languages: readonly string[];
  /** Nobody sits there before. */
  readonly from?: number | undefined;
  readonly rests?: readonly [from: number, minutes: number] | undefined;
}

export interface HouseRows {
  readonly now: number;
  readonly stops: readonly StopNow[];
  readonly desks: readonly DeskNow[];
  /** How long a service usually takes, in her language. */
  readonly minutesOf: (serviceId: string, language: string) => number;
  /** How a desk's sittings last against those of others; all alike when left out. */
  readonly paceOf?: ((deskId: string) => number) | undefined;
}

/** What calls cost in a real house, as far as is known before it is learned. */
const TIMES: HouseTimes = { way: 1, missLoses: 2, missBackAfter: 10, interpreted: 1.2 };
/** How long somebody is usually away who was parked. */
const AWAY = 15;
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
function freeFrom(now: number, minutes: number): RouteEstimate['free'] {
  const { from, to } = rangeOf(minutes, false, COLD_START_END);
  const up = (minute: number) => instantOf(Math.ceil(minute / 5) * 5);
  return { from: up(now + from), to: up(now + to) };
}

function instantOf(minute: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(minute * 60_000));
}

/** Offices with their desks; an office without any has one that opens now. */
function openCounters({ now, stops, desks, paceOf }: HouseRows, asked: readonly AskedStop[]) {
  const offices = [...new Set([...stops, ...desks, ...asked].map(({ officeId }) => officeId))];
  const anyDesk: DeskNow = {
    deskId: '',
    officeId: '',
    languages: [...new Set(stops.map(({ language }) => language))],
  };
  const counters = offices.map((officeId, index): Counter => {
    const counter: Counter = { index, desks: [], queue: [], priorityRun: 0 };
    const own = desks.filter((desk) => desk.officeId === officeId);
    for (const { deskId, languages, from, rests } of own.length > 0 ? own : [anyDesk]) {
      const later = from !== undefined && from > now;
      const desk: HouseDesk = {
        counter,
        languages,
        breaks: rests && rests[0] >= now ? [rests] : [],
        pace: paceOf?.(deskId),
        busy: later,
        ...(later && { since: now, until: from }),
      };
      counter.desks.push(desk);
      const hand = stops.find(
        (stop) => stop.deskId === deskId && (stop.state === 'called' || stop.state === 'serving'),
      );
      if (hand) desk.busy = true;
    }
    return counter;
  });
  const index = new Map(offices.map((officeId, at) => [officeId, counters[at] as Counter]));
  return { counters, counterOf: (officeId: string) => index.get(officeId) as Counter };
}

/** Everyone in the house, where she stands and what is left to her. */
function guestsOf(
  { now, stops, desks }: HouseRows,
  counterOf: (officeId: string) => Counter,
): Map<string, Guest> {
  const guests = new Map<string, Guest>();
  for (const [visitId, own] of Map.groupBy(stops, (stop) => stop.visitId)) {
    const [first] = own;
    if (!first) continue;
    const { number, arrived, language } = first;
    const guest: Guest = { number, arrived, language, places: [], doing: 'waiting' };
    const needs = new Map<string, Place>();
    for (const stop of own) {
      const place = placeOf(stop, guest, counterOf(stop.officeId), own.length - 1, now);
      if (stop.needId) needs.set(stop.needId, place);
      guest.places.push(place);
      if (stop.state === 'waiting') place.counter.queue.push(place);
      if (place.state === 'desk') {
        guest.doing = 'desk';
        const at = desks.filter(({ officeId }) => officeId === stop.officeId);
        const desk = place.counter.desks[at.findIndex(({ deskId }) => deskId === stop.deskId)];
        if (desk) Object.assign(desk, { place, since: stop.since ?? now });
      }
      if (stop.state === 'parked') {
        guest.doing = 'away';
        guest.back = { place, at: Math.max(now, (stop.since ?? now) + AWAY) };
      }
    }
    for (const [at, { afterNeeds }] of own.entries()) {
      const place = guest.places[at] as Place & { after: Place[] };
      for (const needId of afterNeeds) {
        const firstPlace = needs.get(needId);
        if (firstPlace && firstPlace !== place) place.after.push(firstPlace);
      }
    }
    guests.set(visitId, guest);
  }
  return guests;
}

function placeOf(
  stop: StopNow,
  guest: Guest,
  counter: Counter,
  stopsLeft: number,
  now: number,
): Place {
  const { stopId, number, language, priority, arrived, served, booked, leaveBy, state } = stop;
  return {
    stopId,
    number,
    language,
    priority,
    arrived,
    served,
    booked,
    leaveBy,
    guest,
    counter,
    stopsLeft,
    minutes: 0,
    misses: 0,
    after: [],
    queued: stop.queued ?? now,
    state:
      state === 'ahead' ? 'ahead' : state === 'waiting' || state === 'parked' ? 'waiting' : 'desk',
  };
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
