// What is promised at the door of a rehearsed day: a time at an office, or a call when there is none.
// Some are booked for later that day and come back; some bookings are moved, some given back.
import { timeOf } from '#base/dates.ts';
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import { isRefusal } from './api-client.ts';
import type { Floor } from './floor.ts';
import type { Arrival } from './plan-arrivals.ts';
import type { RandomStream } from './random.ts';
import { MINUTE, newVisitor, type Paper, type Scene, type Visitor } from './scene.ts';

/** A need that is for another time. */
export interface Promised {
  readonly personId: string;
  readonly visitId: string;
  readonly needId: string;
  readonly subjectId: string;
  readonly arrival: Arrival;
}

interface Kept extends Promised {
  readonly officeId: string | undefined;
  readonly serviceId: string | undefined;
}

/** After its time a booking is said to be missed. */
const MISSED = 12 * MINUTE;
const QUARTER = 15 * MINUTE;
/** Soonest after the conversation at the door, and last before closing. */
const SOONEST = 40 * MINUTE;
const LAST = 75 * MINUTE;
/** Times that are asked for before a call is promised instead. */
const TRIES = 8;

export class Promises {
  readonly #scene: Scene;
  readonly #floor: Floor;
  readonly #waits: (visitor: Visitor) => Promise<void>;
  /** Nobody was booked for later today yet. */
  #firstToday = true;

  /** @param waits what follows when somebody begins to wait */
  constructor(scene: Scene, floor: Floor, waits: (visitor: Visitor) => Promise<void>) {
    this.#scene = scene;
    this.#floor = floor;
    this.#waits = waits;
  }

  /** Books the first time of those that suit her which is free, or promises a call. */
  async make(token: string, promised: Promised, random: RandomStream): Promise<void> {
    const { api, directory, centreId, tally, world } = this.#scene;
    const { personId, visitId, needId, subjectId } = promised;
    const [best] = listServicesForSubject(directory, centreId, subjectId);
    const today = random.happens(world.behaviour.booked.today);
    for (const { on, at } of best ? this.#times(today, random) : []) {
      const booked = await api.tryCommand(token, 'appointment.book', {
        personId,
        visitId,
        needId,
        officeId: best?.office.id,
        serviceId: best?.service.id,
        on,
        at,
      });
      if (isRefusal(booked)) {
        if (booked.refused === 'time-taken') continue;
        break;
      }
      tally.booked++;
      const startsAt = Temporal.Instant.from(String(booked['startsAt'])).epochMilliseconds;
      const kept = { ...promised, officeId: best?.office.id, serviceId: best?.service.id };
      this.#keep(String(booked['appointmentId']), startsAt, kept, random);
      return;
    }
    tally.calls++;
    await api.command(token, 'task.add', {
      personId,
      visitId,
      needId,
      centreId,
      kind: 'call-back',
      title: 'Telefonar quando houver vaga.',
      dueOn: this.#scene.date.add({ days: 3 }).toString(),
    });
  }

  /** Her booking is moved, given back, or comes true on its day. */
  #keep(appointmentId: string, startsAt: number, kept: Kept, random: RandomStream): void {
    const { agenda, now, api, closes, world, date } = this.#scene;
    const { moves, cancels, misses } = world.behaviour.booked;
    const soon = now() + random.between(5, 30) * MINUTE;
    const fate = random.share();
    if (fate < moves && soon < closes) {
      const on = nextWorkday(date, 11 + Math.floor(random.share() * 5)).toString();
      const at = `${10 + Math.floor(random.share() * 5)}:${random.pick(['00', '15', '30', '45'])}`;
      agenda.at(soon, async () => {
        const { token } = this.#floor.atWelcome();
        await api.tryCommand(token, 'appointment.move', { appointmentId, on, at });
      });
    } else if (fate < moves + cancels && soon < closes) {
      agenda.at(soon, async () => {
        const { token } = this.#floor.atWelcome();
        const because = 'she-asked';
        await api.command(token, 'appointment.cancel', { appointmentId, because });
      });
    } else if (
      startsAt + MISSED < closes &&
      (this.#firstToday || fate < moves + cancels + misses)
    ) {
      this.#doesNotCome(appointmentId, startsAt, kept, random);
    } else if (startsAt < closes) {
      const early = random.between(2, 12) * MINUTE;
      agenda.at(startsAt - early, () => this.#arrive(appointmentId, kept));
    }
  }

  /**
   * She is not there at her time: somebody of the house says so, or the end of the day does. The first of
   * a day, and some, come late and are seen all the same.
   */
  #doesNotCome(appointmentId: string, startsAt: number, kept: Kept, random: RandomStream): void {
    const { agenda, now, closes, api, tally } = this.#scene;
    const late = this.#firstToday || random.happens(0.3);
    const said = late || random.happens(0.6);
    this.#firstToday = false;
    if (!said) return;
    agenda.at(startsAt + MISSED, async () => {
      const { token } = this.#floor.atWelcome();
      await api.command(token, 'appointment.miss', { appointmentId });
      tally.missedBooked++;
      const comes = now() + random.between(5, 25) * MINUTE;
      if (late && comes < closes) agenda.at(comes, () => this.#arrive(appointmentId, kept));
    });
  }

  /** She is back for the time that she was promised. */
  async #arrive(appointmentId: string, kept: Kept): Promise<void> {
    const { visitId, arrival, officeId, serviceId } = kept;
    const { api, agenda, now, closes, visitors, seed, tally } = this.#scene;
    if (now() >= closes) return;
    const still = [...visitors.values()].find((each) => each.visitId === visitId);
    if (still?.state === 'parked') {
      agenda.at(now() + 5 * MINUTE, () => this.#arrive(appointmentId, kept));
      return;
    }
    const { token } = this.#floor.atWelcome();
    const arrived = await api.command(token, 'appointment.arrive', { appointmentId });
    tally.cameBooked++;
    const trip = String(arrived['visitId']);
    const paper = await api.query<Paper>(token, `/visits/${trip}/ticket`);
    const stop = paper.stops.findLast(
      (each) => each.officeId === officeId && each.serviceId === serviceId,
    );
    if (!stop) throw new Error('a booking that led nowhere');
    if (still && still.state !== 'gone') {
      still.route.push(stop);
      if (still.state === 'waiting') await this.#waits(still);
      return;
    }
    const visitor = newVisitor({
      arrival,
      seed,
      visitId: trip,
      personId: String(arrived['personId']),
      paper: { ...paper, stops: [stop] },
      traits: new Set(),
    });
    visitors.set(visitor.number, visitor);
    await this.#waits(visitor);
  }

  /** Times that suit her: later today, or in the days to come. */
  *#times(today: boolean, random: RandomStream): Generator<{ on: string; at: string }> {
    const { now, closes, date, zone } = this.#scene;
    const first = Math.ceil((now() + SOONEST + random.between(0, 90) * MINUTE) / QUARTER);
    const latest = closes - LAST;
    for (let more = 0; today && more < TRIES && (first + more) * QUARTER <= latest; more++) {
      const moment = Temporal.Instant.fromEpochMilliseconds((first + more) * QUARTER);
      yield { on: date.toString(), at: timeOf(moment, zone).toString({ smallestUnit: 'minute' }) };
    }
    for (let more = 0; more < TRIES; more++) {
      const hour = 9 + Math.floor(random.share() * 7);
      const minute = random.pick(['00', '15', '30', '45']);
      const on = nextWorkday(date, 1 + more + Math.floor(random.share() * 3));
      yield { on: on.toString(), at: `${String(hour).padStart(2, '0')}:${minute}` };
    }
  }
}

/** A day so many days on, or the Monday after it. */
function nextWorkday(date: Temporal.PlainDate, days: number): Temporal.PlainDate {
  const day = date.add({ days });
  return day.dayOfWeek > 5 ? day.add({ days: 8 - day.dayOfWeek }) : day;
}
