// Somebody is back at reception with her ticket: she remembered one need more, which joins her route. Now
// and then she does not want it after all, and it is taken out again.
import { isRefusal } from './api-client.ts';
import type { Floor } from './floor.ts';
import { MINUTE, type RouteStop, type Scene, type Visitor } from './scene.ts';

/** How often she may be found elsewhere than waiting when she thinks of it. */
const TRIES = 20;

export class OneNeedMore {
  readonly #scene: Scene;
  readonly #floor: Floor;
  readonly #waits: (visitor: Visitor) => Promise<void>;
  #someoneDid = false;

  /** @param waits what follows when somebody begins to wait */
  constructor(scene: Scene, floor: Floor, waits: (visitor: Visitor) => Promise<void>) {
    this.#scene = scene;
    this.#floor = floor;
    this.#waits = waits;
  }

  /** She will come back with it in a few minutes, while she waits. */
  expect(visitor: Visitor): void {
    const { agenda, now } = this.#scene;
    agenda.at(now() + visitor.random.between(1, 4) * MINUTE, () => this.#remember(visitor, TRIES));
  }

  async #remember(visitor: Visitor, tries: number): Promise<void> {
    const { agenda, now, closes, api, world } = this.#scene;
    if (visitor.state === 'gone' || now() >= closes || tries === 0) return;
    if (visitor.state !== 'waiting') {
      agenda.at(now() + 2 * MINUTE, () => this.#remember(visitor, tries - 1));
      return;
    }
    const { visitId, random } = visitor;
    const { token } = this.#floor.atWelcome();
    for (const subjectId of this.#otherNeeds(visitor)) {
      const added = await api.tryCommand(token, 'visit.add-need', { visitId, subjectId });
      // No ticket is left there, or its queue is closed: something else, if there is anything.
      if (isRefusal(added)) continue;
      const stop = { officeId: String(added['officeId']), subjectId };
      visitor.route.push(stop);
      await this.#waits(visitor);
      const first = !this.#someoneDid;
      this.#someoneDid = true;
      if (first || random.happens(world.behaviour.changesHerMind))
        this.#changesHerMind(visitor, stop, String(added['stopId']));
      return;
    }
  }

  /** A minute later she does not want it any more, unless it is being seen to. */
  #changesHerMind(visitor: Visitor, stop: RouteStop, stopId: string): void {
    const { agenda, now, api } = this.#scene;
    agenda.at(now() + MINUTE / 2, async () => {
      const waits = visitor.state === 'waiting' && visitor.route.includes(stop);
      if (!waits || visitor.route.length < 2) return;
      const { token } = this.#floor.atWelcome();
      const { visitId } = visitor;
      await api.command(token, 'stop.withdraw', { visitId, stopId, why: 'not-wanted' });
      visitor.route.splice(visitor.route.indexOf(stop), 1);
      await this.#waits(visitor);
    });
  }

  /** What offices of the house see to at which she has no stop, in an order of chance. */
  #otherNeeds(visitor: Visitor): string[] {
    const { world, counters, centreId } = this.#scene;
    const { random, route, arrival } = visitor;
    const needs = world.offices
      .filter(({ office }) => {
        const officeId = `${centreId}.${office}`;
        const here = counters.get(officeId);
        return here && !here.fenced && !route.some((stop) => stop.officeId === officeId);
      })
      .flatMap(({ subjects }) => {
        const one = random.weighted(subjects, ({ weight }) => weight);
        return arrival.subjectIds.includes(one.id) ? [] : [one.id];
      });
    return needs
      .map((id) => ({ id, place: random.share() }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ id }) => id);
  }
}
