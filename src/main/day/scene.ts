// What everyone in a rehearsed day shares: the clock, the agenda, the way in, the world, and the
// house with its people.
import type { Directory, Office } from '#modules/directory/schema.ts';
import type { Agenda } from './agenda.ts';
import type { ApiClient } from './api-client.ts';
import type { Arrival } from './plan-arrivals.ts';
import type { Trait } from './plan-parties.ts';
import { RandomStream } from './random.ts';
import type { Range, World, WorldOffice } from './world.ts';

/** Milliseconds. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

/** From one moment up to another, in milliseconds since 1970. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Somebody who works in the house today. */
export interface Officer {
  readonly accountId: string;
  readonly name: string;
  readonly speaks: readonly string[];
  readonly token: string;
  readonly works: Stretch;
  readonly rests: Stretch | undefined;
  /** Where she sits now. */
  seat: Seat | undefined;
  /** She interprets at somebody else's desk now. */
  accompanies: boolean;
}

/** A desk, whose it is by the roster, and who sits there. */
export interface Seat {
  readonly deskId: string;
  readonly owner: Officer;
  readonly counter: Counter;
  readonly random: RandomStream;
  occupant: Officer | undefined;
  /** Somebody is called, served or received here. */
  busy: boolean;
  /** Somebody sits here whom a colleague may take over with the desk. */
  serving: boolean;
  /** In the break of whoever sits here. */
  paused: boolean;
}

/** An office of the house with its people. */
export interface Counter {
  readonly office: Office;
  /** Its institution polices: it is shown the paper before it serves. */
  readonly fenced: boolean;
  /** Undefined for the welcome of the house. */
  readonly world: WorldOffice | undefined;
  readonly seats: readonly Seat[];
  /** People of the office without a desk of their own. */
  readonly others: readonly Officer[];
  /** Open desks at which nobody waits, the one that has waited longest first. */
  readonly idle: Set<Seat>;
}

/** A line of her paper. */
export interface RouteStop {
  readonly officeId: string;
  readonly subjectId: string;
  readonly serviceId?: string;
}

/** Somebody who came, and what she knows from her paper. */
export interface Visitor {
  readonly arrival: Arrival;
  readonly random: RandomStream;
  readonly visitId: string;
  readonly personId: string;
  readonly number: number;
  /** The four digits on the paper; another number when it was printed anew. */
  code: string;
  /** Where she still has to go, and for what: she stands in all these queues at once. */
  readonly route: RouteStop[];
  state: 'waiting' | 'called' | 'serving' | 'parked' | 'gone';
  /** The one of them at which she is called, served or parked. */
  at: RouteStop | undefined;
  stopId: string;
  /** Counts how often she began to wait, so that an old plan to give up is forgotten. */
  spell: number;
  /** She stepped out until then. */
  awayUntil: number;
  /** Minutes of the sitting that are left after she fetched something. */
  left: number | undefined;
  /** What a desk could not do because something was missing. */
  readonly missing: string[];
  /** What is left of it may go on at once when she is back. */
  onward: boolean;
  readonly traits: ReadonlySet<Trait>;
}

/** What the paper says. */
export interface Paper {
  readonly number: number;
  readonly code: string;
  readonly stops: readonly RouteStop[];
}

/** Somebody whose paper was just printed. */
export function newVisitor(
  of: Pick<Visitor, 'arrival' | 'visitId' | 'personId' | 'traits'> & {
    readonly seed: number;
    readonly paper: Paper;
  },
): Visitor {
  const { arrival, visitId, personId, traits, seed, paper } = of;
  const { number, code, stops } = paper;
  return {
    arrival,
    random: new RandomStream(seed, `visitor ${number}`),
    visitId,
    personId,
    number,
    code,
    route: [...stops],
    state: 'waiting',
    at: undefined,
    stopId: '',
    spell: 0,
    awayUntil: 0,
    left: undefined,
    missing: [],
    onward: true,
    traits,
  };
}

/** What happened that the tables do not count. */
export interface Tally {
  /** Came while the house was closing and got no ticket. */
  turnedAway: number;
  /** Need nothing that can be done today, and went home with a promise. */
  putOff: number;
  booked: number;
  /** Booked for later that day, and came back for it. */
  cameBooked: number;
  /** Were booked, and not there when their time had come. */
  missedBooked: number;
  calls: number;
  questions: number;
  sentElsewhere: number;
  /** Left because it took too long. */
  gaveUp: number;
  /** Were told at closing time that they could not be served today. */
  told: number;
  cameBack: number;
  interpretedByMediator: number;
  interpretedByTelephone: number;
}

export interface Scene {
  readonly world: World;
  readonly directory: Directory;
  readonly zone: string;
  /** Tokens of those who look after the house. */
  readonly keepers: Readonly<Record<'coordinator' | 'guard' | 'duty', string>>;
  readonly seed: number;
  readonly agenda: Agenda;
  readonly api: ApiClient;
  /** Milliseconds since 1970, by the clock of the rehearsal. */
  readonly now: () => number;
  readonly centreId: string;
  readonly date: Temporal.PlainDate;
  readonly closes: number;
  /** By the id of the office. */
  readonly counters: ReadonlyMap<string, Counter>;
  readonly welcome: Counter;
  /** By the number on the ticket. */
  readonly visitors: Map<number, Visitor>;
  readonly tally: Tally;
}

/** Milliseconds drawn from a range in seconds. */
export function secondsFrom(random: RandomStream, { min, max }: Range): number {
  return random.between(min, max) * SECOND;
}

/** Whether an officer is at work and not in her break. */
export function isOnDuty({ works, rests }: Officer, now: number): boolean {
  return works.from <= now && now < works.to && !(rests && rests.from <= now && now < rests.to);
}
