// A day that happened, played again in memory: the same people with the same needs, durations and
// desks, called by the rules. What is not in the file is what the rules decide: who is called when.
import {
  type Counter,
  type Guest,
  House,
  type HousePolicy,
  type Place,
} from '#modules/planning/rules/house.ts';
import { type DayFigures, meanOf, spreadOf } from './figures.ts';
import type { PeopleFile, PersonOfDay, StopOfDay } from './people-file.ts';

/** A day in memory never lasts longer than this after closing. */
const NIGHT = 24 * 60;

/** What the day comes to. */
export function playPeople(
  file: PeopleFile,
  policy: HousePolicy,
): Pick<DayFigures, 'all' | 'several' | 'one' | 'sameDay'> {
  const { between, missed, closes } = file;
  const house = new House(policy, {
    way: 1.6,
    missLoses: missed.deskLoses,
    missBackAfter: missed.backAfter,
    // What an interpreter takes is in the minutes of each stop.
    interpreted: 1,
    between,
  });
  const counters = countersOf(file);
  for (const { desks } of counters)
    for (const desk of desks) {
      house.watchBreaks(desk);
      house.look(desk);
    }
  const guests = file.people.map((person, at) => expect(house, person, at + 1, counters, file));
  house.play();
  // Who waits at closing time is told so when the last sitting has ended.
  const over = Math.max(
    closes,
    ...guests.flatMap(({ places }) => places.map(({ ended }) => ended ?? 0)),
  );
  const trips = guests.map((guest, at) => {
    const done = guest.places.every(({ state }) => state === 'done');
    const ended = done
      ? Math.max(...guest.places.map(({ ended }) => ended ?? 0))
      : guest.left !== undefined && guest.left < closes
        ? guest.left
        : over;
    const several = (file.people[at]?.stops.length ?? 1) > 1;
    return { minutes: ended - guest.arrived, sameDay: done && ended <= closes, several };
  });
  const spread = (some: typeof trips) => spreadOf(some.map(({ minutes }) => minutes));
  const same = (some: typeof trips) => meanOf(some.map(({ sameDay }) => Number(sameDay)));
  const several = trips.filter((trip) => trip.several);
  return {
    all: spread(trips),
    one: spread(trips.filter((trip) => !trip.several)),
    several: spread(several),
    sameDay: { all: same(trips), several: same(several) },
  };
}

function countersOf({ offices, closes }: PeopleFile): Counter[] {
  return offices.map(({ desks }, index) => {
    const counter: Counter = { index, desks: [], queue: [], priorityRun: 0 };
    for (const { languages, shut } of desks) {
      const breaks = [
        ...shut.map(([from, until]) => [from, until - from, until] as const),
        [closes, NIGHT] as const,
      ];
      counter.desks.push({ counter, languages, breaks, busy: false });
    }
    return counter;
  });
}

function expect(
  house: House,
  person: PersonOfDay,
  number: number,
  counters: readonly Counter[],
  file: PeopleFile,
): Guest {
  const { ready: arrived, language, priority, leaves, stops } = person;
  const guest: Guest = { number, arrived, language, places: [], doing: 'coming' };
  const made: Place[] = [];
  const leads = stops.map((): Place[] => []);
  for (const [at, stop] of stops.entries()) {
    const place: Place = {
      guest,
      counter: counters[stop.office] as Counter,
      stopId: `${number}.${at}`,
      number,
      language,
      priority,
      booked: stop.booked,
      minutes: minutesOf(stop, file),
      misses: stop.misses,
      way: stop.way ?? undefined,
      away: stop.away ?? undefined,
      after: stop.after.flatMap((index) => made[index] ?? []),
      leadsTo: leads[at],
      state: 'ahead',
      queued: arrived,
      arrived,
      served: null,
      stopsLeft: 0,
    };
    made.push(place);
    if (stop.from !== null && stop.from < at) leads[stop.from]?.push(place);
    else if (stop.joins === null) guest.places.push(place);
    else house.bring(place, stop.joins);
  }
  for (const place of guest.places) place.stopsLeft = guest.places.length - 1;
  house.expect(guest);
  if (leaves !== null) house.sendHome(guest, leaves);
  house.sendHome(guest, file.closes);
  return guest;
}

function minutesOf({ minutes, office }: StopOfDay, { offices }: PeopleFile): number {
  return minutes ?? offices[office]?.usual ?? 0;
}
