// The door of a rehearsed day: mediators receive people in the order in which they came, print their
// paper, bring back who had stepped out, and tell people what will not be done today.
import type { Floor } from './floor.ts';
import type { Arrival } from './plan-arrivals.ts';
import { isRefusal, type Result } from './api-client.ts';
import { RandomStream } from './random.ts';
import { MINUTE, type RouteStop, type Scene, type Seat, type Visitor } from './scene.ts';

/** Somebody who left without something and may be back with it. */
interface Departed {
  readonly visitor: Visitor;
  readonly at: number;
}

/** What the paper says. */
interface Paper {
  readonly code: string;
  readonly stops: readonly RouteStop[];
}

export class Reception {
  readonly #scene: Scene;
  readonly #floor: Floor;
  readonly #waits: (visitor: Visitor) => Promise<void>;
  readonly #door: Arrival[] = [];
  readonly #departed: Departed[] = [];

  /** @param waits what follows when somebody begins to wait at an office */
  constructor(scene: Scene, floor: Floor, waits: (visitor: Visitor) => Promise<void>) {
    this.#scene = scene;
    this.#floor = floor;
    this.#waits = waits;
  }

  /** Somebody is at the door. */
  arrive(arrival: Arrival): void {
    this.#door.push(arrival);
    this.serveDoor();
  }

  /** Gives whoever is at the door to whoever is free, a speaker of her language first. */
  serveDoor(): void {
    const { now, agenda, world, seed } = this.#scene;
    for (;;) {
      const free = this.#floor.freeSeats(this.#scene.welcome.seats);
      const arrival = free.length > 0 ? this.#door.shift() : undefined;
      if (!arrival) return;
      const { language } = arrival;
      const seat = free.find((each) => each.occupant?.speaks.includes(language)) ?? free[0];
      if (!seat) return;
      seat.busy = true;
      const random = new RandomStream(seed, `screening ${arrival.place}`);
      const { mean, min } = world.screening;
      const minutes = min - Math.log(1 - random.share()) * (mean - min);
      agenda.at(now() + minutes * MINUTE, () => this.#receive(seat, arrival, random));
    }
  }

  /** Closes the door: who has not been received is told to come another day. */
  close(): void {
    this.#scene.tally.turnedAway += this.#door.length;
    this.#door.length = 0;
  }

  /** A parked person shows herself at the welcome and takes her old places in the queues. */
  async bringBack(visitor: Visitor): Promise<void> {
    if (visitor.state !== 'parked') return;
    const { token } = this.#floor.atWelcome();
    await this.#scene.api.command(token, 'stop.resume', { stopId: visitor.stopId });
    await this.#waits(visitor);
  }

  /** Ends the visit of somebody who goes before all is done. */
  async seeOff(visitor: Visitor, why: 'gaveUp' | 'told'): Promise<void> {
    const { token } = this.#floor.atWelcome();
    await this.#scene.api.command(token, 'visit.leave', { visitId: visitor.visitId });
    visitor.state = 'gone';
    this.#scene.tally[why]++;
  }

  /** All is done for today; somebody who was sent for a paper may be back with it. */
  goodbye(visitor: Visitor): void {
    visitor.state = 'gone';
    if (visitor.missing.length > 0) this.#departed.push({ visitor, at: this.#scene.now() });
  }

  async #receive(seat: Seat, arrival: Arrival, random: RandomStream): Promise<void> {
    const { api, centreId, visitors, seed, tally } = this.#scene;
    const token = seat.occupant?.token ?? '';
    const known = this.#findKnown(random);
    const { language, name } = known?.arrival ?? arrival;
    const received = await this.#admit(token, {
      centreId,
      language,
      ...(known ? { personId: known.personId } : name && { name }),
      subjectIds: known?.missing ?? arrival.subjectIds,
    });
    if (!received) {
      tally.turnedAway++;
      seat.busy = false;
      await this.#floor.settle(seat);
      this.serveDoor();
      return;
    }
    if (known) tally.cameBack++;
    const visitId = String(received['visitId']);
    const paper = (await api.query(token, `/visits/${visitId}/ticket`)) as unknown as Paper;
    if (paper.stops.length === 0) throw new Error(`ticket ${received['number']} leads nowhere`);
    const visitor: Visitor = {
      arrival: { ...arrival, language, name },
      random: new RandomStream(seed, `visitor ${arrival.place}`),
      visitId,
      personId: String(received['personId']),
      number: Number(received['number']),
      code: paper.code,
      route: [...paper.stops],
      state: 'waiting',
      at: undefined,
      stopId: '',
      spell: 0,
      awayUntil: 0,
      left: undefined,
      missing: [],
    };
    visitors.set(visitor.number, visitor);
    await this.#waits(visitor);
    seat.busy = false;
    await this.#floor.settle(seat);
    this.serveDoor();
  }

  /**
   * Gives a ticket for as much as there is a ticket for today; she is told to come back for the rest.
   * Undefined: there is one for nothing, and she is told so at the door.
   */
  async #admit(
    token: string,
    input: { readonly subjectIds: readonly string[] } & Record<string, unknown>,
  ): Promise<Result | undefined> {
    for (const later of withoutFewest(input.subjectIds)) {
      const answer = await this.#scene.api.tryCommand(token, 'visit.receive', {
        ...input,
        subjectIds: input.subjectIds.filter((id) => !later.includes(id)),
      });
      if (!isRefusal(answer)) return answer;
      if (!NO_TICKET.has(answer.refused)) {
        throw new Error(`visit.receive was refused: ${answer.refused}`);
      }
    }
    return undefined;
  }

  /** Now and then the next one is somebody who was here before, with what was missing. */
  #findKnown(random: RandomStream): Visitor | undefined {
    const { share, afterMinutes } = this.#scene.world.behaviour.comesBackLater;
    if (!random.happens(share)) return undefined;
    const [longest] = this.#departed;
    if (!longest || longest.at + afterMinutes * MINUTE > this.#scene.now()) return undefined;
    this.#departed.shift();
    return longest.visitor;
  }
}

/** Why a need gets no ticket today. */
const NO_TICKET = new Set(['by-appointment', 'tickets-used-up']);

/** The choices of needs to put off, the fewest first, and never all of them. */
function withoutFewest(subjectIds: readonly string[]): string[][] {
  const choices = subjectIds.reduce<string[][]>(
    (found, id) => [...found, ...found.map((each) => [...each, id])],
    [[]],
  );
  return choices
    .filter((each) => each.length < subjectIds.length)
    .toSorted((a, b) => a.length - b.length);
}
