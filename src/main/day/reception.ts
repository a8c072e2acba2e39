// The door of a rehearsed day: mediators receive people in the order in which they came, answer
// questions, print papers anew, bring back who had stepped out, and send on who is better helped
// elsewhere.
import type { Admission } from './admission.ts';
import type { Floor } from './floor.ts';
import { OneNeedMore } from './one-need-more.ts';
import type { Asker, Party } from './plan-parties.ts';
import { RandomStream } from './random.ts';
import { MINUTE, type Paper, type Scene, type Seat, type Visitor } from './scene.ts';
import { passWayOut } from './way-out.ts';

/** Somebody who left without something and may be back with it. */
interface Departed {
  readonly visitor: Visitor;
  readonly at: number;
}

/** Minutes that a question at the door takes. */
const QUESTION = 2;

/** Whoever is next at the door, and how long it takes to see to her. */
interface Waiting {
  readonly language: string;
  readonly minutes: number;
  readonly see: (seat: Seat) => Promise<void>;
}

export class Reception {
  readonly #scene: Scene;
  readonly #floor: Floor;
  readonly #admission: Admission;
  readonly #waits: (visitor: Visitor) => Promise<void>;
  readonly #more: OneNeedMore;
  readonly #door: Waiting[] = [];
  readonly #departed: Departed[] = [];
  /** Tickets that are going to be lost by whoever has the next one. */
  #toLose = 0;

  /** @param waits what follows when somebody begins to wait at an office */
  constructor(
    scene: Scene,
    floor: Floor,
    admission: Admission,
    waits: (visitor: Visitor) => Promise<void>,
  ) {
    this.#scene = scene;
    this.#floor = floor;
    this.#admission = admission;
    this.#waits = waits;
    this.#more = new OneNeedMore(scene);
  }

  /** Somebody is at the door, alone or with others. */
  arrive(party: Party): void {
    const { world, seed } = this.#scene;
    const [head] = party.members;
    const random = new RandomStream(seed, `screening ${head?.place}`);
    const { mean, min } = world.screening;
    // Each one more in a family takes the shortest conversation.
    const minutes = min * party.members.length - Math.log(1 - random.share()) * (mean - min);
    const see = (seat: Seat) => this.#receive(seat, party, random);
    this.#door.push({ language: head?.language ?? 'pt', minutes, see });
    this.serveDoor();
  }

  /** Somebody asks something and goes again. */
  ask({ language, subjectId }: Asker): void {
    const { api, centreId, tally } = this.#scene;
    this.#door.push({
      language,
      minutes: QUESTION,
      see: async (seat) => {
        const asked = { centreId, subjectId, language, minutes: QUESTION };
        await api.command(seat.occupant?.token ?? '', 'question.answer', asked);
        tally.questions++;
      },
    });
    this.serveDoor();
  }

  /** Gives whoever is at the door to whoever is free, a speaker of her language first. */
  serveDoor(): void {
    const { now, agenda, welcome } = this.#scene;
    for (;;) {
      const free = this.#floor.freeSeats(welcome.seats);
      const next = free.length > 0 ? this.#door.shift() : undefined;
      if (!next) return;
      const seat = free.find((each) => each.occupant?.speaks.includes(next.language)) ?? free[0];
      if (!seat) return;
      seat.busy = true;
      agenda.at(now() + next.minutes * MINUTE, async () => {
        await next.see(seat);
        seat.busy = false;
        await this.#floor.settle(seat);
        this.serveDoor();
      });
    }
  }

  /** Closes the door: who has not been received is told to come another day. */
  close(): void {
    this.#scene.tally.turnedAway += this.#door.length;
    this.#door.length = 0;
  }

  /** A parked person shows herself at the welcome and takes her old places in the queues. */
  async bringBack(visitor: Visitor): Promise<void> {
    if (visitor.state !== 'parked' || this.#scene.now() >= this.#scene.closes) return;
    const { token } = this.#floor.atWelcome();
    await this.#scene.api.command(token, 'stop.resume', { stopId: visitor.stopId });
    await this.#waits(visitor);
  }

  /** Ends the visit of somebody who goes before all is done. */
  async giveUp(visitor: Visitor): Promise<void> {
    const { token } = this.#floor.atWelcome();
    await this.#scene.api.command(token, 'visit.leave', { visitId: visitor.visitId });
    visitor.state = 'gone';
    this.#scene.tally.gaveUp++;
  }

  /** All is done for today; somebody who was sent for a paper may be back with it. */
  async goodbye(visitor: Visitor): Promise<void> {
    visitor.state = 'gone';
    await passWayOut(this.#scene, this.#floor, visitor);
    if (visitor.missing.length > 0) this.#departed.push({ visitor, at: this.#scene.now() });
  }

  async #receive(seat: Seat, party: Party, random: RandomStream): Promise<void> {
    const token = seat.occupant?.token ?? '';
    const alone = party.members.length === 1 && party.traits.size === 0;
    const known = alone ? this.#findKnown(random) : undefined;
    if (party.traits.has('losesTicket')) this.#toLose++;
    for (const visitor of await this.#admission.receive(token, party, known)) {
      if (visitor.traits.has('isSentElsewhere')) await this.#sendElsewhere(token, visitor);
      else {
        if (visitor.traits.has('remembersMore')) await this.#more.add(token, visitor);
        await this.#waits(visitor);
      }
      if (visitor.state === 'gone' || this.#toLose === 0) continue;
      this.#toLose--;
      this.#losesTicket(visitor, random);
    }
  }

  /** Some other house is nearer to her, or knows better: she goes there with her file. */
  async #sendElsewhere(token: string, visitor: Visitor): Promise<void> {
    const { api, directory, centreId, tally } = this.#scene;
    const houses = [...directory.centres.values()].filter(({ parentId }) => parentId === centreId);
    const toCentreId = visitor.random.pick(houses)?.id ?? 'cnaim-norte';
    await api.command(token, 'visit.send-on', { visitId: visitor.visitId, toCentreId });
    visitor.state = 'gone';
    tally.sentElsewhere++;
  }

  /** She lost her paper: it is printed anew, and the old one proves nothing any more. */
  #losesTicket(visitor: Visitor, random: RandomStream): void {
    const { api, agenda, now, closes } = this.#scene;
    const { visitId } = visitor;
    agenda.at(now() + random.between(0.3, 2) * MINUTE, async () => {
      if (visitor.state === 'gone' || now() >= closes) return;
      const { token } = this.#floor.atWelcome();
      await api.command(token, 'ticket.reprint', { visitId });
      const paper = await api.query<Paper>(token, `/visits/${visitId}/ticket`);
      visitor.code = paper.code;
    });
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
