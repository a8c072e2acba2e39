// Who sits at which desk: by the roster, with the breaks in two halves, during which people of the
// office without a desk of their own take over; where there is nobody, the desk pauses.
import { isOnDuty, type Officer, type Scene, type Seat } from './scene.ts';

export class Floor {
  readonly #scene: Scene;
  #over = false;
  /** Whoever sits here goes home without closing her desk. */
  forgotten: Seat | undefined;
  /** This desk helps another office, and nobody of its own sits there. */
  lent: Seat | undefined;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** Seats at which somebody sits who has nobody in front of her. */
  freeSeats(seats: readonly Seat[]): Seat[] {
    return seats.filter((seat) => seat.occupant && !seat.busy && !seat.paused);
  }

  /** Makes the right person sit at a desk where nobody is being served; leaves a desk in use alone. */
  async settle(seat: Seat): Promise<void> {
    if (seat.busy || seat === this.forgotten || seat === this.lent) return;
    const { api } = this.#scene;
    const { deskId, occupant } = seat;
    const wanted = this.#wanted(seat);
    if (wanted && occupant === wanted) {
      if (!seat.paused) return;
      await api.command(wanted.token, 'desk.resume', { deskId });
      seat.paused = false;
    } else if (wanted && occupant) {
      await this.#takeOver(seat, wanted);
    } else if (wanted && !wanted.seat) {
      await api.command(wanted.token, 'desk.open', { deskId });
      seat.occupant = wanted;
      wanted.seat = seat;
    } else if (!wanted && occupant && this.#rests(occupant)) {
      if (seat.paused) return;
      await api.command(occupant.token, 'desk.pause', { deskId });
      seat.paused = true;
      seat.counter.idle.delete(seat);
    } else if (!wanted && occupant) {
      await api.command(occupant.token, 'desk.close', { deskId });
      this.#leave(seat);
    }
  }

  /** Her break begins while she serves: a colleague may sit down in her place, with the person. */
  async relieve(seat: Seat): Promise<void> {
    const { now, world, closes } = this.#scene;
    const { occupant, random } = seat;
    if (!occupant || isOnDuty(occupant, now()) || now() >= closes) return;
    if (this.#stepsIn(seat) && random.happens(world.behaviour.takenOver)) await this.handOver(seat);
  }

  /** A colleague sits down where somebody is being served, with the person. @returns whether one is free */
  async handOver(seat: Seat): Promise<boolean> {
    const colleague = this.#stepsIn(seat);
    if (colleague) await this.#takeOver(seat, colleague);
    return colleague !== undefined;
  }

  /** Whoever sat there has got up: the desk is lent. */
  lend(seat: Seat): void {
    this.lent = seat;
    this.#leave(seat);
  }

  /** Nobody sits at a desk any more, whoever closed it. */
  vacate(): void {
    for (const counter of this.#scene.counters.values())
      for (const seat of counter.seats) if (seat.occupant) this.#leave(seat);
  }

  /** From here on people go home as soon as nobody is in front of them. */
  end(): void {
    this.#over = true;
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

  /** Who would sit down for whoever serves there now. */
  #stepsIn({ serving, occupant, counter }: Seat): Officer | undefined {
    return serving && occupant ? counter.others.find((each) => this.#isFree(each)) : undefined;
  }

  async #takeOver(seat: Seat, by: Officer): Promise<void> {
    if (by.seat) return;
    await this.#scene.api.command(by.token, 'desk.take-over', { deskId: seat.deskId });
    if (seat.occupant) seat.occupant.seat = undefined;
    seat.occupant = by;
    seat.paused = false;
    by.seat = seat;
  }

  #leave(seat: Seat): void {
    seat.counter.idle.delete(seat);
    if (seat.occupant) seat.occupant.seat = undefined;
    seat.occupant = undefined;
    seat.paused = false;
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

  #rests({ works, rests }: Officer): boolean {
    const now = this.#scene.now();
    return now < works.to && rests !== undefined && rests.from <= now && now < rests.to;
  }

  #isFree(officer: Officer): boolean {
    return !officer.seat && !officer.accompanies && isOnDuty(officer, this.#scene.now());
  }
}
