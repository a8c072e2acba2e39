// Long random mornings of one visit, by the commands' own decisions: whatever people press, and
// however often, what must never be never is.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isProblem, type Problem } from '#base/problem.ts';
import type { Decision } from '#platform/run-command/command.ts';
import { acknowledgeCall } from './commands/acknowledge-call.ts';
import { callNext } from './commands/call-next.ts';
import { finishServing } from './commands/finish-serving.ts';
import { forwardStop } from './commands/forward-stop.ts';
import { leaveVisit } from './commands/leave-visit.ts';
import { missCall } from './commands/miss-call.ts';
import { parkStop } from './commands/park-stop.ts';
import { recall } from './commands/recall.ts';
import { recordAttendanceCommand } from './commands/record-attendance.ts';
import { resumeStop } from './commands/resume-stop.ts';
import { startServing } from './commands/start-serving.ts';
import type { Stop, VisitChange } from './facts.ts';
import { ANSWERS, actInputOf, actorOf, receive, START, VisitModel } from './visit-model.fixture.ts';
import type { DeskSession } from './rules/desk-rules.ts';

type Decided = Decision<VisitChange> | Problem;
type Press = (model: VisitModel, stop: Stop, now: Temporal.Instant, pick: number) => Decided;

const actor = actorOf();
const DESK: DeskSession = {
  id: 'session',
  deskId: 'd4',
  unitId: 'iss',
  officeId: 'iss',
  centreId: 'cnaim-lisboa',
  accountId: 'paulo',
  languages: [],
  serviceIds: null,
  pausedAt: null,
};
const OUTCOMES = [
  actInputOf(),
  actInputOf({ outcome: 'in-progress', detail: 'Voltar', nextOn: '2026-03-20' }),
  actInputOf({ outcome: 'something-missing', detail: 'Recibo' }),
  actInputOf({ outcome: 'not-possible', detail: 'Prazo' }),
];
const isFree = (model: VisitModel, stop: Stop) =>
  stop.state === 'waiting' && model.facts(stop).period.kind === 'waiting';
const outcome = (pick: number) => OUTCOMES[pick % OUTCOMES.length] ?? actInputOf();

const PRESSES: Readonly<Record<string, Press>> = {
  call: (model, stop, now) =>
    callNext.decide(
      // The database hands out only whom nobody has called: those who wait, and are not elsewhere.
      { desk: DESK, next: isFree(model, stop) ? model.facts(stop) : undefined },
      { deskId: DESK.deskId },
      actor,
      now,
    ),
  recall: (model, stop, now) => recall.decide(model.facts(stop), { stopId: stop.id }, actor, now),
  way: (model, stop, now) =>
    acknowledgeCall.decide(model.facts(stop), { stopId: stop.id }, actor, now),
  start: (model, stop, now) =>
    startServing.decide(model.facts(stop), { stopId: stop.id }, actor, now),
  miss: (model, stop, now) => missCall.decide(model.facts(stop), { stopId: stop.id }, actor, now),
  park: (model, stop, now) => parkStop.decide(model.facts(stop), { stopId: stop.id }, actor, now),
  resume: (model, stop, now) =>
    resumeStop.decide(model.facts(stop), { stopId: stop.id }, actor, now),
  act: (model, stop, now, pick) =>
    recordAttendanceCommand.decide(
      model.facts(stop),
      { stopId: stop.id, ...outcome(pick) },
      actor,
      now,
    ),
  finish: (model, stop, now, pick) =>
    finishServing.decide(model.facts(stop), { stopId: stop.id, ...outcome(pick) }, actor, now),
  forward: (model, stop, now, pick) => {
    const to = ANSWERS[pick % ANSWERS.length];
    return forwardStop.decide(
      { ...model.facts(stop), to: to && { ...to, fenced: to.unitId === 'aima-residence' } },
      {
        stopId: stop.id,
        toOfficeId: to?.officeId ?? '',
        toServiceId: to?.serviceId ?? '',
        ...outcome(pick),
      },
      actor,
      now,
    );
  },
  leave: (model, stop, now) => {
    const facts = model.facts(stop);
    const period = model.visit.state === 'open' ? facts.period : undefined;
    return leaveVisit.decide({ ...facts, period }, { visitId: model.visit.id }, actor, now);
  },
};

// Leaving ends the morning, so it is rare.
const what = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.constantFrom(...Object.keys(PRESSES).filter((name) => name !== 'leave')),
  },
  { weight: 1, arbitrary: fc.constant('leave') },
);
const press = fc.record({
  what,
  pick: fc.nat(11),
  // Often nothing: two presses in the same instant, also by a clock that goes back a little.
  wait: fc.oneof(fc.constant(0), fc.constant(-1), fc.integer({ min: 1, max: 40 * 60_000 })),
});

// Any service may have to come before any other, in circles too.
const services = fc.constantFrom(...ANSWERS.map(({ serviceId }) => serviceId));
const precedes = fc
  .record({ serviceId: services, afterServiceId: services })
  .filter(({ serviceId, afterServiceId }) => serviceId !== afterServiceId);

test('VIS-3, VIS-4, VIS-5, VIS-7, VIS-11, VIS-101: nobody in two places, no stop before what comes first, no gap or overlap in time, no need lost, each stop ends in one way, whatever is pressed', () => {
  let applied = 0;
  const closed = { done: 0, left: 0 };
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.array(precedes, { maxLength: 3 }),
      fc.array(press, { minLength: 30, maxLength: 90, size: 'max' }),
      (needs, precedence, presses) => {
        const model = new VisitModel(receive(needs, START, precedence));
        let now = START;
        for (const { what: name, pick, wait } of presses) {
          now = now.add({ milliseconds: wait });
          const stop = model.stops[pick % model.stops.length] as Stop;
          const decided = (PRESSES[name] as Press)(model, stop, now, pick);
          if (isProblem(decided)) continue;
          model.apply(decided.change); // throws when something is that must never be
          applied++;
          for (const { kind, data } of decided.events) {
            if (kind === 'visit.closed') closed[data?.['reason'] as 'done' | 'left']++;
          }
        }
        // A closed visit stays as it is.
        if (model.visit.state === 'closed') {
          for (const decide of Object.values(PRESSES)) {
            for (const stop of model.stops)
              expect(isProblem(decide(model, stop, now, 0))).toBe(true);
          }
        }
        // Whatever came before, she can always be served to the end or leave.
        for (let turn = 0; model.visit.state === 'open' && turn < 200; turn++) {
          for (const name of ['resume', 'call', 'start', 'finish']) {
            for (const { id } of model.stops.slice()) {
              const stop = model.stops.find((each) => each.id === id) as Stop;
              now = now.add({ seconds: 1 });
              const decided = (PRESSES[name] as Press)(model, stop, now, 0);
              if (!isProblem(decided)) model.apply(decided.change);
            }
          }
        }
        expect(model.visit.state).toBe('closed');
      },
    ),
    { numRuns: 400 },
  );
  // The mornings were mornings: enough was pressed that worked, and visits ended in both ways.
  expect(applied).toBeGreaterThan(1000);
  expect(Math.min(closed.done, closed.left)).toBeGreaterThan(5);
});
