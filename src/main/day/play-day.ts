// Plays a day of a national centre through HTTP: people come, are received, served and sent home,
// by the same commands that staff use. A discrete-event simulation: the clock jumps from one thing
// that happens to the next, or runs at a pace at which people can watch.
import { setTimeout as sleep } from 'node:timers/promises';
import { atCivilTime } from '#base/dates.ts';
import { openingsOn } from '#modules/directory/rules/hours.ts';
import { listShifts } from '#modules/rosters/queries.ts';
import { asActor } from '#platform/session/enter.ts';
import { Admission } from './admission.ts';
import { Agenda } from './agenda.ts';
import { ApiClient } from './api-client.ts';
import { makeCounters } from './counters.ts';
import { Floor } from './floor.ts';
import { Keepers } from './keepers.ts';
import { planAskers, planParties } from './plan-parties.ts';
import { Promises } from './promises.ts';
import { RandomStream } from './random.ts';
import { Reception } from './reception.ts';
import type { RehearsalHouse } from './rehearsal-house.ts';
import { type Counter, type Scene, secondsFrom, type Tally, type Visitor } from './scene.ts';
import { Serving } from './serving.ts';
import { Sittings } from './sittings.ts';
import { readWorld, type World } from './world.ts';

export interface DayOptions {
  readonly centreId: string;
  readonly date: Temporal.PlainDate;
  readonly arrivals: number;
  readonly seed: number;
  /** Minutes of the day in one real minute; undefined: as fast as the machine can. */
  readonly speed?: number | undefined;
}

export interface PlayedDay {
  readonly tally: Tally;
  /** Milliseconds that each request took, in the order in which they were sent. */
  readonly latencies: readonly number[];
  readonly opens: Temporal.Instant;
  readonly closes: Temporal.Instant;
  readonly zone: string;
  readonly world: World;
}

/** How often screens are told what the readers of the log counted, while somebody watches. */
const TELL_MS = 2000;

/** The day can't be played as asked; the message says why. */
export class CannotPlay extends Error {
  override name = 'CannotPlay';
}

/** Plays the day from opening until the last person has left. */
export async function playDay(house: RehearsalHouse, options: DayOptions): Promise<PlayedDay> {
  const { arrivals, seed } = options;
  const { scene, opens } = await setScene(house, options);
  const floor = new Floor(scene);
  const keepers = new Keepers(scene, floor, new RandomStream(seed, 'keepers'));
  const waits = (visitor: Visitor) => serving.waits(visitor);
  const admission = new Admission(scene, new Promises(scene, floor, waits));
  const reception = new Reception(scene, floor, admission, waits);
  const serving = new Serving(scene, floor, reception, new Sittings(scene, floor), keepers);

  scheduleStaff(scene, floor, reception, serving);
  const offices = new Set([...scene.counters.values()].map(({ office }) => office.code));
  const { agenda, closes, world } = scene;
  const day = { arrivals, seed, opens, closes, offices };
  for (const party of planParties(world, day)) agenda.at(party.at, () => reception.arrive(party));
  for (const asker of planAskers(world, day)) agenda.at(asker.at, () => reception.ask(asker));
  keepers.plan(opens);
  agenda.at(closes, () => closeHouse(scene, floor, reception, serving, keepers));

  house.clock.moveTo(instant(opens));
  await run(house, agenda, options.speed);
  floor.end();
  await keepers.endDay();
  await house.drain();
  return {
    tally: scene.tally,
    latencies: scene.api.latencies,
    opens: instant(opens),
    closes: instant(closes),
    zone: scene.zone,
    world,
  };
}

/** What the day is played with, and when the house opens. */
async function setScene(
  house: RehearsalHouse,
  { centreId, date, seed }: DayOptions,
): Promise<{ scene: Scene; opens: number }> {
  const directory = house.services.directory.get();
  const centre = directory.centres.get(centreId);
  if (!centre) throw new CannotPlay(`There is no centre called ${centreId}.`);
  if (centre.kind !== 'national') throw new CannotPlay(`${centre.name} is not a national centre.`);
  const [opening, second] = openingsOn(centre.timetable, date);
  if (!opening || second) throw new CannotPlay(`${centre.name} does not open on ${date}.`);
  const moment = (time: Temporal.PlainTime) =>
    atCivilTime(date, time, centre.zone).epochMilliseconds;
  const [opens, closes] = [moment(opening.opens), moment(opening.closes)];

  const shifts = await readRoster(house, centreId, date);
  const tokens = await house.openSessions([...new Set(shifts.map((shift) => shift.accountId))]);
  const world = readWorld();
  const counters = makeCounters({ directory, centre, date, shifts, tokens, world, seed });
  const welcome = [...counters.values()].find(({ office }) => office.kind === 'welcome');
  if (!welcome || welcome.seats.length === 0)
    throw new CannotPlay(`Nobody receives people at ${centre.name} on ${date}.`);
  const now = () => house.clock.now().epochMilliseconds;
  const scene: Scene = {
    world,
    seed,
    agenda: new Agenda(),
    api: new ApiClient(house.origin, new RandomStream(seed, 'commands'), now),
    now,
    directory,
    zone: centre.zone,
    keepers: await house.openKeepers(centreId),
    centreId,
    date,
    closes,
    counters: new Map([...counters].filter(([, each]) => each === welcome || isWorking(each))),
    welcome,
    visitors: new Map(),
    tally: {
      turnedAway: 0,
      putOff: 0,
      booked: 0,
      cameBooked: 0,
      missedBooked: 0,
      calls: 0,
      questions: 0,
      sentElsewhere: 0,
      gaveUp: 0,
      told: 0,
      cameBack: 0,
      interpretedByMediator: 0,
      interpretedByTelephone: 0,
    },
  };
  return { scene, opens };
}

function isWorking({ world, seats }: Counter): boolean {
  return world !== undefined && seats.length > 0;
}

/** Today's roster, as a colleague sees it. */
async function readRoster(house: RehearsalHouse, centreId: string, date: Temporal.PlainDate) {
  const { database } = house.services;
  const [colleague] = await database.transaction((tx) =>
    tx.text<{ id: string }>('select account_id as id from access.list_personas() limit 1'),
  );
  const token = (await house.openSessions(colleague ? [colleague.id] : [])).get(
    colleague?.id ?? '',
  );
  const shifts = await asActor(database, token, (tx) => listShifts(tx, centreId, date));
  if (shifts === 'unauthenticated') throw new CannotPlay('The network has no staff.');
  return shifts;
}

/** People sit down when their shift begins; at each beginning and end of a break the desks change. */
function scheduleStaff(scene: Scene, floor: Floor, reception: Reception, serving: Serving): void {
  const { agenda, now, welcome, world } = scene;
  for (const counter of scene.counters.values()) {
    const turn = async () => {
      if (now() >= scene.closes) return;
      for (const seat of counter.seats) {
        await floor.relieve(seat);
        if (seat.busy) continue;
        if (counter === welcome) await floor.settle(seat);
        else await serving.ready(seat);
      }
      if (counter === welcome) reception.serveDoor();
    };
    for (const seat of counter.seats) {
      const sits = secondsFrom(seat.random, world.behaviour.seconds.sitsDown);
      agenda.at(seat.owner.works.from + sits, turn);
    }
    const everyone = [...counter.seats.map((seat) => seat.owner), ...counter.others];
    const turns = everyone.flatMap(({ rests }) => (rests ? [rests.from, rests.to] : []));
    for (const moment of new Set(turns)) agenda.at(moment, turn);
  }
}

/** Closing time: whoever is at a desk is served to the end; nobody else is called any more. */
async function closeHouse(
  scene: Scene,
  floor: Floor,
  reception: Reception,
  serving: Serving,
  keepers: Keepers,
): Promise<void> {
  reception.close();
  keepers.forgetDesk();
  for (const counter of scene.counters.values()) {
    for (const seat of counter.seats) {
      if (seat.busy) continue;
      if (counter === scene.welcome) await floor.settle(seat);
      else await serving.ready(seat);
    }
  }
}

/** Lets things happen until nothing is left. */
async function run(
  house: RehearsalHouse,
  agenda: Agenda,
  speed: number | undefined,
): Promise<void> {
  const began = { real: performance.now(), day: house.clock.now().epochMilliseconds };
  let told = began.real;
  const reached = () => began.day + (performance.now() - began.real) * (speed ?? 0);
  for (let at = agenda.next(); at !== undefined; at = agenda.next()) {
    // The clock moves on between two things that happen, never while one of them is being done.
    while (speed !== undefined && reached() < at) {
      house.clock.moveTo(instant(Math.min(reached(), at)));
      await sleep(Math.min(250, (at - reached()) / speed + 1));
    }
    house.clock.moveTo(instant(at));
    await agenda.take()?.deed();
    if (speed !== undefined && performance.now() - told > TELL_MS) {
      await house.drain();
      told = performance.now();
    }
  }
}

function instant(moment: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(moment));
}
