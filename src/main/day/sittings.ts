// One person at one desk: how long it takes, what is recorded meanwhile, how it ends.
import type { Service } from '#modules/directory/schema.ts';
import { isRefusal } from './api-client.ts';
import type { Floor } from './floor.ts';
import { type Interpreting, interpret } from './interpreting.ts';
import type { RandomStream } from './random.ts';
import { MINUTE, type RouteStop, type Scene, SECOND, type Seat, type Visitor } from './scene.ts';

/** What the officer writes: short, and about nobody. */
const DETAILS = {
  'in-progress': 'Pedido entregue; a resposta vem por carta.',
  'something-missing': 'Falta o comprovativo de morada.',
  'not-possible': 'Não reúne ainda o tempo de residência exigido.',
} as const;
const HANDOVER = 'Já mostrou o passaporte; falta a morada.';
const NOTE = 'Explicados os passos seguintes; levou a lista dos documentos.';

type Outcome = 'solved' | keyof typeof DETAILS;

/** A sitting as it goes on. */
interface Sitting {
  readonly seat: Seat;
  readonly visitor: Visitor;
  readonly random: RandomStream;
  readonly language: string;
  readonly interpreting: Interpreting;
  /** Minutes that acts before the last one have taken. */
  spent: number;
  readonly done: () => Promise<void>;
}

export class Sittings {
  readonly #scene: Scene;
  readonly #floor: Floor;
  #extraActs = 0;
  #planned = 0;

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
    seat.serving = true;
    const interpreting = await interpret(this.#scene, this.#floor, seat, visitor);
    const { random } = visitor;
    const { language } = visitor.arrival;
    this.#plan({ seat, visitor, random, language, interpreting, spent: 0, done });
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
    const { random, visitor, seat, interpreting } = sitting;
    const { duration } = seat.counter.world ?? { duration: { mean: 10, cv: 0.5 } };
    const again = visitor.left !== undefined;
    const factor = interpreting.how === 'none' ? 1 : world.servedThroughInterpreter.durationFactor;
    const minutes = visitor.left ?? Math.max(1, random.lognormal(duration) * factor);
    visitor.left = undefined;
    const { fetchesSomething, oneMoreAct, findsAnotherNeed } = world.behaviour;
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
    // The tenth of a day, and some.
    const finds = random.happens(findsAnotherNeed);
    if (++this.#planned === 10 || finds)
      agenda.at(now() + (minutes / 3) * MINUTE, () => this.#findNeed(sitting));
    agenda.at(now() + minutes * MINUTE, () => this.#end(sitting, Math.floor(minutes)));
  }

  /** She fetches copies or makes a call, and comes back. */
  async #park(sitting: Sitting): Promise<void> {
    const { api, now, world } = this.#scene;
    const { visitor, random } = sitting;
    await api.command(tokenAt(sitting), 'stop.park', { stopId: visitor.stopId });
    visitor.state = 'parked';
    visitor.awayUntil = now() + random.lognormal(world.behaviour.fetchesSomething.away) * MINUTE;
    await this.#leaveDesk(sitting);
  }

  async #recordOneMore(sitting: Sitting, minutes: number): Promise<void> {
    const { api, agenda, now, world, keepers } = this.#scene;
    const { visitor, random, seat } = sitting;
    const service = random.pick(seat.counter.office.offers)?.service;
    const token = tokenAt(sitting);
    sitting.spent = minutes;
    const { attendanceId } = await api.command(token, 'attendance.record', {
      stopId: visitor.stopId,
      ...(service && { serviceId: service.id }),
      ...this.#act(sitting, random.happens(0.9) ? 'solved' : 'not-possible', service),
      minutes,
    });
    // Whoever wrote it sees her mistake a little later; what was none, the coordinator takes back.
    // The first two of a day, and some.
    const fate = [0, world.behaviour.correctsIt][this.#extraActs++] ?? random.share();
    const { correctsIt, takesItBack } = world.behaviour;
    const soon = now() + 3 * MINUTE;
    if (fate < correctsIt) {
      const correction = { attendanceId, reason: 'Engano nos minutos.', minutes: minutes - 1 };
      agenda.at(soon, async () => {
        await api.command(token, 'attendance.correct', correction);
      });
    } else if (fate < correctsIt + takesItBack) {
      const taken = { attendanceId, reason: 'Registado duas vezes.' };
      agenda.at(soon, async () => {
        await api.command(keepers.coordinator, 'attendance.void', taken);
      });
    }
  }

  /** Something else comes to light: it joins her route with the same ticket. */
  async #findNeed(sitting: Sitting): Promise<void> {
    const { api, world, counters, centreId } = this.#scene;
    const { visitor, random } = sitting;
    const offices = world.offices.filter(({ office }) => {
      const officeId = `${centreId}.${office}`;
      const here = counters.get(officeId);
      const asked = (id: string) => visitor.arrival.subjectIds.includes(id);
      return (
        here &&
        here !== sitting.seat.counter &&
        !here.fenced &&
        !visitor.route.some((stop) => stop.officeId === officeId) &&
        !here.world?.subjects.some(({ id }) => asked(id))
      );
    });
    const office = random.pick(offices);
    if (!office) return;
    const subjectId = random.weighted(office.subjects, ({ weight }) => weight).id;
    const found = { stopId: visitor.stopId, subjectId };
    const added = await api.tryCommand(tokenAt(sitting), 'need.add', found);
    // A queue that is closed for now takes her another day.
    if (isRefusal(added)) return;
    const officeId = String(added['officeId']);
    visitor.route.push({ officeId, subjectId });
  }

  async #end(sitting: Sitting, minutes: number): Promise<void> {
    const { visitor, random, spent, interpreting } = sitting;
    const { api, world } = this.#scene;
    const { stopId } = visitor;
    const token = tokenAt(sitting);
    const { behaviour } = world;
    if (random.happens(behaviour.mediatorGoesFirst)) await interpreting.goes();
    if (random.happens(behaviour.note / 4))
      await api.command(token, 'note.write', { stopId, body: NOTE });
    const extra = {
      ...(spent > 0 && { minutes: Math.max(0, minutes - spent) }),
      ...(random.happens(behaviour.note) && { note: NOTE }),
    };
    const target = random.happens(behaviour.sentOn) ? this.#findTarget(sitting) : undefined;
    const sent =
      target &&
      (await api.tryCommand(token, 'stop.forward', {
        stopId,
        toOfficeId: target.toOfficeId,
        toServiceId: target.toServiceId,
        mode: 'referral',
        outcome: 'in-progress',
        interpreter: interpreting.how,
        ...(target.told && random.happens(0.5) && { handover: HANDOVER }),
        ...extra,
      }));
    if (sent && isRefusal(sent) && sent.refused !== 'queue-closed')
      throw new Error(`stop.forward was refused: ${sent.refused}`);
    if (target && sent && !isRefusal(sent)) {
      this.#leaves(visitor, {
        officeId: target.toOfficeId,
        subjectId: visitor.at?.subjectId ?? '',
      });
      visitor.state = 'waiting';
    } else {
      const outcomes = Object.entries(behaviour.outcomes) as [Outcome, number][];
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

  async #leaveDesk({ seat, interpreting, done }: Sitting): Promise<void> {
    seat.serving = false;
    interpreting.end();
    await done();
  }

  #act({ random, language, interpreting }: Sitting, outcome: Outcome, service?: Service) {
    const days = this.#scene.world.behaviour.nextStepDays;
    const later = Math.round(random.between(days.min, days.max));
    return {
      mode: random.pick(service?.modes ?? []) ?? 'information',
      outcome,
      language,
      interpreter: interpreting.how,
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
  #findTarget({ seat, visitor, random }: Sitting) {
    const { counters, centreId } = this.#scene;
    const { fenced } = seat.counter;
    const targets = (seat.counter.world?.sendsOnTo ?? []).map(({ office, service }) => {
      const toOfficeId = `${centreId}.${office}`;
      const told = !fenced && !counters.get(toOfficeId)?.fenced;
      return { toOfficeId, toServiceId: service, told };
    });
    const here = targets.filter(
      ({ toOfficeId, toServiceId }) =>
        counters.get(toOfficeId)?.office.offers.some(({ service }) => service.id === toServiceId) &&
        !visitor.route.some(({ officeId }) => officeId === toOfficeId),
    );
    return random.pick(
      here.filter(({ toOfficeId }) => (counters.get(toOfficeId)?.seats ?? []).length > 0),
    );
  }
}

/** Of whoever sits at the desk now: a colleague may have taken it over. */
function tokenAt({ seat }: Sitting): string {
  return seat.occupant?.token ?? '';
}
