// Long random mornings of a whole house: several people in several queues at once, two desks at each
// office, by the commands' own decisions and the order of planning, with no database.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isProblem, type Problem } from '#base/problem.ts';
import type { Decision } from '#platform/run-command/command.ts';
import { orderQueue } from '../planning/rules/order.ts';
import { acknowledgeCall } from './commands/acknowledge-call.ts';
import { addNeed } from './commands/add-need.ts';
import { callChosen } from './commands/call-chosen.ts';
import { callNext } from './commands/call-next.ts';
import { finishServing } from './commands/finish-serving.ts';
import { forwardStop } from './commands/forward-stop.ts';
import { missCall } from './commands/miss-call.ts';
import { parkStop } from './commands/park-stop.ts';
import { recordAttendanceCommand } from './commands/record-attendance.ts';
import { resumeStop } from './commands/resume-stop.ts';
import { startServing } from './commands/start-serving.ts';
import type { Stop, VisitChange } from './facts.ts';
import { minutesOf } from './queue-queries.ts';
import { whoIsFree } from './rules.ts';
import { type DeskSession, refuseBreak } from './rules/desk-rules.ts';
import { ANSWERS, actInputOf, actorOf, receive, START, VisitModel } from './visit-model.fixture.ts';

type Decided = Decision<VisitChange> | Problem;
type Desk = { -readonly [Key in keyof DeskSession]: DeskSession[Key] };

const ENDINGS = ['solved', 'forwarded', 'in-progress', 'something-missing', 'withdrawn'];

/** A house of three offices with two desks each. */
class Floor {
  readonly visits: VisitModel[];
  readonly desks: Desk[] = ANSWERS.flatMap(({ officeId, unitId }, at) =>
    [1, 2].map((n) => ({
      id: `session-${at}-${n}`,
      deskId: `d${at}-${n}`,
      unitId,
      officeId,
      centreId: 'cnaim-lisboa',
      accountId: `officer-${at}-${n}`,
      languages: [],
      serviceIds: null,
      pausedAt: null,
    })),
  );
  /** Who is away from the whole house, by what was pressed and not by what the rules say of her. */
  readonly away = new Set<string>();
  readonly worked = new Map<string, number>();
  now = START;

  constructor(needs: readonly number[]) {
    this.visits = needs.map((many) => new VisitModel(receive(many)));
  }

  of(stop: Stop): VisitModel {
    return this.visits.find(({ visit }) => visit.id === stop.visitId) as VisitModel;
  }
  stops(): Stop[] {
    return this.visits.flatMap(({ stops }) => stops);
  }
  at(desk: Desk): Stop | undefined {
    const here = this.stops().filter(
      ({ deskId, state }) => deskId === desk.deskId && (state === 'called' || state === 'serving'),
    );
    if (here.length > 1) throw new Error('a desk has two people');
    return here[0];
  }

  /** The queue of a desk's office in the order in which it is called. */
  queue(desk: Desk): Stop[] {
    const waiting = this.stops().filter(
      ({ officeId, state }) => officeId === desk.officeId && state === 'waiting',
    );
    const standing = waiting.map((stop) => ({
      stop,
      stopId: stop.id,
      number: stop.number,
      language: stop.language,
      priority: stop.priority,
      queued: minutesOf(stop.queuedAt ?? START),
      arrived: minutesOf(START),
      served: null,
      stopsLeft: this.of(stop).stops.filter(({ state }) => state === 'waiting').length - 1,
      doing: this.of(stop).facts(stop).period.kind,
    }));
    const asking = { languages: [], now: minutesOf(this.now) };
    return orderQueue(whoIsFree(standing), asking).map(({ stop }) => stop);
  }

  /** Applies what was decided; what a desk may not do leaves everything as it is. */
  done(name: string, stop: Stop, decided: Decided): boolean {
    if (isProblem(decided)) return false;
    this.of(stop).apply(decided.change);
    this.worked.set(name, (this.worked.get(name) ?? 0) + 1);
    for (const desk of this.desks) {
      const here = this.at(desk);
      if (here && desk.pausedAt) throw new Error('somebody is at a desk that takes a break');
    }
    return true;
  }

  /** A call, by itself or chosen. VIS-63, VIS-67: whoever is away is called in neither way. */
  called(name: string, desk: Desk, stop: Stop, decided: Decided): boolean {
    if (this.at(desk) && !isProblem(decided)) return false; // the table refuses: desk_one_stop
    if (!this.done(name, stop, decided)) return false;
    if (this.away.has(stop.visitId)) throw new Error('who is parked or missed is called');
    return true;
  }

  /** Desks press in the same instant: each sees the same queue, less whom the others have in hand. */
  call(desks: readonly Desk[]): void {
    const queues = desks.map((desk) => this.queue(desk));
    const free = desks.map((desk) => !this.at(desk) && !desk.pausedAt);
    const taken = new Set<string>();
    desks.forEach((desk, at) => {
      const stop = queues[at]?.find(({ visitId }) => !taken.has(visitId));
      if (!stop) return;
      const decided = callNext.decide(
        { desk, next: this.of(stop).facts(stop) },
        { deskId: desk.deskId },
        actorOf({ accountId: desk.accountId }),
        this.now,
      );
      const came = this.called('call', desk, stop, decided);
      if (came !== free[at]) throw new Error('a free desk calls, and no other');
      if (came) taken.add(stop.visitId);
    });
    const people = desks.flatMap((desk) => this.at(desk)?.visitId ?? []);
    expect(new Set(people).size).toBe(people.length);
  }

  /** What a desk does with whom it has, or with the house. */
  press(name: string, desk: Desk, pick: number): void {
    const { now } = this;
    const actor = actorOf({ accountId: desk.accountId });
    const all = this.stops();
    const any = all[pick % all.length] as Stop;
    if (name === 'call') return this.call([desk]);
    if (name === 'together') return this.call(this.desks.filter((_, at) => (pick >> at) % 2 === 0));
    if (name === 'break') {
      if (!refuseBreak(desk, this.at(desk) !== undefined)) desk.pausedAt = now;
      else desk.pausedAt = null;
      return;
    }
    if (name === 'chosen') {
      const input = { deskId: desk.deskId, stopId: any.id, reason: 'cannot-wait' as const };
      const decided = callChosen.decide({ desk, next: this.of(any).facts(any) }, input, actor, now);
      this.called(name, desk, any, decided);
      return;
    }
    if (name === 'resume') {
      const back = resumeStop.decide(this.of(any).facts(any), { stopId: any.id }, actor, now);
      if (this.done(name, any, back)) this.away.delete(any.visitId);
      return;
    }
    const stop = this.at(desk);
    if (stop) this.serve(name, stop, actor, pick);
  }

  private serve(name: string, stop: Stop, actor: ReturnType<typeof actorOf>, pick: number): void {
    const { now } = this;
    const model = this.of(stop);
    const facts = model.facts(stop);
    const about = { stopId: stop.id };
    if (name === 'way') this.done(name, stop, acknowledgeCall.decide(facts, about, actor, now));
    if (name === 'start') {
      this.done(name, stop, startServing.decide(facts, about, actor, now));
      if (model.periods.at(-1)?.stopId !== stop.id) throw new Error('no clock for this desk');
    }
    if (name === 'miss' && this.done(name, stop, missCall.decide(facts, about, actor, now)))
      if (stop.misses > 0) this.away.add(stop.visitId);
    if (name === 'park' && this.done(name, stop, parkStop.decide(facts, about, actor, now)))
      this.away.add(stop.visitId);
    const act = { ...about, ...actInputOf() };
    if (name === 'act')
      this.done(name, stop, recordAttendanceCommand.decide(facts, act, actor, now));
    if (name === 'finish') this.done(name, stop, finishServing.decide(facts, act, actor, now));
    if (name === 'need') {
      const answer = ANSWERS[pick % ANSWERS.length];
      const decided = addNeed.decide(
        { ...facts, answer },
        { ...about, subjectId: answer?.subjectId ?? '' },
        actor,
        now,
      );
      if (isProblem(decided)) return;
      model.needs.push({ id: decided.change.need.id, state: 'open' });
      model.stops.push(decided.change.stop);
      this.done(name, stop, { ...decided, change: {} });
    }
    if (name === 'forward') {
      const answer = ANSWERS[pick % ANSWERS.length];
      const to = answer && { ...answer, fenced: false };
      const input = {
        ...act,
        toOfficeId: to?.officeId ?? '',
        toServiceId: to?.serviceId ?? '',
      };
      if (!this.done(name, stop, forwardStop.decide({ ...facts, to }, input, actor, now))) return;
      // The ticket is kept, the first desk's clock has stopped, and she waits for the second's.
      const next = model.stops.at(-1);
      expect(next).toMatchObject({ number: stop.number, state: 'waiting', officeId: to?.officeId });
      expect(model.endings.get(stop.id)).toBe('forwarded');
      const [served, waits] = model.periods.slice(-2);
      expect(served).toMatchObject({ kind: 'serving', stopId: stop.id, end: waits?.start });
      expect(waits).toMatchObject({ kind: 'waiting', stopId: null, end: null });
    }
  }
}

const PRESSES = ['call', 'together', 'chosen', 'break', 'resume', 'way', 'start', 'start', 'miss'];
const SERVES = ['park', 'act', 'need', 'forward', 'finish'];
const press = fc.record({
  name: fc.constantFrom(...PRESSES, ...SERVES),
  desk: fc.nat(5),
  pick: fc.nat(63),
  wait: fc.oneof(fc.constant(0), fc.constant(-1), fc.integer({ min: 1, max: 20 * 60_000 })),
});

test('VIS-3, VIS-7, VIS-11, VIS-60, VIS-63, VIS-67, VIS-101: whatever the desks of a house press, nobody is in two places, stops end in one way, times add up to the visit, and nobody away is called', () => {
  const worked = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 8 }),
      fc.array(press, { minLength: 60, maxLength: 160, size: 'max' }),
      (needs, presses) => {
        const floor = new Floor(needs);
        for (const { name, desk, pick, wait } of presses) {
          floor.now = floor.now.add({ milliseconds: wait });
          floor.press(name, floor.desks[desk] as Desk, pick);
        }
        // Whatever came before, the house empties: breaks end, the parked come back, all are served.
        for (const desk of floor.desks) desk.pausedAt = null;
        const isOpen = () => floor.visits.some(({ visit }) => visit.state === 'open');
        for (let turn = 0; isOpen() && turn < 100; turn++) {
          floor.stops().forEach((_, at) => floor.press('resume', floor.desks[0] as Desk, at));
          floor.now = floor.now.add({ minutes: 1 });
          floor.call(floor.desks);
          for (const name of ['start', 'finish'])
            for (const desk of floor.desks) floor.press(name, desk, 0);
        }
        for (const { visit, stops, periods, endings } of floor.visits) {
          expect(visit.state).toBe('closed');
          expect([...endings.keys()].sort()).toEqual(stops.map(({ id }) => id).sort());
          for (const ending of endings.values()) expect(ENDINGS).toContain(ending);
          const spent = periods.map(({ start, end }) => (end ?? start).since(start));
          const sum = spent.reduce((all, one) => all.add(one), new Temporal.Duration());
          const whole = (periods.at(-1)?.end ?? START).since(START);
          expect(Temporal.Duration.compare(sum, whole)).toBe(0);
        }
        for (const [name, times] of floor.worked) worked.set(name, (worked.get(name) ?? 0) + times);
      },
    ),
    { numRuns: 80 },
  );
  // The mornings were mornings: everything that a desk can press worked, often.
  const names = ['call', 'chosen', 'resume', 'way', 'start', 'miss', ...SERVES];
  for (const name of names) expect([name, (worked.get(name) ?? 0) > 3]).toEqual([name, true]);
});
