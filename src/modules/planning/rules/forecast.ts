// When somebody will probably be called, and when she will be free: the house is played on from now by
// the rules that call people, with the durations that are usual. Pure.
import { minutesLeft } from './durations.ts';
import {
  type Counter,
  type Guest,
  House,
  type HousePolicy,
  type HouseTimes,
  type Place,
} from './house.ts';

/** The house as it is now. */
export interface HouseNow {
  readonly now: number;
  readonly counters: readonly Counter[];
  /** Everyone who is in it. */
  readonly guests: readonly Guest[];
}

/** What is usual. */
export interface Usual {
  readonly policy: HousePolicy;
  readonly times: HouseTimes;
  /** Minutes at the desk for a stop. */
  readonly minutesOf: (place: Place) => number;
  /** People who will usually come from now on, with their stops; none when nothing is known. */
  readonly comers?: (counters: readonly Counter[]) => readonly Guest[];
}

/** What is foretold of one stop, in minutes since the house's beginning. */
export interface Foretold {
  readonly stopId: string;
  readonly called: number;
  readonly ended: number;
}

/**
 * PLN-7: the wait foretold counts the people actually ahead with the stops that are left to them, each
 * where she will stand when it comes to it; who is at a desk, for as long as is usual from here on;
 * breaks and desks as the roster has them. In the order in which the stops will probably come.
 */
export function foretell(house: HouseNow, number: number, usual: Usual): Foretold[] {
  const { play, counters, guests } = copyOf(house, usual);
  for (const guest of usual.comers?.(counters) ?? []) play.expect(guest);
  const her = guests.get(number);
  if (!her) return [];
  for (const { desks } of counters) for (const desk of desks) play.look(desk);
  play.play(() => her.doing === 'gone');
  return stopsOf(her, house.now, play.now);
}

/**
 * PLN-13: everyone in the house is foretold by one play, each the same as if she were asked for alone:
 * what is told on two thousand phones costs one.
 */
export function foretellAll(house: HouseNow, usual: Usual): ReadonlyMap<number, Foretold[]> {
  const { play, counters, guests } = copyOf(house, usual);
  for (const guest of usual.comers?.(counters) ?? []) play.expect(guest);
  for (const { desks } of counters) for (const desk of desks) play.look(desk);
  play.play();
  return new Map(
    [...guests].map(([number, guest]) => [number, stopsOf(guest, house.now, play.now)]),
  );
}

function stopsOf(guest: Guest, began: number, now: number): Foretold[] {
  return guest.places
    .map(({ stopId, called, ended }) => ({ stopId, called: called ?? began, ended: ended ?? now }))
    .toSorted((a, b) => a.called - b.called);
}

/** The same house to play on with: nobody in the real one notices. */
function copyOf({ now, counters, guests }: HouseNow, usual: Usual) {
  const play = new House(usual.policy, usual.times);
  play.now = now;
  const copies: Counter[] = counters.map(({ index, priorityRun }) => ({
    index,
    desks: [],
    queue: [],
    priorityRun,
  }));
  const places = new Map<Place, Place>();
  const people = new Map<number, Guest>();
  for (const guest of guests) {
    if (guest.doing === 'gone' || guest.doing === 'coming') continue;
    const copy: Guest = { ...guest, places: [], back: undefined };
    people.set(guest.number, copy);
    for (const place of guest.places) {
      if (place.state === 'done') continue;
      const mine: Place = {
        ...place,
        guest: copy,
        counter: copies[place.counter.index] as Counter,
        minutes: usual.minutesOf(place),
        misses: 0,
        away: undefined,
        sentOn: undefined,
        after: [],
      };
      places.set(place, mine);
      copy.places.push(mine);
      if (mine.state === 'waiting' && guest.back?.place !== place) mine.counter.queue.push(mine);
    }
    // Only now is each of them copied that another may wait for. What is done is no longer waited for.
    for (const place of guest.places) {
      const firsts = place.after.flatMap((first) => places.get(first) ?? []);
      (places.get(place)?.after as Place[] | undefined)?.push(...firsts);
    }
    const { back } = guest;
    const awaited = back && places.get(back.place);
    if (guest.doing === 'away' && back && awaited) play.awaits(awaited, Math.max(now, back.at));
  }
  for (const [at, counter] of counters.entries()) {
    const copy = copies[at] as Counter;
    for (const desk of counter.desks) {
      const mine = { ...desk, counter: copy, breaks: [...desk.breaks], busy: false };
      copy.desks.push(mine);
      play.watchBreaks(mine);
      const place = desk.place && places.get(desk.place);
      if (desk.busy && place) {
        const factor = desk.languages.includes(place.language) ? 1 : usual.times.interpreted;
        const mean = usual.times.way + place.minutes * factor * (desk.pace ?? 1);
        play.occupy(mine, now + minutesLeft(mean, now - (desk.since ?? now)), place);
      } else if (desk.busy) play.occupy(mine, Math.max(now, desk.until ?? now));
    }
  }
  return { play, counters: copies, guests: people };
}
