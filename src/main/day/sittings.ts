// One person at one desk: how long it takes, what is recorded meanwhile, how it ends.
import type { Service } from '#modules/directory/schema.ts';
import { isRefusal } from './api-client.ts';
import type { Floor } from './floor.ts';
import type { RandomStream } from './random.ts';
import {
  MINUTE,
  type Officer,
  type RouteStop,
  type Scene,
  SECOND,
  type Seat,
  type Visitor,
} from './scene.ts';

/** What the officer writes: short, and about nobody. */
const DETAILS = {
  'in-progress': 'Pedido entregue; a resposta vem por carta.',
  'something-missing': 'Falta o comprovativo de morada.',
  'not-possible': 'Não reúne ainda o tempo de residência exigido.',
} as const;
const NOTE = 'Explicados os passos seguintes; levou a lista dos documentos.';

type Outcome = 'solved' | keyof typeof DETAILS;

/** A sitting as it goes on. */
interface Sitting {
  readonly seat: Seat;
  readonly visitor: Visitor;
  readonly token: string;
  readonly random: RandomStream;
  readonly language: string;
  readonly interpreter: 'none' | 'mediator' | 'telephone';
  readonly mediator: Officer | undefined;
  /** Minutes that acts before the last one have taken. */
  spent: number;
  readonly done: () => Promise<void>;
}

export class Sittings {
  readonly #scene: Scene;
  readonly #floor: Floor;

  constructor(scene: Scene, floor: Floor) {
    this.#scene = scene;
    this.#floor = floor;
  }

  /** She is at the desk. `done` follows when she has left it. */
  async begin(seat: Seat, visitor: Visitor, done: () => Promise<void>): Promise<void> {
    const token = seat.occupant?.token ?? '';
    if (!(await this.#start(seat, visitor, token))) {
      this.#scene.agenda.at(this.#scene.now() + 20 * SECOND, () => this.begin(seat, visitor, done));
      return;
    }
    visitor.state = 'serving';
    const { language } = visitor.arrival;
    const alone = seat.occupant?.speaks.includes(language) ?? false;
    const mediator = alone ? undefined : this.#floor.takeMediator(language);
    const interpreter = alone ? 'none' : mediator ? 'mediator' : 'telephone';
    if (interpreter === 'mediator') this.#scene.tally.interpretedByMediator++;
    if (interpreter === 'telephone') this.#scene.tally.interpretedByTelephone++;
    const { random } = visitor;
    this.#plan({ seat, visitor, token, random, language, interpreter, mediator, spent: 0, done });
  }

  /** Starts serving. An office that must be shown the paper may misread its code once. */
  async #start(seat: Seat, { stopId, code, random }: Visitor, token: string): Promise<boolean> {
    const { api, world } = this.#scene;
    if (!seat.counter.fenced) {
      await api.command(token, 'stop.start', { stopId });
      return true;
    }
    const misread = random.happens(world.behaviour.misreadsCode);
    const typed = misread ? String((Number(code) + 1) % 10_000).padStart(4, '0') : code;
    const answer = await api.tryCommand(token, 'stop.start', { stopId, code: typed });
    if (isRefusal(answer) && !misread) throw new Error(`stop.start: ${answer.refused}`);
    return !isRefusal(answer);
  }

  #plan(sitting: Sitting): void {
    const { now, agenda, world } = this.#scene;
    const { random, visitor, seat, interpreter } = sitting;
    const { duration } = seat.counter.world ?? { duration: { mean: 10, cv: 0.5 } };
    const again = visitor.left !== undefined;
    const factor = interpreter === 'none' ? 1 : world.servedThroughInterpreter.durationFactor;
    const minutes = visitor.left ?? Math.max(1, random.lognormal(duration) * factor);
    visitor.left = undefined;
    const { fetchesSomething, oneMoreAct } = world.behaviour;
    if (!again && minutes >= 4 && random.happens(fetchesSomething.share)) {
      const part = minutes * fetchesSomething.atShareOfSitting;
      visitor.left = minutes - part;
      agenda.at(now() + part * MINUTE, () => this.#park(sitting));
      return;
    }
    if (minutes >= 4 && random.happens(oneMoreAct)) {
      const part = Math.floor(minutes / 2);
      agenda.at(now() + part * MINUTE, () => this.#recordOneMore(sitting, part));
    }
    agenda.at(now() + minutes * MINUTE, () => this.#end(sitting, Math.floor(minutes)));
  }

  /** She fetches copies or makes a call, and comes back. */
  async #park(sitting: Sitting): Promise<void> {
    const { api, now, world } = this.#scene;
    const { visitor, token, random } = sitting;
    await api.command(token, 'stop.park', { stopId: visitor.stopId });
    visitor.state = 'parked';
    visitor.awayUntil = now() + random.lognormal(world.behaviour.fetchesSomething.away) * MINUTE;
    await this.#leaveDesk(sitting);
  }

  async #recordOneMore(sitting: Sitting, minutes: number): Promise<void> {
    const { visitor, token, random, seat } = sitting;
    const service = random.pick(seat.counter.office.offers)?.service;
    sitting.spent = minutes;
    await this.#scene.api.command(token, 'attendance.record', {
      stopId: visitor.stopId,
      ...(service && { serviceId: service.id }),
      ...this.#act(sitting, random.happens(0.9) ? 'solved' : 'not-possible', service),
      minutes,
    });
  }

  async #end(sitting: Sitting, minutes: number): Promise<void> {
    const { visitor, token, random, spent } = sitting;
    const { api, world } = this.#scene;
    const { stopId } = visitor;
    const extra = {
      ...(spent > 0 && { minutes: Math.max(0, minutes - spent) }),
      ...(random.happens(world.behaviour.note) && { note: NOTE }),
    };
    const target = random.happens(world.behaviour.sentOn) ? this.#findTarget(sitting) : undefined;
    if (target) {
      await api.command(token, 'stop.forward', {
        stopId,
        ...target,
        mode: 'referral',
        outcome: 'in-progress',
        interpreter: sitting.interpreter,
        ...extra,
      });
      this.#leaves(visitor, {
        officeId: target.toOfficeId,
        subjectId: visitor.at?.subjectId ?? '',
      });
      visitor.state = 'waiting';
    } else {
      const outcomes = Object.entries(world.behaviour.outcomes) as [Outcome, number][];
      const [outcome] = random.weighted(outcomes, ([, share]) => share);
      const act = this.#act(sitting, outcome, this.#serviceOf(sitting));
      const ended = await api.command(token, 'stop.finish', { stopId, ...act, ...extra });
      if (outcome === 'something-missing' && visitor.at) visitor.missing.push(visitor.at.subjectId);
      this.#leaves(visitor);
      const goesOn = visitor.route.length > 0;
      if (goesOn === (ended['closed'] === true))
        throw new Error(`ticket ${visitor.number} goes another way than its paper says`);
      visitor.state = goesOn ? 'waiting' : 'gone';
    }
    await this.#leaveDesk(sitting);
  }

  /** A line of her paper is done; `next` is written in its place. */
  #leaves(visitor: Visitor, ...next: RouteStop[]): void {
    const at = visitor.route.findIndex((stop) => stop === visitor.at);
    if (at >= 0) visitor.route.splice(at, 1, ...next);
    visitor.at = undefined;
  }

  async #leaveDesk({ mediator, done }: Sitting): Promise<void> {
    if (mediator) mediator.accompanies = false;
    await done();
  }

  #act({ random, language, interpreter }: Sitting, outcome: Outcome, service?: Service) {
    const days = this.#scene.world.behaviour.nextStepDays;
    const later = Math.round(random.between(days.min, days.max));
    return {
      mode: random.pick(service?.modes ?? []) ?? 'information',
      outcome,
      language,
      interpreter,
      ...(outcome !== 'solved' && { detail: DETAILS[outcome] }),
      ...(outcome === 'in-progress' && {
        nextOn: this.#scene.date.add({ days: later }).toString(),
      }),
    };
  }

  /** A service of this office that answers what she came for. */
  #serviceOf({ seat, visitor }: Sitting): Service | undefined {
    const services = seat.counter.office.offers.map((offer) => offer.service);
    return services.find(
      ({ subjectId, answers }) =>
        subjectId === visitor.at?.subjectId || answers.includes(visitor.at?.subjectId ?? ''),
    );
  }

  /** Another office of the house to which this one sends people on, if it works today. */
  #findTarget({ seat, random }: Sitting) {
    const { counters, centreId } = this.#scene;
    const targets = (seat.counter.world?.sendsOnTo ?? []).map(({ office, service }) => ({
      toOfficeId: `${centreId}.${office}`,
      toServiceId: service,
    }));
    const here = targets.filter(({ toOfficeId, toServiceId }) =>
      counters.get(toOfficeId)?.office.offers.some(({ service }) => service.id === toServiceId),
    );
    return random.pick(
      here.filter(({ toOfficeId }) => (counters.get(toOfficeId)?.seats ?? []).length > 0),
    );
  }
}
