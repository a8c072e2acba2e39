// From rows of the house to a house that goes on by the rules that call people (planning). Pure.
import { minutesLeft } from '../planning/rules/durations.ts';
import type { Counter, Guest, HouseDesk, HouseTimes, Place } from '../planning/rules/house.ts';
import type { AskedStop } from './route-estimate.ts';
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
  /** She asked for time until then. */
  readonly awayUntil: number | null;
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

/** A desk of a house that is open, or opens at `worksFrom` by the roster. */
export interface DeskRow {
  readonly deskId: string;
  readonly officeId: string;
  readonly languages: readonly string[];
  readonly worksFrom: Temporal.PlainTime | null;
  readonly restsFrom: Temporal.PlainTime | null;
  readonly restsTo: Temporal.PlainTime | null;
}

/** Somebody who is booked for later today and has not come yet: no person, no booking is named. */
export interface BookedAhead {
  readonly officeId: string;
  readonly serviceId: string;
  readonly language: string;
  /** Her time, in minutes since 1970. */
  readonly at: number;
}

export interface HouseRows {
  readonly now: number;
  readonly stops: readonly StopNow[];
  readonly desks: readonly DeskNow[];
  /** Bookings still to come today; none when left out. */
  readonly booked?: readonly BookedAhead[] | undefined;
  /** How long a service usually takes, in her language. */
  readonly minutesOf: (serviceId: string, language: string) => number;
  /** How a desk's sittings last against those of others; all alike when left out. */
  readonly paceOf?: ((deskId: string) => number) | undefined;
}

/** Rows of desks as the forecast wants them; what the roster opened before now is open or not there. */
export function desksOf(
  rows: readonly DeskRow[],
  now: number,
  minuteAt: (time: Temporal.PlainTime) => number,
): DeskNow[] {
  return rows.flatMap(({ deskId, officeId, languages, worksFrom, restsFrom, restsTo }) => {
    const from = worksFrom ? minuteAt(worksFrom) : undefined;
    if (from !== undefined && from <= now) return [];
    const rests: DeskNow['rests'] =
      restsFrom && restsTo
        ? [minuteAt(restsFrom), minuteAt(restsTo) - minuteAt(restsFrom)]
        : undefined;
    return [{ deskId, officeId, languages, from, rests }];
  });
}

/** What calls cost in a real house, as far as is known before it is learned. */
export const TIMES: HouseTimes = { way: 1, missLoses: 2, missBackAfter: 10, interpreted: 1.2 };
/** How long somebody is usually away who was parked; who is away for longer is not back at once (PLN-6). */
const AWAY = 15;

/** Offices with their desks; an office without any has one that opens now. */
export function openCounters(
  { now, stops, desks, paceOf }: HouseRows,
  asked: readonly AskedStop[],
) {
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

/**
 * VIS-214: who is booked for later today is reckoned with: at her time she comes, and is called before those
 * who came without one.
 */
export function comersOf(
  { now, booked = [], minutesOf }: HouseRows,
  counterOf: (officeId: string) => Counter | undefined,
): (counters: readonly Counter[]) => Guest[] {
  return (counters) =>
    booked.flatMap(({ officeId, serviceId, language, at }, index): Guest[] => {
      const counter = counters[counterOf(officeId)?.index ?? -1];
      if (!counter || at < now) return [];
      // A number that nobody in the house has.
      const number = -1 - index;
      const guest: Guest = { number, arrived: at, language, places: [], doing: 'coming' };
      guest.places.push({
        stopId: `booked ${index}`,
        number,
        language,
        priority: 0,
        arrived: at,
        served: null,
        booked: at,
        leaveBy: null,
        guest,
        counter,
        stopsLeft: 0,
        minutes: minutesOf(serviceId, language),
        misses: 0,
        after: [],
        queued: at,
        state: 'ahead',
      });
      return [guest];
    });
}

/** Everyone in the house, where she stands and what is left to her. */
export function guestsOf(
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
        guest.back = { place, at: now + minutesLeft(AWAY, now - (stop.since ?? now)) };
      }
    }
    // Who asked for a few minutes keeps her places, and is called again after them.
    const kept = guest.places.find(({ state }) => state === 'waiting');
    if (guest.doing === 'waiting' && kept && (first.awayUntil ?? now) > now) {
      guest.doing = 'away';
      guest.back = { place: kept, at: first.awayUntil ?? now };
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
    keepsPlace: stop.awayUntil !== null && stop.awayUntil > now,
    state:
      state === 'ahead' ? 'ahead' : state === 'waiting' || state === 'parked' ? 'waiting' : 'desk',
  };
}
