// The world of a rehearsed day, read from data/simulation: who comes, when, for what, how long it
// takes, and how people behave.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { inCheckout } from '#platform/checkout.ts';

const share = z.number().min(0).max(1);
const spread = z.object({ mean: z.number().positive(), cv: z.number().positive() });
const range = z.object({ min: z.number().min(0), max: z.number().min(0) });

const day = z.object({
  arrivalShareByHalfHourFromOpening: z.array(share).min(1),
  screening: z.object({ mean: z.number().positive(), min: z.number().positive() }),
  needsPerPerson: z.record(z.string(), share),
  wayToDesk: z.number().positive(),
  notThereWhenCalled: z.object({
    share,
    deskLoses: z.number().positive(),
    backInQueueAfter: z.number().positive(),
  }),
  languageGroups: z.array(z.object({ code: z.string(), share })),
  servedThroughInterpreter: z.object({ durationFactor: z.number().min(1) }),
  offices: z.array(z.object({ code: z.string(), share, duration: spread })),
});

const nationalities = z.object({
  nationalities: z.array(
    z.object({
      code: z.string().length(2),
      group: z.string(),
      residents: z.int().positive(),
      languages: z.record(z.string(), share),
    }),
  ),
});

const offices = z.object({
  offices: z.array(
    z.object({
      code: z.string(),
      office: z.string(),
      subjects: z.array(z.object({ id: z.string(), weight: z.number().positive() })).min(1),
      sendsOnTo: z.array(z.object({ office: z.string(), service: z.string() })),
    }),
  ),
});

const behaviour = z.object({
  givesAName: share,
  comesBackLater: z.object({ share, afterMinutes: z.number() }),
  outcomes: z.object({
    solved: share,
    'in-progress': share,
    'something-missing': share,
    'not-possible': share,
  }),
  /** Of calls; takes the place of what lisboa.json says of the days that are compared. */
  notThereWhenCalled: share,
  /** Of those who missed two calls: does not come back, and tells nobody. */
  vanishes: share,
  calledOutOfTurn: share,
  sentOn: share,
  oneMoreAct: share,
  correctsIt: share,
  takesItBack: share,
  findsAnotherNeed: share,
  /** Of sittings that go on when the officer's break begins and a colleague is free. */
  takenOver: share,
  mediatorGoesFirst: share,
  note: share,
  fetchesSomething: z.object({ share, atShareOfSitting: share, away: spread }),
  givesUp: z.object({ share, after: spread }),
  wayOut: z.object({
    summary: share,
    certificate: share,
    answer: share,
    yes: share,
    partly: share,
  }),
  /** Of bookings that are made at the door. */
  booked: z.object({ today: share, moves: share, cancels: share, misses: share }),
  /** Of those who came back for one need more: does not want it a little later. */
  changesHerMind: share,
  /** Of arrivals; how many come together. */
  families: z.object({ share, sizes: z.record(z.string(), share) }),
  /** Of those who come alone; at least one of each, so that a small day has them too. */
  atTheDoor: z.object({
    hasGround: share,
    hasSigns: share,
    losesTicket: share,
    isSentElsewhere: share,
    isPutRight: share,
    /** Comes back to reception with her ticket, for one need more. */
    remembersMore: share,
    /** People with a question alone, on top of the arrivals. */
    asksOnly: share,
  }),
  grounds: z.array(z.string()).min(1),
  signs: z.array(z.string()).min(1),
  seenSettingOut: share,
  misreadsCode: share,
  seconds: z.object({
    sitsDown: range,
    seesCall: range,
    walksLonger: range,
    looksUp: range,
    betweenPeople: range,
  }),
  nextStepDays: range,
});

const names = z.object({ names: z.record(z.string(), z.array(z.string()).min(1)) });

export type Range = z.output<typeof range>;
export type Behaviour = z.output<typeof behaviour>;
export type Nationality = z.output<typeof nationalities>['nationalities'][number];

/** An office of the world, at a counter of the network. */
export interface WorldOffice {
  /** Code of the office in its centre, such as `iss`. */
  readonly office: string;
  readonly share: number;
  /** Minutes of a sitting. */
  readonly duration: z.output<typeof spread>;
  readonly subjects: readonly { readonly id: string; readonly weight: number }[];
  readonly sendsOnTo: readonly { readonly office: string; readonly service: string }[];
}

export interface World extends Omit<z.output<typeof day>, 'offices'> {
  readonly offices: readonly WorldOffice[];
  readonly nationalities: readonly Nationality[];
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly behaviour: Behaviour;
}

/** Reads the world of a large national centre. */
export function readWorld(): World {
  const lisboa = read('lisboa.json', day);
  const counters = read('offices.json', offices).offices;
  return {
    ...lisboa,
    offices: lisboa.offices.map(({ code, share, duration }) => {
      const counter = counters.find((each) => each.code === code);
      if (!counter) throw new Error(`data/simulation/offices.json says nothing of ${code}`);
      const { office, subjects, sendsOnTo } = counter;
      return { office, share, duration, subjects, sendsOnTo };
    }),
    ...read('nationalities.json', nationalities),
    ...read('names.json', names),
    behaviour: read('behaviour.json', behaviour),
  };
}

function read<Shape extends z.ZodType>(file: string, shape: Shape): z.output<Shape> {
  return shape.parse(JSON.parse(readFileSync(inCheckout('data', 'simulation', file), 'utf8')));
}
