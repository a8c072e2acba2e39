// Who sits at which desk: by the roster, with the breaks in two halves, during which people of the
// office without a desk of their own take over.
import { isOnDuty, type Officer, type Scene, type Seat } from './scene.ts';

export class Floor {
  readonly #scene: Scene;
  #over = false;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** Seats at which somebody sits who has nobody in front of her. */
  freeSeats(seats: readonly Seat[]): Seat[] {
    return seats.filter((seat) => seat.occupant && !seat.busy);
  }

  /** Makes the right person sit at a desk where nobody is being served; leaves a desk in use alone. */
  async settle(seat: Seat): Promise<void> {
    if (seat.busy) return;
    const wanted = this.#wanted(seat);
    if (seat.occupant === wanted) return;
    const { api } = this.#scene;
    if (seat.occupant) {
      await api.command(seat.occupant.token, 'desk.close', { deskId: seat.deskId });
      seat.counter.idle.delete(seat);
      seat.occupant.seat = undefined;
      seat.occupant = undefined;
    }
    if (wanted && !wanted.seat) {
      await api.command(wanted.token, 'desk.open', { deskId: seat.deskId });
      seat.occupant = wanted;
      wanted.seat = seat;
    }
  }

  /** The last ones go: the welcome closes its desks too. */
  async end(): Promise<void> {
    this.#over = true;
    for (const counter of this.#scene.counters.values())
      for (const seat of counter.seats) await this.settle(seat);
  }

  /** Somebody of the welcome who speaks a language and has her hands free; she is taken. */
  takeMediator(language: string): Officer | undefined {
    const mediator = this.#scene.welcome.others.find(
      (each) => each.speaks.includes(language) && this.#isFree(each),
    );
    if (mediator) mediator.accompanies = true;
    return mediator;
  }

  /** Somebody at the welcome who can see to a person who is there already. */
  atWelcome(): Officer {
    const seat = this.#scene.welcome.seats.find((each) => each.occupant);
    if (!seat?.occupant) throw new Error('nobody is at the welcome');
    return seat.occupant;
  }

  #wanted(seat: Seat): Officer | undefined {
    const now = this.#scene.now();
    const { owner, occupant, counter } = seat;
    if (this.#over || now < owner.works.from) return undefined;
    // The welcome stays until the last person has left.
    if (now >= this.#scene.closes) return counter.world ? undefined : (occupant ?? owner);
    if (isOnDuty(owner, now)) return owner;
    if (occupant && occupant !== owner && isOnDuty(occupant, now)) return occupant;
    return counter.others.find((each) => this.#isFree(each));
  }

  #isFree(officer: Officer): boolean {
    return !officer.seat && !officer.accompanies && isOnDuty(officer, this.#scene.now());
  }
}
