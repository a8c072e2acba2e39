// A house that goes on by the rules, in minutes: people come, stand in their queues, are called by
// whoever is free, served, and go home. The simulator plays whole days with it; a forecast plays on
// from now with the durations that are usual. Pure: what takes how long is given.
import { Agenda } from './agenda.ts';
import { type Candidate, nextOf, type OrderPolicy, runAfter } from './order.ts';

/** Which of her queues somebody stands in. */
export type Standing = 'together' | 'sequence' | 'sequence-shortest';

export interface HousePolicy {
  readonly standing: Standing;
  readonly order: OrderPolicy;
}

/** An office with its desks and whoever stands in its queue, free or not. */
export interface Counter {
  readonly index: number;
  readonly desks: HouseDesk[];
  readonly queue: Place[];
  /** How many with priority it called since the last one in her turn. */
  priorityRun: number;
}

export interface HouseDesk {
  readonly counter: Counter;
  readonly languages: readonly string[];
  /**
   * Breaks to come, as [from, minutes], the earliest first; each begins when its person has gone, and
   * ends at a fixed minute where one is told.
   */
  readonly breaks: (readonly [from: number, minutes: number, until?: number])[];
  /** How its sittings last against those of others; 1 when nothing is known. */
  readonly pace?: number | undefined;
  busy: boolean;
  /** Who is there, on her way there, or nobody while the desk is in its break. */
  place?: Place | undefined;
  /** Since when it is in use, and until when that is known: a break, a call in vain. */
  since?: number;
  until?: number | undefined;
}

/** One stop of somebody, at an office. */
export interface Place extends Candidate {
  readonly guest: Guest;
  readonly counter: Counter;
  /** Minutes at the desk. */
  readonly minutes: number;
  /** Minutes from the call until she sits down; those of the house when left out. */
  readonly way?: number | undefined;
  /** How often she is not there when she is called. */
  misses: number;
  /** Away in the middle of it, for so long; then so many minutes more at the desk. */
  readonly away?: { readonly minutes: number; readonly afterwards: number } | undefined;
  /** An office to which she is sent on from here. */
  readonly sentOn?: { readonly counter: Counter; readonly minutes: number } | undefined;
  /** Stops that come to light here, or to which she is sent on: hers as soon as this one ends. */
  readonly leadsTo?: readonly Place[] | undefined;
  /** She was away from the middle of it, and has her old place in the queue. */
  readonly keepsPlace?: boolean | undefined;
  /** Stops that must end before it. */
  readonly after: readonly Place[];
  state: 'ahead' | 'waiting' | 'desk' | 'done';
  queued: number;
  served: number | null;
  stopsLeft: number;
  /** When she was first called to it, and when it ended: for what is told afterwards. */
  called?: number | undefined;
  ended?: number | undefined;
}

export interface Guest {
  readonly number: number;
  readonly arrived: number;
  readonly language: string;
  readonly places: Place[];
  doing: 'coming' | 'waiting' | 'desk' | 'away' | 'gone';
  /** When she went before all was done. */
  left?: number | undefined;
  /** She goes as soon as she gets up from the desk. */
  leaving?: boolean;
  /** The stop for which she is away, and when she is expected back. */
  back?: { readonly place: Place; readonly at: number } | undefined;
}

/** Facts of every house: what a call, a way and a missed call cost. */
export interface HouseTimes {
  readonly way: number;
  readonly missLoses: number;
  readonly missBackAfter: number;
  /** Factor of a sitting through an interpreter. */
  readonly interpreted: number;
  /** Minutes of a desk between two people; none when left out. */
  readonly between?: number | undefined;
}

type Deed =
  | { readonly kind: 'comes' | 'gets-up'; readonly guest: Guest }
  | { readonly kind: 'leaves'; readonly guest: Guest }
  | { readonly kind: 'back' | 'joins'; readonly guest: Guest; readonly place: Place }
  | { readonly kind: 'ends'; readonly desk: HouseDesk; readonly place: Place }
  | { readonly kind: 'free' | 'looks'; readonly desk: HouseDesk };

export class House {
  readonly #agenda = new Agenda<Deed>();
  readonly #policy: HousePolicy;
  readonly #times: HouseTimes;
  now = 0;
  /** Told of each call, before she comes. */
  onCall: ((place: Place) => void) | undefined;
  /** Told of each one who has come in and stands in her queues; a desk may call her a moment later. */
  onArrival: ((guest: Guest) => void) | undefined;

  constructor(policy: HousePolicy, times: HouseTimes) {
    this.#policy = policy;
    this.#times = times;
  }

  /** Somebody will have been received at `guest.arrived`. */
  expect(guest: Guest): void {
    this.#agenda.put(guest.arrived, { kind: 'comes', guest });
  }

  /** A desk is in use until then: by a person whose stop ends, or by nobody. */
  occupy(desk: HouseDesk, until: number, place?: Place): void {
    desk.busy = true;
    desk.place = place;
    desk.since = this.now;
    desk.until = place ? undefined : until;
    this.#agenda.put(until, place ? { kind: 'ends', desk, place } : { kind: 'free', desk });
  }

  /** Somebody is away until then, and stands in this queue again. */
  awaits(place: Place, until: number): void {
    place.guest.doing = 'away';
    place.guest.back = { place, at: until };
    this.#agenda.put(until, { kind: 'back', guest: place.guest, place });
  }

  /** Somebody goes then if all is not done: at once, or when she gets up from the desk. */
  sendHome(guest: Guest, at: number): void {
    this.#agenda.put(at, { kind: 'leaves', guest });
  }

  /** One more stop is hers from then on: she was booked for it. */
  bring(place: Place, at: number): void {
    this.#agenda.put(at, { kind: 'joins', guest: place.guest, place });
  }

  /** A desk that waits for somebody looks up when its break is due. */
  watchBreaks(desk: HouseDesk): void {
    for (const [from] of desk.breaks) this.#agenda.put(from, { kind: 'looks', desk });
  }

  /** The desk, if it has nobody, goes into its break or takes whoever is next. */
  look(desk: HouseDesk): void {
    if (desk.busy) return;
    const [due] = desk.breaks;
    if (due && due[0] <= this.now) {
      desk.breaks.shift();
      this.occupy(desk, due[2] === undefined ? this.now + due[1] : Math.max(this.now, due[2]));
      return;
    }
    const { counter, languages } = desk;
    const next = nextOf(counter.queue, isFree, {
      languages,
      now: this.now,
      priorityRun: counter.priorityRun,
      policy: this.#policy.order,
    });
    if (next) this.#call(next, desk);
  }

  /** Lets things happen until nothing is left, or `over` says so. */
  play(over: () => boolean = () => false): void {
    for (let next = this.#agenda.take(); next; next = this.#agenda.take()) {
      this.now = next.at;
      this.#do(next.what);
      if (over()) return;
    }
  }

  #do(deed: Deed): void {
    switch (deed.kind) {
      case 'comes':
        this.#queueUp(deed.guest);
        this.onArrival?.(deed.guest);
        return this.#present(deed.guest);
      case 'gets-up':
        return this.#present(deed.guest);
      case 'back':
        if (deed.guest.doing === 'gone') return;
        this.#join(deed.place);
        return this.#present(deed.guest);
      case 'leaves':
        return this.#leave(deed.guest);
      case 'joins':
        return this.#bring(deed.place);
      case 'ends':
        this.#end(deed.place);
        deed.desk.busy = false;
        deed.desk.place = undefined;
        return this.#rest(deed.desk);
      case 'free':
        deed.desk.busy = false;
        return this.look(deed.desk);
      case 'looks':
        return this.look(deed.desk);
    }
  }

  #call(place: Place, desk: HouseDesk): void {
    const { guest, counter } = place;
    const { way, missLoses, missBackAfter, interpreted } = this.#times;
    place.called ??= this.now;
    counter.priorityRun = runAfter(place, counter.priorityRun);
    this.onCall?.(place);
    counter.queue.splice(counter.queue.indexOf(place), 1);
    if (place.misses > 0) {
      place.misses--;
      this.awaits(place, this.now + missBackAfter);
      this.occupy(desk, this.now + missLoses);
      return;
    }
    guest.doing = 'desk';
    place.state = 'desk';
    const factor = desk.languages.includes(guest.language) ? 1 : interpreted;
    const lasts = place.minutes * factor * (desk.pace ?? 1);
    this.occupy(desk, this.now + (place.way ?? way) + lasts, place);
  }

  /** A moment for the desk alone, where a house has such moments. */
  #rest(desk: HouseDesk): void {
    const { between } = this.#times;
    if (between) this.occupy(desk, this.now + between);
    else this.look(desk);
  }

  #leave(guest: Guest): void {
    if (guest.doing === 'gone') return;
    if (guest.doing === 'desk') {
      guest.leaving = true;
      return;
    }
    for (const place of guest.places) {
      const at = place.counter.queue.indexOf(place);
      if (at >= 0) place.counter.queue.splice(at, 1);
    }
    guest.doing = 'gone';
    guest.left = this.now;
  }

  #bring(place: Place): void {
    const { guest } = place;
    if (guest.left !== undefined) return;
    guest.places.push(place);
    if (guest.doing === 'gone') guest.doing = 'waiting';
    if (guest.doing !== 'waiting') return;
    this.#join(place);
    this.#present(guest);
  }

  #end(place: Place): void {
    const { guest, away, sentOn } = place;
    if (away) {
      const rest: Place = {
        ...place,
        minutes: away.afterwards,
        away: undefined,
        keepsPlace: true,
        state: 'waiting',
      };
      guest.places[guest.places.indexOf(place)] = rest;
      // What comes after it comes after the rest of it.
      for (const other of guest.places) {
        const at = other.after.indexOf(place);
        if (at >= 0) (other.after as Place[])[at] = rest;
      }
      return this.awaits(rest, this.now + away.minutes);
    }
    place.state = 'done';
    place.ended = this.now;
    if (sentOn) guest.places.push(sentOnFrom(place, sentOn, this.now));
    if (place.leadsTo) guest.places.push(...place.leadsTo);
    const open = guest.places.filter(({ state }) => state !== 'done');
    for (const other of open) {
      other.served = this.now;
      other.stopsLeft = open.length - 1;
    }
    if (open.length === 0) guest.doing = 'gone';
    else if (guest.leaving) {
      guest.doing = 'waiting';
      this.#leave(guest);
    } else {
      this.#queueUp(guest);
      this.#agenda.put(this.now, { kind: 'gets-up', guest });
    }
  }

  /** She stands in the queues that are hers to stand in. */
  #queueUp(guest: Guest): void {
    guest.doing = 'waiting';
    const met = guest.places.filter(
      ({ state, after }) => state === 'ahead' && after.every((first) => first.state === 'done'),
    );
    const { standing } = this.#policy;
    if (standing === 'together') {
      for (const place of met) this.#join(place);
      return;
    }
    if (guest.places.some(({ state }) => state === 'waiting')) return;
    const shortest = (a: Place, b: Place) => a.counter.queue.length - b.counter.queue.length;
    const next = standing === 'sequence' ? met[0] : met.toSorted(shortest)[0];
    if (next) this.#join(next);
  }

  #join(place: Place): void {
    place.guest.doing = 'waiting';
    place.state = 'waiting';
    if (!place.keepsPlace) place.queued = this.now;
    place.counter.queue.push(place);
  }

  /** Desks that wait for somebody see her. */
  #present(guest: Guest): void {
    for (const place of guest.places) {
      if (guest.doing !== 'waiting') return;
      if (place.state !== 'waiting') continue;
      const idle = place.counter.desks.find(({ busy }) => !busy);
      if (idle) this.look(idle);
    }
  }
}

function isFree({ guest }: Place): boolean {
  return guest.doing === 'waiting';
}

function sentOnFrom(
  place: Place,
  { counter, minutes }: { readonly counter: Counter; readonly minutes: number },
  now: number,
): Place {
  return {
    ...place,
    stopId: `${place.stopId}+`,
    counter,
    minutes,
    misses: 0,
    away: undefined,
    sentOn: undefined,
    after: [],
    called: undefined,
    ended: undefined,
    state: 'ahead',
    queued: now,
    served: now,
  };
}
