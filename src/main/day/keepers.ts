// Those who look after the house of a rehearsed day: the coordinator says something on the boards,
// closes a queue for a while, mends what was left open and ends the day; security answers an alarm;
// whoever is on protection duty goes to those who need it.
import type { Floor } from './floor.ts';
import type { RandomStream } from './random.ts';
import { MINUTE, type Scene, type Seat, type Visitor } from './scene.ts';

/** Minutes after which somebody who stepped out and did not come back is taken to have gone. */
const GONE_AFTER = 61;

export class Keepers {
  readonly #scene: Scene;
  readonly #floor: Floor;
  readonly #random: RandomStream;
  #someoneWent = false;

  constructor(scene: Scene, floor: Floor, random: RandomStream) {
    this.#scene = scene;
    this.#floor = floor;
    this.#random = random;
  }

  /** What happens once a day, at a moment of its own. */
  plan(opens: number): void {
    const { agenda, closes } = this.#scene;
    const between = (from: number, to: number) =>
      opens + this.#random.between(from, to) * (closes - opens);
    agenda.at(between(0.2, 0.3), () => this.#sayOnBoards());
    agenda.at(between(0.35, 0.5), () => this.#closeQueue());
    agenda.at(between(0.4, 0.5), () => this.#lendDesk());
    agenda.at(between(0.3, 0.4), () => this.#alarm());
    agenda.at(between(0.15, 0.3), () => this.#callAway());
    for (let at = opens + 10 * MINUTE; at < closes; at += 10 * MINUTE)
      agenda.at(at, () => this.#protect());
  }

  /** Whether somebody who was called twice and did not come has gone: the first of a day, and some. */
  hasGone(visitor: Visitor): boolean {
    const first = !this.#someoneWent;
    this.#someoneWent = true;
    return visitor.random.happens(this.#scene.world.behaviour.vanishes) || first;
  }

  /** Somebody who was called twice has gone without a word: her visit ends when that is plain. */
  expectNobody(visitor: Visitor): void {
    const { agenda, now, closes, api, centreId, keepers } = this.#scene;
    const { visitId } = visitor;
    const plain = now() + GONE_AFTER * MINUTE;
    if (plain >= closes) return;
    agenda.at(plain, async () => {
      if (visitor.state !== 'parked') return;
      const left = { centreId, kind: 'parked', visitId };
      await api.command(keepers.coordinator, 'anomaly.mend', left);
      visitor.state = 'gone';
    });
  }

  /** At closing time somebody goes home and leaves her desk open; a minute later that is mended. */
  forgetDesk(): void {
    const { agenda, counters, welcome, now, api, centreId, keepers } = this.#scene;
    const seats = [...counters.values()].filter((each) => each !== welcome).flatMap((e) => e.seats);
    const seat = seats.find(
      ({ busy, occupant, owner }) => !busy && occupant === owner && owner.works.to <= now(),
    );
    if (!seat) return;
    const { deskId } = seat;
    this.#floor.forgotten = seat;
    agenda.at(now() + MINUTE, async () => {
      await api.command(keepers.coordinator, 'anomaly.mend', { centreId, kind: 'desk', deskId });
      seat.occupant = undefined;
    });
  }

  /** Nobody is being served any more: whoever is left is promised a call, and the house is empty. */
  async endDay(): Promise<void> {
    const { api, centreId, keepers, tally } = this.#scene;
    await this.#protect();
    const ended = await api.command(keepers.coordinator, 'day.end', { centreId });
    tally.told += Number(ended['visits']);
    tally.calls += Number(ended['calls']);
    tally.missedBooked += Number(ended['missed']);
    this.#floor.vacate();
  }

  async #sayOnBoards(): Promise<void> {
    const { api, agenda, now, centreId, keepers } = this.#scene;
    const text = {
      pt: 'Há água e bancos junto à entrada.',
      en: 'Water and seats by the entrance.',
    };
    const said = { centreId, text, until: '16:30' };
    const { textId } = await api.command(keepers.coordinator, 'board.say', said);
    agenda.at(now() + 90 * MINUTE, async () => {
      await api.command(keepers.coordinator, 'board.take-down', { centreId, textId });
    });
  }

  /** The office at which most wait takes nobody more for half an hour. */
  async #closeQueue(): Promise<void> {
    const { api, agenda, now, counters, visitors, welcome, keepers } = this.#scene;
    const waiting = (officeId: string) =>
      [...visitors.values()].filter(
        ({ state, route }) =>
          state === 'waiting' && route.some((stop) => stop.officeId === officeId),
      ).length;
    const [longest] = [...counters.values()]
      .filter((each) => each !== welcome)
      .map(({ office }) => ({ officeId: office.id, length: waiting(office.id) }))
      .toSorted((a, b) => b.length - a.length || (a.officeId < b.officeId ? -1 : 1));
    if (!longest) return;
    const { officeId } = longest;
    const message = { pt: 'Cheia por agora.', en: 'Full for now.' };
    await api.command(keepers.coordinator, 'queue.close', { officeId, message });
    agenda.at(now() + 30 * MINUTE, async () => {
      await api.command(keepers.coordinator, 'queue.reopen', { officeId });
    });
  }

  /** A desk that nobody needs at its own office helps another for an hour; its officer has a break. */
  async #lendDesk(): Promise<void> {
    const { api, agenda, now, closes, counters, welcome, keepers } = this.#scene;
    const working = [...counters.values()].filter((each) => each !== welcome && !each.fenced);
    const seat = working
      .filter(({ seats }) => seats.filter(({ occupant }) => occupant).length > 2)
      .flatMap(({ seats }) => seats)
      .find(({ occupant, busy, paused }) => occupant && !busy && !paused);
    const to = working.find((each) => each !== seat?.counter);
    if (!seat || !to) {
      if (now() < closes) agenda.at(now() + MINUTE, () => this.#lendDesk());
      return;
    }
    const { deskId } = seat;
    await api.command(keepers.coordinator, 'desk.lend', { deskId, officeId: to.office.id });
    this.#floor.lend(seat);
    agenda.at(now() + 60 * MINUTE, async () => {
      await api.command(keepers.coordinator, 'desk.return', { deskId });
      this.#floor.lent = undefined;
    });
  }

  /** An officer is called away in the middle of a sitting, and a colleague goes on. */
  async #callAway(): Promise<void> {
    const { agenda, now, closes, counters, welcome } = this.#scene;
    for (const counter of counters.values()) {
      if (counter === welcome) continue;
      for (const seat of counter.seats) if (await this.#floor.handOver(seat)) return;
    }
    if (now() < closes) agenda.at(now() + MINUTE, () => this.#callAway());
  }

  /** At a desk somebody becomes loud. */
  async #alarm(): Promise<void> {
    const { api, agenda, now, counters, keepers } = this.#scene;
    const seat = [...counters.values()]
      .flatMap(({ seats }) => seats)
      .find((each: Seat) => each.serving && each.occupant);
    if (!seat?.occupant) {
      if (now() < this.#scene.closes) agenda.at(now() + MINUTE, () => this.#alarm());
      return;
    }
    const { deskId, occupant } = seat;
    const { alarmId } = await api.command(occupant.token, 'alarm.raise', { deskId });
    agenda.at(now() + MINUTE, async () => {
      await api.command(keepers.guard, 'alarm.acknowledge', { alarmId });
    });
    agenda.at(now() + 10 * MINUTE, async () => {
      await api.command(keepers.guard, 'alarm.close', { alarmId });
    });
  }

  /** Whoever is on duty looks at her screen and goes to those whom nobody has gone to. */
  async #protect(): Promise<void> {
    const { api, centreId, keepers } = this.#scene;
    const page = await api.page(keepers.duty, `/protection/${centreId}`);
    const ids = [...page.matchAll(/name="protectionId" value="([0-9a-f-]{36})"/g)];
    for (const protectionId of new Set(ids.map(([, id]) => id)))
      await api.command(keepers.duty, 'protection.take', { protectionId });
  }
}
