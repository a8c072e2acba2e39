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
  /** Breaks to come, as [from, minutes], the earliest first; each begins when its person has gone. */
  readonly breaks: (readonly [from: number, minutes: number])[];
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
  /** How often she is not there when she is called. */
  misses: number;
  /** Away in the middle of it, for so long; then so many minutes more at the desk. */
  readonly away?: { readonly minutes: number; readonly then: number } | undefined;
  /** An office to which she is sent on from here. */
  readonly sentOn?: { readonly counter: Counter; readonly minutes: number } | undefined;
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
}

type Deed =
  | { readonly kind: 'comes' | 'gets-up'; readonly guest: Guest }
  | { readonly kind: 'back'; readonly guest: Guest; readonly place: Place }
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
      this.occupy(desk, this.now + due[1]);
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
        this.#join(deed.place);
        return this.#present(deed.guest);
      case 'ends':
        this.#end(deed.place);
        deed.desk.busy = false;
        deed.desk.place = undefined;
        return this.look(deed.desk);
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
    this.occupy(desk, this.now + way + place.minutes * factor, place);
  }

  #end(place: Place): void {
    const { guest, away, sentOn } = place;
    if (away) {
      const rest: Place = { ...place, minutes: away.then, away: undefined, state: 'waiting' };
      guest.places[guest.places.indexOf(place)] = rest;
      return this.awaits(rest, this.now + away.minutes);
    }
    place.state = 'done';
    place.ended = this.now;
    if (sentOn) guest.places.push(sentOnFrom(place, sentOn, this.now));
    const open = guest.places.filter(({ state }) => state !== 'done');
    for (const other of open) {
      other.served = this.now;
      other.stopsLeft = open.length - 1;
    }
    if (open.length === 0) guest.doing = 'gone';
    else {
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
    place.queued = this.now;
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
