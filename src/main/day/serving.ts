// The desks of a rehearsed day: they call, wait for the person to come, serve her, and say how it
// ended. Everything goes through the commands that officers use.
import { isRefusal, type Result } from './api-client.ts';
import type { Floor } from './floor.ts';
import type { Keepers } from './keepers.ts';
import type { Reception } from './reception.ts';
import { type Counter, MINUTE, type Scene, type Seat, secondsFrom, type Visitor } from './scene.ts';
import type { Sittings } from './sittings.ts';

export class Serving {
  readonly #scene: Scene;
  readonly #floor: Floor;
  readonly #reception: Reception;
  readonly #sittings: Sittings;
  readonly #keepers: Keepers;

  constructor(
    scene: Scene,
    floor: Floor,
    reception: Reception,
    sittings: Sittings,
    keepers: Keepers,
  ) {
    this.#scene = scene;
    this.#keepers = keepers;
    this.#floor = floor;
    this.#reception = reception;
    this.#sittings = sittings;
  }

  /** Somebody begins to wait: desks that are free look up; she may lose patience. */
  async waits(visitor: Visitor): Promise<void> {
    const { now, closes, agenda, world } = this.#scene;
    visitor.state = 'waiting';
    const spell = ++visitor.spell;
    // Who waits at closing time is told when the last sitting has ended.
    if (now() >= closes) return;
    const { givesUp } = world.behaviour;
    if (visitor.random.happens(givesUp.share)) {
      const until = now() + visitor.random.lognormal(givesUp.after) * MINUTE;
      // What could only happen in the night is not waited for: those who are left are told before it.
      if (until < closes)
        agenda.at(until, async () => {
          if (visitor.spell === spell && visitor.state === 'waiting')
            await this.#reception.giveUp(visitor);
        });
    }
    this.lookUp(visitor);
  }

  /** Desks that have nobody see who waits for them now. */
  lookUp(visitor: Visitor): void {
    const { now, agenda, world } = this.#scene;
    const { seconds } = world.behaviour;
    for (const { officeId } of visitor.route) {
      const [idle] = this.#counterOf(officeId).idle;
      if (!idle) continue;
      idle.counter.idle.delete(idle);
      agenda.at(now() + secondsFrom(idle.random, seconds.looksUp), () => this.ready(idle));
    }
  }

  /** A desk is free: the right person sits there, and calls whoever is next. */
  async ready(seat: Seat): Promise<void> {
    const { seats } = seat.counter;
    for (const each of [seat, ...seats.filter((other) => other !== seat && !other.occupant)]) {
      await this.#floor.settle(each);
      if (each.occupant && !each.paused && !each.busy && !each.counter.idle.has(each))
        await this.#call(each);
    }
  }

  /** The desk is done with somebody; a moment later it takes the next one. */
  async #freeSoon(seat: Seat): Promise<void> {
    const { now, agenda, world } = this.#scene;
    const pause = secondsFrom(seat.random, world.behaviour.seconds.betweenPeople);
    agenda.at(now() + pause, async () => {
      seat.busy = false;
      await this.ready(seat);
    });
  }

  async #call(seat: Seat): Promise<void> {
    const { api, visitors, world } = this.#scene;
    const token = seat.occupant?.token ?? '';
    const outOfTurn = seat.random.happens(world.behaviour.calledOutOfTurn);
    const chosen = outOfTurn ? await this.#choose(seat, token) : undefined;
    const called =
      chosen ?? (await api.tryCommand(token, 'stop.call-next', { deskId: seat.deskId }));
    if (isRefusal(called)) {
      if (called.refused !== 'nobody-waiting') throw new Error(`call-next: ${called.refused}`);
      seat.counter.idle.add(seat);
      return;
    }
    const visitor = visitors.get(Number(called['number']));
    if (!visitor) throw new Error(`nobody has the number ${called['number']}`);
    seat.busy = true;
    visitor.state = 'called';
    visitor.at = visitor.route.find(({ officeId }) => officeId === seat.counter.office.id);
    visitor.stopId = String(called['stopId']);
    await this.#expect(seat, visitor);
  }

  /** The officer looks at who waits and calls one of them out of turn, with the reason. */
  async #choose(seat: Seat, token: string): Promise<Result | undefined> {
    const { api, visitors } = this.#scene;
    const { items } = await api.query(token, `/offices/${seat.counter.office.id}/queue`);
    const waiting = (items as { stopId: string; number: number; state: string }[]).filter(
      ({ number, state }) => state === 'waiting' && visitors.get(number)?.state === 'waiting',
    );
    const one = seat.random.pick(waiting);
    if (!one) return undefined;
    const reason = seat.random.pick(['back-with-paper', 'began-here', 'cannot-wait'] as const);
    const { deskId } = seat;
    return api.command(token, 'stop.call-chosen', { deskId, stopId: one.stopId, reason });
  }

  /** She comes, or does not. */
  async #expect(seat: Seat, visitor: Visitor): Promise<void> {
    const { now, agenda, api, world } = this.#scene;
    const { notThereWhenCalled, wayToDesk, behaviour } = world;
    const { random, stopId } = visitor;
    const token = () => seat.occupant?.token ?? '';
    const away = visitor.awayUntil > now();
    if (away || random.happens(behaviour.notThereWhenCalled)) {
      const loses = notThereWhenCalled.deskLoses * MINUTE;
      if (!away) visitor.awayUntil = now() + notThereWhenCalled.backInQueueAfter * MINUTE;
      agenda.at(now() + loses / 2, async () => {
        await api.command(token(), 'stop.recall', { stopId });
      });
      agenda.at(now() + loses, () => this.#miss(seat, visitor, token()));
      return;
    }
    const sees = now() + secondsFrom(random, behaviour.seconds.seesCall);
    const comes = sees + wayToDesk * MINUTE + secondsFrom(random, behaviour.seconds.walksLonger);
    if (random.happens(behaviour.seenSettingOut)) {
      agenda.at(sees, async () => {
        await api.command(token(), 'stop.acknowledge', { stopId });
      });
    }
    agenda.at(comes, () => this.#sittings.begin(seat, visitor, () => this.#done(seat, visitor)));
  }

  async #miss(seat: Seat, visitor: Visitor, token: string): Promise<void> {
    const { api, agenda, now, closes } = this.#scene;
    const missed = await api.command(token, 'stop.miss', { stopId: visitor.stopId });
    visitor.state = missed['again'] === true ? 'waiting' : 'parked';
    if (visitor.state === 'parked' && now() < closes) {
      if (this.#keepers.hasGone(visitor)) this.#keepers.expectNobody(visitor);
      else
        agenda.at(Math.max(now() + MINUTE, visitor.awayUntil), () =>
          this.#reception.bringBack(visitor),
        );
    }
    await this.#freeSoon(seat);
  }

  /** A sitting ended: she goes on, fetches something, or goes home. */
  async #done(seat: Seat, visitor: Visitor): Promise<void> {
    const { now, closes, agenda } = this.#scene;
    if (visitor.state === 'parked') {
      if (now() < closes) agenda.at(visitor.awayUntil, () => this.#reception.bringBack(visitor));
    } else if (visitor.state === 'waiting') {
      await this.waits(visitor);
    } else {
      await this.#reception.goodbye(visitor);
    }
    await this.#freeSoon(seat);
  }

  #counterOf(officeId: string): Counter {
    const counter = this.#scene.counters.get(officeId);
    if (!counter) throw new Error(`the house has no office ${officeId}`);
    return counter;
  }
}
