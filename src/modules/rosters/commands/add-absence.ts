// absence.add: somebody is away, and the plan lets go of her on those days.
import { newId } from '#base/ids.ts';
import { isProblem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import {
  applyPlan,
  lockPlan,
  mayPlan,
  PLANNED,
  type PlanChange,
  planEvent,
} from '../plan-facts.ts';
import { mondayOf, planAbsence } from '../plan-rules.ts';
import { addAbsenceInput } from '../plan-schema.ts';

export const addAbsence = command({
  name: 'absence.add',
  summary: 'Notes that a colleague is away, and takes her shifts of those days out of the plan.',
  input: addAbsenceInput,
  load: (tx, input, _actor, now) =>
    lockPlan(
      tx,
      input.centreId,
      Temporal.PlainDate.from(input.from),
      Temporal.PlainDate.from(input.to),
      now,
    ),
  may: (actor, plan) => mayPlan(actor, plan),
  decide(plan, input, actor, now) {
    const absence = {
      accountId: input.accountId,
      from: Temporal.PlainDate.from(input.from),
      to: Temporal.PlainDate.from(input.to),
    };
    const covered = planAbsence(plan.shifts, absence, plan.today);
    if (isProblem(covered)) return covered;
    const change: PlanChange = {
      id: newId(now.epochMilliseconds),
      centreId: plan.centreId,
      kind: 'absence',
      week: mondayOf(absence.from),
      madeBy: actor.accountId,
      remove: covered.map(({ id }) => id),
      absence,
    };
    const result = { changeId: change.id, removed: covered.length };
    return { change, events: [planEvent(change)], result };
  },
  apply: applyPlan,
  refusals: PLANNED,
});
