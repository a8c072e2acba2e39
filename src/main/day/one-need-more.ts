// Somebody turns round at reception with her ticket in her hand: she remembered one need more, which
// joins her route. Now and then she does not want it after all, and it is taken out again.
import { isRefusal } from './api-client.ts';
import type { Scene, Visitor } from './scene.ts';

export class OneNeedMore {
  readonly #scene: Scene;
  #someoneDid = false;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** She says it to whoever gave her the ticket, before any desk has called her. */
  async add(token: string, visitor: Visitor): Promise<void> {
    const { api, world } = this.#scene;
    const { visitId, random, route } = visitor;
    for (const subjectId of this.#otherNeeds(visitor)) {
      const added = await api.tryCommand(token, 'visit.add-need', { visitId, subjectId });
      // No ticket is left there, or its queue is closed: something else, if there is anything.
      if (isRefusal(added)) continue;
      // The first of a day, and some.
      if (!this.#someoneDid || random.happens(world.behaviour.changesHerMind)) {
        const stopId = String(added['stopId']);
        await api.command(token, 'stop.withdraw', { visitId, stopId, why: 'not-wanted' });
      } else {
        route.push({ officeId: String(added['officeId']), subjectId });
      }
      this.#someoneDid = true;
      return;
    }
  }

  /** What offices of the house see to at which she has no stop, in an order of chance. */
  #otherNeeds({ random, route, arrival }: Visitor): string[] {
    const { world, counters, centreId } = this.#scene;
    return world.offices
      .filter(({ office }) => {
        const officeId = `${centreId}.${office}`;
        const here = counters.get(officeId);
        return here && !here.fenced && !route.some((stop) => stop.officeId === officeId);
      })
      .map(({ subjects }) => random.weighted(subjects, ({ weight }) => weight).id)
      .filter((id) => !arrival.subjectIds.includes(id))
      .map((id) => ({ id, place: random.share() }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ id }) => id);
  }
}
