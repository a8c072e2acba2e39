// How people are received in a rehearsed day: alone or together, known or new, with what is seen to
// today and what is put off. What nobody can be served for today is promised another time.
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import { isRefusal, type Result } from './api-client.ts';
import type { Arrival } from './plan-arrivals.ts';
import type { Party } from './plan-parties.ts';
import type { Promises } from './promises.ts';
import { RandomStream } from './random.ts';
import { newVisitor, type Paper, type Scene, type Visitor } from './scene.ts';

/** Why a need gets no ticket today. */
const NO_TICKET = new Set(['by-appointment', 'tickets-used-up', 'queue-closed']);

export class Admission {
  readonly #scene: Scene;
  readonly #promises: Promises;

  constructor(scene: Scene, promises: Promises) {
    this.#scene = scene;
    this.#promises = promises;
  }

  /** Receives whoever stands at the door. @returns those who wait now */
  async receive(token: string, party: Party, known?: Visitor): Promise<Visitor[]> {
    const [head] = party.members;
    if (!head) return [];
    if (party.members.length > 1) {
      const together = await this.#together(token, party);
      if (together) return together;
      const visitors: Visitor[] = [];
      for (const member of party.members)
        visitors.push(...(await this.#alone(token, member, new Set())));
      return visitors;
    }
    return known ? this.#known(token, head, known) : this.#alone(token, head, party.traits);
  }

  /** She was here before: what is left goes on, or she comes for something else. */
  async #known(token: string, arrival: Arrival, known: Visitor): Promise<Visitor[]> {
    const { api, centreId, tally } = this.#scene;
    const { personId, missing } = known;
    tally.cameBack++;
    const { language, name } = known.arrival;
    const again: Arrival = { ...arrival, language, name, subjectIds: missing };
    const { onward } = known;
    if (onward) {
      const going = await api.tryCommand(token, 'visit.continue', { personId, centreId });
      if (!isRefusal(going)) return this.#begin(token, again, going);
    }
    return this.#alone(token, again, new Set(), personId);
  }

  async #alone(
    token: string,
    arrival: Arrival,
    traits: Party['traits'],
    personId?: string,
  ): Promise<Visitor[]> {
    const { api, centreId, world, seed } = this.#scene;
    const { language, name, subjectIds, place } = arrival;
    const random = new RandomStream(seed, `said at the door ${place}`);
    const { grounds, signs } = world.behaviour;
    const said = {
      centreId,
      language,
      ...(personId ? { personId } : name && { name }),
      ...(traits.has('hasGround') && { grounds: [random.pick(grounds)] }),
      ...(traits.has('hasSigns') && { signs: [random.pick(signs)] }),
    };
    const booked = subjectIds.filter((id) => this.#isByAppointment(id));
    const today = subjectIds.filter((id) => !booked.includes(id));
    for (const more of withoutFewest(today)) {
      const later = [...booked, ...more];
      const input = { ...said, subjectIds, later };
      const answer = await api.tryCommand(token, 'visit.receive', input);
      if (!isRefusal(answer)) return this.#begin(token, arrival, answer, later, traits);
      if (!NO_TICKET.has(answer.refused))
        throw new Error(`visit.receive was refused: ${answer.refused}`);
    }
    throw new Error('somebody could be told nothing at the door');
  }

  /** Undefined when there is a ticket missing for one of them: then each is received by herself. */
  async #together(token: string, { members }: Party): Promise<Visitor[] | undefined> {
    const { api, centreId } = this.#scene;
    const roles = ['adult', 'partner', 'child', 'child', 'child'];
    const said = members.map(({ language, name, subjectIds }, at) => ({
      language,
      ...(name && { name }),
      role: roles[at],
      subjectIds,
      later: subjectIds.filter((id) => this.#isByAppointment(id)),
    }));
    const answer = await api.tryCommand(token, 'household.receive', { centreId, members: said });
    if (isRefusal(answer)) {
      if (!NO_TICKET.has(answer.refused))
        throw new Error(`household.receive was refused: ${answer.refused}`);
      return undefined;
    }
    const visitors: Visitor[] = [];
    for (const [at, visitId] of String(answer['visitIds']).split(' ').entries()) {
      const member = members[at] as Arrival;
      visitors.push(...(await this.#begin(token, member, { visitId }, said[at]?.later)));
    }
    return visitors;
  }

  /** Her paper is read, and what was put off is promised. @returns her, if she waits for something */
  async #begin(
    token: string,
    arrival: Arrival,
    received: Result,
    later: readonly string[] = [],
    traits: Party['traits'] = new Set(),
  ): Promise<Visitor[]> {
    const { api, visitors, seed, tally } = this.#scene;
    const visitId = String(received['visitId']);
    const trip = await api.query(token, `/visits/${visitId}`);
    const personId = String(trip['personId']);
    const needs = trip['needs'] as { readonly id: string; readonly subjectId: string }[];
    for (const subjectId of later) {
      const needId = needs.find((need) => need.subjectId === subjectId)?.id ?? '';
      const random = new RandomStream(seed, `promise ${arrival.place} ${subjectId}`);
      const promised = { personId, visitId, needId, subjectId, arrival };
      await this.#promises.make(token, promised, random);
    }
    if (traits.has('isPutRight')) {
      const changes = [{ field: 'nationality', was: null, now: arrival.nationality }];
      await api.command(token, 'person.correct', { personId, changes });
    }
    if (trip['state'] === 'closed') {
      tally.putOff++;
      return [];
    }
    const paper = await api.query<Paper>(token, `/visits/${visitId}/ticket`);
    if (paper.stops.length === 0) throw new Error(`ticket ${trip['number']} leads nowhere`);
    const visitor = newVisitor({ arrival, seed, visitId, personId, paper, traits });
    visitors.set(visitor.number, visitor);
    return [visitor];
  }

  /** Whether the best office for it sees people by appointment alone. */
  #isByAppointment(subjectId: string): boolean {
    const { directory, centreId } = this.#scene;
    const [best] = listServicesForSubject(directory, centreId, subjectId);
    return best?.service.booking === 'appointment';
  }
}

/** The choices of needs to put off, the fewest first. */
function withoutFewest(subjectIds: readonly string[]): string[][] {
  const choices = subjectIds.reduce<string[][]>(
    (found, id) => [...found, ...found.map((each) => [...each, id])],
    [[]],
  );
  return choices.toSorted((a, b) => a.length - b.length);
}
