// One day of a world under one policy, in memory.
import {
  type Counter,
  type Guest,
  House,
  type HousePolicy,
  type HouseTimes,
  type Place,
} from '#modules/planning/rules/house.ts';
import type { Comer, Need } from './people.ts';
import type { SimulatedWorld } from './world.ts';

export interface DayPlan {
  readonly world: SimulatedWorld;
  readonly comers: readonly Comer[];
  /** Desks of each office. */
  readonly desks: readonly number[];
  readonly policy: HousePolicy;
  /** Languages of a desk; all when languages are off. */
  readonly languagesOf: (office: number, desk: number) => readonly string[];
}

/** What came of somebody. */
export interface Trip {
  readonly comer: Comer;
  readonly guest: Guest;
  /** Minutes from the end of the screening to the end of the last stop. */
  readonly inHouse: number;
  /** When her last stop ended. */
  readonly ended: number;
  /** Minutes from the end of the screening to the first call. */
  readonly toFirstCall: number;
}

/** What a day costs everywhere: the way to the desk, a call in vain, an interpreter. */
export function timesOf(world: SimulatedWorld): HouseTimes {
  const { share: _, deskLoses, backInQueueAfter } = world.notThereWhenCalled;
  return {
    way: world.wayToDesk,
    missLoses: deskLoses,
    missBackAfter: backInQueueAfter,
    interpreted: world.servedThroughInterpreter.durationFactor,
  };
}

/** The offices of a day with their desks and breaks: half of the desks at twelve, the rest at one. */
export function openCounters({ world, desks, languagesOf }: DayPlan): Counter[] {
  const { from, minutesEach } = world.deskBreak;
  return world.offices.map((_, index) => {
    const counter: Counter = { index, desks: [], queue: [], priorityRun: 0 };
    const count = desks[index] ?? 0;
    for (let desk = 0; desk < count; desk++) {
      const early = desk < Math.floor(count / 2);
      counter.desks.push({
        counter,
        languages: languagesOf(index, desk),
        breaks: [[from + (early ? 0 : minutesEach), minutesEach]],
        busy: false,
      });
    }
    return counter;
  });
}

/** Somebody with her stops, ready to come. */
export function guestOf(comer: Comer, counters: readonly Counter[]): Guest {
  const { number, ready, language, needs, inOrder } = comer;
  const guest: Guest = { number, arrived: ready, language, places: [], doing: 'coming' };
  for (const [index, need] of needs.entries()) {
    const before = inOrder ? guest.places.slice(index - 1, index) : [];
    guest.places.push(placeOf(guest, index, need, before, counters));
  }
  return guest;
}

function placeOf(
  guest: Guest,
  index: number,
  { office, minutes, misses, away, sentOn }: Need,
  after: readonly Place[],
  counters: readonly Counter[],
): Place {
  const counter = (at: number) => counters[at] as Counter;
  return {
    guest,
    counter: counter(office),
    stopId: `${guest.number}.${index}`,
    number: guest.number,
    language: guest.language,
    priority: 0,
    minutes,
    misses,
    away,
    sentOn: sentOn && { counter: counter(sentOn.office), minutes: sentOn.minutes },
    after,
    state: 'ahead',
    queued: guest.arrived,
    arrived: guest.arrived,
    served: null,
    stopsLeft: 0,
  };
}

/** Plays a day until the last one has gone. `watch` may look at the house as it goes on. */
export function runDay(
  plan: DayPlan,
  watch?: (house: House, counters: readonly Counter[], guests: readonly Guest[]) => void,
): Trip[] {
  const house = new House(plan.policy, timesOf(plan.world));
  const counters = openCounters(plan);
  const guests = plan.comers.map((comer) => guestOf(comer, counters));
  for (const { desks } of counters) for (const desk of desks) house.watchBreaks(desk);
  for (const guest of guests) {
    for (const place of guest.places) place.stopsLeft = guest.places.length - 1;
    house.expect(guest);
  }
  watch?.(house, counters, guests);
  house.play();
  return guests.map((guest, index) => {
    const ended = Math.max(...guest.places.map((place) => place.ended ?? Number.NaN));
    const called = Math.min(...guest.places.map((place) => place.called ?? Number.NaN));
    return {
      comer: plan.comers[index] as Comer,
      guest,
      inHouse: ended - guest.arrived,
      ended,
      toFirstCall: called - guest.arrived,
    };
  });
}
